"""What the parts of the dialog of a deal have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from se_desk.services.deals import DealView
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.layout import hbox, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class Part(QWidget):
    """One tab: fields of a deal that are changed together."""

    key = ""
    word = ""

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.body: QVBoxLayout = vbox(gap=16)
        self.setLayout(self.body)

    def check(self, check: FieldCheck) -> None:
        """Read the fields and say what is wrong with them."""

    def save(self) -> None:
        """Write what was read, where it is another than before."""

    def first(self) -> QWidget:
        """Where the cursor starts."""
        raise NotImplementedError

    def add(self, *widgets: QWidget) -> None:
        """One row of fields of the same width."""
        self.body.addWidget(widgets[0]) if len(widgets) == 1 else self.body.addLayout(beside(*widgets))


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Fields of one width in a row."""
    row = hbox(gap=12)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
