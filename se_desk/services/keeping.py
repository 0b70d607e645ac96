"""Backups, restore and checks of one desk: made without being asked, kept in bounds, put back with care.

``Keeping`` belongs to an ``Opening``, which holds the key. Verbs that take a desk want it open; ``restore``
wants it closed. Every fault is a DeskError.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from se_desk.domain import backups as rules
from se_desk.domain.errors import BadInput, DeskBusy, DeskError, DeskReadOnly, DiskFull
from se_desk.paths import DeskPaths
from se_desk.services import second_folder
from se_desk.services.checking import Checking, Progress
from se_desk.services.clocks import Clock, reading, system_zone
from se_desk.storage import archive, backup, carrying, checked_backups, heads, locks, vault
from se_desk.storage import profile as profile_rows
from se_desk.storage.backup import Far, unheard
from se_desk.storage.keyslots import Keyslots
from se_desk.storage.store import Connection

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

BACKUP_SUFFIX = ".sedesk-backup"
BEFORE_UPDATE, BEFORE_RESTORE = "-before-update", "-before-restore"
MB = 1_000_000
SMALLEST_MB = 10
SAVING, UNPACKING, CHECKING = "saving", backup.UNPACKING, backup.CHECKING  # the stages of a restore
CARRYING, PLACING = backup.CARRYING, backup.PLACING


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder, as it says of itself. ``desk`` is the name of its desk's keyslots;
    ``checked_at`` is when it was last read back whole here, None where it was not, or changed since."""

    file: Path
    made_at: datetime
    size: int
    schema: int
    desk: str
    checked_at: datetime | None = None

    @property
    def marked(self) -> bool:
        """Made before an update or a restore."""
        return self.file.stem.endswith((BEFORE_UPDATE, BEFORE_RESTORE))


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that was made: its copy in the second folder, else why there is none, and what went for it."""

    file: Path
    copy: Path | None = None
    trouble: DeskError | None = None
    thinned: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the replaced desk is kept, the backup made of it before, and the risk log."""

    kept: Path | None
    saved: Path | None
    carried: int  # entries of the risk log brought over from the replaced desk
    lost: int  # entries that are remembered and in neither


class Keeping:
    """Backups, restore and checks of the desk at ``paths``."""

    def __init__(self, paths: DeskPaths, clock: Clock, key_of: Callable[[Desk], bytes]) -> None:
        self.paths, self._clock, self._key_of = paths, clock, key_of
        self.checking = Checking(paths, key_of)

    def backups(self, folder: Path | None = None) -> tuple[Found, ...]:
        """The backups in the usual folder, or in another, newest first; files that are none are left out."""
        folder = folder or self.paths.backups
        found = list(_looked_at(folder, checked_backups.checked_at(self._checked, folder)))
        return tuple(sorted(found, key=lambda one: (one.made_at, one.file.name), reverse=True))

    def last_backup_at(self) -> datetime | None:
        """When the newest backup in the usual folder was made, as it says itself; None without one."""
        found = self.backups()
        return found[0].made_at if found else None

    def due(self, now: datetime, zone: ZoneInfo | None = None) -> bool:
        """Whether today has no backup yet."""
        return rules.is_due((one.made_at for one in self.backups()), now, zone or system_zone())

    def daily(self, desk: Desk, progress: Progress | None = None) -> Saved | None:
        """The backup of this day, made at the first start of the day, or the copy that its second folder
        lacks; None where all is there already.

        Belongs in a worker. DeskDamaged where the desk is not whole: no backup is made of a damaged desk,
        and none is thinned. DiskFull, DeskReadOnly, DeskMissing without a key file.
        """
        backup.sweep(self.paths, time.time())
        if self.due(desk.now(), desk.zone):
            return self.back_up(desk, progress=progress)
        return self.make_up(desk)

    def make_up(self, desk: Desk) -> Saved | None:
        """The newest backup copied to the second folder, where it was missed: the stick was not there, or
        the desk was locked in between. None where there is nothing to make up for. Belongs in a worker."""
        folder, limit = _second(desk)
        mine = self._name()
        newest = next((one.file for one in self.backups() if one.desk == mine), None)
        if folder is None or newest is None or not second_folder.lacks(folder, newest):
            return None
        return self._spread(newest, folder, limit, desk.zone)

    def back_up(self, desk: Desk, target: Path | None = None, progress: Progress | None = None) -> Saved:
        """One file that holds everything, checked before it counts.

        Without ``target`` it lies beside the other backups, is copied to the second folder, and the folders
        are thinned; a copy that cannot be made is told in ``trouble`` and undoes nothing.
        """
        at, zone = desk.now(), desk.zone
        file = target or self._free_name(at)
        folder, limit = _second(desk)  # read first: the desk may be locked before the copy is made
        with locks.use(self.paths.desk):
            backup.make(self.paths, self._key_of(desk), file, made_at=at, progress=progress)
        checked_backups.remember(self._checked, file, at)
        return Saved(file) if target is not None else self._spread(file, folder, limit, zone)

    def _spread(self, file: Path, folder: Path | None, limit: int, zone: ZoneInfo) -> Saved:
        """What follows a backup: its copy, and what goes for it."""
        copy, trouble = second_folder.copied(file, folder) if folder is not None else (None, None)
        folders = [self.paths.backups, *([folder] if copy and folder else [])]
        thinned = [gone for place in folders for gone in self._thin(place, limit, zone, file.name)]
        return Saved(file, copy, trouble, tuple(thinned))

    def verify(self, desk: Desk, file: Path, far: Far = unheard) -> None:
        """Reads a backup of this desk back, all of it, and remembers that it is whole.

        ``far`` hears the stage and how much of it is done; what it raises ends the check. Raises BadFile,
        WrongKey for another desk's, DeskDamaged, DeskTooNew, DiskFull: then it counts as not checked.
        """
        at, key = desk.now(), self._key_of(desk)
        try:
            backup.verify(file, key, far)
        except DeskError:
            checked_backups.forget(self._checked, file)
            raise
        checked_backups.remember(self._checked, file, at)

    def save_before(self, key: bytes, mark: str, progress: Progress | None = None) -> Path:
        """A backup before something that changes the whole desk; nothing is read of the desk for it."""
        at = self._clock.now()
        file = self._free_name(at, mark)
        backup.make(self.paths, key, file, made_at=at, progress=progress)
        checked_backups.remember(self._checked, file, at)
        return file

    def _free_name(self, at: datetime, mark: str = "") -> Path:
        stem = f"{at:%Y-%m-%d-%H%M%S}"
        taken = sum(1 for _ in self.paths.backups.glob(f"{stem}*"))
        return self.paths.backups / f"{stem}{f'-{taken + 1}' if taken else ''}{mark}{BACKUP_SUFFIX}"

    def _thin(self, folder: Path, limit: int, zone: ZoneInfo, spare: str) -> Iterator[Path]:
        """Removes what is not wanted any more, of this desk's own automatic backups alone."""
        mine = self._name()
        ours = {one.file.name: one for one in self.backups(folder) if mine and one.desk == mine}
        known = [rules.Backup(name, one.made_at, one.size, one.marked) for name, one in ours.items()]
        for gone in rules.superfluous(known, limit, zone, spare):
            with suppress(OSError):  # it goes the next time
                ours[gone.name].file.unlink()
                yield ours[gone.name].file

    def _name(self) -> str:
        with suppress(OSError, DeskError):
            return vault.read(self.paths.keyslots).desk
        return ""

    def spare_keyslots(self) -> Keyslots | None:
        """The key file as the newest backup holds it, for a desk whose own is missing."""
        for found in self.backups():
            with suppress(DeskError):
                return archive.slots_in(found.file)
        return None

    def set_folder(self, desk: Desk, folder: Path | None) -> None:
        """Where a second copy of each backup goes, or nowhere. BadInput for the folder of the first ones,
        NotAllowed for one that is not there."""
        kept = str(second_folder.chosen(folder, self.paths)) if folder is not None else ""
        desk.profile.change(backup_folder=kept)

    def set_limit(self, desk: Desk, megabytes: int) -> None:
        """How much room automatic backups of one folder may take. The newest stays in any case. BadInput."""
        if megabytes < SMALLEST_MB:
            raise BadInput(f"Backups need at least {SMALLEST_MB} MB.", do="Give them more room.")
        desk.profile.change(backup_limit_mb=megabytes)

    def warning(self, desk: Desk) -> str:
        """Why the backups would not survive the loss of this computer, "" where they do."""
        return second_folder.warning(desk.profile.get().backup_folder, self.paths)

    def restore(
        self,
        file: Path,
        secret: str,
        other_keys: Callable[[], Iterator[bytes]] = lambda: iter(()),
        far: Far = unheard,
    ) -> Restored:
        """Put the desk of a backup in place; ``secret`` is its passphrase or its recovery code.

        ``other_keys`` are tried on the desk that is there, after the backup's own key. Where that desk can
        be opened, it is backed up first, and each deal keeps the longer risk chain; where it cannot, the
        chains say which entries were lost. ``far`` hears the stage and how much of it is done; what it raises
        ends the restore before anything is exchanged. Nobody else may have the desk open. Raises BadFile,
        WrongKey, DeskDamaged, DeskTooNew, DeskReadOnly, DiskFull; the desk here is untouched then.
        """
        key = vault.opens(archive.slots_in(file), secret)
        backup.settle(self.paths)
        present = self._present(key, other_keys)
        saved = self._saved(present, far)
        replaced = self.paths.desk.is_file()
        marks = heads.read(self.paths.heads)
        chains = self._chains(present)
        carried = carrying.Carried()

        def prepare(conn: Connection) -> None:
            nonlocal carried
            profile = profile_rows.find(conn)
            clock = reading(self._clock, profile.tz if profile else ZoneInfo("UTC"))
            carried = carrying.carry(conn, chains, marks, clock, replaced=replaced)

        try:
            kept = backup.restore(file, self.paths, key, at=self._clock.now(), prepare=prepare, far=far)
        except BaseException:
            if saved is not None and not backup.begun(self.paths):  # nothing was exchanged after all
                saved.unlink(missing_ok=True)
            raise
        return Restored(kept, saved, carried.entries, carried.lost)

    def _present(self, key: bytes, others: Callable[[], Iterator[bytes]]) -> bytes | None:
        """The key of the desk that is there; None where there is none, or none opens it."""
        if not self.paths.desk.is_file():
            return None
        if _opens(self.paths.desk, key):
            return key
        return next((other for other in others() if _opens(self.paths.desk, other)), None)

    def _saved(self, key: bytes | None, far: Far) -> Path | None:
        """A backup of the desk that is there. Where it is not whole, it is kept as it is all the same."""
        if key is None:
            return None
        try:
            return self.save_before(
                key, BEFORE_RESTORE, lambda done, total: far(SAVING, done / max(total, 1))
            )
        except (DiskFull, DeskReadOnly, DeskBusy):
            raise
        except DeskError:
            return None

    def _chains(self, key: bytes | None) -> tuple[carrying.Chain, ...] | None:
        if key is None:
            return None
        try:
            return carrying.present_chains(self.paths.desk, key)
        except DeskBusy:
            raise
        except DeskError:
            return None

    @property
    def _checked(self) -> Path:
        return self.paths.logs / "checked-backups.json"

    def problems(self, desk: Desk, progress: Progress | None = None) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each: every page, the index, every chain."""
        return self.checking.problems(desk, progress)

    def daily_check(self, desk: Desk, progress: Progress | None = None) -> tuple[str, ...]:
        """The check of this day; nothing where it was made already. Belongs in a worker."""
        return self.checking.daily(desk, progress)


def _second(desk: Desk) -> tuple[Path | None, int]:
    """The second folder, where one was chosen, and how many bytes the backups of a folder may take."""
    profile = desk.profile.get()
    return Path(profile.backup_folder) if profile.backup_folder else None, profile.backup_limit_mb * MB


def _looked_at(folder: Path, checked: dict[str, datetime]) -> Iterator[Found]:
    with suppress(OSError):
        for file in sorted(folder.glob(f"*{BACKUP_SUFFIX}")):
            with suppress(DeskError, OSError):
                manifest = archive.read_manifest(file)
                name = archive.slots_in(file).desk
                size, at = file.stat().st_size, checked.get(file.name)
                yield Found(file, manifest.made_at, size, manifest.schema, name, at)


def _opens(desk: Path, key: bytes) -> bool:
    """Whether the key fits; a damaged desk may still open, and then some of it can be saved."""
    try:
        vault.try_key(desk, key)
    except DeskError:
        return False
    return True
