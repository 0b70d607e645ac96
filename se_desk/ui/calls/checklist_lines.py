"""The lines of a checklist, typed one below the other and put in order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.checklists import Line
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.layout import clear_layout, focus_on, hbox, vbox

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LineRow(QWidget):
    """One line with its hint. Alt with Up or Down moves it, Enter goes on to the next."""

    moved = Signal(object, int)
    removed = Signal(object)
    entered = Signal(object)

    def __init__(self, line: Line, *, fixed: bool) -> None:
        super().__init__()
        self.key = line.key
        self.text = _Typed(line.text, "What is to be clear before the call", "Line")
        self.hint = _Typed(line.hint, "When it is true", "Hint")
        row = hbox(gap=8)
        row.addWidget(self.text, 5)
        row.addWidget(self.hint, 4)
        for edit in (self.text, self.hint):
            edit.setReadOnly(fixed)
            edit.stepped.connect(lambda by: self.moved.emit(self, by))
            edit.returnPressed.connect(lambda: self.entered.emit(self))
        if not fixed:
            for icon, name, by in (("arrow-up", "Move up", -1), ("arrow-down", "Move down", 1)):
                button = IconButton(icon, name, size=24, icon_size=14)
                button.clicked.connect(lambda _on=False, step=by: self.moved.emit(self, step))
                row.addWidget(button)
            off = IconButton("x", "Take off", size=24, icon_size=14)
            off.clicked.connect(lambda: self.removed.emit(self))
            row.addWidget(off)
        self.setLayout(row)

    @property
    def line(self) -> Line:
        """What stands in it."""
        return Line(self.text.text(), self.hint.text(), self.key)

    def number(self, place: int) -> None:
        """Name it by its place, for who cannot see it."""
        self.text.setAccessibleName(f"Line {place}")
        self.hint.setAccessibleName(f"Hint of line {place}")
        for button in self.findChildren(IconButton):
            word = button.accessibleName().split(":")[0]
            button.setAccessibleName(f"{word}: line {place}")


class _Typed(LineEdit):
    stepped = Signal(int)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setCursorPosition(0)  # a long line shows its beginning

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)


class ChecklistLines(QWidget):
    """All lines of one list; a standard one can only be read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LineRow] = []
        self._column = vbox(gap=6)
        self.more = Button("Line", "plus", "ghost", small=True)
        self.more.setAccessibleName("Add a line")
        self.more.clicked.connect(lambda: self.add_line())
        self.setLayout(vbox(self._column, 6, hbox(self.more, None)))

    @property
    def lines(self) -> tuple[Line, ...]:
        """What stands in the rows, in their order."""
        return tuple(row.line for row in self.rows)

    def show_lines(self, lines: Iterable[Line], *, fixed: bool) -> None:
        """Show other lines."""
        clear_layout(self._column)
        self.rows = [self._row(line, fixed=fixed) for line in lines]
        self.more.setVisible(not fixed)
        self._arrange()

    def add_line(self, behind: LineRow | None = None) -> None:
        """An empty line at the end, or behind another one, with the keyboard in it."""
        row = self._row(Line(""), fixed=False)
        place = self.rows.index(behind) + 1 if behind in self.rows and behind else len(self.rows)
        self.rows.insert(place, row)
        self._arrange()
        focus_on(row.text)

    def _row(self, line: Line, *, fixed: bool) -> LineRow:
        row = LineRow(line, fixed=fixed)
        row.moved.connect(self._move)
        row.removed.connect(self._remove)
        row.entered.connect(self._go_on)
        for edit in (row.text, row.hint):
            edit.textEdited.connect(lambda _text: self.changed.emit())
        return row

    def _arrange(self) -> None:
        for place, row in enumerate(self.rows, 1):
            self._column.removeWidget(row)
            self._column.addWidget(row)
            row.number(place)

    def _move(self, row: LineRow, by: int) -> None:
        place = self.rows.index(row)
        target = min(max(place + by, 0), len(self.rows) - 1)
        if target != place:
            self.rows.insert(target, self.rows.pop(place))
            self._arrange()
            self.changed.emit()
        focus_on(row.text)

    def _remove(self, row: LineRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()
        self._arrange()
        self.changed.emit()
        focus_on(self.rows[min(place, len(self.rows) - 1)].text if self.rows else self.more)

    def _go_on(self, row: LineRow) -> None:
        place = self.rows.index(row)
        if place + 1 < len(self.rows):
            focus_on(self.rows[place + 1].text)
        elif row.line.text.strip() and not row.text.isReadOnly():
            self.add_line()
