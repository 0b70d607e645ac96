"""What a CRM's file would change on the desk, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.exchange.days import DayOrder
from se_desk.services.deals_in import CHANGED, NEW, SAME, DealsPlan
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView

_WORDS = {
    NEW: ("New", "accent"),
    CHANGED: ("Changed", "amber"),
    SAME: ("As it is", "line"),
    "in part": ("In part", "high"),
    "left out": ("Left out", "high"),
}
_ORDERS = (("", "Days as the file shows them"), *((order.value, order.label) for order in DayOrder))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview: of a deal, or of what could not be read."""

    row: int
    how: str
    name: str
    account: str
    says: str

    @property
    def chip(self) -> ChipSpec:
        """New, changed, as it is; of a problem whether the rest of its row is taken."""
        return ChipSpec(*_WORDS[self.how])


def lines_of(plan: DealsPlan) -> list[Line]:
    """In the order of the file, so that it can be held beside it; what is wrong with a row stands first."""
    taken = {change.row: change for change in plan.changes}
    problems = []
    for one in plan.problems:
        change = taken.get(one.row)
        names = ("in part", change.title, change.account) if change else ("left out", "", "")
        problems.append(Line(one.row, *names, one.sentence))
    changes = [
        Line(change.row, change.how, change.title, change.account, change.say() or "Nothing to change")
        for change in plan.changes
    ]
    return sorted([*problems, *changes], key=_row)


class ImportTable(QWidget):
    """The sentence of the plan, the rows, and how the days of the file are to be read."""

    anotherRequested = Signal()
    orderChosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sentence = BodyText("", "body", max_lines=2)
        self._file = PlainLabel("", "small", "text-3", elide=True)
        self.orders = Select(_ORDERS, "", name="How the days of the file are written", small=True)
        self.another = Button("Another file", small=True)
        columns = (
            Column("Row", lambda line: str(line.row), width=60, align="right", token="text-3", sort=_row),
            Column("", lambda line: line.chip.text, width=96, chip=lambda line: line.chip),
            Column(
                "Deal",
                lambda line: line.account or "Not read",
                second=lambda line: line.name,
                width=232,
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
        self.table = TableView(columns, "What the file would change", _key, two_lines=True)
        words = vbox(self.sentence, self._file, gap=2)
        head = hbox(margins=(20, 12, 20, 12))
        head.addLayout(words, 1)
        head.addWidget(self.orders)
        head.addWidget(self.another)
        self.setLayout(vbox(head, HLine(), self.table))
        self.another.clicked.connect(self.anotherRequested)
        self.orders.chosen.connect(self.orderChosen)

    @property
    def order(self) -> str:
        """The day order that was chosen, "" for what the file shows."""
        return self.orders.value

    def reset_order(self) -> None:
        """Another file, read as it shows itself."""
        self.orders.set_value("")

    def show_plan(self, plan: DealsPlan, name: str) -> None:
        """Show what a file would change."""
        self.sentence.set_content(plan.say())
        self._file.set_text(name)
        self.table.set_records(lines_of(plan))


def _row(line: Line) -> int:
    return line.row


def _key(line: Line) -> str:
    return f"{line.how} {line.row} {line.says}"
