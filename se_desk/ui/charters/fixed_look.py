"""How a field of an agreed version looks: sunken and without a border, words as dark as ever."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QTextEdit

from se_desk.ui.kit.inputs import TextArea


def set_fixed(editor: QLineEdit | QTextEdit, *, fixed: bool) -> None:
    """Whether a field can be typed in, and its look; it can be selected and copied from all the same."""
    editor.setReadOnly(fixed)
    if bool(editor.property("fixed")) == fixed:
        return
    editor.setProperty("fixed", fixed)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


class GrowingArea(TextArea):
    """As tall as its words, and never less than its rows: no line is cut in the middle."""

    def __init__(self, rows: int, name: str) -> None:
        super().__init__(rows=rows, name=name)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        least = super().sizeHint()
        return QSize(least.width(), max(least.height(), round(self.document().size().height()) + 10))
