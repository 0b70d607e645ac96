"""The short list under a cursor or a field: what fits the letters typed, one row of it chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import Run, layout_runs
from se_desk.ui.kit.overlay import paint_shadow
from se_desk.ui.kit.painting import draw_text, fill_round, text_width
from se_desk.ui.kit.theme import theme

EDGE, INSET, ROW = 14, 4, 32  # px: room for the shadow, inside the frame, a row
NARROWEST, WIDEST = 260, 460

Mark = Callable[[str, str], Sequence[tuple[int, int]]]  # typed, title -> start and length of what to mark


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it is called, quiet words at its right, and an icon."""

    key: str
    title: str
    detail: str = ""
    icon: str = ""


class ChoiceList(QFrame):
    """Never takes the keyboard: whoever has it moves the choice by ``step``.

    ``mark`` says which letters of a title stand out for what was typed.
    """

    picked = Signal(int)  # by the pointer

    def __init__(self, parent: QWidget, name: str, mark: Mark = lambda _typed, _title: ()) -> None:
        super().__init__(parent)
        self._name, self._mark = name, mark
        self.choices: tuple[Choice, ...] = ()
        self.at, self._typed = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(name)
        self.hide()

    @property
    def choice(self) -> Choice | None:
        """The chosen row; None while nothing is shown."""
        return self.choices[self.at] if self.choices and self.isVisible() else None

    def offer(self, choices: Sequence[Choice], typed: str, under: QRect, room: QRect) -> None:
        """Show these under a box of the parent, or over it where there is no room."""
        self.choices, self._typed, self.at = tuple(choices), typed, 0
        if not self.choices:
            self.hide()
            return
        size = self.sizeHint()
        inside = size - QSize(2 * EDGE, 2 * EDGE)
        left = max(room.left() + 8, min(under.left(), room.right() - inside.width() - 8))
        top = under.bottom() + 5
        if top + inside.height() > room.bottom() - 4 and under.top() - inside.height() - 5 > room.top():
            top = under.top() - inside.height() - 5
        self.setGeometry(QRect(QPoint(left - EDGE, top - EDGE), size))
        self._tell()
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        """The next or previous row, round at the ends."""
        if self.choices:
            self.at = (self.at + by) % len(self.choices)
            self._tell()
            self.update()

    def _tell(self) -> None:
        chosen = self.choices[self.at]
        said = ", ".join(part for part in (chosen.title, chosen.detail) if part)
        self.setAccessibleName(f"{self._name}: {said}, {self.at + 1} of {len(self.choices)}")

    def sizeHint(self) -> QSize:
        words = [
            text_width(each.title, font("ui")) + text_width(each.detail, font("small"))
            for each in self.choices
        ]
        wide = min(max(round(max(words, default=0)) + 84, NARROWEST), WIDEST)
        high = len(self.choices) * theme().px(ROW)
        return QSize(wide + 2 * (EDGE + INSET), high + 2 * (EDGE + INSET))

    def _box(self, row: int) -> QRectF:
        high = theme().px(ROW)
        return QRectF(EDGE + INSET, EDGE + INSET + row * high, self.width() - 2 * (EDGE + INSET), high)

    def _row_at(self, place: QPointF) -> int:
        return next((row for row in range(len(self.choices)) if self._box(row).contains(place)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row >= 0 and row != self.at:
            self.step(row - self.at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.at = row
            self.picked.emit(row)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick):
            return True  # nothing under the list is meant
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        paint_shadow(painter, box, 8, 14, 3)
        fill_round(painter, box, 8, theme().colour("raised"), theme().colour("line-strong"))
        for row, choice in enumerate(self.choices):
            self._paint_row(painter, self._box(row), choice, row == self.at)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, choice: Choice, chosen: bool) -> None:
        if chosen:
            fill_round(painter, box, 6, theme().colour("selected"))
        if choice.icon:
            paint_icon(painter, QRectF(box.left() + 10, round(box.center().y() - 8), 16, 16), choice.icon)
        wide = min(text_width(choice.detail, font("small")), box.width() / 2)
        right = QRectF(box.right() - 10 - wide, box.top(), wide + 1, box.height())
        draw_text(painter, right, choice.detail, font("small"), "text-3")
        room = right.left() - box.left() - 48 if choice.detail else box.width() - 46
        high = line_height("ui")
        layout, _ = layout_runs(
            _marked(choice.title, self._mark(self._typed, choice.title)),
            "body",
            "text",
            room,
            high,
            max_lines=1,
        )
        layout.draw(painter, QPointF(box.left() + 36, round(box.center().y() - high / 2)), [], QRectF())


def _marked(title: str, marks: Sequence[tuple[int, int]]) -> list[Run]:
    made, at = [], 0
    for start, length in marks:
        made += [Run(title[at:start]), Run(title[start : start + length], "accent", 600)]
        at = start + length
    return [run for run in (*made, Run(title[at:])) if run.text]
