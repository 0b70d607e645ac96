"""Notes: what they are called when nobody named them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.notes import Note, NoteKind, words

AT = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("Mine", "# Other", "Mine"),
        ("", "\n\n# Harbour walk\ntext", "Harbour walk"),
        ("", "- [ ] call back", "[ ] call back"),
        ("", "> **bold** line", "bold** line"),
        ("", "***\n---\n\n", "Demo"),
        ("", "", "Demo"),
        ("", "x" * 200, "x" * 120),
    ],
)
def test_shown_title(title: str, body: str, shown: str) -> None:
    note = Note(id="n", kind=NoteKind.DEMO, title=title, body=body, written_at=AT, changed_at=AT)
    assert note.shown_title == shown


@given(st.text(), st.text(max_size=300))
def test_every_note_is_called_something(title: str, body: str) -> None:
    note = Note(id="n", title=title, body=body, written_at=AT, changed_at=AT)
    assert note.shown_title


def test_kind_labels() -> None:
    assert [kind.label for kind in NoteKind] == [
        "Call note",
        "Discovery",
        "Demo",
        "Technical",
        "POC",
        "Decision",
        "Debrief",
        "Idea",
    ]


@pytest.mark.parametrize(("text", "number"), [("", 0), ("  \n", 0), ("one", 1), ("one\u00a0two\tthree", 3)])
def test_words(text: str, number: int) -> None:
    assert words(text) == number
