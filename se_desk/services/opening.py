"""What is done before a desk is open, and to its ways in: set up, open, lock, recovery code, backup.

``Opening`` stands for one desk's place on the disk. It holds the key while the desk is open, since new
ways in and backups need it, and forgets it with ``shut``. Every fault is a DeskError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from se_desk.domain.errors import BadInput, DeskDamaged, DeskError, KeyringMissing, NotAllowed
from se_desk.domain.moments import say_day
from se_desk.domain.passphrases import SHORTEST
from se_desk.domain.synced_folders import synced_by
from se_desk.domain.synced_folders import warning as synced_warning
from se_desk.paths import DeskPaths
from se_desk.services.checking import Progress
from se_desk.services.clocks import Clock, SystemClock, system_zone
from se_desk.services.desk import Desk
from se_desk.services.high_water import HighWater
from se_desk.services.keeping import BACKUP_SUFFIX, BEFORE_UPDATE, Keeping, Restored
from se_desk.services.moving_in import as_backup
from se_desk.services.shut import Shut, locked
from se_desk.storage import backup, heads, locks, vault
from se_desk.storage import risks as risk_rows
from se_desk.storage.backup import Far, unheard
from se_desk.storage.keyrings import Keyring, SystemKeyring
from se_desk.storage.keyslots import KEYRING, Cost
from se_desk.storage.lending import Lending
from se_desk.storage.store import open_store
from se_desk.storage.vault import Vault

__all__ = ["BACKUP_SUFFIX", "SAMPLE_PASSPHRASE", "Opening", "Restored", "check_passphrase"]

CLOCK_TOLERANCE = timedelta(minutes=10)
SAMPLE_PASSPHRASE = "look around"  # noqa: S105 - no secret: it opens the sample alone


class Opening:
    """The desk at ``paths``, from outside."""

    def __init__(
        self,
        paths: DeskPaths,
        clock: Clock | None = None,
        keyring: Keyring | None = None,
        cost: Cost | None = None,
    ) -> None:
        self.paths = paths
        self._clock: Clock = clock or SystemClock()
        self._keyring: Keyring = keyring or SystemKeyring()
        self.keeping = Keeping(paths, self._clock, self._key_of)
        self._cost = cost
        self._vault = Vault(paths.keyslots, self._keyring, cost, self.keeping.spare_keyslots)
        self._mark = HighWater(paths.heads, self._vault, self._keyring)
        self._key = b""
        self._lock: locks.DeskLock | None = None

    def hold(self) -> None:
        """Keep other windows away from this desk until ``release``. DeskBusy where one has it.

        Copies for a viewer that a killed window left are put away, before anybody opens the desk.
        """
        if self._lock is None:
            self._lock = locks.hold(self.paths.desk)
            Lending().sweep()

    def release(self) -> None:
        """Let other windows have it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def settle(self) -> Path | None:
        """End a restore that was stopped half way; the folder with the desk it replaced, if there is one.

        DeskBusy where another window, or a verb at the shell, is at the desk.
        """
        if not backup.begun(self.paths):
            return None
        with self._held(), locks.alone(self.paths.desk):
            return backup.settle(self.paths)

    def exists(self) -> bool:
        """Whether there is a desk, or a restore that was stopped and has one ready."""
        return self.paths.desk.is_file() or backup.pending(self.paths)

    def slots(self) -> tuple[str, ...]:
        """The ways in: "keyring", "passphrase", "recovery". DeskMissing where the key file is gone."""
        return self._vault.slots()

    def create(
        self, name: str, zone: str, *, passphrase: str | None, use_keyring: bool, currency: str = "USD"
    ) -> Desk:
        """A new desk, set up and open. A blank ``passphrase`` is none, which takes a keyring.

        BadInput for a passphrase that is missing or too short, a blank name or an unknown zone; NotAllowed
        where there is a desk; KeyringMissing. Nothing is left behind then.
        """
        self._refuse_where_there_is_one()
        wanted = check_passphrase(passphrase, needed=not use_keyring)
        if not name.strip():
            raise BadInput("The desk needs your name: records and charters carry it.", do="Type it.")
        with self._held():  # two at once would each undo what the other has made
            return self._create(
                wanted, use_keyring, lambda desk: desk.profile.set_up(name, zone, currency=currency)
            )

    def move_in(self, file: Path, secret: str, *, passphrase: str | None, use_keyring: bool) -> Desk:
        """A new desk filled with an archive, which ``secret`` opens; the ways in are new ones.

        Raises as ``create`` does, and BadFile, WrongKey and DeskTooNew for the archive. Nothing is left
        behind then.
        """
        from se_desk.services.archives import put_in, read_archive

        self._refuse_where_there_is_one()
        wanted = check_passphrase(passphrase, needed=not use_keyring)
        archive = read_archive(file, secret)
        with self._held():
            return self._create(
                wanted, use_keyring, lambda _desk: put_in(archive, self.paths.desk, self._key)
            )

    def _create(self, wanted: str | None, use_keyring: bool, furnish: Callable[[Desk], object]) -> Desk:
        self._refuse_where_there_is_one()  # again, now that nobody else can make one
        self._set_aside()
        try:
            self._key = self._vault.create(passphrase=wanted, keyring=use_keyring)
            desk = Desk(open_store(self.paths.desk, self._key, create=True), self._clock)
        except BaseException:
            self._undo()
            raise
        try:
            furnish(desk)
        except BaseException:
            desk.close()
            self._undo()
            raise
        return desk

    def _refuse_where_there_is_one(self) -> None:
        if self.exists():
            raise NotAllowed(f"There already is a desk at {self.paths.desk}.", do="Open it.")

    def _set_aside(self) -> None:
        """What belongs to a desk that is gone says nothing of a new one; it is kept under another name."""
        at = f"{self._clock.now():%Y%m%d-%H%M%S}"
        for file in (self.paths.keyslots, self.paths.heads):
            if file.is_file():
                file.rename(file.with_suffix(f".{at}.json"))

    def _undo(self) -> None:
        self._key = b""
        for file in (self.paths.keyslots, self.paths.heads, self.paths.desk):
            file.unlink(missing_ok=True)

    def keyring_there(self) -> bool:
        """Whether this computer has a usable keyring. It may ask the person: call it in a worker."""
        try:
            self._keyring.get("probe")
        except KeyringMissing:
            return False
        return True

    def with_keyring(self) -> Desk:
        """Opened by the keyring, which may ask the person: call it in a worker. KeyringMissing, WrongKey."""
        return self._open(self._vault.open_with_keyring)

    def with_passphrase(self, text: str) -> Desk:
        """Opened by the passphrase. WrongKey, BadInput."""
        return self._open(lambda: self._vault.open_with_passphrase(text))

    def with_recovery(self, code: str) -> Desk:
        """Opened by the recovery code. BadInput for a typing slip, WrongKey for another desk's code."""
        return self._open(lambda: self._vault.open_with_recovery(code))

    def _open(self, way_in: Callable[[], bytes]) -> Desk:
        """A restore that was stopped is ended first, since it brings keyslots and desk."""
        self.settle()
        key = way_in()

        def save(_desk: Path, _schema: int) -> None:
            self.keeping.save_before(key, BEFORE_UPDATE)

        self._mend(key)
        store = open_store(self.paths.desk, key, before_migration=save)
        self._key = key
        return Desk(store, self._clock)

    def _mend(self, key: bytes) -> None:
        """Writes a missing or damaged key file anew, now that its copy is known to open this desk."""
        if not self._vault.is_whole():
            with locks.use(self.paths.desk):
                vault.try_key(self.paths.desk, key)
            with suppress(DeskError):  # it opens the next time as it did now
                self._vault.mend()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """The lock, for as long as this takes, unless it is held anyway."""
        before = self._lock
        self.hold()
        try:
            yield
        finally:
            if before is None:
                self.release()

    def sample(self, fill: Callable[[Desk, datetime], None]) -> Desk:
        """The sample desk in this place, filled where it is new. Its passphrase is no secret."""
        if self.exists():
            return self.with_passphrase(SAMPLE_PASSPHRASE)
        desk = self.create("Sample", system_zone().key, passphrase=SAMPLE_PASSPHRASE, use_keyring=False)
        try:
            fill(desk, desk.now())
        except BaseException:
            desk.close()
            self._undo()
            raise
        return desk

    def shut(self, desk: Desk) -> None:
        """Lock: the file is closed, the key forgotten, and every verb of ``desk`` answers DeskLocked."""
        desk.close()
        desk.store = Shut(self.paths.desk)
        self._key = b""

    def resume(self, desk: Desk, opened: Desk) -> None:
        """``desk``, which was shut, goes on with the file that ``opened`` has open."""
        desk.close()
        desk.store = opened.store
        desk.forget_zone()

    def missing_entries(self, desk: Desk) -> DeskDamaged | None:
        """What this computer remembers of the risk log and the file does not hold, as a warning.

        It may ask the keyring: call it in a worker.
        """
        return self._mark.missing_from(desk)

    def warnings(self, desk: Desk | None = None) -> tuple[str, ...]:
        """What stands against this place, one sentence or two each; with a desk also what its clock shows."""
        folder = self.paths.desk.parent
        found = [synced_warning(who)] if (who := synced_by(folder, _names_around(folder))) else []
        newest = self._newest_moment(desk)
        if newest is not None and newest - self._clock.now() > CLOCK_TOLERANCE:
            found.append(
                f"This computer says it is {say_day(self._clock.now().date())}, but the desk was written on "
                f"{say_day(newest.date())}. Look at its clock: the risk log records what it says, and says "
                "so where it went back."
            )
        return tuple(found)

    def _newest_moment(self, desk: Desk | None) -> datetime | None:
        moments = [self.keeping.last_backup_at()]
        if desk is not None:
            with desk.reading() as conn:
                moments.append(risk_rows.newest_at(conn))
        return max((at for at in moments if at is not None), default=None)

    def make_recovery(self, desk: Desk) -> str:
        """A new recovery code, shown once; the one before no longer opens the desk. DeskLocked."""
        return self._vault.make_recovery(self._key_of(desk))

    def set_passphrase(self, desk: Desk, text: str) -> None:
        """``text`` opens the desk from now on, the passphrase before no longer. BadInput, DeskLocked."""
        wanted = check_passphrase(text, needed=True)
        self._vault.set_passphrase(self._key_of(desk), wanted or "")

    def set_keyring(self, desk: Desk, on: bool) -> None:
        """Let the keyring open the desk, or not. KeyringMissing; NotAllowed where it is the last way in."""
        if on:
            self._vault.set_keyring(self._key_of(desk))
        elif KEYRING in self.slots():
            self._vault.close_way(KEYRING)
            self._mark.forget()

    def back_up(self, desk: Desk, target: Path | None = None, progress: Progress | None = None) -> Path:
        """One file that holds everything, checked before it counts; by default beside the other backups."""
        return self.keeping.back_up(desk, target, progress).file

    def restore(self, file: Path, secret: str) -> Path | None:
        """As ``put_back``; only the folder that keeps the desk that was replaced, where there was one."""
        return self.put_back(file, secret).kept

    def put_back(self, file: Path, secret: str, far: Far = unheard) -> Restored:
        """Put the desk of a backup, or of an archive, in place.

        ``secret`` is the passphrase or the recovery code of a backup, the passphrase of an archive.

        The desk here must be closed; it is backed up first where it can be opened, and kept in any case.
        The file of keyslots comes along, so that the same secret opens the desk from now on. Raises BadFile,
        WrongKey, DeskDamaged, DeskTooNew, DeskReadOnly, DiskFull, DeskBusy; the desk here is untouched then.
        ``far`` hears the stage and how much of it is done, 0 to 1; what it raises leaves all as it was.
        """
        desk, cost = self.paths.desk, self._cost
        with self._held(), locks.alone(desk), as_backup(file, secret, desk.parent, cost, far) as whole:
            restored = self.keeping.restore(whole, secret, lambda: self._keys_here(secret), far)
        self._mark.keep(heads.read(self.paths.heads) or (), heads.writes_in(self.paths.heads))
        return restored

    def _keys_here(self, secret: str) -> Iterator[bytes]:
        """What may open the desk that is here, where the backup is of another one."""
        with suppress(DeskError):
            yield vault.opens(vault.read(self.paths.keyslots), secret)
        with suppress(DeskError):
            yield self._vault.open_with_keyring()

    def problems(self, desk: Desk, progress: Progress | None = None) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each: every page, the index, every chain."""
        return self.keeping.problems(desk, progress)

    def new_problems(self, desk: Desk) -> tuple[str, ...]:
        """What is wrong with the entries of the risk log that the last full check did not see yet."""
        return self.keeping.checking.new_entries(desk)

    def last_backup_at(self) -> datetime | None:
        """When the newest backup in the usual folder was made; None without one."""
        return self.keeping.last_backup_at()

    def _key_of(self, desk: Desk) -> bytes:
        if not self._key or isinstance(desk.store, Shut):
            raise locked()
        return self._key


def check_passphrase(text: str | None, *, needed: bool) -> str | None:
    """The passphrase as it is taken, None for a blank one. BadInput where it is too short, or needed."""
    if text is None or not text.strip():
        if needed:
            raise BadInput("Without a keyring the desk needs a passphrase.", do="Choose a few words.")
        return None
    if len(text.strip()) < SHORTEST:
        raise BadInput(
            f"A passphrase needs at least {SHORTEST} characters.", do="Four or five words are easy to keep."
        )
    return text


def _names_around(folder: Path) -> Iterator[str]:
    """The names in a folder and in those it lies in, as far as they can be read."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            yield from (found.name for found in place.iterdir() if found.name.startswith("."))
