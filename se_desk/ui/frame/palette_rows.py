"""The rows of the palette: a list model of headings and lines, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.frame.lines import Line, Section
from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import Run, layout_runs
from se_desk.ui.kit.marks import keycap_width, paint_keycap, paint_severity
from se_desk.ui.kit.painting import draw_text, fill_round, text_width
from se_desk.ui.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex
HEADING, ROW = 32, 36


class PaletteModel(QAbstractListModel):
    """Headings (a string) and lines, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Line] = []

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these; a section without lines is left out."""
        self.beginResetModel()
        self._rows = []
        for section in sections:
            if section.lines:
                self._rows += [section.title, *section.lines]
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in a row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def row_of(self, key: str) -> int:
        """The row with this line; -1 where it is not shown."""
        keys = [found.key if isinstance(found, Line) else "" for found in self._rows]
        return keys.index(key) if key in keys else -1

    def step(self, row: int, by: int) -> int:
        """The next row with a line, round and round; -1 where there is none."""
        choices = [at for at, found in enumerate(self._rows) if isinstance(found, Line)]
        if not choices:
            return -1
        if row not in choices:
            return choices[0 if by > 0 else -1]
        return choices[(choices.index(row) + by) % len(choices)]

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.text, row.detail, row.keys) if part)
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Paints headings of 32 px and lines of 36 px."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), str)
        return QSize(200, theme().px(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            words = box.adjusted(12, 8, -12, 0)
            draw_text(painter, words, row, font("micro", weight=600), "text-3")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_line(painter, box, row, chosen)
        painter.restore()


def _paint_line(painter: QPainter, box: QRectF, line: Line, chosen: bool) -> None:
    if chosen:
        fill_round(painter, box, 6, theme().colour("selected"))
    middle = box.top() + box.height() / 2
    mark = QRectF(box.left() + 12, round(middle - 8), 16, 16)
    if line.severity is not None:
        paint_severity(painter, mark.adjusted(3, 3, -3, -3), line.severity or None)
    elif line.icon:
        paint_icon(painter, mark, line.icon, "sev-high" if line.flags else "text-3")
    right = _paint_end(painter, box, line, chosen)
    _paint_words(painter, QRectF(box.left() + 40, box.top(), right - box.left() - 52, box.height()), line)


def _paint_end(painter: QPainter, box: QRectF, line: Line, chosen: bool) -> float:
    """The key or the quiet words at the right; where they begin."""
    if line.keys:
        cap_width, high = keycap_width(line.keys), theme().px(20)
        cap = QRectF(box.right() - 12 - cap_width, round(box.center().y() - high / 2), cap_width, high)
        paint_keycap(painter, cap, line.keys, "surface" if chosen else "neutral-tint")
        return cap.left()
    if not line.detail:
        return box.right()
    wide = text_width(line.detail, font("small"))
    words = QRectF(box.right() - 12 - wide, box.top(), wide + 1, box.height())
    draw_text(painter, words, line.detail, font("small"), "text-3", elide=False)
    if not line.detail_severity:
        return words.left()
    glyph = QRectF(words.left() - 18, round(box.center().y() - 5), 10, 10)
    paint_severity(painter, glyph, line.detail_severity)
    return glyph.left()


def _paint_words(painter: QPainter, box: QRectF, line: Line) -> None:
    high = line_height("ui")
    layout, _ = layout_runs(_runs(line), "body", "text", box.width(), high, max_lines=1)
    layout.draw(painter, QPointF(box.left(), round(box.center().y() - high / 2)), [], QRectF())


def _runs(line: Line) -> list[Run]:
    made, at = [], 0
    for start, length in line.marks:
        made += [Run(line.text[at:start]), Run(line.text[start : start + length], "accent", 600)]
        at = start + length
    return [run for run in (*made, Run(line.text[at:])) if run.text]


class PaletteList(QListView):
    """The list; it never takes the keyboard, which stays in the field above it."""

    def __init__(self, model: PaletteModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PaletteDelegate(self))
        self.setProperty("kind", "clear")
        self.setAccessibleName("What fits")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)

    def wanted_height(self) -> int:
        """What all rows take."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))
