"""Templates for the note in front: begin with another one, or put one in where the cursor stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.wishes import NoteTemplates
from se_desk.ui.notes.source_text import pasted
from se_desk.ui.notes.starting import is_untouched
from se_desk.ui.notes.template_choice import TemplateChoice

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Templating(QObject):
    """Adds its lines to the menu of one page."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page = page
        page.head.menu.add("Use a template…", self.choose, "files")
        page.head.menu.add("Edit the templates…", self.edit, "pencil")

    def edit(self) -> None:
        """The dialog of the templates, at the note's kind."""
        note = self._page.note
        self._page.requestWish.emit(NoteTemplates(note.kind.value if note else ""))

    def choose(self) -> None:
        """Ask for a template, then use it."""
        note = self._page.note
        if note is None or note.trashed_at is not None or not self._page.saving.flush():
            return
        dialog = TemplateChoice(self._page.window(), self._page.desk, "Use it", note.kind)
        dialog.chosen.connect(self.use)
        dialog.open()

    def use(self, template_id: str) -> None:
        """Instead of a text in which nothing was written yet, else where the cursor stands."""
        page, desk = self._page, self._page.desk
        if not page.saving.flush() or page.note is None:
            return
        note = page.note
        try:
            kind = desk.note_templates.get(template_id).kind
            text = desk.note_templates.text(kind, note.deal_id, note.call_id, template_id=template_id)
            fresh = is_untouched(desk, note)
        except DeskError as error:
            tell(page, error)
            return
        if fresh:
            page.do(lambda key: desk.notes.set_kind(key, kind, author=page))
            page.do(lambda key: desk.notes.write(key, text, author=page))
            page.writing.take(text)
            page.writing.go_to_first_gap()
        else:
            cursor = page.writing.editor.textCursor()
            cursor.insertText(pasted(text))
            page.writing.editor.setTextCursor(cursor)
        page.writing.focus_text()
