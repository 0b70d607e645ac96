"""What the frame has to say about the desk itself: one banner at a time, the gravest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from se_desk.ui.frame.window import MainWindow

_GRAVE = ("critical", "amber", "accent")


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence with its tone, and perhaps something to do about it."""

    sentence: str
    tone: str = "amber"
    action: str = ""
    then: Callable[[], object] | None = None


class Notices(QObject):
    """Keeps what is to be said until the banner before was closed; a lock forgets it all."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: Notice | None = None
        self._waiting: list[Notice] = []

    def say(self, notice: Notice) -> None:
        """Say it now where nothing graver is shown, else later; the same sentence is said once."""
        known = (self._shown, *self._waiting)
        if any(one is not None and one.sentence == notice.sentence for one in known):
            return
        self._waiting.append(notice)
        self._waiting.sort(key=lambda one: _GRAVE.index(one.tone))
        shown = self._shown
        if shown is None:
            self._show_next()
        elif _GRAVE.index(notice.tone) < _GRAVE.index(shown.tone):
            self._waiting.append(shown)
            self._waiting.sort(key=lambda one: _GRAVE.index(one.tone))
            self._show_next()

    def forget(self) -> None:
        """Nothing is to be said any more."""
        self._waiting.clear()
        self._shown = None
        self._window.hide_banner()

    def _show_next(self) -> None:
        self._shown = notice = self._waiting.pop(0) if self._waiting else None
        if notice is None:
            self._window.hide_banner()
            return
        banner = self._window.show_banner(notice.sentence, notice.tone, notice.action)
        banner.closed.connect(self._show_next)
        if notice.then is not None:
            banner.acted.connect(notice.then)
