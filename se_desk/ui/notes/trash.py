"""Moving the note in front to the trash and back, and what becomes of one in which nothing was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.domain.errors import DeskError
from se_desk.domain.notes import Note
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.starting import is_untouched

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Trash(QObject):
    """Each way into the trash comes with the way back."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page = page
        page.head.trashWanted.connect(self.move)

    def move(self) -> None:
        """The note goes, and the page with it."""
        page = self._page
        page.do(lambda key: page.desk.notes.trash(key, author=page))
        note = page.note
        if note is not None and note.trashed_at is not None:
            back = Place("deal", note.deal_id, "notes") if note.deal_id else Place("today")
            page.requestPlace.emit(back)
            toast(page, "Moved to the trash", "Undo", lambda: self._fetch(note.id), icon="trash-2")

    def show(self, note: Note) -> None:
        """What is in the trash is only read."""
        page, trashed = self._page, note.trashed_at is not None
        page.head.set_writing(not trashed)
        page.writing.set_writing(not trashed)
        if trashed:
            words = "This note is in the trash. It can be read, not changed."
            page.notice.say(words, "Take it back", self.take_back)
        elif not page.saving.dirty:
            page.notice.clear()

    def take_back(self) -> None:
        """Out of the trash, on its page."""
        page = self._page
        page.do(lambda key: page.desk.notes.take_back(key, author=page))

    def _fetch(self, note_id: str) -> None:
        """Out of the trash and back on the screen."""
        try:
            self._page.desk.notes.take_back(note_id)
        except DeskError as error:
            tell(self._page, error)
            return
        self._page.requestPlace.emit(Place("note", note_id))

    def put_away(self) -> None:
        """A note in which nothing was written must not count as one: it would stop a call's clock."""
        page, note = self._page, self._page.note
        if note is None or note.trashed_at is not None or not is_untouched(page.desk, note):
            return
        page.note = page.desk.notes.trash(note.id)
        words = "Nothing was written, so the note is in the trash"
        toast(page, words, "Keep it", lambda: self._fetch(note.id), icon="trash-2")

    def bring_back(self, note: Note) -> Note:
        """One that was put away comes back when somebody goes to it."""
        if note.trashed_at is None or not is_untouched(self._page.desk, note):
            return note
        return self._page.desk.notes.take_back(note.id, author=self._page)
