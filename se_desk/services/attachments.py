"""Verbs of attachments: add, read, save outside, lend to a viewer, remove and take back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.attachments import KEPT_AFTER_REMOVAL, MOST_BYTES, Attachment, picture_format
from se_desk.domain.errors import BadFile, BadInput, DeskDamaged, NotAllowed
from se_desk.exchange.names import distinct_names, safe_file_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.files_out import write_files
from se_desk.services.shut import locked
from se_desk.storage import attachments as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import notes as note_rows
from se_desk.storage.lending import Lending

if TYPE_CHECKING:
    from se_desk.domain.notes import Note
    from se_desk.services.desk import Desk, Work

SMALLER = "Keep it where it is, and write down its place."


class Attachments:
    """What can be done with attachments."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lending = Lending()
        self._lending.sweep()

    def add(
        self,
        data: bytes,
        name: str,
        *,
        note_id: str | None = None,
        deal_id: str | None = None,
        author: object | None = None,
    ) -> Attachment:
        """Keep these bytes on a note, or on a deal. A name that is taken there gets a number.

        BadFile over 25 MB, BadInput where neither is named, NotAllowed for a note in the trash.
        """
        with self._desk.writing(author) as work:
            note = None if note_id is None else note_rows.get(work.conn, note_id)
            if note is not None:
                return self.add_in(work, data, name, note)
            if deal_id is None:
                raise BadInput("An attachment needs a note or a deal.", do="Name one.")
            deal_rows.get(work.conn, deal_id)
            return _insert(work, data, name, deal_id=deal_id)

    def add_in(self, work: Work, data: bytes, name: str, note: Note) -> Attachment:
        """The same for a note within a transaction that is already open."""
        if note.trashed_at is not None:
            raise NotAllowed("A note in the trash takes no attachments.", do="Restore it first.")
        present = statements.of_note(work.conn, note.id)
        removed = statements.of_note(work.conn, note.id, removed=True)
        free = distinct_names((*(one.name for one in (*present, *removed)), safe_file_name(name)))[-1]
        return _insert(work, data, free, note_id=note.id, deal_id=note.deal_id, private=note.private)

    def add_file(
        self,
        path: Path,
        *,
        note_id: str | None = None,
        deal_id: str | None = None,
        author: object | None = None,
    ) -> Attachment:
        """Keep a copy of a file. BadFile where it cannot be read, is no file, or is over 25 MB."""
        return self.add(read_attached(path), path.name, note_id=note_id, deal_id=deal_id, author=author)

    def get(self, attachment_id: str) -> Attachment:
        """The attachment, without its bytes; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, attachment_id)

    def of_note(self, note_id: str) -> tuple[Attachment, ...]:
        """A note's attachments in the order they were added."""
        with self._desk.reading() as conn:
            return statements.of_note(conn, note_id)

    def removed_of_note(self, note_id: str) -> tuple[Attachment, ...]:
        """What was removed from a note in the last 30 days and can be taken back."""
        with self._desk.reading() as conn:
            return statements.of_note(conn, note_id, removed=True)

    def of_deal(self, deal_id: str) -> tuple[Attachment, ...]:
        """What hangs on a deal and on its notes, without what is in the trash."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def note_titles(self, deal_id: str) -> dict[str, str]:
        """What the notes of a deal are called that carry attachments, by their ids."""
        with self._desk.reading() as conn:
            return statements.note_titles(conn, deal_id)

    def read(self, attachment_id: str) -> bytes:
        """The bytes as they came in. DeskDamaged where they are others."""
        with self._desk.reading() as conn:
            found = statements.get(conn, attachment_id)
            data = statements.bytes_of(conn, found.sha256)
        if hashlib.sha256(data).hexdigest() != found.sha256:
            raise DeskDamaged(
                f"{found.name} does not read back as it came in.",
                "Everything else on the desk is as it was.",
                "Check the desk, and fetch the file from a backup.",
            )
        return data

    def save_as(self, attachment_id: str, path: Path) -> Path:
        """Write a copy outside the desk, whole or not at all, over a file of that name."""
        data = self.read(attachment_id)
        return write_files(path.parent, (FileOut(path.name, data),))[0]

    def lend(self, attachment_id: str) -> Path:
        """A copy for the system's viewer, unencrypted until the desk is locked or closed.

        NotAllowed for what the system might run instead of show, DeskLocked where it was locked meanwhile.
        """
        found = self.get(attachment_id)
        if not found.opens:
            raise NotAllowed(
                f"{found.name} is not opened from here: the computer might run it.",
                do="Save it to a folder, and open it there if you trust it.",
            )
        copy = self._lending.lend(found.name, self.read(attachment_id))
        if not self._desk.store.is_open:  # locked on another thread after the bytes were read
            self.take_copies_back()
            raise locked()
        return copy

    def take_copies_back(self) -> None:
        """Every lent copy goes; at locking and closing."""
        self._lending.empty()

    def remove(self, attachment_id: str, *, author: object | None = None) -> Attachment:
        """Off the note; for 30 days it can be taken back."""
        with self._desk.writing(author) as work:
            statements.let_go(work.conn, work.now - KEPT_AFTER_REMOVAL)
            return self._mark(work, replace(statements.get(work.conn, attachment_id), removed_at=work.now))

    def take_back(self, attachment_id: str, *, author: object | None = None) -> Attachment:
        """On the note again."""
        with self._desk.writing(author) as work:
            return self._mark(work, replace(statements.get(work.conn, attachment_id), removed_at=None))

    @staticmethod
    def _mark(work: Work, changed: Attachment) -> Attachment:
        statements.update(work.conn, changed)
        work.announce(Noun.ATTACHMENT, changed.id, changed.deal_id)
        return changed


def _insert(
    work: Work,
    data: bytes,
    name: str,
    *,
    note_id: str | None = None,
    deal_id: str | None = None,
    private: bool = False,
) -> Attachment:
    if len(data) > MOST_BYTES:
        raise too_large(name)
    made = Attachment(
        id=work.new_id(),
        note_id=note_id,
        deal_id=deal_id,
        name=safe_file_name(name),
        picture=picture_format(data),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        private=private,
        added_at=work.now,
    )
    statements.let_go(work.conn, work.now - KEPT_AFTER_REMOVAL)
    statements.insert(work.conn, made, data)
    work.announce(Noun.ATTACHMENT, made.id, made.deal_id)
    return made


def too_large(name: str) -> BadFile:
    """What is said of a file over the limit."""
    return BadFile(f"{name} is larger than {MOST_BYTES // 2**20} MB.", do=SMALLER)


def read_attached(path: Path) -> bytes:
    """The bytes of a file that is to be attached. BadFile for a folder, a device, or over 25 MB."""
    try:
        if not path.is_file():  # reading a pipe would wait for ever, a device has no end
            raise BadFile(f"{path.name} is not a file.", do="Choose a file.")
        with path.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except OSError as fault:
        raise BadFile(f"{path.name} cannot be read.", do="Check that it is still there.") from fault
    if len(data) > MOST_BYTES:
        raise too_large(path.name)
    return data
