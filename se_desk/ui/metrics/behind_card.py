"""Behind the numbers: the deals or calls that a figure counts; Enter opens the deal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Surface, hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.metrics.behind_rows import Behind, BehindRow

_CHIP_WIDTH = 150
_HINT = "Enter opens the deal. A bar or dot chosen in a chart narrows this list."


class BehindCard(Surface):
    """A list under its title. Filtered by a chart it offers the way back to all."""

    opened = Signal(str)  # the deal's id
    allAsked = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self._title = PlainLabel("", "body", weight=600, elide=True)
        self.all = Button("", kind="link", small=True)
        self._number = PlainLabel("", "small", "text-3", tabular=True)
        columns = (
            Column("Deal", lambda row: row.words, weight=500, role="small"),
            Column("", lambda row: row.chip, width=_CHIP_WIDTH, align="right", chip=_chip),
        )
        self.table = TableView(columns, "Behind the numbers", lambda row: row.id, edge=8, gutter=8)
        self.table.horizontalHeader().hide()
        self.more = BodyText("", "small", "text-3", max_lines=2)
        self._lay_out()
        self.table.opened.connect(lambda row: self.opened.emit(row.deal_id))
        self.table.picked.connect(self._picked)
        self.all.clicked.connect(self.allAsked)

    def _lay_out(self) -> None:
        row = hbox(gap=8, margins=(20, 0, 20, 0))
        row.addWidget(self._title, 1)
        row.addWidget(self._number)
        row.addWidget(self.all)
        head = QWidget()
        head.setLayout(row)
        follow(head, lambda living: living.setFixedHeight(theme().px(28)))  # with the link and without it
        table = hbox(self.table, margins=(12, 0, 12, 0))
        self.setLayout(vbox(head, 4, table, hbox(self.more, margins=(20, 8, 20, 0)), margins=(0, 12, 0, 16)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.setMinimumHeight(120)

    def show_rows(self, behind: Behind, of_all: int) -> None:
        """Other rows; ``of_all`` is how many deals there are without a filter, 0 where none is set."""
        self.setAccessibleName(f"{behind.title}, {len(behind.rows)}")
        self._title.set_text(behind.title)
        self._number.set_text("" if of_all else count(len(behind.rows), "deal"))
        self._number.setVisible(not of_all)
        self.all.setVisible(bool(of_all))
        self.all.setText(f"All {count(of_all, 'deal')}")
        self.table.set_records(behind.rows)
        self.table.verticalScrollBar().setValue(0)
        self.more.set_content(_HINT if behind.rows else "Nothing here.")

    def _picked(self, row: BehindRow) -> None:
        self.more.set_content(row.more)


def _chip(row: BehindRow) -> ChipSpec:
    return ChipSpec(row.chip, row.tone)
