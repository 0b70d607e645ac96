"""A line that may wrap, with a small mark at its left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox


class MarkedLine(QWidget):
    """The mark stands beside the first line of the words."""

    def __init__(self, mark: QWidget, words: str) -> None:
        super().__init__()
        row = hbox(mark, BodyText(words, "body"), gap=8)
        row.setStretch(1, 1)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
