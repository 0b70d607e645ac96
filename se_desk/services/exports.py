"""Verbs of what leaves: notes for the CRM, charters. Only Shareable notes, only what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.exports import NoteExport
from se_desk.domain.notes import Note
from se_desk.exchange.notes_out import salesforce_tasks
from se_desk.exchange.notes_out.beside import places_of
from se_desk.exchange.notes_out.clipboard import ClipboardOut, clipboard_of
from se_desk.exchange.notes_out.formats import FORMATS, format_named
from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import FileOut, NoteOut
from se_desk.exchange.notes_out.salesforce_notes import links_of
from se_desk.services.files_out import write_files
from se_desk.services.imports import read_file
from se_desk.storage import attachments as attachment_rows
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import exports as statements
from se_desk.storage import notes as note_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

NEW, CHANGED, SAME = "new", "changed", "exported"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A note that may leave, what is new about it, and when it left last in this format."""

    out: NoteOut
    how: str
    last: NoteExport | None

    @property
    def is_new(self) -> bool:
        """Never left in this format, or changed since."""
        return self.how != SAME


@dataclass(frozen=True, slots=True)
class NotesPlan:
    """What an export would write. ``private`` are the notes that stay, to be shown as such."""

    format: NoteFormat
    notes: tuple[Leaving, ...]
    private: tuple[Note, ...]

    @property
    def offered(self) -> tuple[Leaving, ...]:
        """What is new or changed."""
        return tuple(leaving for leaving in self.notes if leaving.is_new)


class Exports:
    """What can be done about notes that leave."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def formats() -> tuple[NoteFormat, ...]:
        """The formats there are."""
        return FORMATS

    def usual(self) -> str:
        """The key of the format notes left in last; Salesforce tasks where none has left."""
        known = {each.key for each in FORMATS}
        with self._desk.reading() as conn:
            last = statements.newest_format(conn)
        return last if last in known else salesforce_tasks.FORMAT.key

    def plan(self, format_key: str, deal_ids: tuple[str, ...] | None = None) -> NotesPlan:
        """The Shareable notes of these deals, or of all, each new, changed or exported before."""
        chosen = format_named(format_key)
        with self._desk.reading() as conn:
            notes = note_rows.shareable(conn, deal_ids)
            ledger = {row.note_id: row for row in statements.in_format(conn, chosen.key)}
            outs = (self.note_out(conn, note, chosen) for note in notes)
            found = tuple(_leaving(chosen, out, ledger.get(out.note.id)) for out in outs)
            private = note_rows.private(conn, deal_ids)
        return NotesPlan(chosen, found, private)

    def preview(
        self, format_key: str, note_ids: tuple[str, ...], folder: Path = Path()
    ) -> tuple[FileOut, ...]:
        """The very files an export of these notes to `folder` would write; nothing is written or kept."""
        chosen = format_named(format_key)
        with self._desk.reading() as conn:
            outs = tuple(self.note_out(conn, note_rows.get(conn, note_id), chosen) for note_id in note_ids)
        return chosen.write(outs, folder)

    def write(
        self,
        format_key: str,
        note_ids: tuple[str, ...],
        folder: Path,
        *,
        author: object | None = None,
    ) -> tuple[Path, ...]:
        """Write these notes and keep in the ledger that they left. BadInput where none is named."""
        if not note_ids:
            raise BadInput("No note was chosen.", do="Tick at least one.")
        chosen = format_named(format_key)
        with self._desk.writing(author) as work:
            outs = tuple(self.note_out(work.conn, note_rows.get(work.conn, key), chosen) for key in note_ids)
            for out in outs:
                record = NoteExport(
                    id=work.new_id(),
                    note_id=out.note.id,
                    format=chosen.key,
                    revision=out.note.revision,
                    digest=chosen.digest(out),
                    exported_at=work.now,
                    place=str(folder),
                )
                statements.insert(work.conn, record)
                work.announce(Noun.EXPORT, record.id, out.note.deal_id)
            # Inside the transaction: a file that cannot be written leaves no line in the ledger.
            written = chosen.write(outs, folder.absolute())
            return write_files(folder, chain(written, _beside(work.conn, outs)))

    def link_notes(self, successes: Path, folder: Path) -> Path:
        """The file that hangs notes loaded into Salesforce on their opportunities.

        `successes` is what Data Loader wrote about the load. BadFile where it cannot be read, or links
        nothing. Nothing is kept: the same file can be made again.
        """
        raw = read_file(successes)
        with self._desk.reading() as conn:
            links = links_of(raw, lambda note_id: self._opportunity(conn, note_id))
        (written,) = write_files(folder, (links,))
        return written

    def _opportunity(self, conn: Connection, note_id: str) -> str:
        try:
            return salesforce_tasks.what_id(self.note_out(conn, note_rows.get(conn, note_id)))
        except (NotFound, NotAllowed):  # deleted, made private or thrown away since it was loaded
            return ""

    def clipboard(self, note_id: str) -> ClipboardOut:
        """One note as text and HTML. NotAllowed for a private one."""
        with self._desk.reading() as conn:
            return clipboard_of(self.note_out(conn, note_rows.get(conn, note_id)))

    def of_note(self, note_id: str) -> tuple[NoteExport, ...]:
        """When and how a note left, oldest first."""
        with self._desk.reading() as conn:
            return statements.of_note(conn, note_id)

    @staticmethod
    def note_out(conn: Connection, note: Note, chosen: NoteFormat | None = None) -> NoteOut:
        """The note with its deal and call, fit to leave. NotAllowed for a private or a trashed one."""
        deal = deal_rows.get(conn, note.deal_id) if note.deal_id else None
        call = call_rows.get(conn, note.call_id) if note.call_id else None
        beside = chosen is not None and chosen.beside
        attached = attachment_rows.of_note(conn, note.id) if beside and not note.private else ()
        return NoteOut(note=note, deal=deal, call=call, attached=attached)


def _beside(conn: Connection, outs: tuple[NoteOut, ...]) -> Iterator[FileOut]:
    """The files that leave beside the notes, one in memory at a time."""
    for place, one in places_of(outs).items():
        yield FileOut(place, attachment_rows.bytes_of(conn, one.sha256))


def _leaving(chosen: NoteFormat, out: NoteOut, last: NoteExport | None) -> Leaving:
    if last is None:
        return Leaving(out, NEW, None)
    same = last.revision == out.note.revision and last.digest == chosen.digest(out)
    return Leaving(out, SAME if same else CHANGED, last)
