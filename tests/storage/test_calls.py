"""Statements of calls: what lies when, what was written about it, who was there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from se_desk.domain.calls import Attendee, Call, CallKind, Jot
from se_desk.domain.errors import NotFound
from se_desk.storage import calls as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import notes as note_rows
from se_desk.storage.store import Store
from tests.storage.conftest import a_deal, a_note

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_call(key: str = "c1", hours: float = 0, length: float = 1, **fields: object) -> Call:
    """A call of the deal ``d1`` that starts ``hours`` after noon."""
    starts_at = NOON + hours * HOUR
    given: dict[str, object] = {
        "id": key,
        "deal_id": "d1",
        "title": "Walk through the cold store",
        "starts_at": starts_at,
        "ends_at": starts_at + length * HOUR,
    }
    return Call(**(given | fields))  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    """A desk with the deal ``d1``."""
    with store.writing() as conn:
        deal_rows.insert(conn, a_deal())
    return store


def _keep(store: Store, *calls: Call) -> None:
    with store.writing() as conn:
        for call in calls:
            statements.insert(conn, call)


def test_every_field_comes_back(filled: Store) -> None:
    full = a_call(
        kind=CallKind.POC,
        agenda_confirmed=True,
        agenda="Sensors first",
        context="They run two shifts",
        context_received_at=NOON - HOUR,
        uid="uid-1@calendar",
        recurrence_id="20260302T120000Z",
        cancelled=True,
    )
    _keep(filled, full)
    with filled.reading() as conn:
        assert statements.get(conn, "c1") == full
        assert statements.of_calendar(conn) == (full,)
    with filled.writing() as conn:
        statements.update(conn, a_call(title="Second walk"))
    with filled.reading() as conn:
        assert statements.get(conn, "c1") == a_call(title="Second walk")
        assert statements.of_calendar(conn) == ()


def test_what_is_not_there(store: Store) -> None:
    with store.reading() as conn:
        assert statements.find_next(conn, NOON) is None
        assert statements.find_current(conn, NOON) is None
        assert statements.first_notes(conn, ()) == {}
        for get in (statements.get, statements.get_attendee, statements.get_jot):
            with pytest.raises(NotFound):
                get(conn, "nowhere")
    with store.writing() as conn, pytest.raises(NotFound):
        statements.delete_attendee(conn, "nowhere")


def test_calls_in_their_order(filled: Store) -> None:
    late, early, off = a_call("c1", 5), a_call("c2", -3), a_call("c3", 1, cancelled=True)
    _keep(filled, late, early, off)
    with filled.reading() as conn:
        assert statements.all_calls(conn) == (early, off, late)
        assert statements.of_deal(conn, "d1") == (early, off, late)
        assert statements.of_deal(conn, "d2") == ()


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (0, 1, True),
        (-2, 0, False),  # ends as the call begins
        (1, 2, False),  # begins as the call ends
        (0.5, 0.6, True),
        (-1, 0.001, True),
        (0.999, 3, True),
    ],
)
def test_between_takes_what_overlaps(filled: Store, first: float, last: float, found: bool) -> None:
    _keep(filled, a_call(), a_call("c2", cancelled=True))
    with filled.reading() as conn:
        calls = statements.between(conn, NOON + first * HOUR, NOON + last * HOUR)
    assert bool(calls) is found


def test_next_and_current_to_the_millisecond(filled: Store) -> None:
    first, second = a_call("c1"), a_call("c2", 0.5, 1)
    _keep(filled, first, second, a_call("c3", -1, 9, cancelled=True))
    millisecond = timedelta(milliseconds=1)
    with filled.reading() as conn:
        assert statements.find_next(conn, NOON - millisecond) == first
        assert statements.find_current(conn, NOON - millisecond) is None
        assert statements.find_next(conn, NOON) == second
        assert statements.find_current(conn, NOON) == first
        assert statements.find_current(conn, NOON + 0.75 * HOUR) == second
        assert statements.find_current(conn, NOON + 1.5 * HOUR - millisecond) == second
        assert statements.find_current(conn, NOON + 1.5 * HOUR) is None


def test_of_two_that_begin_together_the_shorter_is_current(filled: Store) -> None:
    _keep(filled, a_call("c1", 0, 3), a_call("c2", 0, 1))
    with filled.reading() as conn:
        found = statements.find_current(conn, NOON)
    assert found is not None
    assert found.id == "c2"


def test_ended_and_held(filled: Store) -> None:
    _keep(
        filled,
        a_call("c1", -1),
        a_call("c2", -3),
        a_call("c3", 0),
        a_call("c4", -2, cancelled=True),
        a_call("c5", -2, deal_id=None),
        a_call("c6", -50),
    )
    with filled.reading() as conn:
        assert [call.id for call in statements.ended(conn, NOON - 24 * HOUR, NOON)] == ["c2", "c1"]
        assert [call.id for call in statements.ended(conn, NOON, NOON)] == ["c1"]
        assert statements.count_held(conn, "d1", NOON) == 3
        assert statements.count_held(conn, "d1", NOON + HOUR) == 4


EAST = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("written", "saved", "logged"),
    [
        (0, [0], 0.0),  # begun with the call
        (2, [2, 3], 2.0),  # written afterwards
        (-2, [-2, -1], None),  # prepared and never touched again
        (-2, [-1, 0.5, 4], 0.5),  # prepared, then written in during the call
    ],
)
def test_only_writing_from_the_start_on_logs_a_call(
    filled: Store, written: float, saved: list[float], logged: float | None
) -> None:
    _keep(filled, a_call(), a_call("c2"))
    at = (NOON + written * HOUR).astimezone(EAST)  # another offset than the call's: instants count
    with filled.writing() as conn:
        note_rows.insert(conn, a_note(call_id="c1", body="They asked twice", written_at=at, changed_at=at))
        for number, hours in enumerate(saved, 1):
            saved_at = (NOON + hours * HOUR).astimezone(EAST)
            note = a_note(revision=number, changed_at=saved_at)
            note_rows.begin_revision(conn, note, f"r{number}")
    with filled.reading() as conn:
        found = statements.first_notes(conn, ("c1", "c2"))
        assert statements.first_notes(conn, ("c2",)) == {}
    assert found == ({} if logged is None else {"c1": NOON + logged * HOUR})


@pytest.mark.parametrize(
    "fields", [{"body": " "}, {"body": "x", "trashed_at": NOON}, {"body": "x", "call_id": None}]
)
def test_notes_that_log_nothing(filled: Store, fields: dict[str, object]) -> None:
    _keep(filled, a_call())
    later = NOON + HOUR
    with filled.writing() as conn:
        note_rows.insert(conn, a_note(**({"call_id": "c1", "written_at": later} | fields)))
    with filled.reading() as conn:
        assert statements.first_notes(conn, ("c1",)) == {}


def test_the_first_of_several_notes_counts(filled: Store) -> None:
    _keep(filled, a_call())
    with filled.writing() as conn:
        for key, hours in (("n1", 3), ("n2", 1), ("n3", 2)):
            note_rows.insert(conn, a_note(key, call_id="c1", body="x", written_at=NOON + hours * HOUR))
    with filled.reading() as conn:
        assert statements.first_notes(conn, ("c1",)) == {"c1": NOON + HOUR}


def test_attendees_with_the_customer_first(filled: Store) -> None:
    _keep(filled, a_call(), a_call("c2"))
    people = [
        Attendee(id="a1", call_id="c1", name="Zoë Aldana", ours=True),
        Attendee(id="a2", call_id="c1", name="ruben Faye", email="r@x.example", title="CIO"),
        Attendee(id="a3", call_id="c1", name="Nadia Brandt", title_confirmed=True),
        Attendee(id="a4", call_id="c2", name="Yusuf Lind"),
    ]
    with filled.writing() as conn:
        for one in people:
            statements.insert_attendee(conn, one)
    with filled.reading() as conn:
        assert [one.id for one in statements.attendees_of(conn, "c1")] == ["a3", "a2", "a1"]
        assert len(statements.attendees_of(conn, "c1", "c2")) == 4
        assert statements.get_attendee(conn, "a2") == people[1]
    with filled.writing() as conn:
        statements.delete_attendee(conn, "a1")
        statements.update_attendee(conn, Attendee(id="a4", call_id="c2", name="Yusuf Lindgren"))
    with filled.reading() as conn:
        assert len(statements.attendees_of(conn, "c1")) == 2
        assert statements.get_attendee(conn, "a4").name == "Yusuf Lindgren"


def test_jots_in_the_order_they_were_typed(filled: Store) -> None:
    _keep(filled, a_call())
    with filled.writing() as conn:
        statements.insert_jot(conn, Jot(id="j1", call_id="c1", text="Later", jotted_at=NOON + HOUR))
        statements.insert_jot(conn, Jot(id="j2", call_id="c1", text="Sooner", jotted_at=NOON))
    with filled.reading() as conn:
        assert [jot.text for jot in statements.jots_of(conn, "c1")] == ["Sooner", "Later"]
    flagged = Jot(id="j1", call_id="c1", text="Later", jotted_at=NOON + HOUR, flag_seq=7)
    with filled.writing() as conn:
        statements.update_jot(conn, flagged)
    with filled.reading() as conn:
        assert statements.get_jot(conn, "j1") == flagged
