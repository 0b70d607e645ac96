"""One note for the clipboard: text for fields that take text, small HTML for fields that take looks."""

from __future__ import annotations

from dataclasses import dataclass

from se_desk.exchange.as_html import SMALL, as_html
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.text import text_of_note


@dataclass(frozen=True, slots=True)
class ClipboardOut:
    """The same note twice; a paste takes the one it can use."""

    text: str
    html: str


def clipboard_of(note: NoteOut) -> ClipboardOut:
    """`note` ready to paste into a CRM."""
    return ClipboardOut(text_of_note(note), as_html(note.document(), SMALL))
