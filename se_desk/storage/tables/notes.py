"""Notes and what they were before."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from se_desk.domain.notes import NoteKind
from se_desk.storage.columns import Key, Moment, Prose, Truth, Word, metadata

notes = Table(
    "notes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE")),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="SET NULL"), index=True),
    Column("kind", Word(NoteKind), nullable=False),
    Column("title", Prose, nullable=False),
    Column("body", Prose, nullable=False),
    Column("private", Truth, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
    Column("trashed_at", Moment),
    # A deal's notes are listed by pages, newest first or in another order, and counted without their texts.
    Index("ix_notes_listed", "deal_id", "trashed_at", "written_at", "id", "private", "kind", "title"),
    Index("ix_notes_trashed", "trashed_at", "id", sqlite_where=text("trashed_at IS NOT NULL")),
    # [[Title]] is looked up whenever a note is written; an index of 100,000 titles, not their texts.
    Index("ix_notes_title", text("title COLLATE NOCASE"), sqlite_where=text("title <> ''")),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Prose, nullable=False),
    # NULL in the newest one: its text is the note's own, so that a save writes the text once.
    Column("body", Prose),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("note_id", "number"),
)

# A save of the text is a save of the newest revision, which shares the text; done here it costs little.
FOLLOWING = (
    """CREATE TRIGGER revisions_follow_their_note AFTER UPDATE OF title, body ON notes
WHEN OLD.revision = NEW.revision BEGIN
  UPDATE revisions SET title = NEW.title, body = NULL, saved_at = NEW.changed_at
  WHERE note_id = NEW.id AND number = NEW.revision;
END""",
)
