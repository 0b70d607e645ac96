"""The numbers of every chart as tables, for whoever reads rather than looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from se_desk.domain.metrics_words import Figure
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView

Row = tuple[str, ...]
_NUMBER_WIDTH = 112


class NumbersDialog(Dialog):
    """A heading, its sentence, and a table for each figure; nothing is changed here."""

    def __init__(self, parent: QWidget, period: str, figures: Sequence[Figure]) -> None:
        super().__init__(parent, "The numbers", "Close", subtitle=period, icon="list", width=720)
        self.cancel.hide()
        self.tables: list[TableView] = []
        for figure in figures:
            said = f"{figure.value}, {figure.base}. {' '.join((figure.note, *figure.left_out))}"
            part = vbox(PlainLabel(figure.title, "heading"), BodyText(said.strip(), "small", "text-2"), gap=4)
            table = table_of(figure)
            self.tables.append(table)
            part.addSpacing(4)
            part.addWidget(table)
            self.body.addLayout(part)


def table_of(figure: Figure) -> TableView:
    """A figure's rows as they are; their first cell names them."""
    columns = [Column(figure.heads[0], _cell(0))]
    columns += [
        Column(head, _cell(place), width=_NUMBER_WIDTH, align="right")
        for place, head in enumerate(figure.heads[1:], start=1)
    ]
    table = TableView(columns, figure.title, lambda row: row[0], fit=True, sortable=False)
    table.set_records(figure.rows)
    return table


def _cell(place: int) -> Callable[[Row], str]:
    return lambda row: row[place]
