"""Debriefs that were begun and not saved: kept while the program runs, over page changes and locks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


@dataclass(frozen=True)
class Draft:
    """What was typed. ``step_day`` is as typed; ``note`` is None until somebody edited it."""

    missed: str = ""
    pain: str = ""
    agreed: str = ""
    step: str = ""
    step_owner: str = ""
    step_day: str = ""
    alignment: int | None = None
    make_it_ten: str = ""
    note: str | None = None
    private: bool = False
    with_note: bool | None = None


# By desk and call: pages are thrown away at a lock, what was typed into them is not.
_SHELVES: dict[str, dict[str, Draft]] = {}


def shelf_of(desk: Desk) -> dict[str, Draft]:
    """The drafts of one desk by call."""
    return _SHELVES.setdefault(str(desk.store.path), {})


class DraftKeeper(QObject):
    """Keeps a window from closing over drafts that nobody gave up in so many words."""

    def __init__(self, window: QWidget, shelf: dict[str, Draft]) -> None:
        super().__init__(window)
        self._window, self._shelf = window, shelf
        self._dialog: Dialog | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or event.type() != QEvent.Type.Close or not self._shelf:
            return False
        event.ignore()
        if self._dialog is None:
            self._ask()
        return True

    def _ask(self) -> None:
        """No names: the window may be locked."""
        many = len(self._shelf) > 1
        dialog = Dialog(
            self._window,
            "A debrief is not saved yet",
            "Close without saving",
            "What was typed for it is gone then.",
            width=480,
            cancel="Stay",
        )
        words = f"{count(len(self._shelf), 'debrief')} {'were' if many else 'was'} begun and not saved."
        dialog.add(BodyText(f"{words} Open the call on Today to save it.", "body", "text-2"))
        dialog.confirmed.connect(self._give_up)
        dialog.finished.connect(self._answered)
        self._dialog = dialog
        dialog.open()

    def _answered(self, _confirmed: bool) -> None:
        self._dialog = None

    def _give_up(self) -> None:
        self._shelf.clear()
        self._dialog = None
        self._window.close()


def keep_watch(window: QWidget, desk: Desk) -> None:
    """Have ``window`` ask before it closes over drafts; once a window and desk."""
    shelf = shelf_of(desk)
    if not any(keeper._shelf is shelf for keeper in window.findChildren(DraftKeeper)):
        DraftKeeper(window, shelf)
