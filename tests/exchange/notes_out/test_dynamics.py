from __future__ import annotations

from collections.abc import Callable

from se_desk.exchange.notes_out.dynamics import FORMAT, HEADER, SUBJECT_LIMIT
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.csv_reading import written


def test_the_record_is_of_a_day_and_the_text_says_the_time(note_out: Callable[..., NoteOut]) -> None:
    (row,) = written(FORMAT, HEADER, note_out())
    assert row["overriddencreatedon"] == "2026-09-03"
    assert "2026-09-03 16:40+02:00" in row["notetext"]


def test_a_long_title_is_shortened_and_counted(note_out: Callable[..., NoteOut]) -> None:
    rows = written(FORMAT, HEADER, note_out(title="crane " * 200, body="word " * 30_000))
    assert [row["subject"][-6:] for row in rows] == [" (1/2)", " (2/2)"]
    assert all(len(row["subject"]) <= SUBJECT_LIMIT and "…" in row["subject"] for row in rows)
