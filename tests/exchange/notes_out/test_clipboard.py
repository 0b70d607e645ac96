from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from se_desk.exchange.notes_out.clipboard import clipboard_of
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.text import text_of_note
from tests.exchange.html_seen import Seen
from tests.exchange.notes_out.samples import ANY_NOTE_OUT
from tests.exchange.test_preview import HOSTILE

# What a CRM's rich text field keeps; a tag outside of these would be pasted as words or dropped.
SMALL_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "pre", "blockquote"}


def test_the_clipboard_holds_the_note_twice(note_out: Callable[..., NoteOut]) -> None:
    copied = clipboard_of(note_out(body="- **a** & b"))
    assert copied.text.endswith("- a & b\n\n[sedesk:0198f0a2-0000-7000-8000-00000000000a:r3]\n")
    assert copied.html.startswith("<p><strong>What the shift leads said</strong></p>\n<p>2026-09-03 16:40")
    assert "<ul><li><strong>a</strong> &amp; b</li></ul>" in copied.html


@pytest.mark.parametrize(
    ("body", "text", "html"),
    [
        ("# Yard", "Yard", "<p><strong>Yard</strong></p>"),
        ("~~ten~~ twelve weeks", "~~ten~~ twelve weeks", "<p>~~ten~~ twelve weeks</p>"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2", "<p>a | b<br>1 | 2</p>"),
        ("one\n\n---\n\ntwo", "one\n\n* * *\n\ntwo", "<p>one</p>\n<p>* * *</p>\n<p>two</p>"),
        ("- [x] sent", "- [x] sent", "<ul><li>☑ sent</li></ul>"),
        (
            "[plan](https://x.example)",
            "plan (https://x.example)",
            '<p><a href="https://x.example">plan</a></p>',
        ),
    ],
)
def test_both_say_the_same_each_in_its_way(
    note_out: Callable[..., NoteOut], body: str, text: str, html: str
) -> None:
    copied = clipboard_of(note_out(body=body))
    assert f"\n\n{text}\n\n[sedesk:" in copied.text
    assert f"\n{html}\n<p>[sedesk:" in copied.html


def test_the_text_is_that_of_the_file(note_out: Callable[..., NoteOut], sample_markdown: str) -> None:
    note = note_out(body=sample_markdown)
    assert clipboard_of(note).text == text_of_note(note)


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_on_the_clipboard_could_act(note_out: Callable[..., NoteOut], payload: str) -> None:
    seen = Seen(clipboard_of(note_out(title=payload, body=payload)).html)
    assert set(seen.tags) <= SMALL_TAGS
    assert seen.names <= {"href", "start"}
    assert seen.links() == seen.links("http", "https", "mailto")


@settings(max_examples=30)
@given(ANY_NOTE_OUT)
def test_any_note_is_marked_twice(note: NoteOut) -> None:
    copied = clipboard_of(note)
    assert copied.text.endswith(f"{note.marker}\n")
    assert copied.html.endswith(f"<p>{note.marker}</p>\n")
    assert set(Seen(copied.html).tags) <= SMALL_TAGS
