"""Statements for notes and their revisions."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy import update as update_of

from se_desk.domain.errors import NotFound
from se_desk.domain.note_links import LinkKind
from se_desk.domain.notes import Note, Revision
from se_desk.domain.text_changes import differing
from se_desk.storage import note_links, rows
from se_desk.storage.columns import Prose
from se_desk.storage.store import Connection
from se_desk.storage.tables.notes import notes, revisions

# Also the blank ones and the indented ones: they make a block of code, in which nothing is named.
_NAMING_LINE = re.compile(r"^(?:[ \t].*|.*[@#`~].*|.*\[\[.*|)$", re.MULTILINE)
_REVISIONS = select(
    *(revisions.c[name] for name in ("id", "note_id", "number", "title")),
    func.coalesce(revisions.c.body, notes.c.body, type_=Prose()).label("body"),
    revisions.c.saved_at,
).join_from(revisions, notes, notes.c.id == revisions.c.note_id)


def insert(conn: Connection, note: Note) -> None:
    """A new note, and what it names."""
    rows.insert(conn, notes, note)
    _follow(conn, note)


def update(conn: Connection, note: Note, before: Note | None = None) -> None:
    """All fields of a note that is there, and what it names.

    ``before`` is the note as it stands there: where it names the same, its links are not looked at again.
    """
    rows.update(conn, notes, note, before)
    if before is None or _placed(before) != _placed(note) or not _names_the_same(before.body, note.body):
        _follow(conn, note)


def _placed(note: Note) -> tuple[object, ...]:
    """What the names in a note depend on beside its text."""
    return note.deal_id, note.title, note.trashed_at


def _names_the_same(before: str, after: str) -> bool:
    """Whether the lines with a sign of a name in them, and those of code, are as they were.

    Looked for in the lines that differ only: every pause in writing asks, and most change one line of many.
    """
    start, end = differing(before, after)
    start = before.rfind("\n", 0, start) + 1
    line_end = before.find("\n", len(before) - end)
    end = 0 if line_end < 0 else len(before) - line_end
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return _NAMING_LINE.findall(old) == _NAMING_LINE.findall(new)


def _follow(conn: Connection, note: Note) -> None:
    note_links.follow(conn, note)
    note_links.settle(conn, LinkKind.NAME, (note.title,))


def get(conn: Connection, note_id: str) -> Note:
    """The note, trashed or not; NotFound where there is none."""
    return rows.get(conn, notes, Note, note_id)


def by_title_and_length(conn: Connection) -> dict[tuple[str, int], list[str]]:
    """The ids of all notes by their title and the bytes of their body, without the trashed ones."""
    length = func.octet_length(notes.c.body)
    found: dict[tuple[str, int], list[str]] = {}
    for key, title, size in conn.execute(
        select(notes.c.id, notes.c.title, length).where(notes.c.trashed_at.is_(None))
    ):
        found.setdefault((title, size), []).append(key)
    return found


def of_deal(conn: Connection, deal_id: str | None) -> tuple[Note, ...]:
    """A deal's notes, newest first; of no deal where ``deal_id`` is None. Trashed ones are left out."""
    return rows.fetch(
        conn,
        notes,
        Note,
        notes.c.deal_id.is_(None) if deal_id is None else notes.c.deal_id == deal_id,
        notes.c.trashed_at.is_(None),
        order_by=(notes.c.written_at.desc(), notes.c.id.desc()),
    )


def count_unfiled(conn: Connection) -> int:
    """How many notes are of no deal, without the trashed ones."""
    where = (notes.c.deal_id.is_(None), notes.c.trashed_at.is_(None))
    return conn.execute(select(func.count()).select_from(notes).where(*where)).scalar_one()


def of_call(conn: Connection, call_id: str) -> tuple[Note, ...]:
    """A call's notes, oldest first, without the trashed ones."""
    return rows.fetch(
        conn,
        notes,
        Note,
        notes.c.call_id == call_id,
        notes.c.trashed_at.is_(None),
        order_by=(notes.c.written_at, notes.c.id),
    )


def shareable(conn: Connection, deal_ids: tuple[str, ...] | None = None) -> tuple[Note, ...]:
    """The notes that may leave the desk: of these deals, or of all; never a private or a trashed one."""
    chosen = () if deal_ids is None else (notes.c.deal_id.in_(deal_ids),)
    return rows.fetch(
        conn,
        notes,
        Note,
        notes.c.private.is_(False),
        notes.c.trashed_at.is_(None),
        notes.c.deal_id.is_not(None),
        *chosen,
        order_by=(notes.c.written_at, notes.c.id),
    )


def private(conn: Connection, deal_ids: tuple[str, ...] | None = None) -> tuple[Note, ...]:
    """The private notes of these deals, or of all, newest first: shown as what stays, never written."""
    chosen = () if deal_ids is None else (notes.c.deal_id.in_(deal_ids),)
    return rows.fetch(
        conn,
        notes,
        Note,
        notes.c.private.is_(True),
        notes.c.trashed_at.is_(None),
        notes.c.deal_id.is_not(None),
        *chosen,
        order_by=(notes.c.written_at.desc(), notes.c.id.desc()),
    )


def revisions_of(conn: Connection, note_id: str) -> tuple[Revision, ...]:
    """What a note was, newest first."""
    found = conn.execute(_REVISIONS.where(notes.c.id == note_id).order_by(revisions.c.number.desc()))
    return tuple(rows.record_of(Revision, row) for row in found)


def revision(conn: Connection, note_id: str, number: int) -> Revision:
    """One of them; NotFound where there is no such number."""
    row = conn.execute(_REVISIONS.where(notes.c.id == note_id, revisions.c.number == number)).first()
    if row is None:
        raise NotFound(f"This note has no revision {number}.")
    return rows.record_of(Revision, row)


def begin_revision(conn: Connection, note: Note, key: str) -> None:
    """The note as it is begins a new revision, which shares its text and follows it until it is sealed."""
    said = {"id": key, "note_id": note.id, "number": note.revision, "title": note.title, "body": None}
    conn.execute(revisions.insert(), said | {"saved_at": note.changed_at})


def seal_revision(conn: Connection, record: Revision) -> None:
    """A revision has a text of its own from now on; one of the same number that is there keeps its id."""
    own = {"title": record.title, "body": record.body, "saved_at": record.saved_at}
    same = (revisions.c.note_id == record.note_id, revisions.c.number == record.number)
    if not conn.execute(update_of(revisions).where(*same).values(own)).rowcount:
        rows.insert(conn, revisions, record)


def saved_at(conn: Connection, note_id: str, number: int) -> datetime | None:
    """When the text of a revision was saved last; None where there is none of this number."""
    same = (revisions.c.note_id == note_id, revisions.c.number == number)
    return conn.execute(select(revisions.c.saved_at).where(*same)).scalar_one_or_none()


def is_kept(conn: Connection, note_id: str, body: str) -> bool:
    """Whether a revision with a text of its own holds this one."""
    same = (revisions.c.note_id == note_id, revisions.c.body == body)
    return conn.execute(select(revisions.c.id).where(*same).limit(1)).first() is not None


def thin_revisions(conn: Connection, note_id: str, keep: int) -> None:
    """Only the newest ``keep`` stay."""
    numbers = select(revisions.c.number).where(revisions.c.note_id == note_id)
    old = numbers.order_by(revisions.c.number.desc()).offset(keep)
    conn.execute(delete(revisions).where(revisions.c.note_id == note_id, revisions.c.number.in_(old)))
