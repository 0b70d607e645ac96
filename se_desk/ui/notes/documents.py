"""One text document per note, so that undo is the note's own and survives a look at another note."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from se_desk.domain.notes import Note
from se_desk.domain.text_changes import differing
from se_desk.ui.notes.highlighter import MarkdownHighlighter
from se_desk.ui.notes.source_text import from_document, line_end_of, to_document, units
from se_desk.ui.notes.spacing import SpacedLines
from se_desk.ui.notes.tally import WordTally

KEPT = 20
MARGIN = 16


class SourceDocument(QTextDocument):
    """The Markdown of one note, with its own undo; ``place`` and ``scroll`` are where one was in it."""

    edited = Signal()

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line_end = line_end_of(text)
        self.place, self.scroll = 0, 0
        self._spaced = SpacedLines(self)  # Qt does not keep Python's half of it
        self.setDocumentLayout(self._spaced)
        self.setDocumentMargin(MARGIN)
        self.setPlainText(to_document(text, self._line_end))
        self.highlighter = MarkdownHighlighter(self)
        self.tally = WordTally(self)
        self._seen = self.revision()
        self.contentsChange.connect(self._notice)

    def _notice(self, _at: int, _removed: int, _added: int) -> None:
        """Colours, too, can make Qt say that contents changed; a new revision they make none."""
        if self.revision() != self._seen:
            self._seen = self.revision()
            self.edited.emit()

    @property
    def source(self) -> str:
        """The Markdown, character for character."""
        return from_document(self.toRawText(), self._line_end)

    def take(self, text: str) -> None:
        """Become ``text`` as one edit that can be undone; only what differs is touched."""
        if text == self.source:
            return
        self._line_end = line_end_of(text)
        before, after = self.toRawText(), to_document(text, self._line_end).replace("\n", "\u2029")
        start, end = differing(before, after)
        cursor = QTextCursor(self)
        cursor.setPosition(units(before[:start]))
        cursor.setPosition(units(before[: len(before) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[start : len(after) - end])


class Documents(QObject):
    """The documents of the notes that were open last."""

    def __init__(self, parent: QObject | None = None, keep: int = KEPT) -> None:
        super().__init__(parent)
        self._keep = keep
        self._known: OrderedDict[str, SourceDocument] = OrderedDict()

    def of(self, note: Note) -> SourceDocument:
        """The note's document, which holds the note's text of now."""
        known = self._known.get(note.id)
        if known is None:
            known = self._known[note.id] = SourceDocument(note.body, self)
        else:
            known.take(note.body)
        self._known.move_to_end(note.id)
        while len(self._known) > self._keep:
            self.forget(next(iter(self._known)))
        return known

    def forget(self, note_id: str) -> None:
        """Let go of a note's document and of its undo."""
        known = self._known.pop(note_id, None)
        if known is not None:
            known.deleteLater()

    def __len__(self) -> int:
        return len(self._known)
