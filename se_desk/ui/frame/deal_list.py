"""The active deals in the sidebar: severity, account, and whose they are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.frame.overview import SideDeal
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.marks import initials_of, paint_severity, severity_words
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring
from se_desk.ui.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex


class DealsModel(QAbstractListModel):
    """Holds the rows; the record itself under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.deals: tuple[SideDeal, ...] = ()

    def set_deals(self, deals: tuple[SideDeal, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.deals = deals
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.deals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        deal = self.deals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return deal.account
        if role == Qt.ItemDataRole.UserRole:
            return deal
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{severity_words(deal.severity)} severity" if deal.severity else "No open flag"
            parts = (f"{deal.account}: {deal.title}", said, deal.partner and f"with {deal.partner}")
            return ", ".join(part for part in parts if part)
        return None


class DealsDelegate(QStyledItemDelegate):
    """Paints a row of 28 px; the deal in front is lit."""

    def __init__(self, view: DealList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme().px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        deal: SideDeal = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, lit = QRectF(option.rect), deal.id == self._view.lit
        state = option.state
        if lit or state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, row, 6, theme().colour("nav-active" if lit else "hover"))
        if state & QStyle.StateFlag.State_HasFocus and self._view.by_keyboard:
            focus_ring(painter, row, 6)
        glyph = QRectF(row.left() + 11, row.top() + (row.height() - 10) // 2, 10, 10)
        paint_severity(painter, glyph, deal.severity or None)
        token = "text" if lit else "text-2"
        name = QRectF(row.left() + 31, row.top(), row.width() - 31 - 38, row.height())
        draw_text(painter, name, deal.account, font("body", weight=500 if lit else 400), token)
        whose = QRectF(row.right() - 38, row.top(), 30, row.height())
        said = initials_of(deal.partner) if deal.partner else ""
        token = "text-2" if lit else "text-3"
        draw_text(painter, whose, said, font("micro"), token, Qt.AlignmentFlag.AlignRight, elide=False)
        painter.restore()


class DealList(QListView):
    """One line a deal; a click or Enter opens it."""

    opened = Signal(str)  # deal id

    def __init__(self) -> None:
        super().__init__()
        self.lit = ""
        self.by_keyboard = False
        self._rows = DealsModel()
        self.setModel(self._rows)
        self.setItemDelegate(DealsDelegate(self))
        self.setProperty("kind", "clear")
        self.setAccessibleName("Active deals")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        theme().changed.connect(self.doItemsLayout)

    def set_deals(self, deals: tuple[SideDeal, ...]) -> None:
        """Show these; the row with the keyboard keeps it."""
        kept = self.current_id()
        self._rows.set_deals(deals)
        self._choose(kept)
        if self.hasFocus():
            self._choose_one()

    @property
    def deals(self) -> tuple[SideDeal, ...]:
        """What is shown."""
        return self._rows.deals

    def current_id(self) -> str:
        """The deal with the keyboard, "" for none."""
        index = self.currentIndex()
        return self._rows.deals[index.row()].id if index.isValid() else ""

    def light(self, deal_id: str) -> None:
        """Light the deal the page in front is about."""
        self.lit = deal_id
        self.viewport().update()

    def _choose(self, deal_id: str) -> None:
        for row, deal in enumerate(self._rows.deals):
            if deal.id == deal_id:
                self.setCurrentIndex(self._rows.index(row))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.deals[index.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self._choose_one()

    def _choose_one(self) -> None:
        if not self.currentIndex().isValid() and self._rows.deals:
            self.setCurrentIndex(self._rows.index(0))
