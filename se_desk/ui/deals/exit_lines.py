"""The lines of one stage's list: typed, moved and removed by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.exit_criteria import MOST
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.layout import clear_layout, focus_on, hbox, vbox

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LineRow(QWidget):
    """One criterion; Enter goes on below, Alt with an arrow moves it."""

    moved = Signal(object, int)
    removed = Signal(object)
    entered = Signal(object)

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.text = LineEdit(text, "What you want to have seen")
        self.remove = IconButton("x", "Remove this line")
        self.setLayout(hbox(self.text, self.remove, gap=4))
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def number(self, place: int) -> None:
        """Say to a screen reader which line it is."""
        self.text.setAccessibleName(f"Criterion {place}")
        self.remove.setAccessibleName(f"Remove criterion {place}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _STEPS and held & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self, _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.entered.emit(self)
        else:
            super().keyPressEvent(event)


class ExitLines(QWidget):
    """All lines of one stage."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LineRow] = []
        self._column = vbox(gap=6)
        self.more = Button("Add a line", "plus", "ghost", small=True)
        self.more.clicked.connect(lambda: self.add_line())
        self.setLayout(vbox(self._column, 6, hbox(self.more, None)))

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Id ("" for a new line) and text of each, in their order."""
        return tuple((row.key, row.text.text()) for row in self.rows)

    def show_pairs(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show other lines."""
        clear_layout(self._column)
        self.rows = [self._row(key, text) for key, text in lines]
        self._arrange()

    def add_line(self, behind: LineRow | None = None) -> None:
        """An empty line at the end, or behind another one, with the keyboard in it."""
        if len(self.rows) >= MOST:
            return
        row = self._row("", "")
        self.rows.insert(self.rows.index(behind) + 1 if behind else len(self.rows), row)
        self._arrange()
        focus_on(row.text)

    def _row(self, key: str, text: str) -> LineRow:
        row = LineRow(key, text)
        row.moved.connect(self._move)
        row.removed.connect(self._remove)
        row.entered.connect(self.add_line)
        return row

    def _arrange(self) -> None:
        for place, row in enumerate(self.rows, 1):
            self._column.removeWidget(row)
            self._column.addWidget(row)
            row.number(place)
        self.more.setEnabled(len(self.rows) < MOST)

    def _move(self, row: LineRow, by: int) -> None:
        place = self.rows.index(row)
        target = min(max(place + by, 0), len(self.rows) - 1)
        if target != place:
            self.rows.insert(target, self.rows.pop(place))
            self._arrange()
            focus_on(row.text)

    def _remove(self, row: LineRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._arrange()
        if self.rows:
            focus_on(self.rows[min(place, len(self.rows) - 1)].text)
        else:
            focus_on(self.more)
