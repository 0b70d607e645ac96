"""``--capture`` where no window has the desk open: only the quick note, at once, and the desk behind it.

The cursor stands in the text before the database is imported. Where the desk does not open by itself, the
main window comes with its way in, and the text waits beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from se_desk.domain.errors import DeskError
from se_desk.ui.frame.beginning import application
from se_desk.ui.frame.finding import Keys, Met, look
from se_desk.ui.frame.remembered import Remembered
from se_desk.ui.frame.single import CAPTURE, Listener
from se_desk.ui.frame.waiting import Waiting
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.messages import install_excepthook
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.notes.quick_window import QuickNoteWindow

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.frame.start import Frame

IDLE_MS = 5 * 60_000  # without a key: what is written is in the inbox, and the desk is closed again
LOCKED = "The desk is locked. Open it with your passphrase."
NONE_YET = "There is no desk here yet."


class Capture(QObject):
    """The quick note's window and the desk it writes to; the whole window, once it is asked for."""

    def __init__(self, keys: Keys, desk: Path) -> None:
        super().__init__()
        self.app = application()
        self._keys, self._path = keys, desk
        remembered = Remembered(desk.parent)
        install_theme(self.app, remembered.mode)
        remembered.dress()
        self.frame: Frame | None = None
        self.opening: Opening | None = None
        self.desk: Desk | None = None
        self.window = QuickNoteWindow()
        self.listener: Listener | None = Listener(desk, self)
        self.listener.heard.connect(self._heard)
        self._looking = self._wanted = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self.window.form.text.textChanged.connect(self._idle.start)
        self.window.painted.connect(self._begin)
        self.window.deskWanted.connect(self.open_frame)
        self.window.gone.connect(self._let_go)

    def show(self) -> None:
        """Paint the window; the desk is opened when that is done."""
        self.window.come_forward()

    def _begin(self) -> None:
        if self._gone():  # the whole window was asked for before this one was painted
            return
        self._looking = True
        self._idle.start()
        self._wait(lambda: look(self._keys), self._meet)

    def _rest(self) -> None:
        """Nobody has written for a while: a desk is not left open for whoever comes by."""
        if self.frame is None and self.desk is not None and self._is_there():
            self.window.close()

    def _wait(self, work: Any, done: Any) -> None:
        waiting = Waiting(self, work)
        waiting.done.connect(done)
        waiting.failed.connect(self._not_opened)
        waiting.start()

    def _meet(self, met: Met) -> None:
        self._looking, self.opening = False, met.opening
        if self._gone() or self._wanted:
            self.desk = met.desk
            self._release()
            if self._wanted:
                self.open_frame()
            return
        if not met.exists:
            self._say_closed(NONE_YET)
        elif met.desk is not None:
            self._opened(met.desk)
        elif "keyring" in met.ways and met.error is None:
            self._wait(met.opening.with_keyring, self._opened)
        else:
            self._say_closed(str(met.error) if met.error is not None else LOCKED)

    def _not_opened(self, error: Exception) -> None:
        self._looking = False
        if self._wanted:
            self.open_frame()
            return
        self._say_closed(str(error) if isinstance(error, DeskError) else LOCKED)

    def _say_closed(self, sentence: str) -> None:
        if self.frame is None and self._is_there():
            self.window.say_closed(sentence)

    def _opened(self, desk: Desk) -> None:
        if self._gone():
            desk.close()  # the whole window has come meanwhile, or the note is closed
            return
        self.desk = desk
        self.window.take_desk(desk)

    def _gone(self) -> bool:
        return self.listener is None

    def _heard(self, word: str) -> None:
        if word == CAPTURE and self._is_there():
            self.window.come_forward()
        else:
            self.open_frame()

    def open_frame(self) -> None:
        """The whole window is wanted: it opens the desk anew, and the note goes on in it."""
        if self.frame is not None:
            self.frame.window.come_forward()
            return
        self._wanted = True
        if self._looking or (self._is_there() and not self.window.form.saving.flush()):
            return
        from se_desk.ui.frame.start import Frame

        self._release()
        self.frame = Frame(self._keys, self._path)
        self.frame.door.opened.connect(self._hand_over)
        self.frame.show()
        if self._is_there():
            self.window.raise_()

    def _is_there(self) -> bool:
        return isValid(self.window) and self.window.isVisible()

    def _hand_over(self) -> None:
        """The note goes on as a note of the open window."""
        sitting = self.frame.door.sitting if self.frame is not None else None
        if sitting is not None and self._is_there():
            self.window.take_desk(sitting.desk)

    def _release(self) -> None:
        if self.listener is not None:
            self.listener.close()
            self.listener = None
        if self.opening is not None:
            if self.desk is not None:
                self.opening.shut(self.desk)
            self.opening.release()
            self.opening = None

    def _let_go(self) -> None:
        self._release()
        if self.frame is None:
            self.app.quit()

    def loop(self) -> int:
        """Until the last window is closed; the exit code."""
        install_excepthook(self.window)
        code = self.app.exec()
        if self.frame is not None:
            self.frame.end()
        self._release()
        cancel_all()
        return code
