"""Counting how clauses were kept: tables of moments, edges included."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.charters import Clause, Rule
from se_desk.domain.measures import (
    CallFact,
    Facts,
    InvestmentFact,
    Measure,
    context_before,
    gates_before,
    huddle_before,
    measure_of,
    notes_after,
)

START = datetime(2026, 3, 4, 9, tzinfo=UTC)
END = START + timedelta(hours=1)
CALL = CallFact(starts_at=START, ends_at=END)
H = timedelta(hours=1)
SECOND = timedelta(seconds=1)
CLAUSE = Clause(id="1", charter_id="c", origin_id="1", position=1, topic="Prep", text="A day ahead.")


@pytest.mark.parametrize(
    ("measure", "percent", "enough", "said"),
    [
        (Measure(0, 0), None, False, "no occasion yet"),
        (Measure(3, 4), 75, False, "3 of 4"),
        (Measure(4, 5), 80, True, "4 of 5, 80 %"),
        (Measure(199, 200), 99, True, "199 of 200, 99 %"),
        (Measure(7, 7), 100, True, "7 of 7, 100 %"),
        (Measure(0, 9), 0, True, "0 of 9, 0 %"),
    ],
)
def test_how_a_measure_is_said(measure: Measure, percent: int | None, enough: bool, said: str) -> None:
    assert (measure.percent, measure.is_enough, measure.say()) == (percent, enough, said)


@pytest.mark.parametrize(
    ("measure", "target", "meets"),
    [
        (Measure(4, 5), 80, True),
        (Measure(3, 5), 80, False),
        (Measure(4, 5), None, None),
        (Measure(4, 4), 80, None),
        (Measure(0, 0), 80, None),
        (Measure(2, 6), 34, False),  # 33.3 % is under 34
    ],
)
def test_whether_a_target_is_met(measure: Measure, target: int | None, meets: bool | None) -> None:
    assert measure.meets(target) is meets


@given(st.integers(0, 500), st.integers(5, 500), st.integers(1, 100))
def test_the_number_shown_never_contradicts_the_target(kept: int, of: int, target: int) -> None:
    measure = Measure(min(kept, of), of)
    shown = measure.percent
    assert shown is not None
    assert measure.meets(target) is (shown >= target)


@pytest.mark.parametrize(
    ("received_at", "kept"),
    [
        (None, 0),
        (START - 24 * H, 1),
        (START - 24 * H + SECOND, 0),
        (START - 48 * H, 1),
        (START + H, 0),
    ],
)
def test_context_counts_from_the_hour_agreed(received_at: datetime | None, kept: int) -> None:
    assert context_before((replace(CALL, context_received_at=received_at),), 24) == Measure(kept, 1)


@pytest.mark.parametrize(("held_at", "kept"), [(None, 0), (START - H, 1), (START, 1), (START + SECOND, 0)])
def test_a_huddle_counts_before_the_call(held_at: datetime | None, kept: int) -> None:
    assert huddle_before((replace(CALL, huddle_held_at=held_at),)) == Measure(kept, 1)


@pytest.mark.parametrize(
    ("first_note_at", "now", "found"),
    [
        (None, END + 2 * H, Measure(0, 0)),  # the clock still runs
        (None, END + 24 * H, Measure(0, 0)),  # exactly a day is still in time
        (None, END + 24 * H + SECOND, Measure(0, 1)),
        (END + H, END + 2 * H, Measure(1, 1)),
        (END - H / 2, END + 2 * H, Measure(1, 1)),  # written during the call
        (END + 24 * H, END + 90 * H, Measure(1, 1)),
        (END + 24 * H + SECOND, END + 90 * H, Measure(0, 1)),
    ],
)
def test_notes_within_a_day(first_note_at: datetime | None, now: datetime, found: Measure) -> None:
    assert notes_after((replace(CALL, first_note_at=first_note_at),), 24, now) == found


@pytest.mark.parametrize(
    ("evidenced_on", "kept"),
    [(None, 0), (date(2026, 3, 3), 1), (date(2026, 3, 4), 1), (date(2026, 3, 5), 0)],
)
def test_gates_by_the_day_it_began(evidenced_on: date | None, kept: int) -> None:
    fact = InvestmentFact(begun_on=date(2026, 3, 4), evidenced_on=evidenced_on)
    assert gates_before((fact,)) == Measure(kept, 1)


FACTS = Facts(
    calls=(
        replace(CALL, context_received_at=START - 12 * H, first_note_at=END + 6 * H),
        replace(CALL, context_received_at=START - 30 * H, huddle_held_at=START, first_note_at=END + 20 * H),
    ),
    investments=(InvestmentFact(begun_on=date(2026, 3, 4)),),
)


@pytest.mark.parametrize(
    ("rule", "amount", "found"),
    [
        (None, None, None),
        (Rule.CONTEXT_BEFORE_CALL, None, Measure(1, 2)),
        (Rule.CONTEXT_BEFORE_CALL, 12, Measure(2, 2)),
        (Rule.HUDDLE_BEFORE_CALL, None, Measure(1, 2)),
        (Rule.NOTES_AFTER_CALL, None, Measure(2, 2)),
        (Rule.NOTES_AFTER_CALL, 8, Measure(1, 2)),
        (Rule.GATES_BEFORE_DEMO, None, Measure(0, 1)),
        (Rule.SCRUB_EVERY_WEEKS, 2, None),
        (Rule.ESCALATED_AFTER, 1, None),
    ],
)
def test_each_rule_asks_its_own_facts(rule: Rule | None, amount: int | None, found: Measure | None) -> None:
    clause = replace(CLAUSE, rule=rule, amount=amount)
    assert measure_of(clause, FACTS, END + 48 * H) == found
