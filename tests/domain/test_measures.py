"""Each rule's table of cases: edges, changes of the clock, moved calls, late imports, nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import Clause, Owes, Rule
from se_desk.domain.disagreements import Disagreement, Ending
from se_desk.domain.measures import (
    PRESENTED,
    CallFact,
    Facts,
    InvestmentFact,
    ScrubFact,
    ae_logged_after,
    context_before,
    escalated_after,
    gates_before,
    huddle_before,
    measure_of,
    notes_after,
    scrubs_every,
)
from se_desk.domain.occasions import Measure, Verdict
from se_desk.domain.qualification import GateKind

START = datetime(2026, 3, 4, 9, tzinfo=UTC)
END = START + timedelta(hours=1)
CALL = CallFact(id="c", title="Walk", kind=CallKind.DEMO, starts_at=START, ends_at=END)
H = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
CLAUSE = Clause(id="1", charter_id="c", origin_id="1", position=1, topic="Prep", text="A day ahead.")
KEPT, NOT, UNKNOWN = Verdict.KEPT, Verdict.NOT_KEPT, Verdict.UNKNOWN
BERLIN, SYDNEY = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Sydney")


@pytest.mark.parametrize(
    ("fact", "verdict", "words"),
    [
        (CALL, NOT, "no context received"),
        (replace(CALL, context_received_at=START - 24 * H), KEPT, "context 24 h before"),
        (replace(CALL, context_received_at=START - 24 * H + SECOND), NOT, "context 23 h 59 min before"),
        (replace(CALL, context_received_at=START - 72 * H), KEPT, "context 3 days before"),
        (replace(CALL, context_received_at=START + H), NOT, "context 1 h after the start"),
        # moved: the context that came a day ahead of the old time is two hours ahead of the new one
        (
            replace(CALL, starts_at=START - 22 * H, context_received_at=START - 24 * H),
            NOT,
            "context 2 h before",
        ),
        (
            replace(CALL, starts_at=START + 72 * H, context_received_at=START - H),
            KEPT,
            "context 3 days before",
        ),
        # came on the desk after it began: of what was not written down nothing is known
        (replace(CALL, known_at=START + SECOND), UNKNOWN, "the call came on the desk after it began"),
        (replace(CALL, known_at=START), NOT, "no context received"),
        (
            replace(CALL, known_at=START + 9 * DAY, context_received_at=START - 25 * H),
            KEPT,
            "context 25 h before",
        ),
        (replace(CALL, known_at=START + 9 * DAY, context_received_at=START - H), NOT, "context 1 h before"),
    ],
)
def test_context_counts_from_the_hour_agreed(fact: CallFact, verdict: Verdict, words: str) -> None:
    (found,) = context_before((fact,), 24)
    assert (found.verdict, found.words) == (verdict, words)
    assert (found.noun, found.id, found.title, found.on) == ("call", "c", "Walk", fact.starts_at.date())


@pytest.mark.parametrize(
    ("zone", "starts", "received", "verdict"),
    [
        # the night the clock goes forward has 23 hours, the one it goes back 25
        (BERLIN, "2026-03-29T09:00", "2026-03-28T09:00", NOT),
        (BERLIN, "2026-03-29T09:00", "2026-03-28T08:00", KEPT),
        (BERLIN, "2026-10-25T09:00", "2026-10-24T09:00", KEPT),
        (BERLIN, "2026-10-25T09:00", "2026-10-24T10:00", KEPT),
        (BERLIN, "2026-10-25T09:00", "2026-10-24T10:01", NOT),
        (SYDNEY, "2026-10-04T09:00", "2026-10-03T09:00", NOT),
        (SYDNEY, "2026-04-05T09:00", "2026-04-04T10:00", KEPT),
    ],
)
def test_hours_run_on_through_a_change_of_the_clock(
    zone: ZoneInfo, starts: str, received: str, verdict: Verdict
) -> None:
    start, came = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (starts, received))
    fact = replace(CALL, starts_at=start, ends_at=start + H, context_received_at=came)
    assert context_before((fact,), 24)[0].verdict is verdict
    other = replace(fact, context_received_at=came.astimezone(UTC))
    assert context_before((other,), 24)[0].verdict is verdict


@pytest.mark.parametrize(
    ("fact", "verdict", "words"),
    [
        (CALL, NOT, "no huddle held"),
        (replace(CALL, huddle_held_at=START - H), KEPT, "huddle 1 h before"),
        (replace(CALL, huddle_held_at=START), KEPT, "huddle 0 min before"),
        (replace(CALL, huddle_held_at=START + SECOND), NOT, "huddle 0 min after the start"),
        # moved to an earlier hour, the huddle came after it; moved to a later one it still counts
        (replace(CALL, starts_at=START - 3 * H, huddle_held_at=START - H), NOT, "huddle 2 h after the start"),
        (replace(CALL, starts_at=START + 30 * H, huddle_held_at=START - H), KEPT, "huddle 31 h before"),
        (replace(CALL, known_at=START + H), UNKNOWN, "the call came on the desk after it began"),
        (replace(CALL, kind=CallKind.INTRO, huddle_held_at=START - H), KEPT, "huddle 1 h before"),
    ],
)
def test_a_huddle_counts_before_the_call(fact: CallFact, verdict: Verdict, words: str) -> None:
    (found,) = huddle_before((fact,))
    assert (found.verdict, found.words) == (verdict, words)


@pytest.mark.parametrize("kind", list(CallKind))
def test_a_huddle_is_owed_before_technical_presentations_only(kind: CallKind) -> None:
    found = huddle_before((replace(CALL, kind=kind),))
    assert bool(found) is (kind in PRESENTED)
    late = replace(CALL, kind=kind, huddle_held_at=START + H)
    assert bool(huddle_before((late,))) is (kind in PRESENTED)


@pytest.mark.parametrize(
    ("fact", "now", "verdict"),
    [
        (CALL, END + 2 * H, None),  # the time still runs
        (CALL, END + 24 * H, None),  # exactly a day is still in time
        (CALL, END + 24 * H + SECOND, NOT),
        (replace(CALL, first_note_at=END + H), END + 2 * H, KEPT),
        (replace(CALL, first_note_at=END - H / 2), END + 2 * H, KEPT),  # during the call
        (replace(CALL, first_note_at=END + 24 * H), END + 90 * H, KEPT),
        (replace(CALL, first_note_at=END + 24 * H + SECOND), END + 90 * H, NOT),
        # a late import
        (replace(CALL, known_at=END + 25 * H), END + 90 * H, UNKNOWN),
        (replace(CALL, known_at=END + 25 * H, first_note_at=END + 26 * H), END + 90 * H, UNKNOWN),
        (replace(CALL, known_at=END + 24 * H), END + 90 * H, NOT),
        (replace(CALL, known_at=END + 2 * H, first_note_at=END + 3 * H), END + 90 * H, KEPT),
        # the call was moved to end later than planned, so the note is in time
        (replace(CALL, ends_at=END + 5 * H, first_note_at=END + 28 * H), END + 90 * H, KEPT),
    ],
)
def test_notes_within_a_day(fact: CallFact, now: datetime, verdict: Verdict | None) -> None:
    found = [one.verdict for one in notes_after((fact,), 24, now)]
    assert found == ([] if verdict is None else [verdict])


def test_what_is_said_of_a_note() -> None:
    facts = (
        replace(CALL, first_note_at=END - SECOND),
        replace(CALL, first_note_at=END + 2 * H),
        replace(CALL, first_note_at=END + 26 * H),
        CALL,
    )
    said = [one.words for one in notes_after(facts, 24, END + 90 * H)]
    assert said == ["note during the call", "note 2 h after", "note 26 h after", "no note"]


@pytest.mark.parametrize(
    ("ticked", "now", "found"),
    [
        (None, END + 2 * H, []),
        (None, END + 25 * H, [UNKNOWN]),
        (True, END + 2 * H, [KEPT]),
        (True, END + 25 * H, [KEPT]),
        (False, END + 25 * H, [NOT]),
    ],
)
def test_what_the_ae_logged_is_a_tick(ticked: bool | None, now: datetime, found: list[Verdict]) -> None:
    assert [one.verdict for one in ae_logged_after((replace(CALL, ae_logged=ticked),), 24, now)] == found


ALL = frozenset(GateKind)
MONEY = frozenset({GateKind.BUDGET})


@pytest.mark.parametrize(
    ("evidenced", "required", "verdict", "words"),
    [
        (ALL, ALL, KEPT, "all gates evidenced"),
        (frozenset(), ALL, NOT, "open that day: budget, timeline, sponsor"),
        (MONEY, ALL, NOT, "open that day: timeline, sponsor"),
        (MONEY, MONEY, KEPT, "all gates evidenced"),  # the pair asks for less
        (frozenset(), frozenset(), KEPT, "all gates evidenced"),
    ],
)
def test_gates_by_the_day_it_began(
    evidenced: frozenset[GateKind], required: frozenset[GateKind], verdict: Verdict, words: str
) -> None:
    fact = InvestmentFact(deal_id="d", title="Quay, demo", begun_on=date(2026, 3, 4), evidenced=evidenced)
    (found,) = gates_before((fact,), required)
    assert (found.verdict, found.words, found.id, found.on) == (verdict, words, "d", date(2026, 3, 4))


AGREED = date(2026, 1, 5)  # a Monday


def scrubbed(*days: int, today: int, weeks: int = 2, until: int | None = None) -> list[str]:
    facts = Facts(
        since_on=AGREED,
        until_on=None if until is None else AGREED + until * DAY,
        today=AGREED + today * DAY,
        scrubs=tuple(ScrubFact(str(day), AGREED + day * DAY) for day in days),
    )
    return [one.verdict.value for one in scrubs_every(facts, weeks)]


@pytest.mark.parametrize(
    ("days", "today", "until", "found"),
    [
        ((), 0, None, []),  # the day both agreed
        ((), 12, None, []),  # the first stretch is not over
        ((), 13, None, ["not_kept"]),  # its last day is today
        ((3,), 3, None, ["kept"]),  # held already
        ((3,), 20, None, ["kept"]),
        ((3,), 27, None, ["kept", "not_kept"]),
        ((3, 4), 14, None, ["kept"]),  # two in one stretch are one occasion
        ((13,), 30, None, ["kept", "not_kept"]),
        ((14,), 30, None, ["not_kept", "kept"]),
        ((-1,), 13, None, ["not_kept"]),  # before the day both agreed
        ((3, 17, 31), 45, None, ["kept", "kept", "kept"]),
        ((3,), 60, 20, ["kept"]),  # superseded within the second stretch
        ((3, 18), 60, 20, ["kept", "kept"]),
        ((3, 21), 60, 20, ["kept"]),  # held under the next version
        ((3,), 60, 28, ["kept", "not_kept"]),
    ],
)
def test_scrubs_in_every_stretch(
    days: tuple[int, ...], today: int, until: int | None, found: list[str]
) -> None:
    assert scrubbed(*days, today=today, until=until) == found


def test_scrubs_of_no_charter_and_of_no_weeks_are_not_counted() -> None:
    assert scrubs_every(Facts(), 2) == ()
    assert scrubbed(today=90, weeks=0) == []
    found = scrubs_every(Facts(since_on=AGREED, today=AGREED + 20 * DAY), 1)
    assert [(one.words, one.id, one.on) for one in found][:1] == [("no scrub held", "", date(2026, 1, 11))]


@given(st.lists(st.integers(0, 200), max_size=20), st.integers(0, 200), st.integers(1, 6))
def test_never_more_stretches_than_there_were(days: list[int], today: int, weeks: int) -> None:
    held = [day for day in days if day <= today]
    found = scrubbed(*held, today=today, weeks=weeks)
    assert (today + 1) // (7 * weeks) <= len(found) <= today // (7 * weeks) + 1
    assert found.count("kept") == len({day // (7 * weeks) for day in held})


TALK = Disagreement(id="g", partner_id="p", about="The date in the CRM", raised_on=date(2026, 2, 2))


@pytest.mark.parametrize(
    ("record", "most", "found"),
    [
        (TALK, 1, []),  # nobody has tried yet
        (replace(TALK, attempts=1), 1, []),  # the manager is next
        (replace(TALK, attempts=2), 1, [NOT]),
        (replace(TALK, attempts=2), 2, []),
        (replace(TALK, attempts=1, ending=Ending.SETTLED), 1, [KEPT]),
        (replace(TALK, attempts=2, ending=Ending.SETTLED), 1, [NOT]),
        (replace(TALK, attempts=1, escalated_attempt=1), 1, [KEPT]),
        (replace(TALK, attempts=3, escalated_attempt=1), 1, [KEPT]),
        (replace(TALK, attempts=2, escalated_attempt=2), 1, [NOT]),
        (replace(TALK, attempts=1, ending=Ending.LEFT), 1, [NOT]),
        (replace(TALK, attempts=0, ending=Ending.LEFT), 1, [KEPT]),
        (replace(TALK, in_private=False), 1, [NOT]),
        (replace(TALK, in_private=False, attempts=1, ending=Ending.SETTLED), 1, [NOT]),
    ],
)
def test_disagreements_go_their_way(record: Disagreement, most: int, found: list[Verdict]) -> None:
    assert [one.verdict for one in escalated_after((record,), most)] == found


FACTS = Facts(
    since_on=date(2026, 2, 18),
    today=date(2026, 3, 6),
    calls=(
        replace(CALL, context_received_at=START - 12 * H, first_note_at=END + 6 * H, ae_logged=True),
        replace(CALL, context_received_at=START - 30 * H, huddle_held_at=START, first_note_at=END + 20 * H),
    ),
    investments=(InvestmentFact(begun_on=date(2026, 3, 4)),),
    scrubs=(ScrubFact("s", date(2026, 2, 20)),),
    disagreements=(replace(TALK, attempts=1, ending=Ending.SETTLED),),
)


@pytest.mark.parametrize(
    ("rule", "amount", "found"),
    [
        (None, None, []),
        (Rule.CONTEXT_BEFORE_CALL, None, [Measure(1, 2)]),
        (Rule.CONTEXT_BEFORE_CALL, 12, [Measure(2, 2)]),
        (Rule.HUDDLE_BEFORE_CALL, None, [Measure(1, 2)]),
        (Rule.NOTES_AFTER_CALL, None, [Measure(2, 2), Measure(1, 1)]),
        (Rule.NOTES_AFTER_CALL, 8, [Measure(1, 2), Measure(1, 1)]),
        (Rule.GATES_BEFORE_DEMO, None, [Measure(0, 1)]),
        (Rule.SCRUB_EVERY_WEEKS, 2, [Measure(1, 1)]),
        (Rule.ESCALATED_AFTER, 1, [Measure(1, 1)]),
    ],
)
def test_each_rule_asks_its_own_facts(rule: Rule | None, amount: int | None, found: list[Measure]) -> None:
    clause = replace(CLAUSE, rule=rule, amount=amount)
    assert [half.measure for half in measure_of(clause, FACTS, END + 48 * H)] == found
    empty = [half.measure for half in measure_of(clause, Facts(), END + 48 * H)]
    assert all(measure == Measure(0, 0) for measure in empty)


@pytest.mark.parametrize(
    ("owes", "halves"),
    [(Owes.AE, [Owes.AE]), (Owes.SE, [Owes.SE]), (Owes.BOTH, [Owes.SE, Owes.AE])],
)
def test_logging_is_counted_for_whoever_owes_it(owes: Owes, halves: list[Owes]) -> None:
    clause = replace(CLAUSE, rule=Rule.NOTES_AFTER_CALL, owes=owes)
    assert [half.owes for half in measure_of(clause, FACTS, END + 48 * H)] == halves
    prep = replace(CLAUSE, rule=Rule.CONTEXT_BEFORE_CALL, owes=owes)
    assert [half.owes for half in measure_of(prep, FACTS, END + 48 * H)] == [owes]
