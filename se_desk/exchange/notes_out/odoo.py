"""Notes for Odoo: one CSV of messages on opportunities, each with an External ID of our own.

A row whose External ID is there already changes that message, so a second import doubles nothing.
``res_id`` is the number of the ``crm.lead``; moments are UTC, as Odoo's importer reads them.
"""

from __future__ import annotations

from datetime import UTC

from se_desk.exchange.as_html import Taking
from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.notes_out.html_bodies import html_bodies, lead
from se_desk.exchange.notes_out.note_format import NoteFormat, csv_writer
from se_desk.exchange.notes_out.note_out import NoteOut

HEADER = ("id", "model", "res_id", "message_type", "subject", "date", "body")
_TAKES = Taking(rules=False)


def rows_of(note: NoteOut) -> tuple[tuple[str, ...], ...]:
    """The one row of a note."""
    at = note.happened_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    (body,) = html_bodies(note, None, _TAKES)
    return ((external_id(note), "crm.lead", note.crm_number, "comment", lead(note), at, body),)


def external_id(note: NoteOut) -> str:
    """``sedesk.note_0198f0a2…``: the module's part and one name, as Odoo wants External IDs."""
    return f"sedesk.note_{note.note.id.replace('-', '')}"


FORMAT = NoteFormat(
    key="odoo",
    label="Odoo",
    checked_against="Odoo's published rules for imports with External IDs; no database has taken it yet.",
    again="Odoo changes the message that carries the same External ID.",
    attached=lambda note: note.crm_number,
    piece=lambda note: write_csv(HEADER, rows_of(note)).decode(),
    write=csv_writer("odoo-messages.csv", HEADER, rows_of),
)
