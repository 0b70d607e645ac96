"""The page of one note: head, editor, preview, and a text that is on the disk before the page is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.notes import Note, NoteKind
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import ExportNotes, Place
from se_desk.ui.notes.attaching import Attaching
from se_desk.ui.notes.becoming import Becoming
from se_desk.ui.notes.choices import keep, kept
from se_desk.ui.notes.completing import Completing
from se_desk.ui.notes.documents import Documents
from se_desk.ui.notes.filing import FileNote
from se_desk.ui.notes.head import REVISION_KEYS, NoteHead
from se_desk.ui.notes.links import Links
from se_desk.ui.notes.notice import Notice
from se_desk.ui.notes.passages import Passages
from se_desk.ui.notes.revisions import RevisionsDialog
from se_desk.ui.notes.saving import Saving
from se_desk.ui.notes.spelling import KEYS as SPELLING_KEYS
from se_desk.ui.notes.spelling import Spelling
from se_desk.ui.notes.starting import is_untouched
from se_desk.ui.notes.status import StatusLine
from se_desk.ui.notes.templating import Templating
from se_desk.ui.notes.trash import Trash
from se_desk.ui.notes.writing import Writing

if TYPE_CHECKING:
    from se_desk.domain.note_links import LinkKind
    from se_desk.domain.passages import Passage
    from se_desk.services.desk import Desk
    from se_desk.services.note_links import Completion
    from se_desk.ui.kit.bus import Bus


class NotePage(Page):
    """Shows and edits one note at a time; each keeps its own undo while it is among the last ones."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.note: Note | None = None
        self.documents = Documents(self)
        self.head, self.writing, self.status, self.notice = NoteHead(), Writing(), StatusLine(), Notice()
        column: QVBoxLayout = vbox(self.head, self.notice, self.writing, self.status)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.text_saving = Autosave(self, lambda: self.writing.editor.source, self._write, now=desk.now)
        self.title_saving = Autosave(self, self.head.title.text, self._retitle, now=desk.now)
        self.saving = Saving(self, self.text_saving, self.title_saving)
        self.writing.editor.now = desk.now
        self.spelling = Spelling(self.writing.editor, desk)
        self.becoming, self.links, self.trash = Becoming(self), Links(self), Trash(self)
        self.attaching, self.passages = Attaching(self), Passages(self)
        self.templating = Templating(self)
        column.insertWidget(3, self.attaching.strip)
        column.insertWidget(4, self.links.bar)
        self.completing = Completing(self.writing.editor, self._complete)
        self._wire()
        self.writing.set_view(kept(desk).view)
        nouns = (Noun.NOTE, Noun.CALL, Noun.DEAL, Noun.PROFILE, Noun.EVERYTHING)
        bus.listen(self, self._changed, nouns, author=self)

    def _wire(self) -> None:
        head, writing = self.head, self.writing
        head.dealOpened.connect(lambda: self.requestPlace.emit(Place("deal", self.deal_id(), "notes")))
        head.title.textEdited.connect(lambda _text: self.title_saving.touch())
        head.title.left.connect(self.title_saving.flush)
        head.title.finished.connect(writing.focus_text)
        head.kindChosen.connect(self._set_kind)
        head.privacyChosen.connect(self._set_private)
        head.callChosen.connect(lambda key: self.file(self.deal_id(), key))
        head.dealChosen.connect(self.file)
        head.revisionsWanted.connect(self.open_revisions)
        head.exportWanted.connect(self._export)
        head.fileWanted.connect(self._ask_deal)
        writing.edited.connect(self.text_saving.touch)
        writing.editor.left.connect(self.text_saving.flush)
        writing.counted.connect(self.status.show_counts)
        writing.moved.connect(self.status.show_place)
        writing.viewChosen.connect(lambda view: keep(self.desk, view=view))
        self.saving.saved.connect(self._show_fields)
        self.saving.givenUp.connect(self._show_stored)
        self._bind("Revisions", REVISION_KEYS, self.open_revisions)
        self._bind("Next unknown word", SPELLING_KEYS, self.spelling.next_unknown)

    def _bind(self, name: str, keys: str, then: Callable[[], None]) -> None:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: then())
        self.addAction(action)

    def enter(self, place: Place) -> None:
        """Show a note; NotFound where it is not on the desk."""
        note = self.desk.notes.get(place.id)
        if not self.saving.flush() and self.saving.problem is not None:
            raise self.saving.problem
        self.note = note = self.trash.bring_back(note)
        self._take_choices()
        self.attaching.show(note)
        self.links.show(note)
        self.writing.show_document(self.documents.of(note))
        self.links.dress()
        self.refresh()
        if is_untouched(self.desk, note):
            self.writing.go_to_first_gap()
        self.writing.focus_text()
        self.passages.show(place.tab)

    def _take_choices(self) -> None:
        """As it is set in the settings now."""
        choices = kept(self.desk)
        self.writing.editor.show_numbers(choices.numbers)
        self.spelling.choose(choices)

    def leave(self) -> bool:
        """Save what was typed; where that does not work the page stays, until it is given up in words."""
        if not self.saving.flush():
            self.saving.ask_to_give_up()
            return False
        self.writing.editor.keep_place()
        self.trash.put_away()
        return True

    def deal_id(self) -> str:
        """The note's deal."""
        return (self.note.deal_id if self.note else None) or ""

    def chosen_text(self) -> tuple[str, bool]:
        """The selected words, and whether the note is private."""
        return self.writing.selected.strip(), bool(self.note and self.note.private)

    def chosen_passage(self) -> Passage | None:
        """Where the selected words stand."""
        return self.passages.chosen()

    def minute(self) -> None:
        """The 24-hour clock has moved."""
        if self.note is not None and self.isVisible():
            self._show_clock(self.note)

    def _write(self, text: str) -> None:
        if self.note is not None:
            self.note = self.desk.notes.write(self.note.id, text, author=self)

    def _retitle(self, title: str) -> None:
        if self.note is not None:
            self.note = self.desk.notes.retitle(self.note.id, title, author=self)

    def _complete(self, typed: str, kind: LinkKind) -> tuple[Completion, ...]:
        return self.desk.note_links.completions(typed, kind, deal_id=self.deal_id() or None)

    def _show_stored(self) -> None:
        try:
            self._reread()
        except DeskError as error:
            tell(self, error)

    def _changed(self, change: Change) -> None:
        if self.note is None:
            return
        if change.noun is Noun.EVERYTHING or (change.noun is Noun.NOTE and change.id == self.note.id):
            self._reread()
        elif change.noun is not Noun.NOTE and change.deal_id in (None, self.note.deal_id):
            self.refresh()

    def _reread(self) -> None:
        """Take what is on the desk, unless something is typed that is not there yet."""
        if self.note is None or self.saving.dirty:
            return
        self.note = self.desk.notes.get(self.note.id)
        self.head.title.show_text(self.note.title)
        self.writing.take(self.note.body)
        self.refresh()

    def refresh(self) -> None:
        """Show the note's fields, its deal and its calls as they are on the desk."""
        note = self.note
        if note is None:
            return
        self._show_fields()
        self.head.set_filed(note.deal_id is not None)
        if note.deal_id:
            self.head.show_calls(self.desk.calls.of_deal(note.deal_id), note.call_id)
        else:
            self.head.show_deals([view.deal for view in self.desk.deals.views(active=True)])
        self._show_clock(note)
        self.trash.show(note)
        self.attaching.strip.set_writing(note.trashed_at is None)

    def _show_fields(self) -> None:
        note = self.note
        if note is None:
            return
        self.head.show_note(note, self.desk.deals.get(note.deal_id) if note.deal_id else None)
        self.status.show_saved(note.changed_at, self.desk.today_on(), note.revision)
        self.writing.selection.set_deal(note.deal_id is not None)

    def _show_clock(self, note: Note) -> None:
        view = self.desk.calls.view(note.call_id) if note.call_id else None
        self.head.show_clock(view.clock if view else None)

    def do(self, verb: Callable[[str], Note]) -> None:
        """Save what was typed, do something with the note, and show it as it is then."""
        if self.note is not None and self.saving.flush():
            try:
                self.note = verb(self.note.id)
            except DeskError as error:
                tell(self, error)
        self.refresh()

    def file(self, deal_id: str, call_id: str = "") -> None:
        """Put the note under a deal and maybe a call of it."""
        self.do(lambda key: self.desk.notes.file(key, deal_id or None, call_id or None, author=self))

    def _set_private(self, private: bool) -> None:
        self.do(lambda key: self.desk.notes.set_private(key, private, author=self))

    def _set_kind(self, key: str) -> None:
        """A note in which nothing was written yet takes the template of its new kind."""
        note, kind = self.note, NoteKind(key)
        fresh = note is not None and self.saving.flush() and is_untouched(self.desk, note)
        self.do(lambda note_id: self.desk.notes.set_kind(note_id, kind, author=self))
        if note is not None and fresh:
            body = self.desk.notes.template(kind, note.deal_id, note.call_id)
            self.do(lambda note_id: self.desk.notes.write(note_id, body, author=self))
            self.writing.take(body)

    def _ask_deal(self) -> None:
        dialog = FileNote(self.window(), self.desk, self.deal_id())
        dialog.chosen.connect(self.file)
        dialog.open()

    def _export(self) -> None:
        if self.note is not None and self.saving.flush():
            self.requestWish.emit(ExportNotes(self.deal_id(), self.note.id))

    def open_revisions(self) -> None:
        """What the note was; what is typed becomes the newest of it first."""
        if self.note is None or self.note.trashed_at is not None or not self.saving.flush():
            return
        dialog = RevisionsDialog(self.window(), self.desk, self.note, self)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self, note: Note) -> None:
        self.note = note
        self.head.title.show_text(note.title)
        self.writing.take(note.body)
        self.refresh()
        toast(self, f"Restored as revision {note.revision}", icon="history")
