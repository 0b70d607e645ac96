"""Notes for Pipedrive's spreadsheet import: one CSV, a row a note.

Limits: 100,000 characters of HTML a note, 50,000 rows a file. The deal is found by its ID, else by its title.
"""

from __future__ import annotations

from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.notes_out.html_bodies import html_bodies
from se_desk.exchange.notes_out.note_format import NoteFormat, csv_writer
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.sanitising import clean_line, starts_like_formula

HEADER = ("Deal - ID", "Deal - Title", "Note - Content")
BODY_LIMIT = 100_000


def rows_of(note: NoteOut) -> tuple[tuple[str, ...], ...]:
    """The rows of one note: one, or several numbered ``(1/3)`` where its body is too long."""
    title = clean_line(note.deal.title) if note.deal else ""
    # A title that a spreadsheet would take for a formula is left out: the ID finds the deal.
    shown = "" if starts_like_formula(title) else title
    return tuple((note.crm_number, shown, body) for body in html_bodies(note, BODY_LIMIT))


FORMAT = NoteFormat(
    key="pipedrive",
    label="Pipedrive",
    checked_against="Pipedrive's published limits for notes and imports; no account has taken it yet.",
    again="Pipedrive knows no note by our number: a second import makes a second note.",
    attached=lambda note: note.crm_number,
    piece=lambda note: write_csv(HEADER, rows_of(note)).decode(),
    write=csv_writer("pipedrive-notes.csv", HEADER, rows_of),
)
