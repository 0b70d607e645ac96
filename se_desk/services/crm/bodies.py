"""A note as one record of a CRM: too long is said, nothing is cut, and it is never sent in parts."""

from __future__ import annotations

import html
from collections.abc import Callable

from se_desk.domain.errors import NotAllowed
from se_desk.exchange.notes_out.html_bodies import html_bodies
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.splitting import size
from se_desk.exchange.notes_out.text import text_of_note

Body = Callable[[NoteOut, str], str]


def text_body(label: str, limit: int | None = None) -> Body:
    """Plain text of at most ``limit`` characters, the marker on its last line."""

    def body(note: NoteOut, lead: str) -> str:
        text = text_of_note(note)
        return _fitting(f"{lead}\n\n{text}" if lead else text, label, limit, note)

    return body


def html_body(label: str, limit: int | None = None) -> Body:
    """Small HTML of at most ``limit`` characters, the marker in its last paragraph."""

    def body(note: NoteOut, lead: str) -> str:
        (whole,) = html_bodies(note, None)
        said = f"<p>{html.escape(lead)}</p>\n" if lead else ""
        return _fitting(said + whole, label, limit, note)

    return body


def _fitting(text: str, label: str, limit: int | None, note: NoteOut) -> str:
    if limit is not None and size(text) > limit:
        raise NotAllowed(
            f"“{note.title}” comes to {size(text):,} characters as {label} counts them; a note there holds "
            f"{limit:,}.",
            "Nothing was put in the outbox.",
            "Export it as a file instead, which parts it into numbered notes, or make two notes of it.",
        )
    return text
