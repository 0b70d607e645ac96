"""The way in and out of a desk: first run, unlock, lock. Everything slow runs beside the window.

The covers are imported when the first one is shown: the window is painted before.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from se_desk.domain.errors import BadFile, DeskDamaged, DeskError, DeskMissing, DeskTooNew
from se_desk.ui.frame.attempts import Attempts
from se_desk.ui.frame.backups_daily import Daily
from se_desk.ui.frame.finding import Keys, Met, held, look, make
from se_desk.ui.frame.lookout import look_around
from se_desk.ui.frame.notices import Notice, Notices
from se_desk.ui.frame.sitting import Sitting
from se_desk.ui.frame.stamps_daily import DailyStamps
from se_desk.ui.frame.waiting import Waiting
from se_desk.ui.kit.dialogs import ask
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import Place, QuickNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.frame.backups_restore import PutBack, Restoring
    from se_desk.ui.frame.window import MainWindow
    from se_desk.ui.kit.bus import Bus
    from se_desk.ui.kit.pages import Page
    from se_desk.ui.welcome.first_run import FirstRunPage, Setup
    from se_desk.ui.welcome.unlock import UnlockPage

KEYRING_LIMIT_MS = 4_000
BACKUPS = Place("settings", tab="backups")
MENDED_BY_A_BACKUP = (DeskDamaged, DeskMissing, DeskTooNew, BadFile)


class Door(QObject):
    """Brings a desk to the window and takes it away again. ``sitting`` is None until the first opening."""

    opened = Signal()
    lockBegun = Signal()
    locked = Signal()

    def __init__(self, window: MainWindow, keys: Keys) -> None:
        super().__init__(window)
        self._window, self._keys = window, keys
        self._attempts = Attempts(self, self._put_away, self._told, self._show_trouble)
        self.sitting: Sitting | None = None
        self._known: Opening | None = None
        self._unlock: UnlockPage | None = None
        self._asking: UnlockPage | FirstRunPage | None = None
        self._restoring: Restoring | None = None
        self._capture = self._is_sample = False
        self.notices, self.daily, self.stamping = Notices(window), Daily(self), DailyStamps(self)
        self.lock_words: Callable[[], str] = lambda: ""  # when else it locks, known to the watch
        self.daily.troubled.connect(self._say_trouble)
        self.stamping.troubled.connect(self.notices.say)
        self.daily.made.connect(self._backed_up)
        window.may_close = self.may_close

    @property
    def opening(self) -> Opening:
        """The desk's place; RuntimeError before anything is known of it."""
        if self._known is None:
            raise RuntimeError("nothing is known of the desk's place yet")
        return self._known

    def begin(self) -> None:
        """Look what is there; called once the window has been painted."""
        if self._keys.sample_first:
            self._enter_sample()
        else:
            self._attempts.wait(lambda: look(self._keys), self._meet)

    def _meet(self, met: Met) -> None:
        self._known = met.opening
        if not met.exists:
            self._show_first_run(met.zone)
        elif met.desk is not None:
            self._enter(met.desk)
        elif "keyring" in met.ways and met.error is None:
            self._try_keyring()
        else:
            self._show_unlock("", "The desk is locked.", met.error)

    def _show_first_run(self, zone: str) -> None:
        from se_desk.ui.frame.covers import first_run_page

        page = first_run_page(self.opening, zone)
        self._asking = page
        page.createRequested.connect(lambda setup: self._create(page, setup))
        page.sampleRequested.connect(self._enter_sample)
        page.restoreRequested.connect(
            lambda archive: self._show_restore(lambda: self._show_first_run(zone), archive=archive)
        )
        self._window.cover(page)

    def _create(self, page: FirstRunPage, setup: Setup) -> None:
        opening = self.opening
        self._attempts.wait(
            lambda: make(opening, setup),
            lambda made: self._show_recovery(setup.name, *made),
            page.show_error,
        )

    def _show_recovery(self, owner: str, desk: Desk, code: str, error: DeskError | None) -> None:
        if not code:
            self._enter(desk)
            if error is not None:
                tell(self._window, error)
            return
        from se_desk.ui.welcome.recovery import RecoveryPage

        page = RecoveryPage(code, owner)
        page.goneOn.connect(lambda: self._enter(desk))
        self._window.cover(page)

    def _enter_sample(self) -> None:
        def entered(made: tuple[Opening, Desk]) -> None:
            self._known, self._is_sample = made[0], True
            self._enter(made[1])

        if self._known is not None:
            self._known.release()
        self._window.uncover()
        self._window.say_quietly("The sample desk is being set up. It takes a few seconds.")
        self._attempts.wait(self._keys.sample, entered)

    def _try_keyring(self) -> None:
        late = "The keyring has not answered yet. Another way in works meanwhile."
        waiting = self._attempts.wait(
            self.opening.with_keyring, self._enter, self._not_opened, KEYRING_LIMIT_MS
        )
        waiting.overdue.connect(lambda: self._say_or_ask(late))

    def _say_or_ask(self, sentence: str) -> None:
        if self._unlock is not None and self._unlock is self._window.cover_page:
            self._unlock.set_busy(False)
            self._unlock.say(sentence)
        else:
            self._show_unlock("", sentence)

    def _not_opened(self, error: DeskError) -> None:
        if self._unlock is not None and self._unlock is self._window.cover_page:
            self._unlock.show_error(error)
        else:
            self._show_unlock("", "The desk is locked.", error)

    def _show_unlock(self, name: str, why: str, error: DeskError | None = None) -> None:
        from se_desk.ui.frame.covers import unlock_page

        opening, wait = self.opening, self._attempts.wait
        try:
            page = unlock_page(opening, name, why, sample=self._is_sample)
        except DeskError as fault:
            self._show_trouble(fault)
            return
        page.passphraseGiven.connect(
            lambda text: wait(lambda: opening.with_passphrase(text), self._enter, page.show_error)
        )
        page.recoveryGiven.connect(
            lambda code: wait(lambda: opening.with_recovery(code), self._enter, page.show_error)
        )
        page.keyringAsked.connect(self._try_keyring)
        page.restoreRequested.connect(lambda: self._show_restore(lambda: self._show_unlock(name, why)))
        self._unlock = self._asking = page
        self._window.cover(page)
        if error is not None:
            page.show_error(error)

    def _show_trouble(self, error: DeskError) -> None:
        from se_desk.ui.welcome.trouble import TroublePage

        page = TroublePage(error, restorable=isinstance(error, MENDED_BY_A_BACKUP))
        page.againRequested.connect(self._window.uncover)
        page.againRequested.connect(self.begin)
        page.closeRequested.connect(self._window.close)
        page.restoreRequested.connect(lambda: self._restore_instead(lambda: self._show_trouble(error)))
        self._window.cover(page)

    def _restore_instead(self, back: Callable[[], object]) -> None:
        """A desk that does not open: its place is known, or is looked up for the restore."""
        if self._known is not None:
            self._show_restore(back)
            return

        def found(opening: Opening) -> None:
            self._known = opening
            self._show_restore(back)

        self._attempts.wait(lambda: held(self._keys), found)

    def restore(self) -> None:
        """Another state of the desk is wanted: save and lock this one, then ask for the backup."""
        self.lock("to restore a backup")
        page = self._window.cover_page
        if page is not None and page is self._unlock:
            self._unlock.restoreRequested.emit()

    def _show_restore(self, back: Callable[[], object], *, archive: bool = False) -> None:
        from se_desk.ui.frame.backups_restore import Restoring

        self._attempts.forget()
        self._restoring = Restoring(self, self.opening, self._put_back, back, archive=archive)
        self._window.cover(self._restoring.page)

    def _put_back(self, result: PutBack) -> None:
        from se_desk.ui.frame.backups_restore import restored_notice

        self._restoring = None
        if self.sitting is not None:
            self.sitting.forget()
        if result.desk is None:
            self._show_unlock("", "The desk is in place. It did not open yet.", result.error)
            return
        self._enter(result.desk, Place("today"))
        self.notices.say(restored_notice(result.restored, of_archive=result.of_archive))

    def _enter(self, desk: Desk, place: Place | None = None) -> None:
        """A desk is open: to the window with it, and look whether it is the newest of itself."""
        self._attempts.forget()
        if self.sitting is None:
            self.sitting = Sitting(desk, self._window, {"settings": self._settings})
            self.sitting.lockRequested.connect(self.lock)
        else:
            self.opening.resume(self.sitting.desk, desk)
        self._window.uncover()
        self.sitting.begin(place)
        self._look_around(self.sitting.desk)
        self.daily.begin(self.sitting.desk, self.opening)
        self.stamping.begin(self.sitting.desk)
        self.opened.emit()
        if self._capture:
            self.capture()

    def _settings(self, desk: Desk, bus: Bus) -> Page:
        from se_desk.ui.frame.settings import SettingsPage

        page = SettingsPage(desk, bus, self.opening, self.lock_words)
        page.restoreRequested.connect(self.restore)
        return page

    def _look_around(self, desk: Desk) -> None:
        """What stands against this desk is said over it."""
        opening = self.opening
        looking = Waiting(self, lambda: look_around(opening, desk))
        looking.done.connect(self._say_found)
        looking.failed.connect(self._not_looked)
        looking.start()

    def _say_found(self, found: tuple[Notice, ...]) -> None:
        if self.sitting is not None and self.sitting.is_open:
            for notice in found:
                (self._say_trouble if notice.tone == "critical" else self.notices.say)(notice)

    def _not_looked(self, error: Exception) -> None:
        if self.sitting is not None and self.sitting.is_open:  # else it was locked meanwhile
            self._told(error)

    def _say_trouble(self, notice: Notice) -> None:
        """With the way to where backups are kept."""
        sitting = self.sitting
        if sitting is not None and sitting.is_open:
            self.notices.say(replace(notice, action="Backups", then=lambda: sitting.go(BACKUPS)))

    def _backed_up(self) -> None:
        if self.sitting is not None and self.sitting.is_open:
            self.sitting.pages.minute()  # Today says when the last one was

    def lock(self, why: str = "") -> None:
        """Save, close the file, forget the key, show the unlock page. Nothing where saving does not work."""
        sitting = self.sitting
        if sitting is None or not sitting.is_open:
            return
        self.lockBegun.emit()
        name, at = "", sitting.desk.now()
        with suppress(DeskError):  # a desk that cannot be read is locked all the same
            name = sitting.desk.profile.get().first_name
        if not sitting.suspend():
            return
        self._leave_alone()
        self.opening.shut(sitting.desk)
        self._show_unlock(name, f"Locked at {at:%H:%M}{f', {why}' if why else ''}.")
        self.locked.emit()

    def _leave_alone(self) -> None:
        """Nothing more is done with the desk, or said of it."""
        self._attempts.forget()
        self.daily.end()
        self.stamping.end()
        self.notices.forget()

    def may_close(self) -> bool:
        """Save what was typed; where that does not work, the person decides in so many words. Not while a
        backup is being put in place, which takes a few seconds and can be cancelled."""
        if self._restoring is not None and self._restoring.busy:
            toast(self._restoring.page, "A backup is being put in place. Cancel that first, or wait.")
            return False
        sitting = self.sitting
        unsaved = sitting is not None and sitting.is_open and not sitting.pages.leave()
        if unsaved and not ask(
            self._window,
            "Not everything is saved",
            "What stands on this page could not be written. Stay to try again, or to copy it.",
            "Close and lose it",
            cancel="Stay",
            destructive=True,
        ):
            return False
        self.let_go()
        return True

    def let_go(self) -> None:
        """Close the file, and let other windows have it."""
        self._leave_alone()
        if self.sitting is not None and self.sitting.is_open:
            self.sitting.suspend()
            self.sitting.is_open = False  # also where something on the page is given up
            self.opening.shut(self.sitting.desk)
        if self._known is not None:
            self._known.release()

    def capture(self) -> None:
        """Open the quick note, now or as soon as a desk is open."""
        self._capture = self.sitting is None or not self.sitting.is_open
        if self.sitting is not None:
            self.sitting.wish(QuickNote())

    def _put_away(self, result: Any) -> None:
        """A desk that came too late: where one is open, only its file is closed, else the key goes too."""
        late = result[0] if isinstance(result, tuple) else result
        if not hasattr(late, "store"):
            return
        if self.sitting is not None and self.sitting.is_open:
            late.close()
        else:
            self.opening.shut(late)

    def _told(self, error: Exception) -> None:
        if self._asking is not None and self._asking is self._window.cover_page:
            self._asking.set_busy(False)
        tell(self._window, error)
