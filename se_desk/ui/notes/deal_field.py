"""The field that chooses a deal by a few letters: type, see what fits, press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from shiboken6 import isValid

from se_desk.services.ranking import score
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.notes.choice_list import Choice, ChoiceList

if TYPE_CHECKING:
    from se_desk.services.deals import DealView
    from se_desk.services.desk import Desk

MOST = 8
NO_DEAL = "No deal yet"
_CLOSED = 0.8  # what the fit of a closed deal counts beside an active one's
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def deal_choices(desk: Desk) -> tuple[Choice, ...]:
    """Active deals by account, then the closed ones."""
    views = sorted(desk.deals.views(), key=lambda view: not view.deal.is_active)
    return tuple(_choice(view) for view in views)


def _choice(view: DealView) -> Choice:
    deal = view.deal
    return Choice(deal.id, deal.account, f"{deal.title}{'' if deal.is_active else ', closed'}", "briefcase")


class DealField(LineEdit):
    """``value`` is the id of the deal that is written in the field, "" for none."""

    chosen = Signal(str)
    entered = Signal()  # Enter, with the deal already chosen

    def __init__(self, choices: Sequence[Choice] = (), value: str = "", name: str = "Deal") -> None:
        super().__init__("", f"{NO_DEAL}: type a few letters", name)
        self._choices: tuple[Choice, ...] = tuple(choices)
        self._value = ""
        self._list: ChoiceList | None = None
        self.set_value(value)
        self.textEdited.connect(self._typed)

    @property
    def value(self) -> str:
        """The deal's id; "" where the field is empty or names none."""
        return self._value

    @property
    def unclear(self) -> bool:
        """Letters stand in the field that are no deal."""
        return bool(self.text().strip()) and not self._value

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other deals to choose from."""
        self._choices = tuple(choices)

    def set_value(self, key: str) -> None:
        """Write this deal into the field, without announcing it."""
        found = next((each for each in self._choices if each.key == key), None)
        self._value = found.key if found else ""
        self.setText(self.named if found else "")
        self.setCursorPosition(0)

    @property
    def named(self) -> str:
        """The chosen deal in words."""
        found = next((each for each in self._choices if each.key == self._value), None)
        return f"{found.title}, {found.detail}" if found else NO_DEAL

    @property
    def list(self) -> ChoiceList:
        """What fits, over everything else in the window."""
        if self._list is None or not isValid(self._list) or self._list.parent() is not self.window():
            self._list = ChoiceList(self.window(), "Deals")
            self._list.picked.connect(lambda _row: self._pick())
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose from."""
        return self._list is not None and isValid(self._list) and self._list.isVisible()

    def fitting(self, typed: str) -> tuple[Choice, ...]:
        """The deals that fit, best first."""
        fits = [(_fit(typed, each), place, each) for place, each in enumerate(self._choices)]
        best = sorted((one for one in fits if one[0] > 0), key=lambda one: (-one[0], one[1]))
        return tuple(each for _fits, _place, each in best[:MOST])

    def _typed(self, typed: str) -> None:
        self._value = ""
        self._offer(self.fitting(typed) if typed.strip() else self._choices[:MOST])
        if not typed.strip():
            self.chosen.emit("")

    def _offer(self, choices: Sequence[Choice]) -> None:
        window = self.window()
        here = QRect(self.mapTo(window, QPoint(0, 0)), self.size())
        self.list.offer(choices, self.text(), here, window.rect())

    def _pick(self) -> None:
        chosen = self.list.choice
        self.list.hide()
        if chosen is not None:
            self.set_value(chosen.key)
            self.selectAll()
            self.chosen.emit(chosen.key)

    def _close(self) -> None:
        if self.is_open:
            self.list.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()  # the first letter replaces what stands there

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            if self.is_open:
                self.list.step(_STEPS[key])
            else:
                self._offer(self._choices[:MOST])
        elif key in _ENTER:
            if self.is_open:
                self._pick()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.list.hide()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the row that is chosen along."""
        if self.is_open:
            self._pick()
        return super().focusNextPrevChild(forward)


def _fit(typed: str, each: Choice) -> float:
    active = _CLOSED if each.detail.endswith(", closed") else 1.0
    return active * max(score(typed, each.title), 0.9 * score(typed, f"{each.title} {each.detail}"))
