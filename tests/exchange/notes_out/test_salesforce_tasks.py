from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.salesforce_tasks import FORMAT, HEADER
from se_desk.exchange.sanitising import starts_like_formula
from tests.exchange.notes_out import csv_reading
from tests.exchange.notes_out.csv_reading import units
from tests.exchange.notes_out.samples import DEAL, LONG_NOTE_OUT

MARKER = re.compile(r"\[sedesk:[0-9a-f-]{36}:r\d+\]$")


def written(*notes: NoteOut) -> list[dict[str, str]]:
    return csv_reading.written(FORMAT, HEADER, *notes)


@settings(deadline=None, max_examples=80)
@given(LONG_NOTE_OUT)
def test_any_note_keeps_every_limit(note: NoteOut) -> None:
    rows = written(note)
    for number, row in enumerate(rows, 1):
        assert units(row["Subject"]) <= 255 and row["Subject"].startswith("SE note:")
        assert units(row["Description"]) <= 32_000 and MARKER.search(row["Description"])
        assert re.match(r"\d{4}-\d\d-\d\d ", row["Description"])
        assert date.fromisoformat(row["ActivityDate"])
        assert re.fullmatch(r"([A-Za-z0-9]{15}|[A-Za-z0-9]{18})?", row["WhatId"])
        assert (row["Status"], row["Priority"]) == ("Completed", "Normal")
        assert not any(map(starts_like_formula, row.values()))
        if len(rows) > 1:
            assert row["Subject"].endswith(f" ({number}/{len(rows)})")


def test_a_long_note_is_split_between_paragraphs_and_loses_nothing(note_out: Callable[..., NoteOut]) -> None:
    paragraphs = [f"Paragraph {n} " + "word " * 200 for n in range(90)]
    rows = written(note_out(body="\n\n".join(paragraphs)))
    assert [row["Subject"] for row in rows] == [
        f"SE note: What the shift leads said ({n}/3)" for n in (1, 2, 3)
    ]
    bodies = [row["Description"].split("\n\n")[1:-1] for row in rows]
    assert [p for body in bodies for p in body] == [p.strip() for p in paragraphs]
    assert "(part 2/3)" in rows[1]["Description"].split("\n")[0]


def test_a_title_too_long_for_the_subject_stands_whole_in_the_text(note_out: Callable[..., NoteOut]) -> None:
    title = "Gate scanner and rain " * 20
    (row,) = written(note_out(title=title))
    assert row["Subject"].endswith("…")
    assert title.strip() in row["Description"]


@pytest.mark.parametrize(
    ("crm_id", "what_id"),
    [
        ("006Aa00000KQp1x", "006Aa00000KQp1x"),
        (" 006Aa00000KQp1xIAD ", "006Aa00000KQp1xIAD"),
        ("=1+1", ""),
        ("12345678", ""),
        ("", ""),
    ],
)
def test_only_a_record_id_of_salesforce_links_the_task(
    note_out: Callable[..., NoteOut], crm_id: str, what_id: str
) -> None:
    assert written(note_out(deal=replace(DEAL, crm_id=crm_id)))[0]["WhatId"] == what_id


def test_the_task_is_of_the_day_of_the_call(note_out: Callable[..., NoteOut]) -> None:
    assert [row["ActivityDate"] for row in written(note_out(), note_out(call=None))] == ["2026-09-03"] * 2


def test_tabs_become_blanks(note_out: Callable[..., NoteOut]) -> None:
    assert "\t" not in FORMAT.write((note_out(body="```\na\tb\n```"),))[0].data.decode()


def test_no_notes_make_no_file() -> None:
    assert FORMAT.write(()) == ()
