"""The table of flags with its filters: what they wait for, the deal, the order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from se_desk.ui.kit.choices import Option, Segment, Select
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.tables import TableView
from se_desk.ui.risks import rows
from se_desk.ui.risks.rows import FlagRow

FULL_TABLE = 740  # px of list: below that the category stands under the deal


class FlagList(QWidget):
    """Rows of flags. The current row is announced when it changes, an opened one by Enter."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[FlagRow, ...] = ()
        self.views = Segment([*rows.VIEWS.items()], rows.ALL, small=True, name="Which flags")
        self.deals = Select([Option("", "All deals")], name="Deal", small=True)
        self.orders = Select([*rows.ORDERS.items()], rows.NEWEST, name="Order", small=True)
        self.deals.setMaximumWidth(200)
        self.orders.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.table = TableView(
            rows.columns(),
            "Flags",
            lambda row: row.flag.id,
            two_lines=True,
            edge=24,
            gutter=8,
            sortable=False,
        )
        self.nothing = EmptyState(
            "list-filter", "No flag here", "No flag fits what was chosen above.", "Show all"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        bar = hbox(self.views, None, self.deals, self.orders, margins=(24, 0, 24, 12))
        self.setLayout(vbox(bar, HLine(), self._stack))
        self.views.chosen.connect(lambda _view: self._fill())
        self.deals.chosen.connect(lambda _deal: self._fill())
        self.orders.chosen.connect(lambda _order: self._fill())
        self.nothing.acted.connect(self.show_all)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)

    def show_rows(self, found: tuple[FlagRow, ...]) -> None:
        """Other rows behind the filters; the current flag stays where it is still shown."""
        self._all = found
        self.deals.set_options([Option("", "All deals"), *rows.deal_options(found)])
        self._fill(announce=False)

    def current(self) -> FlagRow | None:
        """The row that is chosen."""
        row: FlagRow | None = self.table.current()
        return row

    def select(self, flag_id: str) -> bool:
        """Choose a flag, with all flags shown where a filter hides it; whether it is here."""
        if not self.table.select(flag_id):
            self._unfilter()
            self._fill(announce=False)
            if not self.table.select(flag_id):
                return False
        return True

    def show_all(self) -> None:
        """Take the filters away."""
        self._unfilter()
        self._fill()

    def set_narrow(self, width: int) -> None:
        """Choose the columns that fit ``width`` px."""
        narrow = width < FULL_TABLE
        for number in rows.WIDE_ONLY:
            self.table.setColumnHidden(number, narrow)
        for number in rows.NARROW_ONLY:
            self.table.setColumnHidden(number, not narrow)

    def _unfilter(self) -> None:
        self.views.set_value(rows.ALL)
        self.deals.set_value("")

    def _fill(self, *, announce: bool = True) -> None:
        of_deal = rows.of_deal(self._all, self.deals.value)
        for view, word in rows.VIEWS.items():
            number = sum(rows.in_view(row, view) for row in of_deal)
            self.views.set_text(view, f"{word} {number}")
        shown = [row for row in of_deal if rows.in_view(row, self.views.value)]
        before = self.current()
        self.table.set_records(rows.ordered(shown, self.orders.value))
        self._stack.setCurrentIndex(0 if shown else 1)
        if self.current() is None and shown:
            self.table.blockSignals(True)
            self.table.selectRow(0)
            self.table.blockSignals(False)
        now = self.current()
        if announce and now is not None and (before is None or before.flag.id != now.flag.id):
            self.picked.emit(now)
