"""Paints a comparison: two columns or one, in the tints of the design, scrolled together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.diffs import ADDED, REMOVED, SKIPPED, DiffRow, one_column

LINE, SIGN = 20, 24  # px: height of a line, room for the sign before it
_TINTS = {ADDED: ("ok-tint", "ok-text", "+"), REMOVED: ("sev-critical-tint", "sev-critical-text", "−")}


class DiffView(QAbstractScrollArea):
    """Shows rows; ``set_side_by_side`` chooses between two columns and one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What differs")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows: tuple[DiffRow, ...] = ()
        self._both, self._empty = True, ""
        self._tops: list[int] = []
        follow(self, lambda living: living._place())

    def set_rows(self, rows: tuple[DiffRow, ...], empty: str = "") -> None:
        """Another comparison; ``empty`` is said where nothing differs."""
        self._rows, self._empty = rows, empty
        self.setAccessibleDescription(_said(rows) or empty)
        self.verticalScrollBar().setValue(0)
        self._place()

    def set_side_by_side(self, both: bool) -> None:
        """Two columns or one."""
        self._both = both
        self._place()

    @property
    def shown(self) -> tuple[DiffRow, ...]:
        """The rows in the order they are painted."""
        return self._rows if self._both else one_column(self._rows)

    def _place(self) -> None:
        """Where each row begins: a long line wraps and makes its row higher."""
        step, top = theme().px(LINE), 8
        self._tops = []
        for row in self.shown:
            self._tops.append(top)
            top += step * max((self._lines(text) for text in (row.before, row.after)), default=1)
        self._tops.append(top)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top + 8 - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(step)
        self.viewport().update()

    def _column(self) -> float:
        return self.viewport().width() / (2 if self._both else 1)

    def _lines(self, text: str | None) -> int:
        return _laid_out(text, self._column() - SIGN - 12).lineCount() if text else 1

    def sizeHint(self) -> QSize:
        return QSize(720, 440)

    def resizeEvent(self, _event: object) -> None:
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page, step = bar.pageStep(), bar.singleStep()
        moves = {
            Qt.Key.Key_Down: step,
            Qt.Key.Key_Up: -step,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() in moves and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("surface"))
        shift, height = self.verticalScrollBar().value(), self.viewport().height()
        if not self._rows:
            box = QRectF(20, 16, self.viewport().width() - 40, theme().px(LINE))
            draw_text(painter, box, self._empty, font("body"), "text-3")
        for row, top, below in zip(self.shown, self._tops, self._tops[1:], strict=False):
            if below - shift >= 0 and top - shift <= height:
                self._paint_row(painter, row, QRectF(0, top - shift, self._column(), below - top))
        if self._both and self._rows:
            painter.fillRect(round(self._column()), 0, 1, height, theme().colour("line"))
        painter.end()

    def _paint_row(self, painter: QPainter, row: DiffRow, box: QRectF) -> None:
        if row.kind == SKIPPED:
            whole = QRectF(0, box.top(), self.viewport().width(), box.height())
            painter.fillRect(whole, theme().colour("sunken"))
            words = f"{count(row.count, 'line')} the same"
            draw_text(painter, whole.adjusted(SIGN, 0, 0, 0), words, font("small"), "text-3")
        elif not self._both:
            text = row.after if row.after is not None else row.before
            _paint_text(painter, box, text or "", row.kind)
        else:
            other = box.translated(self._column(), 0)
            changed = row.kind not in ("same",)
            if row.before is not None:
                _paint_text(painter, box, row.before, REMOVED if changed else "")
            if row.after is not None:
                _paint_text(painter, other, row.after, ADDED if changed else "")


def _paint_text(painter: QPainter, box: QRectF, text: str, kind: str) -> None:
    fill, token, sign = _TINTS.get(kind, ("", "text-2", ""))
    if fill:
        painter.fillRect(box, theme().colour(fill))
    first = QRectF(box.left() + 8, box.top(), SIGN - 8, theme().px(LINE))
    draw_text(painter, first, sign, _mono(), token)
    painter.setPen(theme().colour("text" if kind in _TINTS else "text-2"))
    _laid_out(text, box.width() - SIGN - 12).draw(painter, box.topLeft() + QRectF(SIGN, 0, 0, 0).topLeft())


def _mono() -> QFont:
    return font("mono")


def _laid_out(text: str, width: float) -> QTextLayout:
    layout = QTextLayout(text, _mono())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step, number = theme().px(LINE), 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40.0))
        line.setPosition(QRectF(0, number * step + round((step - line.height()) / 2), 0, 0).topLeft())
        number += 1
    layout.endLayout()
    return layout


def _said(rows: tuple[DiffRow, ...]) -> str:
    """The comparison for a screen reader, at most its first lines."""
    said = []
    for row in rows[:60]:
        if row.kind == SKIPPED:
            said.append(f"{count(row.count, 'line')} the same")
        elif row.kind != "same":
            said += [f"before: {row.before}"] if row.before is not None else []
            said += [f"after: {row.after}"] if row.after is not None else []
    return "\n".join(said)
