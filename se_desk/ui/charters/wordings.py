"""Under the agreement: how it read before, and other ways to say it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox


class Wordings(QWidget):
    """Each wording has a button that puts it in place of the text; the editor's undo takes it back."""

    used = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox()
        self.setLayout(self._column)
        self._now: tuple[object, ...] = ()

    def show_wordings(self, earlier: tuple[int, str] | None, others: Sequence[str]) -> None:
        """``earlier`` is the agreed version's number and text, where it reads otherwise."""
        if self._now == (earlier, tuple(others)):
            return
        self._now = (earlier, tuple(others))
        clear_layout(self._column)
        if earlier is not None:
            self._column.addLayout(self._earlier(*earlier))
            self._column.addSpacing(14)
        if others:
            self._column.addWidget(Caption("Other wordings"))
            self._column.addSpacing(4)
        for number, text in enumerate(others, 1):
            self._column.addWidget(HLine())
            self._column.addLayout(self._other(number, text))

    def _earlier(self, version: int, text: str) -> QHBoxLayout:
        restore = Button("Restore", kind="link", small=True)
        restore.setAccessibleName(f"Restore the wording of version {version}")
        restore.clicked.connect(lambda: self.used.emit(text))
        row = hbox(IconMark("history", "text-3", 14), gap=8)
        words = PlainLabel(f"v{version}: “{' '.join(text.split())}”", "small", "text-3", elide=True)
        row.addWidget(words, 1)
        row.addWidget(restore)
        return row

    def _other(self, number: int, text: str) -> QHBoxLayout:
        use = Button("Use", small=True)
        use.setAccessibleName(f"Use wording {number}")
        use.clicked.connect(lambda: self.used.emit(text))
        row = hbox(margins=(0, 6, 0, 6), gap=12)
        words = BodyText(f"“{text}”", "body", "text-2", max_lines=2)
        words.setToolTip(text)
        row.addWidget(words, 1)
        row.addWidget(use)
        return row
