"""A table that is as high as its rows, and scrolls where it has less room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.theme import theme

FEWEST = 2


class RowsTable(TableView):
    """Rows of two lines; what stands below the table follows its last row."""

    def __init__(self, columns: Sequence[Column], name: str, key: Callable[[Any], str]) -> None:
        super().__init__(columns, name, key, two_lines=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.records_model.modelReset.connect(self.updateGeometry)
        self.records_model.rowsInserted.connect(self.updateGeometry)

    def _tall(self, rows: int) -> int:
        return theme().px(32) + self.row_height() * rows

    def sizeHint(self) -> QSize:
        return QSize(640, self._tall(self.records_model.rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._tall(min(self.records_model.rowCount(), FEWEST)))
