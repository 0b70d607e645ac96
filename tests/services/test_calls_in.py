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
from se_desk.services.calls_in import Taken
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
    taken = desk.calls.take_in([row], author="me")
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
    assert _counts(desk.calls.take_in(rows)) == (4, 0, 0, 0, 0)
    before = desk.calls.between(NOW, NOW + 9 * HOUR)
    people = [desk.calls.attendees(call.id) for call in before]
    heard.clear()
    assert _counts(desk.calls.preview(rows)) == (0, 0, 4, 0, 0)
    assert _counts(desk.calls.take_in(rows)) == (0, 0, 4, 0, 0)
    assert heard == []
    assert desk.calls.between(NOW, NOW + 9 * HOUR) == before
    assert [desk.calls.attendees(call.id) for call in before] == people


def test_a_preview_keeps_nothing(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    taken = desk.calls.preview([ROW, replace(ROW, uid="u2", cancelled=True)])
    assert _counts(taken) == (1, 0, 0, 0, 1)
    assert taken.new[0].deal_id == deal.id
    assert desk.calls.of_deal(deal.id) == ()
    assert heard == []


def test_the_calendar_moves_a_call_and_leaves_the_rest(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in([ROW]).new
    other = desk.deals.open("Pilot boats", "Rennweg Harbour")
    desk.calls.change(call.id, deal_id=other.id, kind=CallKind.POC, agenda="Mine", agenda_confirmed=True)
    desk.calls.jot(call.id, "Before the move")
    moved = replace(
        ROW, title="Berth demo, new day", starts_at=NOW + 25 * HOUR, ends_at=NOW + 26 * HOUR, description="x"
    )
    taken = desk.calls.take_in([moved])
    assert _counts(taken) == (0, 1, 0, 0, 0)
    kept = desk.calls.get(call.id)
    assert (kept.title, kept.starts_at) == ("Berth demo, new day", NOW + 25 * HOUR)
    assert (kept.deal_id, kept.kind, kept.agenda) == (other.id, CallKind.POC, "Mine")
    assert kept.agenda_confirmed
    assert len(desk.calls.jots(call.id)) == 1


def test_who_joins_later_is_added_and_nobody_is_taken_out(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in([ROW]).new
    desk.calls.attend(call.id, "Cem Ilic")
    row = replace(ROW, attendees=("Cem ilic <cem@x.example>", "dee@x.example", "Eva"))
    assert _counts(desk.calls.take_in([row])) == (0, 1, 0, 0, 0)
    names = [one.name for one in desk.calls.attendees(call.id)]
    assert names == ["Ana Sollberg", "Cem Ilic", "dee@x.example", "Eva", SE]


def test_a_call_is_cancelled_and_comes_back_with_another_time(desk: Desk, deal: Deal) -> None:
    (call,) = desk.calls.take_in([ROW]).new
    off = replace(ROW, cancelled=True)
    assert _counts(desk.calls.take_in([off])) == (0, 0, 0, 1, 0)
    assert desk.calls.get(call.id).cancelled
    assert _counts(desk.calls.take_in([off])) == (0, 0, 1, 0, 0)
    assert _counts(desk.calls.take_in([ROW])) == (0, 0, 1, 0, 0)  # the SE may have cancelled it
    assert desk.calls.get(call.id).cancelled
    later = replace(ROW, starts_at=NOW + 3 * HOUR, ends_at=NOW + 4 * HOUR)
    assert _counts(desk.calls.take_in([later])) == (0, 1, 0, 0, 0)
    assert not desk.calls.get(call.id).cancelled


def test_a_call_entered_by_hand_is_the_same_call(desk: Desk, deal: Deal) -> None:
    mine = desk.calls.plan("berth DEMO", ROW.starts_at, minutes=30, deal_id=deal.id, agenda="Mine")
    twin = replace(ROW, uid="u2@calendar")
    taken = desk.calls.take_in([ROW, twin])
    assert _counts(taken) == (1, 1, 0, 0, 0)
    assert taken.changed[0].id == mine.id
    assert (taken.changed[0].uid, taken.changed[0].agenda, taken.changed[0].minutes) == (ROW.uid, "Mine", 60)
    assert _counts(desk.calls.take_in([ROW, twin])) == (0, 0, 2, 0, 0)


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
    assert _counts(desk.calls.take_in([replace(ROW, **fields)])) == (0, 0, 0, 0, 1)  # type: ignore[arg-type]


def test_of_two_rows_for_one_instance_the_later_counts(desk: Desk) -> None:
    taken = desk.calls.take_in([ROW, replace(ROW, title="Second")])
    assert [call.title for call in taken.new] == ["Second"]
    assert taken.left_out == 1


def test_an_hour_of_the_night_the_clocks_change(desk: Desk) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    row = replace(
        ROW,
        starts_at=datetime(2026, 10, 25, 2, 30, tzinfo=berlin),
        ends_at=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin),
    )
    (call,) = desk.calls.take_in([row]).new
    assert call.minutes == 60


def test_deals_by_the_people_the_desk_knows(desk: Desk, deal: Deal, partner: Partner) -> None:
    other = desk.deals.open("Crane data", "Halvorsen Quays")
    row = replace(ROW, title="Weekly")
    assert desk.calls.preview([row]).new[0].deal_id is None  # two deals of one account
    with_ae = replace(row, attendees=(*row.attendees, partner.email))
    assert desk.calls.preview([with_ae]).new[0].deal_id == deal.id
    desk.deals.close(other.id, Outcome.LOST, desk.today_on())
    assert desk.calls.preview([row]).new[0].deal_id == deal.id
    boats = desk.deals.open("Pilot boats", "Rennweg Harbour")
    desk.people.add(boats.id, "Flo", email="flo@pilots.example")
    assert desk.calls.preview([replace(row, attendees=("gus@pilots.example",))]).new[0].deal_id == boats.id
    met = desk.calls.plan("Lunch", NOW, deal_id=boats.id)
    desk.calls.attend(met.id, "Hal", email="hal@moorings.example")
    desk.calls.attend(met.id, "Us", email="us@nowhere.example", ours=True)
    assert desk.calls.preview([replace(row, attendees=("ida@moorings.example",))]).new[0].deal_id == boats.id
    assert desk.calls.preview([replace(row, attendees=("jo@nowhere.example",))]).new[0].deal_id is None


def test_a_call_of_no_deal_finds_one_later(desk: Desk) -> None:
    (call,) = desk.calls.take_in([ROW]).new
    assert call.deal_id is None
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    assert desk.calls.take_in([ROW]).changed[0].deal_id == deal.id


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
    (call,) = desk.calls.take_in([row]).new
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
    (call,) = desk.calls.take_in([row]).new
    assert [one.ours for one in desk.calls.attendees(call.id)] == [False, True]
