"""Which column of an unknown file is which field, with a few of its cells beside each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.exchange.crm_profiles import Field as DealField
from se_desk.exchange.days import DayOrder
from se_desk.exchange.mappings import SeenTable
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, hbox, vbox

_ORDERS = (("", "As each file shows it"), *((order.value, order.label) for order in DayOrder))
_FIELDS = tuple(field for field in DealField if field is not DealField.NEXT_STEP)
_NONE = ("", "Not in this file")


class MappingPanel(QWidget):
    """Every field of a deal with the column it stands in, and a name to know such files by."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = SeenTable(0, ())
        self.sentence = BodyText("", "body")
        self.name = LineEdit()
        self.name.setMaxLength(80)
        self.orders = Select(_ORDERS, "", name="How its days are written")
        self.choices: dict[DealField, Select] = {
            field: Select([_NONE], "", name=field.label) for field in _FIELDS
        }
        self._samples: dict[DealField, PlainLabel] = {
            field: PlainLabel("", "small", "text-3", elide=True) for field in _FIELDS
        }
        self._lay_out()
        for field, select in self.choices.items():
            select.chosen.connect(lambda _value, field=field: self._chosen(field))
        self.name.textChanged.connect(lambda _text: self.changed.emit())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for row, (field, select) in enumerate(self.choices.items()):
            label = PlainLabel(field.label, "body", weight=500)
            label.setBuddy(select)
            select.setFixedWidth(260)
            grid.addWidget(label, row, 0)
            grid.addWidget(select, row, 1)
            grid.addWidget(self._samples[field], row, 2)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(2, 1)
        kept = hbox(gap=16)
        kept.addWidget(
            Field("Know such files as", self.name, "The desk recognises them by these columns."), 1
        )
        kept.addWidget(Field("Days", self.orders))
        inside = QWidget()
        inside.setLayout(vbox(self.sentence, 16, grid, 16, HLine(), 16, kept, None, margins=(20, 16, 20, 16)))
        self.setLayout(vbox(Scroller(inside, padding=0)))

    def show_table(self, table: SeenTable, name: str) -> None:
        """The columns of a file, each field where it seems to stand; ``name`` is what to call its kind."""
        self._table = table
        options = [_NONE, *((column.header, column.header) for column in table.columns)]
        guessed = table.guessed()
        for field, select in self.choices.items():
            select.set_options(options)
            select.set_value(guessed.get(field, ""))
            self._show_samples(field)
        where = f" of the sheet {table.sheet}" if table.sheet else ""
        self.sentence.set_content(
            f"Row {table.row}{where} names {len(table.columns)} columns. Say which one holds what; "
            "what is not chosen is not read."
        )
        self.name.setText(name)
        self.orders.set_value("")
        self.changed.emit()

    @property
    def columns(self) -> dict[DealField, str]:
        """The column of each field that has one."""
        return {field: select.value for field, select in self.choices.items() if select.value}

    @property
    def day_order(self) -> DayOrder | None:
        """How its days are written, where that was said."""
        return DayOrder(self.orders.value) if self.orders.value else None

    def _chosen(self, field: DealField) -> None:
        """A column is one field: the field that had it before has none."""
        taken = self.choices[field].value
        for other, select in self.choices.items():
            if other is not field and taken and select.value == taken:
                select.set_value("")
                self._show_samples(other)
        self._show_samples(field)
        self.changed.emit()

    def _show_samples(self, field: DealField) -> None:
        header = self.choices[field].value
        found = (column.samples for column in self._table.columns if header and column.header == header)
        self._samples[field].set_text("  ·  ".join(next(found, ())))
