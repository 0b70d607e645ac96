"""The figures of a quarter cost what the quarter holds, not what the years before it hold.

What is held with ``--bench`` is the ratio: a desk of 5,000 deals and 20,000 calls in five years, beside one
that holds the last of those years alone, read in turn in one run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal, NoGo, Outcome
from se_desk.domain.ids import new_id
from se_desk.domain.notes import Note
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import rows
from se_desk.storage.store import open_store
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from tests.benchmarks.figures import Figure, milliseconds

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEARS, MOST = 5, 2.0
OUTCOMES = (Outcome.WON, Outcome.LOST, Outcome.DISQUALIFIED, Outcome.WON, None)


def a_deal(number: int, came: date) -> Deal:
    outcome = OUTCOMES[number % len(OUTCOMES)]
    return Deal(
        id=f"deal-{number:05}",
        title=f"Rounds {number}",
        account=f"Account {number * 7919 % 10_007}",
        crm_id=f"006{number}" if number % 2 else "",
        came_on=came,
        discovery_on=came + 5 * DAY,
        demo_on=came + 20 * DAY,
        poc_on=came + 30 * DAY if number % 3 == 0 else None,
        sign_off_on=came + (40 + number % 30) * DAY if number % 3 == 0 else None,
        value_minor=number % 900 * 100_000,
        value_currency="EUR",
        outcome=outcome,
        outcome_on=came + 80 * DAY if outcome else None,
        no_go=NoGo.TECHNICAL_FIT if outcome is Outcome.DISQUALIFIED and number % 2 else None,
        changed_at=NOW,
    )


def calls_of(deal: Deal, number: int) -> Iterator[Call]:
    for turn in range(4):
        at = datetime(deal.came_on.year, deal.came_on.month, deal.came_on.day, 9, tzinfo=UTC)
        at += (5 + turn * 15) * DAY + number % 7 * HOUR
        kind = CallKind.DEMO if turn == 1 else CallKind.TECHNICAL
        yield Call(
            id=new_id(at - 3 * DAY, number * 4 + turn),
            deal_id=deal.id,
            title=f"Call {turn}",
            kind=kind,
            starts_at=at,
            ends_at=at + HOUR,
        )


def note_of(call: Call, number: int) -> Note:
    at = call.ends_at + number % 30 * HOUR
    return Note(
        id=f"note-{call.id}",
        deal_id=call.deal_id,
        call_id=call.id,
        title=f"Note {number}",
        body="What was said.",
        written_at=at,
        changed_at=at,
    )


def filled(path: Path, years: int, deals_a_year: int) -> Desk:
    desk = Desk(open_store(path, KEY, create=True), MovableClock(NOW))
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin", currency="EUR")
    many = years * deals_a_year
    step = timedelta(days=365) * years / many
    made = [a_deal(n, (NOW - years * timedelta(days=365) + n * step).date()) for n in range(many)]
    held = [call for number, deal in enumerate(made) for call in calls_of(deal, number)]
    with desk.store.writing() as conn:
        rows.insert_many(conn, deals, made)
        rows.insert_many(conn, calls, held)
        rows.insert_many(conn, notes, [note_of(call, number) for number, call in enumerate(held)])
    return desk


@pytest.fixture
def pair(tmp_path: Path, at_length: bool) -> Iterator[tuple[Desk, Desk]]:
    """A desk of five years, and one of the last of them."""
    a_year = 1_000 if at_length else 20
    both = (filled(tmp_path / "long.db", YEARS, a_year), filled(tmp_path / "short.db", 1, a_year))
    yield both
    for desk in both:
        desk.close()


def test_years_before_do_not_slow_a_quarter(
    pair: tuple[Desk, Desk], at_length: bool, note_down: Callable[[Figure], None]
) -> None:
    long, short = pair
    counted = long.metrics.page()
    assert counted.here.wins.share.n and counted.here.notes.share.n and counted.here.cycle.days.n
    took: tuple[list[float], list[float]] = ([], [])
    for turn in range(16 if at_length else 2):
        for desk, spent in zip(pair, took, strict=True):
            one = milliseconds(lambda desk=desk: desk.metrics.page())  # type: ignore[misc]
            if turn:  # the first one loads what is loaded once
                spent.append(one)
    name = "Metrics of a quarter, 5,000 deals and 20,000 calls, beside one year of them"
    figure = Figure(name, tuple(took[0]), tuple(took[1]), f"ratio {MOST}")
    note_down(figure)
    if at_length:
        assert median(figure.ours) <= MOST * median(figure.floor), figure.cells
    assert len(short.metrics.page().trend) == 6
