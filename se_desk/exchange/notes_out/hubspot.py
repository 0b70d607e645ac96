"""Notes for HubSpot's import of notes to deals: one CSV, a row a note.

Limits: Note body 65,536 characters of HTML; UTF-8, one sheet. The deal is found by its Record ID.
"""

from __future__ import annotations

from datetime import UTC

from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.notes_out.html_bodies import html_bodies
from se_desk.exchange.notes_out.note_format import NoteFormat, csv_writer
from se_desk.exchange.notes_out.note_out import NoteOut

HEADER = ("Record ID", "Note body", "Activity date")
BODY_LIMIT = 65_536


def rows_of(note: NoteOut) -> tuple[tuple[str, ...], ...]:
    """The rows of one note: one, or several numbered ``(1/3)`` where its body is too long."""
    happened = note.happened_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return tuple((note.crm_number, body, happened) for body in html_bodies(note, BODY_LIMIT))


FORMAT = NoteFormat(
    key="hubspot",
    label="HubSpot",
    checked_against="HubSpot's published limits for notes and import files; no portal has taken it yet.",
    again="HubSpot cannot change a note by import: a second import makes a second note.",
    attached=lambda note: note.crm_number,
    piece=lambda note: write_csv(HEADER, rows_of(note)).decode(),
    write=csv_writer("hubspot-notes.csv", HEADER, rows_of),
)
