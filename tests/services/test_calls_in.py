"""Calls from a calendar: taken in once, moved and cancelled as the calendar says, nothing doubled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import CallKind
from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.partners import Partner
from se_desk.services.calls_in import Calendar, Taken
from se_desk.services.desk import Desk
from tests.services.conftest import NOW, SE, SE_EMAIL

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Row:
    """A calendar row as a calendar file would give it."""

    uid: str = "u1@calendar"
    recurrence_id: str = ""
    title: str = "Berth demo"
    starts_at: datetime = NOW + HOUR
    ends_at: datetime = NOW + 2 * HOUR
    all_day: bool = False
    organizer: str = f"{SE} <{SE_EMAIL}>"
    attendees: tuple[str, ...] = ("Ana Sollberg <ana@halvorsen-quays.example>",)
    location: str = ""
    description: str = ""
    cancelled: bool = False


ROW = Row()
WEEK = timedelta(days=7)


def of(*rows: Row) -> Calendar:
    """A calendar that has only these rows to say."""
    return Calendar(rows=rows)


def weekly(*starts: datetime, uid: str = "weekly@calendar") -> Calendar:
    """A series as a whole, with an instance at each of these moments."""
    rows = tuple(
        replace(ROW, uid=uid, recurrence_id=f"{at:%Y%m%dT%H%M%SZ}", starts_at=at, ends_at=at + HOUR)
        for at in starts
    )
    return Calendar(rows=rows, whole=frozenset({uid}), until=NOW + 20 * WEEK)


def _counts(taken: Taken) -> tuple[int, int, int, int, int]:
    return (
        len(taken.new),
        len(taken.changed),
        len(taken.unchanged),
        len(taken.cancelled),
        taken.left_out,
    )


def test_a_row_becomes_a_call(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    row = replace(ROW, title=" Berth demo ", location="https://meet.example/7", description="Tides\n")
    taken = desk.calls.take_in(of(row), author="me")
    (call,) = taken.new
    assert _counts(taken) == (1, 0, 0, 0, 0)
    assert heard == [Change(Noun.CALL, call.id, deal.id, "me")]
    assert desk.calls.get(call.id) == call
    assert (call.title, call.kind, call.deal_id) == ("Berth demo", CallKind.DEMO, deal.id)
    assert (call.agenda, call.agenda_confirmed) == ("Where: https://meet.example/7\n\nTides", False)
    assert (call.starts_at, call.ends_at) == (row.starts_at, row.ends_at)
    assert call.starts_at.utcoffset() == HOUR
    ana, me = desk.calls.attendees(call.id)
    assert (ana.name, ana.email, ana.ours) == ("Ana Sollberg", "ana@halvorsen-quays.example", False)
    assert (me.name, me.ours) == (SE, True)


def test_a_second_time_changes_nothing(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    rows = [
        ROW,
        replace(ROW, uid="u2", recurrence_id="20260305", attendees=("Bo", "Bo", " ", "")),
        replace(ROW, uid="u2", recurrence_id="20260312", starts_at=NOW, title="Weekly"),
        replace(ROW, uid="", title="No key"),
    ]
    assert _counts(desk.calls.take_in(of(*rows))) == (4, 0, 0, 0, 0)
    before = desk.calls.between(NOW, NOW + 9 * HOUR)
    people = [desk.calls.attendees(call.id) for call in before]
    heard.clear()
    assert _counts(desk.calls.preview(of(*rows))) == (0, 0, 4, 0, 0)
    assert _counts(desk.calls.take_in(of(*rows))) == (0, 0, 4, 0, 0)
    assert heard == []
    assert desk.calls.between(NOW, NOW + 9 * HOUR) == before
    assert [desk.calls.attendees(call.id) for call in before] == people


def test_a_preview_keeps_nothing(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    taken = desk.calls.preview(of(ROW, replace(ROW, uid="u2", cancelled=True)))
    assert _counts(taken) == (1, 0, 0, 0, 1)
    assert taken.new[0].deal_id == deal.id
    assert desk.calls.of_deal(deal.id) == ()
    assert heard == []


def test_the_calendar_moves_a_call_and_leaves_the_rest(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in(of(ROW)).new
    other = desk.deals.open("Pilot boats", "Rennweg Harbour")
    desk.calls.change(call.id, deal_id=other.id, kind=CallKind.POC, agenda="Mine", agenda_confirmed=True)
    desk.calls.jot(call.id, "Before the move")
    moved = replace(
        ROW, title="Berth demo, new day", starts_at=NOW + 25 * HOUR, ends_at=NOW + 26 * HOUR, description="x"
    )
    taken = desk.calls.take_in(of(moved))
    assert _counts(taken) == (0, 1, 0, 0, 0)
    kept = desk.calls.get(call.id)
    assert (kept.title, kept.starts_at) == ("Berth demo, new day", NOW + 25 * HOUR)
    assert (kept.deal_id, kept.kind, kept.agenda) == (other.id, CallKind.POC, "Mine")
    assert kept.agenda_confirmed
    assert len(desk.calls.jots(call.id)) == 1


def test_who_joins_later_is_added_and_nobody_is_taken_out(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in(of(ROW)).new
    desk.calls.attend(call.id, "Cem Ilic")
    row = replace(ROW, attendees=("Cem ilic <cem@x.example>", "dee@x.example", "Eva"))
    assert _counts(desk.calls.take_in(of(row))) == (0, 1, 0, 0, 0)
    names = [one.name for one in desk.calls.attendees(call.id)]
    assert names == ["Ana Sollberg", "Cem Ilic", "dee@x.example", "Eva", SE]


def test_a_call_is_cancelled_and_comes_back_with_another_time(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in(of(ROW)).new
    off = replace(ROW, cancelled=True)
    assert _counts(desk.calls.take_in(of(off))) == (0, 0, 0, 1, 0)
    assert desk.calls.get(call.id).cancelled
    assert _counts(desk.calls.take_in(of(off))) == (0, 0, 1, 0, 0)
    assert _counts(desk.calls.take_in(of(ROW))) == (0, 0, 1, 0, 0)  # the SE may have cancelled it
    assert desk.calls.get(call.id).cancelled
    later = replace(ROW, starts_at=NOW + 3 * HOUR, ends_at=NOW + 4 * HOUR)
    assert _counts(desk.calls.take_in(of(later))) == (0, 1, 0, 0, 0)
    assert not desk.calls.get(call.id).cancelled


def test_a_call_entered_by_hand_is_the_same_call(desk: Desk, deal: Deal) -> None:
    mine = desk.calls.plan("berth DEMO", ROW.starts_at, minutes=30, deal_id=deal.id, agenda="Mine")
    twin = replace(ROW, uid="u2@calendar")
    taken = desk.calls.take_in(of(ROW, twin))
    assert _counts(taken) == (1, 1, 0, 0, 0)
    assert taken.changed[0].id == mine.id
    assert (taken.changed[0].uid, taken.changed[0].agenda, taken.changed[0].minutes) == (ROW.uid, "Mine", 60)
    assert _counts(desk.calls.take_in(of(ROW, twin))) == (0, 0, 2, 0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"all_day": True},
        {"title": "  "},
        {"ends_at": NOW + HOUR},
        {"ends_at": NOW},
        {"ends_at": NOW + 25 * HOUR + timedelta(milliseconds=1)},
        {"cancelled": True},
    ],
)
def test_rows_that_are_no_calls(desk: Desk, fields: dict[str, object]) -> None:
    assert _counts(desk.calls.take_in(of(replace(ROW, **fields)))) == (0, 0, 0, 0, 1)  # type: ignore[arg-type]


def test_of_two_rows_for_one_instance_the_later_counts(desk: Desk) -> None:
    taken = desk.calls.take_in(of(ROW, replace(ROW, title="Second")))
    assert [call.title for call in taken.new] == ["Second"]
    assert taken.left_out == 1


def test_an_hour_of_the_night_the_clocks_change(desk: Desk) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    row = replace(
        ROW,
        starts_at=datetime(2026, 10, 25, 2, 30, tzinfo=berlin),
        ends_at=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin),
    )
    (call,) = desk.calls.take_in(of(row)).new
    assert call.minutes == 60


def test_deals_by_the_people_the_desk_knows(desk: Desk, deal: Deal, partner: Partner) -> None:
    other = desk.deals.open("Crane data", "Halvorsen Quays")
    row = replace(ROW, title="Weekly")
    assert desk.calls.preview(of(row)).new[0].deal_id is None  # two deals of one account
    with_ae = replace(row, attendees=(*row.attendees, partner.email))
    assert desk.calls.preview(of(with_ae)).new[0].deal_id == deal.id
    desk.deals.close(other.id, Outcome.LOST, desk.today_on())
    assert desk.calls.preview(of(row)).new[0].deal_id == deal.id
    boats = desk.deals.open("Pilot boats", "Rennweg Harbour")
    desk.people.add(boats.id, "Flo", email="flo@pilots.example")
    assert desk.calls.preview(of(replace(row, attendees=("gus@pilots.example",)))).new[0].deal_id == boats.id
    met = desk.calls.plan("Lunch", NOW, deal_id=boats.id)
    desk.calls.attend(met.id, "Hal", email="hal@moorings.example")
    desk.calls.attend(met.id, "Us", email="us@nowhere.example", ours=True)
    assert (
        desk.calls.preview(of(replace(row, attendees=("ida@moorings.example",)))).new[0].deal_id == boats.id
    )
    assert desk.calls.preview(of(replace(row, attendees=("jo@nowhere.example",)))).new[0].deal_id is None


def test_a_call_of_no_deal_finds_one_later(desk: Desk) -> None:
    (call,) = desk.calls.take_in(of(ROW)).new
    assert call.deal_id is None
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    assert desk.calls.take_in(of(ROW)).changed[0].deal_id == deal.id


def test_who_is_ours_and_who_is_a_room(desk: Desk, deal: Deal, partner: Partner) -> None:
    desk.partners.change(partner.id, email="pavel@freelance.example")
    desk.people.add(deal.id, "Ana Sollberg", title="Harbour master", title_confirmed=True)
    row = replace(
        ROW,
        attendees=(
            *ROW.attendees,
            "jun@TIDEWRIGHT.example",
            "Pavel@freelance.example",
            "room-4@resource.calendar.google.com",
        ),
    )
    (call,) = desk.calls.take_in(of(row)).new
    found = {one.name: one.ours for one in desk.calls.attendees(call.id)}
    assert found == {
        "Ana Sollberg": False,
        "jun@TIDEWRIGHT.example": True,
        "Pavel@freelance.example": True,
        SE: True,
    }
    assert desk.calls.attendees(call.id)[0].title == "Harbour master"


def test_an_own_address_at_a_public_host_makes_nobody_else_ours(desk: Desk) -> None:
    desk.profile.change(email="marlene@gmail.com")
    row = replace(ROW, organizer="marlene@gmail.com", attendees=("customer@gmail.com",))
    (call,) = desk.calls.take_in(of(row)).new
    assert [one.ours for one in desk.calls.attendees(call.id)] == [False, True]


FIRST = NOW + HOUR


def _starts(desk: Desk) -> list[datetime]:
    return [call.starts_at for call in desk.calls.between(NOW, NOW + 52 * WEEK)]


def test_an_instance_struck_from_its_series_is_cancelled(desk: Desk) -> None:
    every = tuple(FIRST + n * WEEK for n in range(4))
    desk.calls.take_in(weekly(*every))
    taken = desk.calls.take_in(weekly(every[0], every[1], every[3]))
    assert _counts(taken) == (0, 0, 3, 1, 0)
    assert _starts(desk) == [every[0], every[1], every[3]]
    assert _counts(desk.calls.take_in(weekly(every[0], every[1], every[3]))) == (0, 0, 3, 0, 0)


def test_what_was_held_and_what_lies_behind_the_file_is_left_alone(desk: Desk) -> None:
    past, far = NOW - WEEK, NOW + 30 * WEEK
    desk.calls.take_in(weekly(past, FIRST, far))
    assert _counts(desk.calls.take_in(weekly(FIRST))) == (0, 0, 1, 0, 0)


def test_a_file_with_one_instance_strikes_no_other(desk: Desk) -> None:
    desk.calls.take_in(weekly(FIRST, FIRST + WEEK))
    alone = replace(weekly(FIRST + WEEK), whole=frozenset())
    assert _counts(desk.calls.take_in(alone)) == (0, 0, 1, 0, 0)


def test_a_series_moved_as_a_whole_keeps_its_calls(desk: Desk) -> None:
    every = tuple(FIRST + n * WEEK for n in range(3))
    before = desk.calls.take_in(weekly(*every)).new
    later = tuple(at + 2 * HOUR for at in every)
    assert _counts(desk.calls.take_in(weekly(*later))) == (0, 3, 0, 0, 0)
    other_day = tuple(at + timedelta(days=1) for at in later)
    taken = desk.calls.take_in(weekly(*other_day))
    assert _counts(taken) == (0, 3, 0, 0, 0)
    assert {call.id for call in taken.changed} == {call.id for call in before}
    assert _starts(desk) == list(other_day)


def test_one_call_that_becomes_a_series_is_its_first_instance(desk: Desk) -> None:
    once = Calendar(rows=(replace(ROW, uid="weekly@calendar"),), whole=frozenset({"weekly@calendar"}))
    (call,) = desk.calls.take_in(once).new
    taken = desk.calls.take_in(weekly(ROW.starts_at, ROW.starts_at + WEEK))
    assert _counts(taken) == (1, 1, 0, 0, 0)
    assert taken.changed[0].id == call.id
    assert _counts(desk.calls.take_in(once)) == (0, 1, 0, 1, 0)


def test_a_match_that_is_not_sure_is_asked_once(desk: Desk, deal: Deal) -> None:
    boats = desk.deals.open("Pilot boats", "Halvorsen Quays")
    calendar = weekly(FIRST, FIRST + WEEK)
    (unsure,) = desk.calls.preview(calendar).unsure
    assert (unsure.deal_ids, unsure.calls, unsure.call.starts_at) == ((deal.id, boats.id), 2, FIRST)
    answered = replace(calendar, filed={unsure.uid: boats.id})
    taken = desk.calls.take_in(answered)
    assert taken.unsure == ()
    assert {call.deal_id for call in taken.new} == {boats.id}
    longer = weekly(FIRST, FIRST + WEEK, FIRST + 2 * WEEK)
    (third,) = desk.calls.take_in(longer).new  # learned
    assert third.deal_id == boats.id


def test_that_it_is_of_no_deal_is_learned_too(desk: Desk, deal: Deal) -> None:
    desk.deals.open("Pilot boats", "Halvorsen Quays")
    calendar = weekly(FIRST)
    desk.calls.take_in(replace(calendar, filed={"weekly@calendar": None}))
    taken = desk.calls.take_in(calendar)
    assert (taken.unsure, taken.unchanged[0].deal_id) == ((), None)


def test_address_and_title_that_disagree_are_asked_about(desk: Desk, deal: Deal) -> None:
    other = desk.deals.open("Cold chain", "Merrow Foods")
    row = replace(ROW, title="Merrow Foods demo")
    taken = desk.calls.take_in(of(row))
    assert [unsure.deal_ids for unsure in taken.unsure] == [(deal.id, other.id)]
    assert taken.new[0].deal_id is None


def test_what_was_filed_by_hand_is_learned_for_its_series(desk: Desk, deal: Deal) -> None:
    boats = desk.deals.open("Pilot boats", "Halvorsen Quays")
    first, _ = desk.calls.take_in(weekly(FIRST, FIRST + WEEK)).new
    desk.calls.change(first.id, deal_id=boats.id)
    taken = desk.calls.take_in(weekly(FIRST, FIRST + WEEK))
    assert [call.deal_id for call in taken.changed] == [boats.id]
    assert taken.unsure == ()
