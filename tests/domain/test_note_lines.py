"""A line of a list is called as its note is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from se_desk.domain.note_lines import NoteLine
from se_desk.domain.notes import Note, NoteKind

AT = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "body"), [("Pier", "x"), ("", "## Quay\nwalls"), ("", "\n - \n"), ("", "")]
)
def test_the_title_is_that_of_the_note(title: str, body: str) -> None:
    note = Note(id="n", title=title, body=body, kind=NoteKind.POC, written_at=AT, changed_at=AT)
    line = NoteLine(id="n", title=title, beginning=body, kind=NoteKind.POC, written_at=AT)
    assert line.shown_title == note.shown_title


@pytest.mark.parametrize(("body", "begins", "whole"), [("", 9, True), ("ééé", 3, True), ("ééé", 2, False)])
def test_knows_whether_its_beginning_is_all(body: str, begins: int, whole: bool) -> None:
    line = NoteLine(id="n", beginning=body[:begins], length=len(body.encode()), written_at=AT)
    assert line.is_whole is whole
