"""Completes filters while they are typed into a field of one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from se_desk.domain.queries import Begun, begun_at, with_filter
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.choice_list import Choice, ChoiceList
from se_desk.ui.kit.suggesting import Suggesting

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.offers import Offer

ICONS = {
    "deal": "briefcase",
    "ae": "handshake",
    "kind": "file-text",
    "before": "calendar",
    "after": "calendar",
    "is": "lock",
    "tag": "tag",
}


class FilterCompleting(Suggesting):
    """Stands beside one field. Takes arrows, Enter, Tab and Esc from it, only while its list is open.

    ``names``: whether the names of filters are offered too, where a word begins like one.
    """

    def __init__(self, desk: Desk, field: QLineEdit, *, names: bool = True) -> None:
        super().__init__(field)
        self._desk, self._field, self._names = desk, field, names
        self._offers: tuple[Offer, ...] = ()
        self._begun: Begun | None = None
        self._job: Job | None = None
        field.installEventFilter(self)
        field.textEdited.connect(lambda _text: self.look())

    def make_list(self, window: QWidget) -> ChoiceList:
        """Its letters marked as the palette marks them."""
        from se_desk.services.ranking import spans

        return ChoiceList(window, "Filters", spans)

    def close(self) -> None:
        """Away with the list, until something is typed again."""
        self._begun = None
        super().close()

    def look(self) -> None:
        """Offer what the filter before the cursor may become."""
        if self._job is not None:
            self._job.cancel()
        begun = begun_at(self._field.text(), self._field.cursorPosition())
        if begun is not None and not begun.key and not self._names:
            begun = None
        self._begun = begun
        if begun is None:
            self.close()
            return
        self._job = run(
            lambda _job: _offers(self._desk, begun), self, self._show, lambda _error: self.close()
        )

    def _show(self, offers: Sequence[Offer]) -> None:
        begun = self._begun
        if begun is None or not self._field.hasFocus() or not self._field.isVisible():
            self.close()
            return
        self._offers = tuple(offers)
        rows = [Choice(one.value, one.title, one.detail, ICONS[one.key]) for one in self._offers]
        self.list.offer(rows, begun.value, self._place(begun), self._field.window().rect())

    def _place(self, begun: Begun) -> QRect:
        """Where the filter begins, in the window."""
        words = self._field.fontMetrics().horizontalAdvance(self._field.text()[: begun.start])
        left = min(28 + words, max(self._field.width() - 240, 0))
        corner = self._field.mapTo(self._field.window(), QPoint(left, 0))
        return QRect(corner, self._field.size())

    def take(self) -> None:
        """Write the chosen one in place of what was begun; a filter's name is offered its values next."""
        begun, row = self._begun, self.list.at
        if begun is None or row >= len(self._offers):
            self.close()
            return
        chosen = self._offers[row]
        text, place = with_filter(self._field.text(), begun, chosen.key, chosen.value)
        self.close()
        self._field.setText(text)
        self._field.setCursorPosition(place)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not chosen.value:
            self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._field and isinstance(event, QKeyEvent) and self.takes(event):
            if kind == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress:
                self.press(Qt.Key(event.key()))
                return True
        if watched is self._field and kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        return False


def _offers(desk: Desk, begun: Begun) -> tuple[Offer, ...]:
    from se_desk.services.offers import offers

    return offers(desk, begun)
