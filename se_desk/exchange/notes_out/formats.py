"""The formats notes can leave in. To add one: a module with a ``FORMAT``, and its row here."""

from __future__ import annotations

from se_desk.domain.errors import NotFound
from se_desk.exchange.notes_out import (
    dynamics,
    html,
    hubspot,
    markdown,
    odoo,
    pipedrive,
    salesforce_notes,
    salesforce_tasks,
    text,
)
from se_desk.exchange.notes_out.note_format import NoteFormat

FORMATS: tuple[NoteFormat, ...] = (
    salesforce_notes.FORMAT,
    salesforce_tasks.FORMAT,
    hubspot.FORMAT,
    dynamics.FORMAT,
    pipedrive.FORMAT,
    odoo.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    text.FORMAT,
)


def format_named(key: str) -> NoteFormat:
    """The format of that key; NotFound where there is none."""
    found = {each.key: each for each in FORMATS}.get(key.strip().lower())
    if found is None:
        known = ", ".join(sorted(each.key for each in FORMATS))
        raise NotFound(
            f"There is no format called {key!r}.", "Nothing was written.", f"Choose one of: {known}."
        )
    return found
