"""The whole desk as one file that outlives this program: a zip of JSON and files, sealed with age.

Inside lies ``desk.json``, every row of every table under its own name, ``attachments/`` with a file for
each attached content, named by its SHA-256, and ``README.txt``, which says so. The zip is encrypted with
a passphrase in the format of age (age-encryption.org/v1), which other programs read too.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from se_desk.domain.errors import BadFile, WrongKey

Value: TypeAlias = str | int | float | bytes | None
Rows: TypeAlias = tuple[Mapping[str, Value], ...]

FORMAT = "se-desk-archive/1"
SUFFIX = ".sedesk.age"
MOST_BYTES = 2 * 1024**3  # of the file, and of what it unfolds to; all of it passes through memory
BLOBS, BLOB_NAME, BLOB = "attachment_bytes", "sha256", "data"
_DESK, _FOLDER, _README = "desk.json", "attachments/", "README.txt"
_BYTES = "base64"
_MAGIC = b"age-encryption.org/"
_ABOUT = """This is a whole desk of SE Desk, with its Private notes.

desk.json      every row of every table. Moments are UTC with their offset, days are dates, money is a
               number of minor units, bytes stand as {"base64": "..."}.
attachments/   what was attached to notes and deals, each file named by its SHA-256 in hex; the table
               "attachments" has their names.

Nothing here is encrypted any more. Put it away as carefully as the desk itself.
"""


@dataclass(frozen=True, slots=True)
class DeskArchive:
    """Every row of a desk. ``schema`` numbers the shape of its tables, ``app`` names who wrote it."""

    schema: int
    app: str
    written_at: datetime
    tables: tuple[tuple[str, Rows], ...]


def looks_like_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is sealed as an archive is; it may still be none."""
    return head.startswith(_MAGIC)


def packed(archive: DeskArchive) -> bytes:
    """The zip, not yet sealed. The same archive gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(zipfile.ZipInfo(_README), _ABOUT)
        for name, data in _blobs(archive):
            folder.writestr(zipfile.ZipInfo(_FOLDER + name), data)
        folder.writestr(_deflated(_DESK), json.dumps(_plain(archive), ensure_ascii=False, indent=1))
    return out.getvalue()


def unpacked(data: bytes) -> DeskArchive:
    """The archive in a zip that ``packed`` wrote. BadFile for anything else, and for what was changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            if sum(entry.file_size for entry in folder.infolist()) > MOST_BYTES:
                raise _bad("It unfolds to more than 2 GB.")
            read = json.loads(folder.read(_DESK))
            blobs = {
                name.removeprefix(_FOLDER): folder.read(name)
                for name in folder.namelist()
                if name.startswith(_FOLDER)
            }
            return _archive(read, blobs)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise _bad("It is not put together as an archive is.") from fault


def sealed(data: bytes, passphrase: str) -> bytes:
    """`data` encrypted with a passphrase, as age does it (scrypt, ChaCha20-Poly1305)."""
    from pyrage import passphrase as age

    made: bytes = age.encrypt(data, passphrase)
    return made


def opened(data: bytes, passphrase: str) -> bytes:
    """What ``sealed`` hid. WrongKey for another passphrase, BadFile for what is no such file."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    if not looks_like_one(data):
        raise _bad("It does not begin as one does.")
    try:
        found: bytes = age.decrypt(data, passphrase)
    except DecryptError as fault:
        raise WrongKey(
            "The archive does not open with this passphrase, or it was changed.",
            do="Type the passphrase that was chosen when it was written.",
        ) from fault
    return found


def _blobs(archive: DeskArchive) -> Iterable[tuple[str, bytes]]:
    for table, rows in archive.tables:
        if table == BLOBS:
            for row in rows:
                data = row[BLOB]
                if isinstance(data, bytes):
                    yield str(row[BLOB_NAME]), data


def _deflated(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _plain(archive: DeskArchive) -> dict[str, Any]:
    tables = {
        table: [
            {name: _json(value) for name, value in row.items() if (table, name) != (BLOBS, BLOB)}
            for row in rows
        ]
        for table, rows in archive.tables
    }
    head = {"format": FORMAT, "schema": archive.schema, "app": archive.app}
    return {**head, "written_at": archive.written_at.isoformat(), "tables": tables}


def _json(value: Value) -> Any:
    return {_BYTES: base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _archive(read: Any, blobs: Mapping[str, bytes]) -> DeskArchive:
    if read["format"] != FORMAT:
        raise _bad("A newer SE Desk wrote it.")
    tables = tuple((name, _rows(name, rows, blobs)) for name, rows in read["tables"].items())
    return DeskArchive(
        int(read["schema"]), str(read["app"]), datetime.fromisoformat(read["written_at"]), tables
    )


def _rows(table: str, rows: Any, blobs: Mapping[str, bytes]) -> Rows:
    found = tuple({name: _value(value) for name, value in row.items()} for row in rows)
    return tuple(_with_blob(row, blobs) for row in found) if table == BLOBS else found


def _with_blob(row: dict[str, Value], blobs: Mapping[str, bytes]) -> dict[str, Value]:
    data = blobs[str(row[BLOB_NAME])]
    if hashlib.sha256(data).hexdigest() != row[BLOB_NAME]:
        raise _bad("An attachment in it was changed.")
    return {**row, BLOB: data}


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return base64.b64decode(value[_BYTES], validate=True)
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("a value of an archive is text, a number, bytes or nothing")


def _bad(reason: str) -> BadFile:
    return BadFile(
        f"This is no archive of a desk. {reason}", do="Choose a file that SE Desk wrote as an archive."
    )
