"""The file of a backup: what went in comes out, and nothing else is taken for one."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile, DeskDamaged, DeskError
from se_desk.storage import archive, keyslots
from se_desk.storage.archive import DESK, KEYSLOTS, MANIFEST, Manifest, Part
from tests.storage.conftest import NOW

WAYS_IN = keyslots.to_bytes(keyslots.Keyslots("a desk"))
PAGES = bytes(range(256)) * 2
SHA = hashlib.sha256(PAGES).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two parts, as they lie on a disk."""
    made = tmp_path / "parts"
    made.mkdir()
    (made / KEYSLOTS).write_bytes(WAYS_IN)
    (made / DESK).write_bytes(PAGES)
    return made


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    """A backup of them."""
    archive.pack(folder, tmp_path / "one.sedesk", NOW, 3)
    return tmp_path / "one.sedesk"


def shown(manifest: Manifest) -> dict[str, Any]:
    """The manifest as a backup holds it."""
    parts = {name: {"size": part.size, "sha256": part.sha256} for name, part in manifest.parts.items()}
    return {
        "format": archive.FORMAT,
        "made_at": "2026-03-02T09:30:00.000Z+00:00",
        "schema": 3,
        "parts": parts,
    }


def other(packed: Path, manifest: object = None, **parts: bytes) -> Path:
    """The same backup with another manifest, or another content under a seal of the zip's own."""
    file = packed.with_name("other.sedesk")
    text = json.dumps(shown(archive.read_manifest(packed)) if manifest is None else manifest)
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(MANIFEST, text)
        made.writestr(KEYSLOTS, parts.get("ways_in", WAYS_IN))
        made.writestr(DESK, parts.get("desk", PAGES))
    return file


def test_a_backup_says_what_it_holds(folder: Path, packed: Path) -> None:
    sizes = {KEYSLOTS: WAYS_IN, DESK: PAGES}
    parts = {name: Part(len(data), hashlib.sha256(data).hexdigest()) for name, data in sizes.items()}
    assert archive.read_manifest(packed) == archive.check(packed) == Manifest(NOW, 3, parts)
    assert archive.slots_in(packed) == keyslots.from_bytes(WAYS_IN)


def test_it_is_a_private_zip_that_any_program_opens(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        entries = opened.infolist()
        assert [entry.filename for entry in entries] == [MANIFEST, KEYSLOTS, DESK]
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        assert opened.read(DESK) == PAGES
        assert opened.testzip() is None
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600


def test_the_same_parts_make_the_same_file(folder: Path, packed: Path, tmp_path: Path) -> None:
    archive.pack(folder, tmp_path / "two.sedesk", NOW, 3)
    assert (tmp_path / "two.sedesk").read_bytes() == packed.read_bytes()


def test_no_file_is_packed_over(folder: Path, packed: Path) -> None:
    before = packed.read_bytes()
    with pytest.raises(FileExistsError):
        archive.pack(folder, packed, NOW, 3)
    assert packed.read_bytes() == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.binary(max_size=300), st.sampled_from([1, 7, archive.CHUNK]))
def test_any_parts_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, first: bytes, second: bytes, chunk: int
) -> None:
    source, target = (tmp_path_factory.mktemp(name) for name in ("source", "target"))
    (source / KEYSLOTS).write_bytes(first)
    (source / DESK).write_bytes(second)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(archive, "CHUNK", chunk)
        manifest = archive.pack(source, source / "backup", NOW, 1)
        assert archive.unpack(source / "backup", target) == manifest
    assert [(target / name).read_bytes() for name in archive.PARTS] == [first, second]
    assert stat.S_IMODE((target / DESK).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "desk",
    [PAGES[:-1], PAGES + b"x", b"", PAGES.replace(b"\x01", b"\x02"), PAGES + bytes(archive.CHUNK * 3)],
    ids=["shorter", "longer", "empty", "other", "much longer"],
)
def test_a_part_under_another_seal_is_damage(packed: Path, tmp_path: Path, desk: bytes) -> None:
    file = other(packed, desk=desk)
    for attempt in (archive.check, lambda backup: archive.unpack(backup, tmp_path)):
        with pytest.raises(DeskDamaged, match=r"other\.sedesk does not read back"):
            attempt(file)
    written = (tmp_path / DESK).stat().st_size
    assert written <= len(PAGES) + 1  # no more is put on the disk than the manifest allows, and one byte


def changed(**changes: object) -> Callable[[dict[str, Any]], object]:
    return lambda whole: {**whole, **changes}


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda whole: {key: value for key, value in whole.items() if key != name}


@pytest.mark.parametrize(
    "change",
    [
        changed(format="other/1"),
        changed(made_at="yesterday"),
        changed(made_at=5),
        changed(made_at="0001-01-01T00:00:00.000Z-23:59"),
        changed(schema="three"),
        changed(schema=float("inf")),
        changed(schema=float("nan")),
        changed(schema=[]),
        changed(parts={}),
        changed(parts=[]),
        changed(parts={KEYSLOTS: {"size": 1, "sha256": ""}}),
        changed(parts={name: {"size": float("inf"), "sha256": ""} for name in archive.PARTS}),
        changed(parts={name: {"sha256": ""} for name in archive.PARTS}),
        *map(without, ("format", "made_at", "schema", "parts")),
        lambda _whole: [],
        lambda _whole: "text",
        lambda _whole: 5,
    ],
)
def test_what_another_program_might_say_is_no_manifest(
    packed: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    file = other(packed, change(shown(archive.read_manifest(packed))))
    for attempt in (archive.read_manifest, archive.check):
        with pytest.raises(BadFile, match="not a whole backup"):
            attempt(file)


def test_the_manifest_that_was_changed_in_nothing_is_one(packed: Path) -> None:
    """The control of the table above."""
    assert archive.check(other(packed)) == archive.read_manifest(packed)


@pytest.mark.parametrize("text", [b"", b"nonsense", b"\xff", b"[" * archive.LARGEST_TEXT, b" " * 100_000])
def test_a_manifest_that_is_no_json(packed: Path, text: bytes) -> None:
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(MANIFEST, text)
    with pytest.raises(BadFile):
        archive.read_manifest(packed)


@pytest.mark.parametrize("missing", [MANIFEST, KEYSLOTS, DESK])
def test_a_missing_part_is_no_whole_backup(packed: Path, missing: str) -> None:
    file = packed.with_name("fewer.sedesk")
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(file, "w") as fewer:
        for entry in whole.infolist():
            if entry.filename != missing:
                fewer.writestr(entry, whole.read(entry))
    with pytest.raises(BadFile):
        archive.check(file)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(packed: Path, content: bytes) -> None:
    packed.write_bytes(content)
    for attempt in (archive.read_manifest, archive.slots_in, archive.check):
        with pytest.raises(BadFile, match="not a whole backup"):
            attempt(packed)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="There is no backup"):
        archive.read_manifest(tmp_path / "none.sedesk")


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compressed_zip_is_not_of_our_making(packed: Path, kind: int) -> None:
    """A few bytes of it could unpack to more than any disk holds, and its damage has other names."""
    file = packed.with_name("small.sedesk")
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(file, "w", kind) as small:
        for entry in whole.infolist():
            small.writestr(entry.filename, whole.read(entry))
    with pytest.raises(BadFile):
        archive.check(file)


def test_oversized_keyslots_are_refused(packed: Path) -> None:
    file = other(packed, ways_in=b" " * (archive.LARGEST_TEXT + 1) + WAYS_IN)
    with pytest.raises(DeskDamaged):
        archive.slots_in(file)


def outcome(file: Path) -> Manifest | None:
    """What the file says of itself; None where it is refused by name. Anything else fails the test."""
    try:
        archive.slots_in(file)
        return archive.check(file)
    except DeskError:
        return None


def test_no_changed_byte_passes_and_none_has_no_name(packed: Path) -> None:
    whole, manifest, refused = packed.read_bytes(), archive.read_manifest(packed), 0
    for at in range(len(whole)):
        packed.write_bytes(whole[:at] + bytes([whole[at] ^ (0x80 if at % 2 else 1)]) + whole[at + 1 :])
        found = outcome(packed)
        assert found is None or found.parts == manifest.parts  # the zip's own bookkeeping, such as a date
        refused += found is None
    assert refused > 0.8 * len(whole)


def test_no_file_that_breaks_off_passes(packed: Path) -> None:
    whole = packed.read_bytes()
    assert outcome(packed) is not None  # the control
    for length in range(0, len(whole), 97):
        packed.write_bytes(whole[:length])
        assert outcome(packed) is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from([b"\xff" * 8, b"\0" * 8, b"\xff", b"\x08", b"PK"])),
        min_size=1,
        max_size=6,
    )
)
def test_a_directory_of_nonsense_has_a_name(
    folder: Path, tmp_path: Path, changes: list[tuple[int, bytes]]
) -> None:
    """The last part of the file tells where everything lies; a zip's reader believes it."""
    file = tmp_path / "nonsense.sedesk"
    file.unlink(missing_ok=True)
    archive.pack(folder, file, NOW, 3)
    content = bytearray(file.read_bytes())
    directory = content.index(b"PK\x01\x02")
    for at, noise in changes:
        place = directory + at % (len(content) - directory)
        content[place : place + len(noise)] = noise
    file.write_bytes(content)
    outcome(file)
