"""Notes as plain text files, for anything that takes text."""

from __future__ import annotations

from se_desk.exchange.as_text import as_text
from se_desk.exchange.notes_out.note_format import NoteFormat, one_file_a_note
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.sanitising import without_tabs


def text_of_note(note: NoteOut) -> str:
    """The note as plain text with LF line ends, its marker on the last line."""
    return without_tabs(as_text(note.document())) + "\n"


FORMAT = NoteFormat(
    key="text",
    label="Text",
    checked_against="Nothing beyond UTF-8 with LF line ends; no taker sets rules for plain text.",
    again="The file is written anew, under the same name in the same folder.",
    piece=text_of_note,
    write=one_file_a_note(text_of_note, ".txt"),
)
