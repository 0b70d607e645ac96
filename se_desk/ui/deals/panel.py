"""What the panels of a deal's page have in common: they show one side of it, and wish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.ui.deals.rows_table import RowsTable
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.records import Column, Read

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class Panel(QWidget):
    """One tab of a deal's page."""

    requestWish = Signal(object)
    requestPlace = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: Shown | None = None

    @property
    def deal_id(self) -> str:
        """The deal that is shown, "" before the first."""
        return self.shown.id if self.shown else ""

    def show_deal(self, shown: Shown) -> None:
        """Show a deal as it stands; what is being typed stays."""
        self.shown = shown

    def flush(self) -> bool:
        """Save what was typed; False where that was not possible."""
        return True

    def focus_first(self) -> None:
        """Bring the keyboard to where work begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class TablePanel(Panel):
    """A panel that is a table, with its action at the top and what it says when there is nothing."""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        name: str,
        key: Callable[[Any], str],
        actions: Sequence[QWidget],
        empty: EmptyState,
    ) -> None:
        super().__init__(desk)
        self.table = RowsTable(columns, name, key)
        self.words = PlainLabel("", "small", "text-3", elide=True)
        self.empty = empty
        self.card = Card(flush=True)
        self.card.add(self.table)
        self._bar = QWidget()
        bar = hbox(margins=(0, 0, 0, 0))
        bar.addWidget(self.words, 1)
        for action in actions:
            bar.addWidget(action)
        self._bar.setLayout(bar)
        self._bar.setFixedHeight(32)
        self.above = vbox(gap=12)
        self.setLayout(
            vbox(12, self._bar, 12, self.above, self.card, self.empty, None, margins=(0, 0, 0, 16))
        )
        self.table.opened.connect(self.open_row)

    def open_row(self, row: Any) -> None:
        """Enter or a double click on a row."""

    def fill(self, rows: Sequence[Any], words: str) -> None:
        """Show rows, or what the panel says without any."""
        self.table.set_records(rows)
        self._say(bool(rows), words)

    def fill_by_pages(self, read: Read, total: int, words: str) -> None:
        """The same of very many rows, which are read when somebody scrolls to them."""
        self.table.set_source(read, total)
        self._say(bool(total), words)

    def _say(self, some: bool, words: str) -> None:
        self.words.set_text(words)
        self._bar.setVisible(some)
        self.card.setVisible(some)
        self.empty.setVisible(not some)

    def focus_first(self) -> None:
        """To the rows, where there are any."""
        button = self.empty.findChild(Button)
        target: QWidget = self.table if self.table.records_model.rowCount() or button is None else button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
