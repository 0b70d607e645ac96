"""What a CRM's file would change on the desk, row by row and field by field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.exchange.days import DayOrder
from se_desk.services.deals_in import CHANGED, NEW, SAME, DealsPlan
from se_desk.ui.deals.change_pane import ChangePane
from se_desk.ui.deals.import_lines import Line, lines_of
from se_desk.ui.deals.value_field import CURRENCIES
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, VLine, hbox, vbox
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.tables import TableView

_ORDERS = (("", "Days as the file shows them"), *((order.value, order.label) for order in DayOrder))
_NO_CURRENCY = ("", "–")
_CURRENCY = "Currency of amounts that name none"
_ALL, _WRONG = "all", "problems"
_FILTERS = ((_ALL, "All"), (NEW, "New"), (CHANGED, "Changed"), (SAME, "As they are"), (_WRONG, "Problems"))


class ImportTable(QWidget):
    """The sentence of the plan, the rows, their fields, and how the days of the file are to be read."""

    anotherRequested = Signal()
    columnsRequested = Signal()
    orderChosen = Signal(str)
    currencyChosen = Signal(str)
    choiceChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan = DealsPlan("", (), ())
        self._left_out: set[int] = set()
        self.sentence = BodyText("", "body", max_lines=2)
        self.notices = BodyText("", "small", "text-3", max_lines=4)
        self._file = PlainLabel("", "small", "text-3", elide=True)
        self.orders = Select(_ORDERS, "", name="How the days of the file are written", small=True)
        self.currencies = Select([_NO_CURRENCY], "", name=_CURRENCY, small=True)
        self.currencies.setToolTip(_CURRENCY)
        self.columns = Button("Columns", small=True)
        self.columns.setToolTip("Say which column is which")
        self.another = Button("Another file", small=True)
        self.filter = Segment(_FILTERS, _ALL, small=True, name="Which rows")
        self.pane = ChangePane()
        self.table = TableView(_table_columns(), "What the file would change", _key, two_lines=True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        words = vbox(self.sentence, self._file, gap=2)
        head = hbox(margins=(20, 12, 20, 4))
        head.addLayout(words, 1)
        for widget in (self.currencies, self.orders, self.columns, self.another):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        choice = hbox(
            self.filter, None, PlainLabel("Space leaves a row out or takes it in", "small", "text-3")
        )
        choice.setContentsMargins(20, 0, 20, 12)
        rows = hbox(gap=0)
        rows.addWidget(self.table, 1)
        rows.addWidget(VLine())
        rows.addWidget(self.pane)
        said = vbox(self.notices, margins=(20, 0, 20, 8))
        column = vbox(head, said, choice, HLine())
        column.addLayout(rows, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.another.clicked.connect(self.anotherRequested)
        self.columns.clicked.connect(self.columnsRequested)
        self.orders.chosen.connect(self.orderChosen)
        self.currencies.chosen.connect(self.currencyChosen)
        self.filter.chosen.connect(lambda _key: self._show_lines())
        self.table.picked.connect(self._show_line)
        self.table.opened.connect(self._turn)
        self.table.clicked.connect(self._clicked)
        on_key(self.table, Qt.Key.Key_Space, lambda: self._turn(self.table.current()), inside=False)

    @property
    def order(self) -> str:
        """The day order that was chosen, "" for what the file shows."""
        return self.orders.value

    @property
    def currency(self) -> str:
        """What amounts that name none are in, as it was chosen; "" for the desk's own."""
        return self.currencies.value

    @property
    def chosen_plan(self) -> DealsPlan:
        """The plan without the rows that are left out."""
        return self._plan.without(self._left_out) if self._left_out else self._plan

    @property
    def must_say_order(self) -> bool:
        """Whether days read as two and nobody said which."""
        return self._plan.ambiguous > 0 and not self.order

    def reset(self) -> None:
        """Another file, read as it shows itself and whole."""
        self.orders.set_value("")
        self.currencies.set_options([_NO_CURRENCY])
        self.filter.set_value(_ALL)
        self._left_out.clear()

    def show_plan(self, plan: DealsPlan, name: str) -> None:
        """Show what a file would change."""
        self._plan = plan
        self.sentence.set_content(plan.say())
        self._file.set_text(name)
        asked: tuple[str, ...] = ()
        if self.must_say_order:
            rows = count(plan.ambiguous, "row")
            asked = (f"Days in {rows} read as two, such as 03/04: choose above which comes first.",)
        self.notices.set_content(" ".join((*asked, *plan.notices())))
        self._offer_currencies(plan.assumed_currency)
        self._show_lines()

    def _offer_currencies(self, assumed: str) -> None:
        """Only where an amount names none."""
        self.currencies.setVisible(bool(assumed))
        if assumed:
            codes = CURRENCIES if assumed in CURRENCIES else (assumed, *CURRENCIES)
            self.currencies.set_options([(code, code) for code in codes])
            self.currencies.set_value(assumed)

    def _show_lines(self) -> None:
        wanted = self.filter.value
        lines = lines_of(self._plan, self._left_out)
        shown = [one for one in lines if _fits(one, wanted)]
        self.table.set_records(shown)
        self._show_line(self.table.current())

    def _show_line(self, line: Line | None) -> None:
        self.pane.show_change(line.change if line else None, line.problems if line else ())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._turn(self.table.records_model.record(index.row()))

    def _turn(self, line: Line | None) -> None:
        """Leave a row out, or take it in after all."""
        if line is None or not line.can_be_left_out:
            return
        self._left_out ^= {line.row}
        self._show_lines()
        self.choiceChanged.emit()


def _table_columns() -> tuple[Column, ...]:
    return (
        Column("Take in", _take_word, width=84, glyph=_take_icon, token="text-2"),
        Column("Row", lambda line: str(line.row), width=60, align="right", token="text-3", sort=_row),
        Column("", lambda line: line.chip.text, width=96, chip=lambda line: line.chip),
        Column(
            "Deal",
            lambda line: line.account or line.name or "Not read",
            second=lambda line: line.name,
            width=216,
            token=lambda line: "text" if line.name else "text-3",
            weight=500,
        ),
        Column(
            "What changes",
            lambda line: line.says,
            wrap=True,
            token=lambda line: "text-3" if line.how == SAME else "text-2",
        ),
    )


def _take_word(line: Line) -> str:
    return ("Yes" if line.taken else "No") if line.can_be_left_out else ""


def _take_icon(line: Line) -> str | None:
    return ("square-check" if line.taken else "square") if line.can_be_left_out else None


def _fits(line: Line, wanted: str) -> bool:
    return wanted == _ALL or (bool(line.problems) if wanted == _WRONG else line.how == wanted)


def _row(line: Line) -> int:
    return line.row


def _key(line: Line) -> str:
    return str(line.row)
