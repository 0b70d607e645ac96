"""Verbs of next steps on a real desk."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.services.desk import Desk


def test_promise_settle_reopen(desk: Desk, deal: Deal) -> None:
    late = desk.steps.promise(deal.id, "Send the map", due_on=date(2026, 3, 2))
    due_today = desk.steps.promise(deal.id, "Book the room", owner="Otto", due_on=date(2026, 3, 4))
    some_day = desk.steps.promise(deal.id, "Think")
    assert desk.steps.overdue() == (late,)
    assert desk.steps.of_deal(deal.id) == (late, due_today, some_day)
    settled = desk.steps.settle(late.id)
    assert settled.settled_at == desk.now()
    assert desk.steps.overdue() == ()
    assert desk.steps.of_deal(deal.id)[-1] == settled
    assert desk.steps.reopen(late.id) == late
    assert desk.steps.change(late.id, owner="Otto").owner == "Otto"


def test_a_step_says_something(desk: Desk, deal: Deal) -> None:
    with pytest.raises(BadInput):
        desk.steps.promise(deal.id, " ")
