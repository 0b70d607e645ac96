"""Verbs of notes: write, retitle, share or keep private, trash, restore."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.notes import Note, NoteKind, Revision
from se_desk.domain.titles import title_of
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import note_trash
from se_desk.storage import notes as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

PAUSE = timedelta(minutes=5)
KEPT_REVISIONS = 100
KEPT_IN_TRASH = timedelta(days=30)


class Notes:
    """What can be done with notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._longest: dict[str, Note] = {}  # the fullest text of each note's newest revision

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
        """Writes within a pause of work replace the newest revision; else they make a new one.

        A text that shrinks to less than half keeps what it was at its fullest, also where it shrank by and
        by: an emptied note can be had back.
        """
        paused = self._paused(work.now, note.changed_at)
        full = self._fullest(note)
        cut = len(changed.body) * 2 < len(full.body)
        begins = new_revision or paused or cut
        if begins:
            kept = full if cut and not paused else note
            statements.seal_revision(work.conn, kept, work.new_id())
        saved = replace(changed, revision=note.revision + begins, changed_at=work.now)
        self._longest[note.id] = saved if begins else max(full, saved, key=_fullness)
        statements.update(work.conn, saved, before=note)
        if begins:
            statements.begin_revision(work.conn, saved, work.new_id())
            statements.thin_revisions(work.conn, note.id, KEPT_REVISIONS)
        work.announce(Noun.NOTE, saved.id, saved.deal_id)
        return saved

    def _fullest(self, note: Note) -> Note:
        """What the newest revision was at its fullest, as far as this sitting has seen it."""
        known = self._longest.get(note.id)
        same = known is not None and known.revision == note.revision
        return max(known, note, key=_fullness) if known is not None and same else note

    @staticmethod
    def _paused(now: datetime, changed_at: datetime) -> bool:
        return abs(now - changed_at) >= PAUSE


def _fullness(note: Note) -> int:
    return len(note.body)
