"""The way from a backup to an open desk: asks for it, has it put in place beside the window, opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.domain.errors import BadInput, DeskError, WrongKey
from se_desk.domain.moments import count, say_near_moment
from se_desk.ui.frame.notices import Notice
from se_desk.ui.frame.wanted import GivenUp, Wanted
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.welcome.restore import RestorePage

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.keeping import Found, Restored
    from se_desk.services.opening import Opening

MB = 1_000_000
OF_AN_ARCHIVE = (
    "The archive is taken in. Its passphrase opens the desk from now on; the settings take another, the "
    "keyring and a recovery code."
)
LAST_STOP = 0.97  # from here on the backup is being put in place, which is not stopped any more
_OWN = 0.4  # up to here the bar belongs to the stages of an archive, where it is one
STAGES = {
    "saving": (0.02, 0.35, "Backing up the desk that is here"),
    "unpacking": (0.35, 0.5, "Reading it back"),
    "checking": (0.5, 0.75, "Checking every page of it"),
    "carrying": (0.75, 0.96, "Bringing over the risk log, and checking again"),
    "placing": (LAST_STOP, 1.0, "Putting it in place"),
}
ARCHIVE_STAGES = {
    "unsealing": (0.0, 0.15, "Opening the archive"),
    "filling": (0.15, 0.3, "Filling a new desk with it"),
    "packing": (0.3, _OWN, "Checking the new desk"),
}


def stage_of(name: str, *, of_archive: bool) -> tuple[float, float, str]:
    """Where on the bar a stage begins and ends, 0 to 1, and its words; an archive has some of its own."""
    if name in ARCHIVE_STAGES:
        return ARCHIVE_STAGES[name]
    begins, ends, words = STAGES[name]
    if of_archive and begins < LAST_STOP:
        share = (LAST_STOP - _OWN) / LAST_STOP
        return _OWN + begins * share, _OWN + ends * share, words
    return begins, ends, words


@dataclass(frozen=True, slots=True)
class PutBack:
    """A restore that was done, of a backup or of an archive; the desk, open, or why it does not open."""

    restored: Restored
    of_archive: bool
    desk: Desk | None = None
    error: DeskError | None = None


class Restoring(QObject):
    """Lives while its page is shown. ``done`` gets what was put back, ``back`` is the way back."""

    def __init__(
        self,
        parent: QObject,
        opening: Opening,
        done: Callable[[PutBack], object],
        back: Callable[[], object],
        *,
        archive: bool = False,
    ) -> None:
        super().__init__(parent)
        self._opening, self._done, self._back = opening, done, back
        self._job: Job | None = None
        self._wanted = Wanted()
        self.page = RestorePage(
            () if archive else choices(opening), replaces=opening.exists(), archive=archive
        )
        self.page.restoreRequested.connect(self._restore)
        self.page.backRequested.connect(self._leave)
        self.page.running.stopRequested.connect(self._give_up)
        self.page.destroyed.connect(self.deleteLater)

    def _restore(self, file: Path, secret: str) -> None:
        opening, wanted = self._opening, Wanted()
        self._wanted = wanted
        self._job = run(
            lambda job: put_back(opening, file, secret, job, wanted),
            self.page,
            self._ended,
            self._failed,
            self._show_far,
        )

    def _show_far(self, fraction: float, sentence: str) -> None:
        self.page.running.show_far(fraction, sentence)
        if fraction >= LAST_STOP:
            self.page.running.stop.hide()

    def _give_up(self) -> None:
        """The page stays as it is until the work has heard of it: it may be done already."""
        self._wanted.give_up()
        self.page.running.stop.setEnabled(False)

    @property
    def busy(self) -> bool:
        """Whether a backup is being put in place."""
        return self._job is not None

    def _leave(self) -> None:
        if not self.busy:
            self._back()

    def _ended(self, result: PutBack) -> None:
        self._job = None
        self._done(result)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, DeskError):
            self.page.show_error(error)
            return
        self.page.set_busy(False)
        if isinstance(error, GivenUp):
            toast(self.page, "Stopped. Everything is as it was.", icon="archive-restore")
        else:
            tell(self.page, error)


def put_back(opening: Opening, file: Path, secret: str, job: Job, wanted: Wanted) -> PutBack:
    """Runs off the GUI thread. Raises what ``Opening.put_back`` raises, or GivenUp; the desk is untouched
    then."""

    of_archive = False

    def far(stage: str, done: float) -> None:
        nonlocal of_archive
        if stage != "placing":
            wanted.ask(job)
        of_archive = of_archive or stage in ARCHIVE_STAGES
        begins, ends, words = stage_of(stage, of_archive=of_archive)
        job.report(begins + (ends - begins) * done, words)

    job.report(0.0, "Opening the file")
    restored = opening.put_back(file, secret, far)
    job.report(1.0, "Opening the desk")
    try:
        return PutBack(restored, of_archive, open_by(opening, secret))
    except DeskError as error:
        return PutBack(restored, of_archive, error=error)


def open_by(opening: Opening, secret: str) -> Desk:
    """Opened by a recovery code or a passphrase, whichever it is. Raises as ``with_passphrase`` does."""
    try:
        return opening.with_recovery(secret)
    except (BadInput, WrongKey):
        return opening.with_passphrase(secret)


def choices(opening: Opening) -> list[tuple[Path, str]]:
    """The backups in the usual folder, newest first, as a person tells them apart."""
    return [(one.file, backup_words(one)) for one in opening.keeping.backups()]


def backup_words(found: Found) -> str:
    """``today 08:55, 1.2 MB``."""
    at = found.made_at.astimezone()
    what = f", {why_made(found)}" if found.marked else ""
    return f"{say_near_moment(at, datetime.now().astimezone().date())}, {size_words(found.size)}{what}"


def why_made(found: Found) -> str:
    """What the backup was made for, in words."""
    stem = found.file.stem
    if stem.endswith("-before-update"):
        return "before an update"
    return "before a restore" if stem.endswith("-before-restore") else "of the day"


def size_words(size: int) -> str:
    """``1.2 MB``; at least a tenth, since nothing is kept in no room."""
    return f"{max(size / MB, 0.1):,.1f} MB"


def restored_notice(restored: Restored, *, of_archive: bool = False) -> Notice:
    """What a restore did, in words, with where the desk is that was here."""
    said = [OF_AN_ARCHIVE if of_archive else "The backup is restored."]
    if restored.carried:
        entries = count(restored.carried, "newer entry", "newer entries")
        said.append(f"{entries} of the risk log came along from the desk that was here.")
    if restored.lost:
        entries = count(restored.lost, "entry", "entries")
        said.append(f"{entries} of the risk log could not be found again; the chains say which.")
    if restored.kept is not None:
        said.append(f"The desk that was here is kept in {restored.kept}.")
    return Notice(" ".join(said), "amber" if restored.lost else "accent")
