"""A note as one record: the marker last, nothing cut, and too long is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import NotAllowed
from se_desk.domain.notes import Note
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.services.crm.bodies import html_body, text_body
from se_desk.services.crm.crms import CRMS

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def out(body: str, title: str = "Demo") -> NoteOut:
    return NoteOut(note=Note(id="n", deal_id="d", title=title, body=body, written_at=NOW, changed_at=NOW))


def test_led_by_a_sentence_and_ended_by_the_marker() -> None:
    text, html = text_body("T")(out("Words."), "Before <it>."), html_body("H")(out("Words."), "Before <it>.")
    assert text.startswith("Before <it>.\n\n") and text.endswith("[sedesk:n:r1]\n")
    assert html.startswith("<p>Before &lt;it&gt;.</p>\n<p>") and html.endswith("[sedesk:n:r1]</p>")


@pytest.mark.parametrize("body", [text_body("X", 500), html_body("X", 500)])
def test_too_long_is_said_and_nothing_is_cut(body: object) -> None:
    assert callable(body)
    assert body(out("Short."), "")
    with pytest.raises(
        NotAllowed, match=r"comes to 1,\d+ characters as X counts them; a note there holds 500"
    ):
        body(out("word " * 200), "")


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_note_in_any_crm(words: str, title: str) -> None:
    for crm in CRMS:
        body = crm.body(out(words, title), "")
        assert body.count("[sedesk:n:r1]") >= 1 and "[sedesk:n:r1]" in body[-20:]
        assert not any(ord(char) < 32 and char != "\n" for char in body)
        body.encode()


@pytest.mark.parametrize("crm", CRMS, ids=lambda crm: crm.key)
def test_no_private_note_gets_that_far(crm: object) -> None:
    with pytest.raises(NotAllowed):
        NoteOut(note=Note(id="n", private=True, written_at=NOW, changed_at=NOW))
