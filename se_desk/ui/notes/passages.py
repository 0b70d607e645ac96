"""Passages of the note in front: where the selected words stand, and selecting words that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from se_desk.domain.errors import DeskError
from se_desk.domain.passages import Passage, find_passage
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.sources import PASSAGE
from se_desk.ui.notes.source_text import chars, from_document, line_end_of, to_document, units

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Passages(QObject):
    """Knows where words of one page's note stand."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page = page

    def chosen(self) -> Passage | None:
        """The selected words with their place in the source; None without any."""
        note, words = self._page.note, self._page.chosen_text()[0]
        if note is None or not words:
            return None
        return Passage(note.id, note.revision, words, self._start(words))

    def _start(self, words: str) -> int:
        """Counted in characters of the source. What is selected in the preview is looked for."""
        writing = self._page.writing
        editor, source = writing.editor, writing.editor.source
        if writing.view == "read" or editor.shown is None:
            found = find_passage(source, words, 0)
            return found[0] if found else 0
        raw = editor.shown.toRawText()
        before = raw[: chars(raw, editor.textCursor().selectionStart())]
        start = len(from_document(before, line_end_of(source)))
        found = find_passage(source, words, start)  # without the blanks at the ends of the selection
        return found[0] if found else start

    def show(self, tab: str) -> None:
        """Select the passage that a place's ``tab`` names; say so where its words are gone."""
        if not tab.startswith(PASSAGE):
            return
        try:
            taken = self._page.desk.note_links.passage(tab.removeprefix(PASSAGE))
        except DeskError as error:
            tell(self._page, error)
            return
        source = self._page.writing.editor.source
        found = find_passage(source, taken.excerpt, taken.start) if taken is not None else None
        if taken is not None and found is None:
            words = f"The words have changed since revision {taken.revision}"
            toast(self._page, words, "Revisions", self._page.open_revisions, icon="history")
        elif found is not None:
            self._select(source, *found)

    def _select(self, source: str, start: int, end: int) -> None:
        writing, line_end = self._page.writing, line_end_of(source)
        if writing.view == "read":
            writing.set_view("split")
        cursor = writing.editor.textCursor()
        cursor.setPosition(units(to_document(source[:start], line_end)))
        cursor.setPosition(units(to_document(source[:end], line_end)), QTextCursor.MoveMode.KeepAnchor)
        writing.editor.setTextCursor(cursor)
        writing.editor.centerCursor()
