"""A card around one text: title and quiet words close above it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox


class TextCard(Card):
    """A flush card with a lower head than a card of rows has."""

    def __init__(self, title: str, note: str = "", end: QWidget | None = None) -> None:
        super().__init__(flush=True)
        self.head = PlainLabel(title, "body", weight=600)
        self.note = PlainLabel(note, "small", "text-3")
        row = hbox(self.head, None, self.note, margins=(16, 9, 12 if isinstance(end, IconButton) else 16, 2))
        if end is not None:
            row.addWidget(end)
        self.body.addLayout(row)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Another title."""
        self.head.set_text(title)
        self.setAccessibleName(title)

    def set_note(self, note: str, token: str = "text-3") -> None:
        """Quiet words at the right."""
        if hasattr(self, "note"):  # the card itself sets one while it is made
            self.note.set_token(token)
            self.note.set_text(note)
