"""NoteOut: a note that may leave the desk. A private one cannot be made into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from se_desk.domain.attachments import Attachment
from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotAllowed
from se_desk.domain.notes import Note
from se_desk.exchange.documents import Document, Heading, paragraph, words
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.sanitising import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOut:
    """A shareable note with the deal and the call it belongs to.

    ``attached`` are the note's own attachments, where the format takes any. Raises NotAllowed for a private
    note and for one in the trash (PRODUCT, part 2: private notes leave the desk in no export, ever), and for
    what is attached to another.
    """

    note: Note
    deal: Deal | None = None
    call: Call | None = None
    attached: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        if any(one.note_id != self.note.id or one.private for one in self.attached):
            raise NotAllowed("Only what is attached to a note leaves with it.", "Nothing was written.")
        if self.note.private:
            raise NotAllowed(
                "A private note cannot leave the desk.",
                "Nothing was written.",
                "Make the note Shareable first, if it may be read by others.",
            )
        if self.note.trashed_at is not None:
            raise NotAllowed(
                "A note in the trash cannot leave the desk.", "Nothing was written.", "Restore it first."
            )

    @property
    def title(self) -> str:
        """The note's title, or its first words, as one line."""
        return clean_line(self.note.shown_title) or self.note.kind.label

    @property
    def written_on(self) -> date:
        """The day of the call, else the day it was written, at the place where the SE was."""
        return self.happened_at.date()

    @property
    def happened_at(self) -> datetime:
        """The beginning of the call, else the moment it was written."""
        return self.call.starts_at if self.call else self.note.written_at

    @property
    def crm_number(self) -> str:
        """The deal's id for CRMs that count their deals; empty for an id that is no number."""
        crm_id = self.deal.crm_id.strip() if self.deal else ""
        return crm_id if crm_id.isascii() and crm_id.isdigit() else ""

    @property
    def when(self) -> str:
        """``2026-11-22 10:05+01:00``: the moment it was written, with its offset."""
        return _minutes(self.note.written_at)

    @property
    def deal_line(self) -> str:
        """``Quay pilot (Kestrel Quay Logistics)``; empty for a note of no deal."""
        if self.deal is None:
            return ""
        account = clean_line(self.deal.account)
        return f"{clean_line(self.deal.title)} ({account})" if account else clean_line(self.deal.title)

    @property
    def marker(self) -> str:
        """What every body ends with, so that a note can be found again where it went."""
        return f"[sedesk:{self.note.id}:r{self.note.revision}]"

    @property
    def call_line(self) -> str:
        """``Crane walk-through, 2026-11-22 09:00+01:00``; empty for a note of no call."""
        return f"{clean_line(self.call.title)}, {_minutes(self.call.starts_at)}" if self.call else ""

    def about(self) -> tuple[str, ...]:
        """Lines that say what the note is, the first beginning with its day."""
        lines = [f"{self.when}, {self.note.kind.label}"]
        lines += [f"Deal: {self.deal_line}"] if self.deal_line else []
        return (*lines, f"Call: {self.call_line}") if self.call_line else tuple(lines)

    def document(self) -> Document:
        """The note as a Document: title, what it is, its body, the marker."""
        body = read_markdown(self.note.body).blocks
        head = (Heading(1, words(self.title)), paragraph("\n".join(self.about())))
        return Document((*head, *body, paragraph(self.marker)), self.title)


@dataclass(frozen=True, slots=True)
class FileOut:
    """A file to be written: a safe name, in no folder but ``attached/``, and its bytes."""

    name: str
    data: bytes


def _minutes(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")
