"""The evidence of a flag as it is read: each item with its kind, and the way back to where it is from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import say_day
from se_desk.services.evidence import KeptItem
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import clear_layout, hbox, vbox
from se_desk.ui.kit.sources import place_of, source_link
from se_desk.ui.risks.evidence_row import icon_of, kind_words

NOTHING = "No evidence was given. Add it as a correction, or as an entry of its own."


class EvidenceList(QWidget):
    """Items in their order; what came after the flag was raised says when."""

    requestPlace = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Button] = []
        self._column = vbox(gap=10)
        self.setLayout(self._column)
        self.setAccessibleName("Evidence")

    def show_items(self, kept: Sequence[KeptItem]) -> None:
        """Other items."""
        clear_layout(self._column)
        self.links = []
        for one in kept:
            self._column.addWidget(self._row(one))
        if not kept:
            self._column.addWidget(PlainLabel(NOTHING, "small", "text-3", wrap=True))

    def _row(self, one: KeptItem) -> QWidget:
        icon = IconMark(icon_of(one.item), size=14, words=_label(one))
        words = vbox(PlainLabel(_label(one), "small", "text-3"), 2, BodyText(one.item.words, "small"))
        if one.source is not None:
            link, place = source_link(one.source), place_of(one.source)
            link.clicked.connect(lambda: self.requestPlace.emit(place))
            self.links.append(link)
            words.addSpacing(2)
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        made = QWidget()
        row = hbox(gap=10)
        row.addLayout(vbox(1, icon, None))
        row.addLayout(words, 1)
        made.setLayout(row)
        made.setAccessibleName(f"{_label(one)}: {one.item.words}")
        return made


def _label(one: KeptItem) -> str:
    added = f"added {say_day(one.added_at.date())}" if one.added_at is not None else ""
    return f"{kind_words(one.item)}, {added}" if added else kind_words(one.item)
