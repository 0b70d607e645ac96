"""Notes as completed Salesforce tasks: a CSV for Data Loader, Data Import or the Bulk API 2.0.

Limits: Subject 255, Description 32,000 characters, ActivityDate ``yyyy-MM-dd`` without a zone; UTF-8
without BOM, LF, API names as headers. A task of a deal without a Salesforce id has an empty WhatId.
"""

from __future__ import annotations

from se_desk.exchange.as_text import as_text
from se_desk.exchange.crm_ids import is_salesforce_id
from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.notes_out.note_format import NoteFormat, csv_writer
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.splitting import shortened, size, split
from se_desk.exchange.sanitising import without_tabs

HEADER = ("WhatId", "Subject", "ActivityDate", "Status", "Priority", "Description")
SUBJECT_LIMIT = 255
DESCRIPTION_LIMIT = 32_000
_LINE_LIMIT = 500  # for the deal's and the call's name above the body
_PART_ROOM = size(" (part 9999/9999)")


def rows_of(note: NoteOut) -> tuple[tuple[str, ...], ...]:
    """The task rows of one note: one, or several numbered ``(1/3)`` where its text is too long."""
    head = [shortened(line, _LINE_LIMIT) for line in note.about()]
    room = DESCRIPTION_LIMIT - size("\n".join([*head, "", "", "", note.marker])) - _PART_ROOM
    parts = split(_text(note), room)
    return tuple(_row(note, head, part, at, len(parts)) for at, part in enumerate(parts, 1))


def _row(note: NoteOut, head: list[str], part: str, at: int, of: int) -> tuple[str, ...]:
    counted = f" ({at}/{of})" if of > 1 else ""
    first = f"{head[0]} (part {at}/{of})" if of > 1 else head[0]
    body = "\n\n".join(text for text in ("\n".join([first, *head[1:]]), part, note.marker) if text)
    subject = shortened(f"SE note: {note.title}", SUBJECT_LIMIT - size(counted)) + counted
    return (what_id(note), subject, note.written_on.isoformat(), "Completed", "Normal", body)


def _text(note: NoteOut) -> str:
    """The body as text, led by the whole title where the subject has no room for it."""
    body = without_tabs(as_text(read_markdown(note.note.body)))
    fits = size(f"SE note: {note.title}") <= SUBJECT_LIMIT - _PART_ROOM
    return body if fits else f"{note.title}\n\n{body}"


def what_id(note: NoteOut) -> str:
    """The opportunity a task hangs on: the deal's id where it has the shape of a Salesforce record id.

    That is 15 or 18 letters and digits; empty for any other.
    """
    crm_id = note.deal.crm_id.strip() if note.deal else ""
    return crm_id if is_salesforce_id(crm_id) else ""


def _piece(note: NoteOut) -> str:
    return write_csv(HEADER, rows_of(note)).decode()


FORMAT = NoteFormat(
    key="salesforce-tasks",
    label="Salesforce tasks",
    checked_against="Salesforce's published field limits and Bulk API 2.0 rules for CSV; not a live org.",
    again="A second import makes a second task; the first one stays as it is.",
    attached=what_id,
    piece=_piece,
    write=csv_writer("salesforce-tasks.csv", HEADER, rows_of),
)
