"""The file that a backup is: a zip without compression, with a manifest of sizes and SHA-256 sums.

It holds ``keyslots.json`` and the desk as they lie on the disk, so nothing in it is readable without a
way in. Nothing here needs the key.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from se_desk.domain.errors import BadFile, DeskDamaged
from se_desk.storage import faults, keyslots, private
from se_desk.storage.columns import moment_of, moment_text

FORMAT = "sedesk-backup/1"
MANIFEST, KEYSLOTS, DESK = "manifest.json", "keyslots.json", "desk.db"
PARTS = (KEYSLOTS, DESK)
CHUNK = 1 << 20  # bytes
LARGEST_TEXT = 1 << 16  # bytes of a manifest, or of keyslots
Progress = Callable[[int, int], object]  # bytes done, bytes in all
_ENCRYPTED = 0x1  # a flag of a zip's entry


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a backup: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; none of it is secret. ``parts`` by name."""

    made_at: datetime
    schema: int
    parts: dict[str, Part]


def pack(folder: Path, target: Path, made_at: datetime, schema: int) -> Manifest:
    """Packs the parts that lie in ``folder`` into a new file ``target``."""
    manifest = Manifest(made_at, schema, {name: _part(folder / name) for name in PARTS})
    private.make_file(target)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo(MANIFEST), _to_json(manifest))
        for name in PARTS:
            entry = zipfile.ZipInfo(name)
            with (folder / name).open("rb") as source, packed.open(entry, "w", force_zip64=True) as place:
                shutil.copyfileobj(source, place, CHUNK)
    return manifest


def _part(file: Path) -> Part:
    with file.open("rb") as content:
        return Part(file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


def read_manifest(file: Path) -> Manifest:
    """What the backup says of itself. Raises BadFile for a file that is none."""
    with _opened(file) as packed:
        return _manifest(packed, file)


def slots_in(file: Path) -> keyslots.Keyslots:
    """The ways into a backup, for a computer that has none of its own. Raises BadFile, DeskDamaged."""
    with _opened(file) as packed:
        return keyslots.from_bytes(_small(packed, KEYSLOTS))


def check(file: Path, progress: Progress | None = None) -> Manifest:
    """Reads every part against the manifest. Raises BadFile, DeskDamaged."""
    with _opened(file) as packed:
        manifest = _manifest(packed, file)
        meter = _Meter(manifest, progress)
        for name, part in manifest.parts.items():
            with packed.open(name) as content:
                _compare(meter.over(_chunks(content, part.size)), part, file)
    return manifest


def unpack(file: Path, folder: Path, progress: Progress | None = None) -> Manifest:
    """Puts the parts into ``folder``, read against the manifest. Raises BadFile, DeskDamaged, DiskFull."""
    with _opened(file) as packed:
        manifest = _manifest(packed, file)
        meter = _Meter(manifest, progress)
        for name, part in manifest.parts.items():
            private.make_file(folder / name)
            with packed.open(name) as content, (folder / name).open("wb") as place:
                _compare(_written(meter.over(_chunks(content, part.size)), place), part, file)
            private.sync(folder / name)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    with faults.named(file):
        try:
            with _zip(file) as packed:
                yield packed
        except FileNotFoundError as error:
            raise BadFile(f"There is no backup {file}.", do="Choose another file.") from error
        except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError) as error:
            raise _no_backup(file) from error


def _zip(file: Path) -> zipfile.ZipFile:
    """The file as a zip of the kind ``pack`` writes. BadZipFile for any other, before anything is read."""
    try:
        packed = zipfile.ZipFile(file)
    except (ValueError, OverflowError, struct.error) as error:  # its directory is damaged
        raise zipfile.BadZipFile(str(error)) from error
    size = file.stat().st_size
    for entry in packed.infolist():
        plain = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & _ENCRYPTED
        if not plain or not 0 <= entry.header_offset < size:
            packed.close()
            raise zipfile.BadZipFile("not the kind that is written")
    return packed


def _no_backup(file: Path) -> BadFile:
    return BadFile(f"{file.name} is not a whole backup of a desk.", do="Choose another file.")


def _small(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as content:
        return content.read(LARGEST_TEXT)


def _to_json(manifest: Manifest) -> str:
    parts = {name: asdict(part) for name, part in manifest.parts.items()}
    shown = {"format": FORMAT, "made_at": moment_text(manifest.made_at), "schema": manifest.schema}
    return json.dumps(shown | {"parts": parts}, indent=1)


def _manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        shown = json.loads(_small(packed, MANIFEST))
        if shown["format"] != FORMAT:
            raise ValueError("another format")
        parts = {
            name: Part(int(shown["parts"][name]["size"]), str(shown["parts"][name]["sha256"]))
            for name in PARTS
        }
        return Manifest(moment_of(shown["made_at"]), int(shown["schema"]), parts)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _no_backup(file) from error


def _chunks(content: IO[bytes], size: int) -> Iterator[bytes]:
    """The content in pieces, and no more of it than ``size`` bytes and one."""
    left = size + 1
    while left > 0 and (chunk := content.read(min(CHUNK, left))):
        yield chunk
        left -= len(chunk)


class _Meter:
    """Says how many bytes of all parts are done."""

    def __init__(self, manifest: Manifest, progress: Progress | None) -> None:
        self._done, self._progress = 0, progress
        self._total = sum(part.size for part in manifest.parts.values())

    def over(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            yield chunk
            self._done += len(chunk)
            if self._progress is not None:
                self._progress(min(self._done, self._total), self._total)


def _written(chunks: Iterator[bytes], place: IO[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        place.write(chunk)
        yield chunk


def _compare(chunks: Iterator[bytes], part: Part, file: Path) -> None:
    digest, size = hashlib.sha256(), 0
    with suppress(zipfile.BadZipFile):  # its own, weaker sum differs already
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise DeskDamaged(
            f"The backup {file.name} does not read back as it was written.", do="Take an earlier backup."
        )
