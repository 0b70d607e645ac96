"""Starting the window: its dress, the first paint, the loop. What the composition root calls."""

from __future__ import annotations

from pathlib import Path

from se_desk.ui.frame.acting import Acting
from se_desk.ui.frame.beginning import application
from se_desk.ui.frame.door import Door
from se_desk.ui.frame.dropping import Dropping
from se_desk.ui.frame.finding import Keys
from se_desk.ui.frame.remembered import Remembered
from se_desk.ui.frame.single import CAPTURE, RAISE, Listener
from se_desk.ui.frame.watch import Watch
from se_desk.ui.frame.window import MainWindow
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.clipboard import keep_marked
from se_desk.ui.kit.messages import install_excepthook
from se_desk.ui.kit.theme import follow, install_theme
from se_desk.ui.kit.wishes import QuickNote

__all__ = ["Frame", "Keys"]


class Frame:
    """Window, door, actions and clock of one desk, joined. ``folder`` keeps the window's place."""

    def __init__(self, keys: Keys, desk: Path, *, capture: bool = False) -> None:
        self.app = application()
        keep_marked()
        self.remembered = Remembered(desk.parent)
        install_theme(self.app, self.remembered.mode)
        self.remembered.dress()
        self.window = MainWindow()
        self.door = Door(self.window, keys)
        self.acting = Acting(self.window, self.door)
        self.watch = Watch(self.door)
        self.dropping = Dropping(self.window, lambda: self.acting.is_open, self.acting.wish)
        self.listener = Listener(desk, self.window)
        self.listener.heard.connect(self._heard)
        self.window.painted.connect(self.door.begin)
        self.window.closed.connect(lambda: self.remembered.keep(self.window))
        follow(self.window, self._keep_looks)
        self._capture = capture

    def show(self) -> None:
        """Paint the window; the desk is opened when that is done."""
        self.remembered.place(self.window)
        self.window.show()
        if self._capture:
            self.door.capture()

    def _keep_looks(self, window: MainWindow) -> None:
        if window.isVisible():
            self.remembered.keep_looks()

    def _heard(self, word: str) -> None:
        sitting = self.door.sitting
        if word == CAPTURE and sitting is not None and sitting.is_open:
            sitting.wish(QuickNote(apart=True))  # beside whatever is on the screen
        elif word in (RAISE, CAPTURE):
            self.window.come_forward()
            if word == CAPTURE:
                self.door.capture()

    def loop(self) -> int:
        """Until the window is closed; the exit code."""
        install_excepthook(self.window)
        code = self.app.exec()
        self.end()
        return code

    def end(self) -> None:
        """Let go of everything."""
        self.listener.close()
        self.door.let_go()
        cancel_all()
