"""Which rows of a calendar are calls, under which key, and who is invited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.services.calendar_rows import guests_of, is_call, key_of
from tests.services.test_calls_in import HOUR, NOW, ROW


def test_a_row_without_a_uid_is_known_by_title_and_start() -> None:
    assert key_of(replace(ROW, recurrence_id="20260305")) == ("u1@calendar", "20260305")
    bare = replace(ROW, uid="", recurrence_id="20260305")
    assert key_of(bare) == ("Berth demo 2026-03-04T10:30:15.123000+00:00", "")
    assert key_of(bare) != key_of(replace(bare, starts_at=NOW))


@pytest.mark.parametrize(
    ("fields", "call"),
    [
        ({}, True),
        ({"all_day": True}, False),
        ({"title": "  "}, False),
        ({"ends_at": ROW.starts_at}, False),
        ({"ends_at": ROW.starts_at + timedelta(hours=24)}, True),
        ({"ends_at": ROW.starts_at + timedelta(hours=24, seconds=1)}, False),
    ],
)
def test_what_is_a_call(fields: dict[str, object], call: bool) -> None:
    assert is_call(replace(ROW, **fields)) is call  # type: ignore[arg-type]


def test_guests_come_once_and_rooms_are_none() -> None:
    row = replace(
        ROW,
        ends_at=ROW.starts_at + HOUR,
        organizer="Mira <mira@sell.example>",
        attendees=(
            "Bo",
            "MIRA@sell.example",
            " ",
            "Pier <c_1@resource.calendar.google.com>",
            "ana@quay.example",
        ),
    )
    assert guests_of(row) == (
        ("Mira", "mira@sell.example"),
        ("Bo", ""),
        ("ana@quay.example", "ana@quay.example"),
    )
