"""Where a chart has under five to count, it shows the counts and nothing that looks like a rate."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from se_desk.domain.metrics import Share
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.theme import theme


def draw_count(painter: QPainter, column: QRectF, share: Share) -> None:
    """``3 of 4`` at the foot of a column; a short rule where there is nothing."""
    drawn = font("micro", weight=500, tabular=True)
    box = QRectF(column.left(), column.bottom() - theme().px(22), column.width(), theme().px(16))
    if share.n:
        words = f"{share.count} of {share.n}"
        draw_text(painter, box, words, drawn, "text-3", Qt.AlignmentFlag.AlignHCenter, elide=False)
        return
    rule = QRectF(column.center().x() - 6, column.bottom() - 4, 12, 2)
    fill_round(painter, rule, 1, theme().colour("line-strong"))
