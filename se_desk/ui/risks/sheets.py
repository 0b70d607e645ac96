"""The sheets of a record on the screen, as the PDF will have them: white, in the light palette, scaled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.theme import theme
from se_desk.ui.paper.flow import PAGE_HEIGHT, PAGE_WIDTH, Pages
from se_desk.ui.paper.footers import Footer

EDGE, GAP = 32, 20


class Sheets(QWidget):
    """Paints what ``se_desk.ui.paper`` lays out; give it records as (pages, footer)."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[tuple[int, int, Pages, Footer]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Preview of the record")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_records(self, records: Sequence[tuple[Pages, Footer]]) -> None:
        """Other records, one after the other."""
        self._sheets = [
            (n, len(pages), pages, footer) for pages, footer in records for n in range(len(pages))
        ]
        self.setAccessibleDescription(count(len(self._sheets), "page"))
        self._fit()
        self.update()

    def sheet_count(self) -> int:
        """How many sheets of paper it would be."""
        return len(self._sheets)

    def _scale(self, width: int) -> float:
        return max(width - 2 * EDGE, 60) / PAGE_WIDTH

    def heightForWidth(self, width: int) -> int:
        tall = PAGE_HEIGHT * self._scale(width)
        return round(len(self._sheets) * (tall + GAP) - GAP + 2 * EDGE) if self._sheets else 2 * EDGE

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def _fit(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        scale = self._scale(self.width())
        for place, (number, of, pages, footer) in enumerate(self._sheets):
            top = EDGE + place * (PAGE_HEIGHT * scale + GAP)
            sheet = QRectF(EDGE, round(top), PAGE_WIDTH * scale, PAGE_HEIGHT * scale)
            if not sheet.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(sheet.adjusted(-1, -1, 1, 1), theme().colour("line-strong"))
            painter.fillRect(sheet, QColor("#FFFFFF"))
            painter.save()
            painter.setClipRect(sheet)
            painter.translate(sheet.topLeft())
            painter.scale(scale, scale)
            for placed in pages[number]:
                if placed.slice.paint is not None:
                    placed.slice.paint(painter, placed.y)
            footer(painter, number + 1, of)
            painter.restore()
        painter.end()
