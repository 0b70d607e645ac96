from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.text import FORMAT, text_of_note
from tests.exchange.notes_out.samples import ANY_NOTE_OUT

HEAD = """What the shift leads said

2026-09-03 16:40+02:00, Call note
Deal: Quay pilot (Kestrel Quay Logistics)
Call: Crane walk-through, 2026-09-03 14:00+02:00

"""
FOOT = "\n\n[sedesk:0198f0a2-0000-7000-8000-00000000000a:r3]\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Two cranes.", "Two cranes."),
        ("## Yard\n\n**Ana** said *no*.", "Yard\n\nAna said no."),
        ("a\tb", "a   b"),  # no importer need know what a tab is
        ("line one  \nline two", "line one\nline two"),
        ("```\n\tx = 1\n```", "        x = 1"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("<b>not bold</b> & so on", "<b>not bold</b> & so on"),
        ("a\x00b\u2028c", "ab\nc"),
        ("=SUM(A1)", "=SUM(A1)"),  # text is no spreadsheet
    ],
)
def test_a_note_as_text(note_out: Callable[..., NoteOut], body: str, text: str) -> None:
    assert text_of_note(note_out(body=body)) == HEAD + text + FOOT


def test_a_note_without_words_is_its_head_and_its_marker(note_out: Callable[..., NoteOut]) -> None:
    assert text_of_note(note_out(body=" ")) == HEAD.rstrip() + FOOT


def test_the_file_holds_the_text(note_out: Callable[..., NoteOut]) -> None:
    notes = (note_out(), note_out(deal=None, call=None, title="On my own", body="Zürich"))
    first, second = FORMAT.write(notes)
    assert first.data.decode() == text_of_note(notes[0]) == FORMAT.piece(notes[0])
    assert second.name == "2026-09-03 On my own.txt"
    assert "Zürich".encode() in second.data
    assert FORMAT.write(()) == ()


@settings(max_examples=30)
@given(ANY_NOTE_OUT)
def test_any_note_ends_with_its_marker_and_one_line_end(note: NoteOut) -> None:
    text = text_of_note(note)
    assert text.endswith(f"\n{note.marker}\n")
    assert not set("\t\r\0\u2028\u2029") & set(text)
    assert text.startswith(note.title.split("\n")[0][:1])
