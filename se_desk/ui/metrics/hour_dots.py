"""The hours from the end of a call to its note: a dot for each call, amber past 24 hours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from se_desk.domain.metrics_pace import NotesInTime
from se_desk.domain.metrics_words import NoteColumn, note_columns
from se_desk.domain.moments import count
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import Chart, Mark

_TOP, _PITCH, _TIGHTEST = 20.0, 12.0, 8.0  # px above the dots, from dot to dot, and at the least
_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Stack:
    """How dots stand in a column: ``across`` beside each other, ``pitch`` px apart, of ``calls`` each."""

    pitch: float
    across: int = 1
    calls: int = 1


def stack_of(most: int, room: float, width: float) -> Stack:
    """The largest dots with which ``most`` calls fit into ``room`` px of height and ``width`` of breadth."""
    one, two = room / max(most, 1), min(room / max(-(-most // 2), 1), width / 2 - 2)
    if one >= _TIGHTEST or one >= two:
        return Stack(min(one, _PITCH)) if one >= _TIGHTEST else _shared(most, room)
    return Stack(min(two, _PITCH), across=2) if two >= _TIGHTEST else _shared(most, room)


def _shared(most: int, room: float) -> Stack:
    rows = max(int(room // _TIGHTEST), 1)
    return Stack(_TIGHTEST, calls=-(-most // rows))


class HourDots(Chart):
    """Columns of three hours. Where they would not fit, a dot stands for more calls and the chart says so."""

    def __init__(self) -> None:
        super().__init__("Hours from call to note")
        self._columns: tuple[NoteColumn, ...] = ()

    def show_notes(self, found: NotesInTime) -> None:
        """Other calls; a mark's key is the words of its column."""
        self._columns = note_columns(found)
        marks = [Mark(one.words, f"{one.words}: {count(len(one.calls), 'call')}") for one in self._columns]
        said = [mark.words for mark, one in zip(marks, self._columns, strict=True) if one.calls]
        self.show_marks(marks, "; ".join(said) or "No calls")

    def draw(self, painter: QPainter) -> None:
        width = float(self.width())
        base = self.draw_base(painter, width)
        step = width / max(len(self._columns), 1)
        room = base - 2 - theme().px(_TOP)
        most = max((len(column.calls) for column in self._columns), default=0)
        stack = stack_of(most, room, step)
        self._places = {}
        for place, column in enumerate(self._columns):
            box = QRectF(place * step, 0, step, base)
            self._places[column.words] = box
            self._draw_dots(painter, box, column, stack)
            if column.hours is None:
                self.draw_label(painter, box.center().x() - 6, "none")
            elif not column.hours % 6:
                self.draw_label(painter, max(box.left(), 4), str(column.hours))
        self._draw_limit(painter, step, base)
        if stack.calls > 1:
            line = QRectF(0, 0, width, theme().px(16))
            words = f"a dot is up to {stack.calls} calls"
            draw_text(painter, line, words, font("micro"), "text-3", Qt.AlignmentFlag.AlignRight)
        self.draw_keyboard(painter)

    def _draw_dots(self, painter: QPainter, box: QRectF, column: NoteColumn, stack: Stack) -> None:
        late = column.hours is None or column.hours >= _LIMIT
        alpha = 1.0 if self.value in ("", column.words) else 0.36
        colour = theme().colour("sev-medium" if late else "accent", alpha)
        hollow = column.hours is None
        painter.setPen(QPen(colour, 1.5) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
        radius = min(4.5, stack.pitch * 0.375) - (0.75 if hollow else 0)
        left = box.center().x() - stack.pitch * (stack.across - 1) / 2
        for number in range(-(-len(column.calls) // stack.calls)):
            row, place = divmod(number, stack.across)
            y = box.bottom() - 2 - stack.pitch / 2 - row * stack.pitch
            painter.drawEllipse(QPointF(left + place * stack.pitch, y), radius, radius)

    def _draw_limit(self, painter: QPainter, step: float, base: float) -> None:
        x = round(step * _LIMIT / 3) + 0.5
        pen = QPen(theme().colour("text-2"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 8), QPointF(x, base))
        box = QRectF(x + 7, 4, 60, theme().px(16))
        draw_text(painter, box, f"{_LIMIT} h", font("micro", weight=500), "text-2", elide=False)
