"""One row of the file, field by field: as it stands on the desk, and as it would stand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.services.deals_in import DealChange
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, clear_layout, vbox

WIDTH = 300


class ChangePane(QWidget):
    """Beside the table; empty words where no row is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = vbox(margins=(16, 12, 16, 12), gap=4)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.setLayout(vbox(Scroller(inside, padding=0)))
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("The chosen row, field by field")
        self.show_change(None, ())

    def show_change(self, change: DealChange | None, problems: tuple[str, ...]) -> None:
        """What the row would do, and what is wrong with it."""
        clear_layout(self._lines)
        if change is not None:
            self._lines.addWidget(PlainLabel(change.account or change.title, "body", weight=600, elide=True))
            self._lines.addWidget(PlainLabel(change.title, "small", "text-3", elide=True))
            for one in change.fields:
                self._field(one.name, one.old, one.new)
            if not change.fields:
                self._say("Nothing to change", "text-2")
            if change.stays:
                self._say(f"{change.stays}.", "text-2")
        for sentence in problems:
            self._say(sentence, "sev-high")
        if change is None and not problems:
            self._say("Choose a row to see its fields.", "text-3")
        self._lines.addStretch(1)

    def _field(self, name: str, old: str, new: str) -> None:
        self._lines.addSpacing(10)
        self._lines.addWidget(PlainLabel(name, "micro", "text-3", weight=600))
        if old:
            self._lines.addWidget(BodyText(f"Now: {old}", "small", "text-3"))
        self._lines.addWidget(BodyText(f"Then: {new}" if old else new, "body", "text"))

    def _say(self, sentence: str, token: str) -> None:
        self._lines.addSpacing(10)
        self._lines.addWidget(BodyText(sentence, "small", token))
