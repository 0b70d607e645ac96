"""The table of partners: a face of initials at the left, alignment as a number and a short line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from se_desk.domain.moments import count
from se_desk.domain.partners import initials
from se_desk.services.partner_board import PartnerRow
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.records import RECORD, Column, Index
from se_desk.ui.kit.table_paint import Cells
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.theme import theme

FACE, ALIGNMENT = 0, 4
FACE_SIZE, LINE_WIDTH, LINE_HEIGHT, NUMBER_WIDTH = 32.0, 72.0, 20.0, 28.0
MOST_POINTS = 12


def columns() -> tuple[Column, ...]:
    """What the table shows of a partner."""
    return (
        Column("", lambda _row: "", width=56),
        Column(
            "Partner",
            lambda row: row.view.partner.name,
            lambda row: row.view.partner.segment,
            weight=500,
        ),
        Column("Active deals", lambda row: str(row.view.active_deals), width=92, align="right", sort=_deals),
        Column("Charter", lambda row: row.charter_words[0], lambda row: row.charter_words[1], width=236),
        Column("Alignment", alignment_words, width=148, weight=500, sort=_score),
        Column("Flags", _flags, _second_flags, width=148, token=_flag_token, sort=_waiting),
    )


def alignment_words(row: PartnerRow) -> str:
    """The last rating; a line where there is none."""
    return str(row.scores[-1]) if row.scores else "–"


def _deals(row: PartnerRow) -> int:
    return row.view.active_deals


def _score(row: PartnerRow) -> int | None:
    return row.scores[-1] if row.scores else None


def _waiting(row: PartnerRow) -> tuple[int, int]:
    return row.not_told, row.waiting


def _flags(row: PartnerRow) -> str:
    if row.not_told:
        return f"{row.not_told} not told"
    return _wait_words(row.waiting) if row.waiting else "None waiting"


def _second_flags(row: PartnerRow) -> str:
    return _wait_words(row.waiting) if row.not_told and row.waiting else ""


def _wait_words(waiting: int) -> str:
    return f"{count(waiting, 'answer')} awaited"


def _flag_token(row: PartnerRow) -> str:
    if row.not_told:
        return "sev-medium"
    return "text" if row.waiting else "text-3"


class PartnerTable(TableView):
    """All partners by name; Enter opens one."""

    def __init__(self) -> None:
        super().__init__(columns(), "Partners", lambda row: row.id, two_lines=True, fit=True)
        self.setItemDelegate(PartnerCells(self))


class PartnerCells(Cells):
    """Paints the faces and the lines of alignment over the cells of every table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: PartnerRow = index.data(RECORD)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == FACE:
            _paint_face(painter, box, initials(row.view.partner.name))
        elif index.column() == ALIGNMENT:
            top = round(box.center().y() - LINE_HEIGHT / 2)
            place = QRectF(box.left() + 12 + NUMBER_WIDTH, top, LINE_WIDTH, LINE_HEIGHT)
            _paint_line(painter, place, row.scores[-MOST_POINTS:])
        painter.restore()


def _paint_face(painter: QPainter, box: QRectF, letters: str) -> None:
    top = round(box.center().y() - FACE_SIZE / 2)
    place = QRectF(box.left() + 16, top, FACE_SIZE, FACE_SIZE)
    fill_round(painter, place, FACE_SIZE / 2, theme().colour("neutral-tint"))
    drawn = font("micro", weight=600)
    draw_text(painter, place, letters, drawn, "neutral-text", Qt.AlignmentFlag.AlignHCenter, elide=False)


def _paint_line(painter: QPainter, box: QRectF, scores: Sequence[int]) -> None:
    """Alignment from 1 at the foot to 10 at the top; a line needs two points, a dot one."""
    if not scores:
        return
    step = box.width() / max(len(scores) - 1, 1)
    points = [
        QPointF(box.left() + number * step, box.bottom() - (score - 1) / 9 * box.height())
        for number, score in enumerate(scores)
    ]
    pen = QPen(theme().colour("accent"), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("accent"))
    painter.drawEllipse(points[-1], 2.5, 2.5)
