"""The whole desk out, for good and for other programs, and in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from se_desk import __version__
from se_desk.domain.errors import BadInput, DeskTooNew
from se_desk.domain.passphrases import SHORTEST
from se_desk.exchange.desk_archive import MOST_BYTES, SUFFIX, DeskArchive, opened, packed, sealed, unpacked
from se_desk.services.imports import read_file
from se_desk.storage import faults, private, whole
from se_desk.storage.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WHAT = (
    "Everything is in it, the Private notes and the key that signs your records too. It opens with this "
    "passphrase alone; nobody can reset it."
)


class Archives:
    """What can be done about the desk as a whole."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def usual_name(self) -> str:
        """What such a file is called: by its day."""
        return f"desk-{self._desk.today_on().isoformat()}{SUFFIX}"

    def export(self, file: Path, passphrase: str) -> Path:
        """Write the whole desk to ``file``, encrypted. BadInput for a passphrase that is too short.

        It keeps a core busy for a second or more, so a window calls it in a worker. Raises DiskFull,
        DeskReadOnly; there is no file then, or the one that was there before.
        """
        if len(passphrase) < SHORTEST:
            raise BadInput(
                f"The passphrase of an archive has at least {SHORTEST} characters.", do="Type a longer one."
            )
        with self._desk.reading() as conn:
            tables = tuple((table.name, table.rows) for table in whole.read_all(conn))
        archive = DeskArchive(SCHEMA_VERSION, __version__, self._desk.now(), tables)
        with faults.named(file):
            private.write_file(file, sealed(packed(archive), passphrase))
        return file


def read_archive(file: Path, passphrase: str) -> DeskArchive:
    """The desk in a file. BadFile, WrongKey; DeskTooNew where a later version wrote it."""
    archive = unpacked(opened(read_file(file, MOST_BYTES), passphrase))
    if archive.schema > SCHEMA_VERSION:
        raise DeskTooNew(
            f"SE Desk {archive.app} wrote this archive; this is {__version__}.",
            "Nothing of it was taken in.",
            f"Install SE Desk {archive.app} or later.",
        )
    return archive


def put_in(archive: DeskArchive, path: Path, key: bytes) -> None:
    """Fill the new desk at ``path`` with an archive. BadFile where it is not one whole desk."""
    whole.write_all(path, key, [whole.TableRows(name, rows) for name, rows in archive.tables])
