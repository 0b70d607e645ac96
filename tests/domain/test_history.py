"""A deal's timeline: newest day first, newest first within a day, days by each row's own offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.history import Happening, by_day

START = datetime(2026, 3, 4, tzinfo=UTC)


def row(at: datetime, title: str = "x") -> Happening:
    return Happening(noun="note", id=title, at=at, title=title)


def test_order() -> None:
    rows = tuple(row(START + timedelta(hours=h), str(h)) for h in (1, 30, 23, 2))
    assert [(day, [r.title for r in found]) for day, found in by_day(rows)] == [
        (date(2026, 3, 5), ["30"]),
        (date(2026, 3, 4), ["23", "2", "1"]),
    ]


def test_the_day_is_the_one_on_the_wall_there() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert [day for day, _ in by_day((row(late),))] == [date(2026, 3, 4)]
    assert late.astimezone(UTC).date() == date(2026, 3, 5)


def test_nothing_happened() -> None:
    assert by_day(()) == ()


@given(st.lists(st.integers(-10_000, 10_000)))
def test_no_row_is_lost(minutes: list[int]) -> None:
    rows = tuple(row(START + timedelta(minutes=m)) for m in minutes)
    found = [r for _, day in by_day(rows) for r in day]
    assert sorted(r.at for r in found) == sorted(r.at for r in rows)
    assert [r.at for r in found] == sorted((r.at for r in rows), reverse=True)
