"""Calls: their length, the warning of an ambush, and how early the AE's context came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.calls import Attendee, Call, CallKind, ambush, context_lead
from se_desk.domain.moments import in_zone, local_moment

START = datetime(2026, 3, 4, 10, tzinfo=UTC)
CALL = Call(id="c", title="Demo", starts_at=START, ends_at=START + timedelta(hours=1))


def test_kind_labels() -> None:
    assert CallKind.POC.label == "POC"
    assert CallKind.INTRO.label == "Intro"
    assert all(kind.label[0].isupper() for kind in CallKind)


def test_minutes() -> None:
    assert CALL.minutes == 60
    assert replace(CALL, ends_at=START + timedelta(minutes=44, seconds=59)).minutes == 44


def test_minutes_across_the_hour_a_clock_skips() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    starts_at = local_moment(START.replace(month=3, day=29).date(), 1, 30, berlin)
    call = replace(CALL, starts_at=starts_at, ends_at=in_zone(starts_at + timedelta(hours=1), berlin))
    assert call.ends_at.isoformat() == "2026-03-29T03:30:00+02:00"
    assert call.minutes == 60


def somebody(name: str, *, confirmed: bool = False, ours: bool = False) -> Attendee:
    return Attendee(id=name, call_id="c", name=name, title_confirmed=confirmed, ours=ours)


SURE = somebody("Ada", confirmed=True)


@pytest.mark.parametrize(
    ("agenda", "attendees", "warning"),
    [
        (True, (), ""),
        (True, (SURE,), ""),
        (True, (SURE, somebody("Our own", ours=True)), ""),
        (False, (SURE,), "The agenda is not confirmed"),
        (True, (SURE, somebody("Bo")), "Titles are not confirmed for Bo"),
        (
            False,
            (somebody("Bo"), somebody("Cy")),
            "The agenda is not confirmed and titles are not confirmed for Bo, Cy",
        ),
        (True, tuple(map(somebody, "ABC")), "Titles are not confirmed for A, B, C"),
        (True, tuple(map(somebody, "ABCDE")), "Titles are not confirmed for A, B, C and 2 more"),
    ],
)
def test_ambush(agenda: bool, attendees: tuple[Attendee, ...], warning: str) -> None:
    assert ambush(replace(CALL, agenda_confirmed=agenda), attendees) == warning


@pytest.mark.parametrize(
    ("received", "lead"),
    [
        (None, None),
        (START - timedelta(hours=26), timedelta(hours=26)),
        (START, timedelta()),
        (START + timedelta(minutes=5), -timedelta(minutes=5)),
    ],
)
def test_context_lead(received: datetime | None, lead: timedelta | None) -> None:
    assert context_lead(replace(CALL, context_received_at=received)) == lead
