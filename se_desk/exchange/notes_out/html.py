"""Notes as HTML pages that load nothing, to open in a browser or to attach to a mail."""

from __future__ import annotations

from se_desk.exchange.as_html import html_page
from se_desk.exchange.notes_out.note_format import NoteFormat, one_file_a_note
from se_desk.exchange.notes_out.note_out import NoteOut


def _piece(note: NoteOut) -> str:
    return html_page(note.document())


FORMAT = NoteFormat(
    key="html",
    label="HTML",
    checked_against="Python's HTML parser; each page forbids itself to run or load anything.",
    again="The file is written anew, under the same name in the same folder.",
    piece=_piece,
    write=one_file_a_note(_piece, ".html"),
)
