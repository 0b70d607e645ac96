"""The note that a debrief will write: drafted from the answers until somebody edits it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox, Segment
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import Chip
from se_desk.ui.kit.theme import follow

SHAREABLE, PRIVATE = "shareable", "private"


class NoteDraft(Card):
    """The Markdown of the note, whether it is written, and who may see it."""

    changed = Signal()
    draftAsked = Signal()

    def __init__(self) -> None:
        self.chip = Chip("drafted from the answers")
        self.again = Button("Draft again", kind="link", small=True)
        super().__init__("The call’s note", actions=(self.again, self.chip))
        self.wanted = CheckBox("Write this note", True)
        self.seen = Segment(
            ((SHAREABLE, "Shareable"), (PRIVATE, "Private")), SHAREABLE, small=True, name="Who sees it"
        )
        self.editor = QPlainTextEdit()
        self.editor.setProperty("kind", "area")
        self.editor.setAccessibleName("The call’s note, Markdown")
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(300)
        self.editor.document().setDocumentMargin(6)
        follow(self.editor, lambda living: living.setFont(font("mono")))
        self.edited, self._showing = False, False
        self.body.addLayout(hbox(self.wanted, None, self.seen))
        self.body.addSpacing(10)
        self.body.addWidget(self.editor, 1)
        self.hint = PlainLabel("Private notes leave the desk in no export.", "small", "text-3")
        self.body.addSpacing(6)
        self.add(self.hint)
        self.editor.textChanged.connect(self._typed)
        self.wanted.toggled.connect(self._turned)
        self.seen.chosen.connect(lambda _key: self.changed.emit())
        self.again.clicked.connect(self.draftAsked)
        self._say()

    @property
    def text(self) -> str:
        """The Markdown, character for character."""
        return self.editor.document().toRawText().replace("\u2029", "\n")

    @property
    def private(self) -> bool:
        """Whether nobody else sees it."""
        return self.seen.value == PRIVATE

    def show_note(self, text: str, *, edited: bool) -> None:
        """Show a draft, or what somebody made of one."""
        self.edited = edited
        if text != self.text:
            self._showing = True
            at = self.editor.verticalScrollBar().value()
            self.editor.setPlainText(text)
            self.editor.verticalScrollBar().setValue(at)
            self._showing = False
        self._say()

    def show_choices(self, *, wanted: bool, private: bool) -> None:
        """Show whether it is written, and who sees it."""
        self._showing = True
        self.wanted.setChecked(wanted)
        self.seen.set_value(PRIVATE if private else SHAREABLE)
        self._showing = False
        self._enable()

    def _typed(self) -> None:
        if not self._showing:
            self.edited = True
            self._say()
            self.changed.emit()

    def _turned(self, _on: bool) -> None:
        self._enable()
        if not self._showing:
            self.changed.emit()

    def _enable(self) -> None:
        for widget in (self.editor, self.seen):
            widget.setEnabled(self.wanted.isChecked())

    def _say(self) -> None:
        self.chip.set("edited by you" if self.edited else "drafted from the answers", "neutral")
        self.again.setVisible(self.edited)
