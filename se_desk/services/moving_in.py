"""An archive put in place as a backup is: a desk of its own is filled with it, and backed up.

So one way leads to a desk's place, with all its care: the desk that is there is saved and kept, what its risk
log has more of comes along, and a stop at any moment leaves the one desk or the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.paths import DeskPaths
from se_desk.storage import backup, faults, private
from se_desk.storage.backup import Far
from se_desk.storage.keyslots import Cost
from se_desk.storage.store import open_store
from se_desk.storage.vault import Vault

if TYPE_CHECKING:
    from se_desk.exchange.desk_archive import DeskArchive

UNSEALING, FILLING, PACKING = "unsealing", "filling", "packing"  # the stages before those of a restore
_HEAD = 64  # bytes that tell an archive from a backup


@contextmanager
def as_backup(file: Path, secret: str, beside: Path, cost: Cost | None, far: Far) -> Iterator[Path]:
    """``file`` itself where it is a backup, else the backup that is made of an archive, as long as needed.

    ``secret`` opens the archive, and what is made of it. ``beside`` is the folder of the desk: the work is
    done on its disk, and nothing of it is readable there without ``secret``. ``far`` hears the stage and how
    much of it is done; what it raises ends the work. Raises BadFile, WrongKey, DeskTooNew, DiskFull,
    DeskReadOnly.
    """
    if not _is_archive(file):
        yield file
        return
    from se_desk.services.archives import read_archive

    far(UNSEALING, 0.0)
    archive = read_archive(file, secret)
    far(UNSEALING, 1.0)
    with faults.leaving_as_it_was(), faults.named(beside):
        private.make_folder(beside)
        with backup.work_folder(beside) as work:
            yield _made(archive, secret, work, cost, far)


def _is_archive(file: Path) -> bool:
    """False too where it cannot be read, which is said when it is taken for a backup."""
    from se_desk.exchange.desk_archive import looks_like_one

    try:
        with file.open("rb") as content:
            return looks_like_one(content.read(_HEAD))
    except OSError:
        return False


def _made(archive: DeskArchive, secret: str, work: Path, cost: Cost | None, far: Far) -> Path:
    from se_desk.services.archives import put_in

    there = DeskPaths.of_desk(work / "desk.db")
    key = Vault(there.keyslots, cost=cost).create(passphrase=secret, keyring=False)
    open_store(there.desk, key, create=True).close()
    put_in(archive, there.desk, key, _part(far, FILLING))
    made = work / "archive.sedesk-backup"
    backup.make(there, key, made, made_at=archive.written_at, progress=_part(far, PACKING))
    return made


def _part(far: Far, stage: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        far(stage, done / max(of, 1))

    return tell
