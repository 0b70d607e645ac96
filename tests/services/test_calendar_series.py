"""Which call an instance was before its series was moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.services.calendar_series import grouped, known_deals, moved_together
from se_desk.services.desk import Desk
from tests.services.test_calls_in import HOUR, NOW, ROW

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("befores", "afters", "pairs"),
    [
        ((0, 7), (0, 7), {(0, 0), (7, 7)}),  # the same days, another hour
        ((0, 7), (1, 8), {(0, 1), (7, 8)}),  # the same weeks, another day
        ((0, 7), (0, 8), {(0, 0), (7, 8)}),
        ((0, 2), (1, 3), set()),  # twice a week: nothing says which is which
        ((0,), (14,), set()),
        ((), (0,), set()),
    ],
)
def test_the_day_speaks_else_the_week(
    befores: tuple[int, ...], afters: tuple[int, ...], pairs: set[tuple[int, int]]
) -> None:
    monday = NOW - 2 * DAY
    calls = [
        Call(id=str(n), title="Weekly", starts_at=monday + n * DAY, ends_at=monday + n * DAY + HOUR)
        for n in befores
    ]
    rows = [replace(ROW, uid=str(n), starts_at=monday + n * DAY + HOUR) for n in afters]
    found = {(int(call.id), int(row.uid)) for call, row in moved_together(calls, rows)}
    assert found == pairs


def test_groups_keep_their_order() -> None:
    assert grouped((3, 1, 2, 5), lambda number: number % 2) == {1: (3, 1, 5), 0: (2,)}


def test_active_deals_with_the_domains_of_their_people(desk: Desk, deal: Deal) -> None:
    desk.people.add(deal.id, "Ana Sollberg", email="ana@halvorsen.example")
    call = desk.calls.plan("Intro", NOW + HOUR, deal_id=deal.id)
    desk.calls.attend(call.id, "Bo", email="bo@Pilots.example")
    desk.calls.attend(call.id, "Cy", email="cy@ours.example", ours=True)
    with desk.reading() as conn:
        (known,) = known_deals(conn)
    assert known.domains == {"halvorsen.example", "pilots.example"}
    assert known.partner_email == "pavel.lindqvist@tidewright.example"
