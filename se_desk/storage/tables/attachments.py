"""Attachments, and apart from them their bytes, so that no list ever loads any."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from se_desk.storage.columns import Key, Moment, Prose, Truth, metadata

attachments = Table(
    "attachments",
    metadata,
    Column("id", Key, primary_key=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), index=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("name", Prose, nullable=False),
    Column("picture", Prose, nullable=False),
    Column("sha256", Prose, ForeignKey("attachment_bytes.sha256"), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("private", Truth, nullable=False),
    Column("away", Truth, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("removed_at", Moment),
)

attachment_bytes = Table(
    "attachment_bytes",
    metadata,
    Column("sha256", Prose, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# No path can forget that an attachment belongs to its note, or leave bytes behind that nobody names.
FOLLOWING = (
    """CREATE TRIGGER attachments_follow_their_note AFTER UPDATE OF deal_id, private, trashed_at ON notes
WHEN OLD.deal_id IS NOT NEW.deal_id OR OLD.private IS NOT NEW.private
  OR (OLD.trashed_at IS NULL) IS NOT (NEW.trashed_at IS NULL) BEGIN
  UPDATE attachments SET deal_id = NEW.deal_id, private = NEW.private, away = NEW.trashed_at IS NOT NULL
  WHERE note_id = NEW.id;
END""",
    """CREATE TRIGGER attachments_let_their_bytes_go AFTER DELETE ON attachments
WHEN NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = OLD.sha256) BEGIN
  DELETE FROM attachment_bytes WHERE sha256 = OLD.sha256;
END""",
)
