"""Verbs of notes: write, retitle, share or keep private, trash, restore."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.notes import Note, NoteKind, Revision
from se_desk.domain.revising import Newest, Written
from se_desk.domain.titles import title_of
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import note_trash
from se_desk.storage import notes as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

KEPT_REVISIONS = 100
KEPT_IN_TRASH = timedelta(days=30)


class Notes:
    """What can be done with notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._newest: dict[str, Newest] = {}  # of each note that this sitting has written in

    def start(
        self,
        deal_id: str | None,
        *,
        kind: NoteKind = NoteKind.IDEA,
        title: str = "",
        body: str = "",
        private: bool = False,
        call_id: str | None = None,
        author: object | None = None,
    ) -> Note:
        """A new note; of a call's deal where only the call is named."""
        with self._desk.writing(author) as work:
            return self.start_in(
                work, deal_id, kind=kind, title=title, body=body, private=private, call_id=call_id
            )

    def start_in(
        self,
        work: Work,
        deal_id: str | None,
        *,
        kind: NoteKind,
        title: str,
        body: str,
        private: bool = False,
        call_id: str | None = None,
        written_at: datetime | None = None,
        changed_at: datetime | None = None,
    ) -> Note:
        """The same within an open transaction; of an earlier time where it comes from elsewhere."""
        if call_id is not None:
            deal_id = deal_id or call_rows.get(work.conn, call_id).deal_id
        if deal_id is not None:
            deal_rows.get(work.conn, deal_id)
        note = Note(
            id=work.new_id(),
            deal_id=deal_id,
            call_id=call_id,
            kind=kind,
            title=title_of(title),
            body=body,
            private=private,
            written_at=written_at or work.now,
            changed_at=changed_at or work.now,
        )
        statements.insert(work.conn, note)
        statements.begin_revision(work.conn, note, work.new_id())
        text = Written(note.title, note.body, note.changed_at)
        self._newest[note.id] = Newest(note.revision, text, text)
        work.announce(Noun.NOTE, note.id, deal_id)
        return note

    def template(self, kind: NoteKind, deal_id: str | None = None, call_id: str | None = None) -> str:
        """The Markdown a note of ``kind`` starts with, filled in with what is known of the deal and call."""
        return self._desk.note_templates.text(kind, deal_id, call_id)

    def write(self, note_id: str, body: str, *, author: object | None = None) -> Note:
        """The whole Markdown source, kept as it is. After a pause of work it is a new revision."""
        with self._desk.writing(author) as work:
            note = statements.get(work.conn, note_id)
            if note.body == body:
                return note
            return self._save(work, note, replace(note, body=body))

    def retitle(self, note_id: str, title: str, *, author: object | None = None) -> Note:
        """Give it a title of its own."""
        with self._desk.writing(author) as work:
            note = statements.get(work.conn, note_id)
            return self._save(work, note, replace(note, title=title_of(title)))

    def set_private(self, note_id: str, private: bool, *, author: object | None = None) -> Note:
        """Private notes leave the desk in no export."""
        return self._set(note_id, author, private=private)

    def set_kind(self, note_id: str, kind: NoteKind, *, author: object | None = None) -> Note:
        """What the note is."""
        return self._set(note_id, author, kind=kind)

    def file(
        self, note_id: str, deal_id: str | None, call_id: str | None = None, *, author: object | None = None
    ) -> Note:
        """To which deal and call it belongs."""
        return self._set(note_id, author, deal_id=deal_id, call_id=call_id)

    def trash(self, note_id: str, *, author: object | None = None) -> Note:
        """Out of sight; it can be taken back."""
        return self._set(note_id, author, trashed_at=self._desk.now())

    def take_back(self, note_id: str, *, author: object | None = None) -> Note:
        """Out of the trash again."""
        return self._set(note_id, author, trashed_at=None)

    def clear_trash(self) -> int:
        """Delete for good what has been in the trash for 30 days; how many notes that were."""
        with self._desk.writing() as work:
            return note_trash.delete_trashed_before(work.conn, work.now - KEPT_IN_TRASH)

    def restore(self, note_id: str, number: int, *, author: object | None = None) -> Note:
        """The text of an earlier revision, as a new one; NotFound where there is no such revision."""
        with self._desk.writing(author) as work:
            note = statements.get(work.conn, note_id)
            old = statements.revision(work.conn, note_id, number)
            changed = replace(note, title=old.title, body=old.body)
            return self._save(work, note, changed, new_revision=True)

    def get(self, note_id: str) -> Note:
        """The note; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, note_id)

    def of_deal(self, deal_id: str) -> tuple[Note, ...]:
        """A deal's notes, newest first, without the trashed ones."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def of_call(self, call_id: str) -> tuple[Note, ...]:
        """A call's notes, oldest first."""
        with self._desk.reading() as conn:
            return statements.of_call(conn, call_id)

    def count_inbox(self) -> int:
        """How many notes are of no deal yet."""
        with self._desk.reading() as conn:
            return statements.count_unfiled(conn)

    def inbox(self) -> tuple[Note, ...]:
        """Notes of no deal yet, newest first."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, None)

    def revisions(self, note_id: str) -> tuple[Revision, ...]:
        """What it was before, newest first."""
        with self._desk.reading() as conn:
            return statements.revisions_of(conn, note_id)

    def _set(self, note_id: str, author: object | None, **fields: object) -> Note:
        with self._desk.writing(author) as work:
            note = statements.get(work.conn, note_id)
            changed = replace(note, **fields, changed_at=work.now)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed, before=note)
            work.announce(Noun.NOTE, note_id, note.deal_id)
            if changed.deal_id != note.deal_id:
                work.announce(Noun.NOTE, note_id, changed.deal_id)
        return changed

    def _save(self, work: Work, note: Note, changed: Note, *, new_revision: bool = False) -> Note:
        """Writes within a pause of work replace the newest revision; else they begin a new one.

        So do the first write of a sitting and one that cuts the text down. See ``domain.revising``.
        """
        known = self._newest.get(note.id)
        seen = known is not None and known.number == note.revision
        newest = known if known is not None and seen else self._as_it_stands(work, note)
        cut = newest.is_cut(changed.body)
        due = new_revision or not seen or newest.is_left(work.now)
        kept = newest.worth_keeping(cut=cut) if due or cut else ()
        if not due:  # a note emptied and filled in turn keeps each of its texts once
            kept = tuple(text for text in kept if not statements.is_kept(work.conn, note.id, text.body))
        self._seal(work, note, kept)
        saved = replace(changed, revision=note.revision + len(kept), changed_at=work.now)
        text = Written(saved.title, saved.body, work.now)
        self._newest[note.id] = Newest(saved.revision, text, text) if kept or cut else newest.after(text)
        statements.update(work.conn, saved, before=note)
        if kept:
            statements.begin_revision(work.conn, saved, work.new_id())
            statements.thin_revisions(work.conn, note.id, KEPT_REVISIONS)
        work.announce(Noun.NOTE, saved.id, saved.deal_id)
        return saved

    @staticmethod
    def _as_it_stands(work: Work, note: Note) -> Newest:
        """A note that this sitting has not written in. A change of anything but its text is no save of it."""
        at = statements.saved_at(work.conn, note.id, note.revision) or note.changed_at
        text = Written(note.title, note.body, at)
        return Newest(note.revision, text, text)

    @staticmethod
    def _seal(work: Work, note: Note, kept: tuple[Written, ...]) -> None:
        for number, text in enumerate(kept, note.revision):
            key = work.new_id()
            revision = Revision(
                id=key, note_id=note.id, number=number, title=text.title, body=text.body, saved_at=text.at
            )
            statements.seal_revision(work.conn, revision)
