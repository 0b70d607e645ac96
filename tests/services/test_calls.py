"""Verbs of calls on a real desk: exact moments, who attends, the clock that runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import Ambiguous, BadInput, NotFound
from se_desk.domain.note_clock import ClockState
from se_desk.domain.notes import NoteKind
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from tests.services.conftest import KEY, NOW, SE

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, MINUTE, MILLISECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(milliseconds=1)


@pytest.fixture
def call(desk: Desk, deal: Deal, heard: list[Change]) -> Call:
    """A call of ``deal`` that begins 42 minutes from now and takes an hour."""
    planned = desk.calls.plan("Berth demo", NOW + 42 * MINUTE, deal_id=deal.id, kind=CallKind.DEMO)
    heard.clear()
    return planned


def test_a_planned_call_is_kept_as_it_was_said(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    planned = desk.calls.plan(
        "  Berth demo ",
        NOW + HOUR,
        minutes=45,
        deal_id=deal.id,
        kind=CallKind.DEMO,
        agenda="Tides, then cranes",
        agenda_confirmed=True,
        author="me",
    )
    assert desk.calls.get(planned.id) == planned
    assert (planned.title, planned.minutes, planned.kind) == ("Berth demo", 45, CallKind.DEMO)
    assert (planned.agenda, planned.agenda_confirmed) == ("Tides, then cranes", True)
    assert planned.starts_at == NOW + HOUR
    assert planned.starts_at.utcoffset() == HOUR  # said in Berlin's winter time
    assert heard == [Change(Noun.CALL, planned.id, deal.id, "me")]
    assert desk.calls.of_deal(deal.id) == (planned,)


@pytest.mark.parametrize(("title", "minutes"), [("  ", 60), ("Demo", 0), ("Demo", -5), ("Demo", 24 * 60 + 1)])
def test_calls_that_cannot_be(desk: Desk, heard: list[Change], title: str, minutes: int) -> None:
    with pytest.raises(BadInput):
        desk.calls.plan(title, NOW, minutes=minutes)
    assert heard == []
    assert desk.calls.next_call(NOW - HOUR) is None


def test_a_call_of_a_deal_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.calls.plan("Demo", NOW, deal_id="nowhere")


@pytest.mark.parametrize(
    ("wall", "minutes", "starts", "ends"),
    [
        # The clocks skip 02:00 to 03:00 on 29 March 2026, and take it twice on 25 October.
        (
            datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN),
            60,
            "2026-03-29T01:30:00+01:00",
            "2026-03-29T03:30:00+02:00",
        ),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
            60,
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:30:00+01:00",
        ),
        (
            datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
            30,
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T03:00:00+01:00",
        ),
        (
            datetime(2026, 7, 1, 14, 0, tzinfo=BERLIN),
            25,
            "2026-07-01T14:00:00+02:00",
            "2026-07-01T14:25:00+02:00",
        ),
    ],
)
def test_an_hour_is_an_hour_when_clocks_change(
    desk: Desk, wall: datetime, minutes: int, starts: str, ends: str
) -> None:
    planned = desk.calls.plan("Night shift", wall, minutes=minutes)
    assert (planned.starts_at.isoformat(), planned.ends_at.isoformat()) == (starts, ends)
    assert planned.ends_at - planned.starts_at == minutes * MINUTE
    assert desk.calls.get(planned.id).starts_at.isoformat() == starts


def test_moving_a_call_over_a_change_of_clocks_keeps_its_length(desk: Desk) -> None:
    planned = desk.calls.plan("Night shift", datetime(2026, 3, 28, 1, 30, tzinfo=BERLIN), minutes=90)
    moved = desk.calls.change(planned.id, starts_at=datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN))
    assert moved.ends_at.isoformat() == "2026-03-29T04:00:00+02:00"
    longer = desk.calls.change(planned.id, starts_at=moved.starts_at, ends_at=moved.ends_at + HOUR)
    assert longer.minutes == 150


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(after=st.integers(0, 20 * 366 * 86_400_000), minutes=st.integers(1, 24 * 60))
def test_moments_come_back_to_the_millisecond(desk: Desk, after: int, minutes: int) -> None:
    starts_at = NOW + after * MILLISECOND
    kept = desk.calls.get(desk.calls.plan("Any", starts_at, minutes=minutes).id)
    assert (kept.starts_at, kept.minutes) == (starts_at, minutes)
    assert kept.starts_at.utcoffset() == starts_at.astimezone(BERLIN).utcoffset()
    assert kept.ends_at.utcoffset() == kept.ends_at.astimezone(BERLIN).utcoffset()


def test_fields_that_can_be_set(desk: Desk, deal: Deal, call: Call, heard: list[Change]) -> None:
    other = desk.deals.open("Pilot boats", "Rennweg Harbour")
    heard.clear()
    changed = desk.calls.change(call.id, title="Second demo", deal_id=other.id, author="me")
    assert (changed.title, changed.deal_id) == ("Second demo", other.id)
    assert heard == [
        Change(Noun.CALL, call.id, deal.id, "me"),
        Change(Noun.CALL, call.id, other.id, "me"),
    ]
    for field in ("id", "uid", "context_received_at", "colour"):
        with pytest.raises(TypeError):
            desk.calls.change(call.id, **{field: "x"})
    with pytest.raises(BadInput):
        desk.calls.change(call.id, title=" ")
    with pytest.raises(NotFound):
        desk.calls.change("nowhere", title="x")


def test_a_cancelled_call_stays_and_is_out_of_the_way(desk: Desk, call: Call, clock: MovableClock) -> None:
    assert desk.calls.cancel(call.id).cancelled
    assert desk.calls.next_call() is None
    assert desk.calls.between(NOW, NOW + 5 * HOUR) == ()
    assert desk.calls.of_deal(call.deal_id or "")[0].cancelled
    assert desk.calls.view(call.id).ambush == ""
    clock.move(3 * HOUR)
    assert desk.calls.current(NOW + HOUR) is None
    assert desk.calls.to_log() == ()
    assert desk.calls.view(call.id).clock is None


def test_the_agenda_is_confirmed(desk: Desk, call: Call) -> None:
    desk.calls.change(call.id, agenda="Tides")
    assert desk.calls.confirm_agenda(call.id).agenda == "Tides"
    confirmed = desk.calls.confirm_agenda(call.id, "Cranes")
    assert (confirmed.agenda, confirmed.agenda_confirmed) == ("Cranes", True)
    assert not desk.calls.confirm_agenda(call.id, confirmed=False).agenda_confirmed


def test_context_with_the_moment_it_came(desk: Desk, call: Call, heard: list[Change]) -> None:
    came = desk.calls.receive_context(call.id, "Two yards, one system")
    assert (came.context, came.context_received_at) == ("Two yards, one system", desk.now())
    earlier = desk.calls.receive_context(call.id, "Sent by mail", NOW - 26 * HOUR, author="me")
    assert earlier.context_received_at == NOW - 26 * HOUR
    assert heard[-1] == Change(Noun.CALL, call.id, call.deal_id, "me")
    with pytest.raises(BadInput):
        desk.calls.receive_context(call.id, "x", NOW + MILLISECOND)


def test_attendees_and_the_words_of_an_ambush(desk: Desk, call: Call, heard: list[Change]) -> None:
    assert desk.calls.view(call.id).ambush == "The agenda is not confirmed"
    ana = desk.calls.attend(call.id, " Ana Sollberg ", title="Harbour master", author="me")
    ours = desk.calls.attend(call.id, SE, ours=True)
    assert heard[0] == Change(Noun.CALL, call.id, call.deal_id, "me")
    assert ana.name == "Ana Sollberg"
    desk.calls.confirm_agenda(call.id)
    view = desk.calls.view(call.id)
    assert view.ambush == "Titles are not confirmed for Ana Sollberg"
    assert view.attendees == desk.calls.attendees(call.id) == (ana, ours)
    assert view.customers == (ana,)
    changed = desk.calls.change_attendee(ana.id, title_confirmed=True)
    assert changed.title_confirmed
    assert desk.calls.view(call.id).ambush == ""
    assert not desk.calls.change_attendee(ana.id, title=" ").title_confirmed
    desk.calls.leave(ana.id)
    assert desk.calls.attendees(call.id) == (ours,)
    assert heard[-1] == Change(Noun.CALL, call.id, call.deal_id)
    with pytest.raises(NotFound):
        desk.calls.leave(ana.id)


def test_attendees_that_cannot_be(desk: Desk, call: Call) -> None:
    with pytest.raises(BadInput):
        desk.calls.attend(call.id, "  ")
    assert desk.calls.attend(call.id, "", email="gate@quays.example").name == "gate@quays.example"
    someone = desk.calls.attend(call.id, "Ana")
    for fields in ({"id": "x"}, {"call_id": "x"}, {"shoe_size": 44}):
        with pytest.raises(TypeError):
            desk.calls.change_attendee(someone.id, **fields)


@pytest.mark.parametrize(
    ("name", "email", "ours", "title"),
    [
        ("Somebody", "ANA@quays.example", False, "Harbour master"),
        ("ana sollberg", "", False, "Harbour master"),
        ("Somebody", "", False, ""),
        ("Ana Sollberg", "", True, ""),
    ],
)
def test_a_known_stakeholder_lends_the_title(
    desk: Desk, call: Call, name: str, email: str, ours: bool, title: str
) -> None:
    desk.people.add(
        call.deal_id or "",
        "Ana Sollberg",
        title="Harbour master",
        title_confirmed=True,
        email="ana@quays.example",
    )
    came = desk.calls.attend(call.id, name, email=email, ours=ours)
    assert (came.title, came.title_confirmed) == (title, bool(title))
    assert desk.calls.attend(call.id, "Ana Sollberg", title="Guest").title == "Guest"


def test_jots(desk: Desk, call: Call, clock: MovableClock, heard: list[Change]) -> None:
    first = desk.calls.jot(call.id, " Tide tables are on paper ", author="card")
    clock.move(90 * MILLISECOND)
    second = desk.calls.jot(call.id, "Nobody owns the crane data")
    assert desk.calls.jots(call.id) == (first, second)
    assert (first.text, second.jotted_at) == ("Tide tables are on paper", NOW + 90 * MILLISECOND)
    assert heard[0] == Change(Noun.CALL, call.id, call.deal_id, "card")
    assert desk.calls.flag_jot(second.id, 4).flag_seq == 4
    assert desk.calls.jots(call.id)[1].flag_seq == 4
    for text in ("", " \n"):
        with pytest.raises(BadInput):
            desk.calls.jot(call.id, text)


def test_next_and_current(desk: Desk, call: Call, clock: MovableClock) -> None:
    private = desk.calls.plan("Dentist", NOW + 3 * HOUR)
    assert desk.calls.next_call() == call
    assert desk.calls.current() is None
    clock.at = call.starts_at
    assert desk.calls.current() == call
    assert desk.calls.next_call() == private
    clock.at = call.ends_at
    assert desk.calls.current() is None
    assert desk.calls.next_call(call.starts_at - MILLISECOND) == call
    assert [view.call for view in desk.calls.views_between(NOW, NOW + 9 * HOUR)] == [call, private]
    assert [view.call for view in desk.calls.views_of_deal(call.deal_id or "")] == [call]


def test_a_view_shows_what_stands_around_a_call(desk: Desk, call: Call, deal: Deal, partner: Partner) -> None:
    begun = desk.huddles.begin(call.id)
    desk.huddles.tick(begun.ticks[0].id)
    view = desk.calls.view(call.id)
    assert (view.deal, view.partner) == (deal, partner)
    assert view.huddle == begun.huddle
    assert (view.ticks_done, len(view.ticks_open)) == (1, 4)
    assert (view.first_note_at, view.clock) == (None, None)
    alone = desk.calls.view(desk.calls.plan("Dentist", NOW).id)
    assert (alone.deal, alone.partner, alone.huddle, alone.ticks) == (None, None, None, ())
    other = desk.calls.plan("Intro", NOW, deal_id=desk.deals.open("Pilot boats", "Rennweg").id)
    assert desk.calls.view(other.id).partner is None


@pytest.mark.parametrize(
    ("after", "state", "words"),
    [
        (-MILLISECOND, None, ""),
        (timedelta(), ClockState.RUNNING, "24 h left"),
        (20 * HOUR - MILLISECOND, ClockState.RUNNING, "4 h left"),
        (20 * HOUR, ClockState.SOON, "4 h left"),
        (24 * HOUR, ClockState.SOON, "0 min left"),
        (24 * HOUR + MILLISECOND, ClockState.OVER, "0 min late"),
        (43 * HOUR + 18 * MINUTE, ClockState.OVER, "19 h 18 min late"),
    ],
)
def test_the_clock_runs_from_the_end(
    desk: Desk, call: Call, after: timedelta, state: ClockState | None, words: str
) -> None:
    clock = desk.calls.view(call.id, call.ends_at + after).clock
    assert (clock.state if clock else None) is state
    assert (clock.say() if clock else "") == words


def test_24_hours_are_24_hours_when_clocks_change(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    clock.at = datetime(2026, 3, 28, 11, 0, tzinfo=BERLIN)
    late = desk.calls.plan("Sunday shift", datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN), deal_id=deal.id)
    sunday = desk.calls.view(late.id, datetime(2026, 3, 29, 14, 0, tzinfo=BERLIN)).clock
    assert sunday is not None
    assert (sunday.state, sunday.left) == (ClockState.SOON, timedelta())  # 13:00 is 14:00 by then


def test_a_note_stops_the_clock(desk: Desk, call: Call, clock: MovableClock) -> None:
    desk.notes.start(None, call_id=call.id, kind=NoteKind.CALL, body="What to ask them")
    clock.at = call.ends_at + 40 * MINUTE
    assert [view.call for view in desk.calls.to_log()] == [call]  # what was prepared logs nothing
    note = desk.notes.start(None, call_id=call.id, kind=NoteKind.CALL, body="They said yes")
    view = desk.calls.view(call.id)
    assert view.first_note_at == note.written_at
    assert view.clock is not None
    assert view.clock.say() == "Logged 40 min after the call"
    assert desk.calls.to_log() == ()
    desk.notes.trash(note.id)
    assert len(desk.calls.to_log()) == 1


def test_a_note_during_the_call_logs_it_before_its_end(desk: Desk, call: Call, clock: MovableClock) -> None:
    clock.at = call.starts_at + 5 * MINUTE
    desk.notes.start(None, call_id=call.id, body="First words")
    clock_of_call = desk.calls.view(call.id).clock
    assert clock_of_call is not None
    assert clock_of_call.say() == "Logged during the call"


def test_calls_to_log_with_the_first_to_run_out_in_front(desk: Desk, deal: Deal) -> None:
    def ended(hours: float) -> Call:
        return desk.calls.plan(f"{hours} h ago", NOW - (hours + 1) * HOUR, deal_id=deal.id)

    late, soon, fresh = ended(43), ended(22), ended(0)
    desk.calls.plan("Of no deal", NOW - 2 * HOUR)
    desk.calls.cancel(ended(5).id)
    ended(30 * 24 + 0.001)
    assert [view.call for view in desk.calls.to_log()] == [late, soon, fresh]
    states = [view.clock.state for view in desk.calls.to_log() if view.clock]
    assert states == [ClockState.OVER, ClockState.SOON, ClockState.RUNNING]


def test_what_was_over_before_the_desk_is_not_asked_for(desk: Desk, deal: Deal) -> None:
    made_at = desk.profile.get().made_at
    for hours in (23.5, 24.5, 200):
        desk.calls.plan(f"{hours} h before", made_at - (hours + 1) * HOUR, deal_id=deal.id)
    found = desk.calls.to_log(made_at + HOUR)
    assert [view.call.title for view in found] == ["23.5 h before"]


@pytest.mark.parametrize("name", ["Berth demo", "berth D", "Berth demo, Wed 4 Mar", "11:12"])
def test_a_call_by_its_name(desk: Desk, call: Call, name: str) -> None:
    desk.calls.plan("Berth demo, again", NOW + 26 * HOUR)
    if name == "berth D":
        with pytest.raises(Ambiguous):
            desk.calls.named(name)
    else:
        assert desk.calls.named(name) == call
    assert desk.calls.named(call.id) == call
    with pytest.raises(NotFound):
        desk.calls.named("Tugboats")


def test_a_desk_that_was_not_set_up_yet(tmp_path: Path, clock: MovableClock) -> None:
    bare = Desk(open_store(tmp_path / "bare.db", KEY, create=True), clock)
    call = bare.calls.plan("Demo", NOW - 2 * HOUR, deal_id=bare.deals.open("Berths", "Quays").id)
    assert [view.call for view in bare.calls.to_log()] == [call]
    begun = bare.huddles.begin(call.id).huddle
    assert (begun.drives, begun.commercial) == ("", "")
    assert bare.today.page().quarter.number == 1
    bare.close()


def test_ending_a_call_says_its_real_end(
    desk: Desk, call: Call, clock: MovableClock, heard: list[Change]
) -> None:
    clock.at = call.starts_at + 23 * MINUTE + timedelta(microseconds=1_999)
    ended = desk.calls.end(call.id, author="me")
    assert ended.ends_at == call.starts_at + 23 * MINUTE + MILLISECOND
    assert desk.calls.get(call.id) == ended
    assert heard == [Change(Noun.CALL, call.id, call.deal_id, "me")]
    assert desk.calls.current() is None
    assert [view.call.id for view in desk.calls.to_log()] == [call.id]
    start, end = f"{call.starts_at:%H:%M}", f"{ended.ends_at:%H:%M}"
    assert f"{start} to {end}" in desk.debriefs.draft(call.id)


@pytest.mark.parametrize("after", [-5 * MINUTE, 0 * MINUTE, HOUR, 2 * HOUR])
def test_a_call_that_does_not_go_on_keeps_its_end(
    desk: Desk, call: Call, clock: MovableClock, heard: list[Change], after: timedelta
) -> None:
    clock.at = call.starts_at + after
    assert desk.calls.end(call.id) == call
    assert desk.calls.get(call.id) == call
    assert heard == []


def test_a_cancelled_call_cannot_end(desk: Desk, call: Call, clock: MovableClock) -> None:
    desk.calls.cancel(call.id)
    clock.at = call.starts_at + MINUTE
    assert desk.calls.end(call.id).ends_at == call.ends_at
