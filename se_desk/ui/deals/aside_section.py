"""One section of the context column: a title, quiet words at its right, and what stands under them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox


class Section(QWidget):
    """16 px above and below; ``body`` takes the contents."""

    def __init__(self, title: str, end: QWidget | str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self._head = hbox(PlainLabel(title, "body", weight=600), None, gap=6)
        self._head.addWidget(PlainLabel(end, "small", "text-3") if isinstance(end, str) else end)
        if action is not None:
            self._head.addWidget(action)
        self.body = vbox()
        self.setLayout(vbox(self._head, 8, self.body, margins=(0, 14, 0, 16)))
        self.setAccessibleName(title)


def edit_button(name: str, then: Callable[[], object], icon: str = "pencil") -> IconButton:
    """The small button at the right of a section's head."""
    made = IconButton(icon, name, size=24, icon_size=14)
    made.clicked.connect(lambda: then())
    return made


def add_button(text: str, then: Callable[[], object]) -> Button:
    """The way out of a section that has nothing to show."""
    made = Button(text, small=True)
    made.clicked.connect(lambda: then())
    return made
