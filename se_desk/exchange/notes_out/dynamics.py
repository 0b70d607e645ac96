"""Notes for the import wizard of Dynamics 365: one CSV of annotations, a row a note.

Limits: subject 500, notetext 100,000 characters. ``overriddencreatedon`` holds a day only, so the time
stands in the text.
"""

from __future__ import annotations

import re

from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.notes_out.html_bodies import html_bodies, lead
from se_desk.exchange.notes_out.note_format import NoteFormat, csv_writer
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.splitting import shortened, size

HEADER = ("subject", "notetext", "regarding", "overriddencreatedon")
SUBJECT_LIMIT = 500
TEXT_LIMIT = 100_000
_KEY = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def rows_of(note: NoteOut) -> tuple[tuple[str, ...], ...]:
    """The rows of one note: one, or several numbered ``(1/3)`` where its text is too long."""
    bodies = html_bodies(note, TEXT_LIMIT)
    return tuple(_row(note, body, at, len(bodies)) for at, body in enumerate(bodies, 1))


def _row(note: NoteOut, body: str, at: int, of: int) -> tuple[str, ...]:
    counted = f" ({at}/{of})" if of > 1 else ""
    subject = shortened(lead(note), SUBJECT_LIMIT - size(counted)) + counted
    return subject, body, regarding(note), note.written_on.isoformat()


def regarding(note: NoteOut) -> str:
    """The opportunity's key; empty for any other id. No name, as two opportunities may share one."""
    crm_id = note.deal.crm_id.strip() if note.deal else ""
    return crm_id if _KEY.fullmatch(crm_id) else ""


FORMAT = NoteFormat(
    key="dynamics",
    label="Dynamics",
    checked_against="Microsoft's published field limits for annotations; no environment has taken it yet.",
    again="The import wizard makes a second note; the first one stays as it is.",
    attached=regarding,
    piece=lambda note: write_csv(HEADER, rows_of(note)).decode(),
    write=csv_writer("dynamics-notes.csv", HEADER, rows_of),
)
