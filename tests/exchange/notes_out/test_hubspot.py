from __future__ import annotations

from collections.abc import Callable

from se_desk.exchange.notes_out.hubspot import FORMAT, HEADER
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.csv_reading import written


def test_the_moment_of_the_call_stands_in_utc(note_out: Callable[..., NoteOut]) -> None:
    rows = written(FORMAT, HEADER, note_out(), note_out(call=None))
    assert [row["Activity date"] for row in rows] == ["2026-09-03 12:00", "2026-09-03 14:40"]
