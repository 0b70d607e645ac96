"""The whole desk out, for good and for other programs, and in again."""

from __future__ import annotations

from collections.abc import Callable
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

Progress = Callable[[float, str], None]  # how far, 0 to 1, and what is done now

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

    @staticmethod
    def check_passphrase(text: str) -> None:
        """BadInput where it is too short to keep anybody out."""
        if len(text) < SHORTEST:
            raise BadInput(
                f"The passphrase of an archive has at least {SHORTEST} characters.", do="Type a longer one."
            )

    def export(self, file: Path, passphrase: str, progress: Progress = lambda _done, _what: None) -> Path:
        """Write the whole desk to ``file``, encrypted. BadInput for a passphrase that is too short.

        It keeps a core busy for a second or more, so a window calls it in a worker; ``progress`` may raise
        to stop it. Raises DiskFull, DeskReadOnly. Where it ends early, no file is there, or the one before.
        """
        self.check_passphrase(passphrase)
        progress(0.05, "Reading the desk")
        with self._desk.reading() as conn:
            tables = tuple((table.name, table.rows) for table in whole.read_all(conn))
        progress(0.3, "Putting it together")
        data = packed(DeskArchive(SCHEMA_VERSION, __version__, self._desk.now(), tables))
        progress(0.6, "Encrypting it")
        data = sealed(data, passphrase)
        progress(0.9, "Writing the file")
        with faults.named(file):
            private.write_file(file, data)
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


def put_in(
    archive: DeskArchive, path: Path, key: bytes, progress: Callable[[int, int], None] | None = None
) -> None:
    """Fill the new desk at ``path`` with an archive. BadFile where it is not one whole desk.

    ``progress`` hears tables done and tables in all; what it raises leaves the desk empty.
    """
    whole.write_all(path, key, [whole.TableRows(name, rows) for name, rows in archive.tables], progress)
