"""The facade: one transaction a verb, one announcement after it."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import deals as deal_rows


def test_announced_only_after_commit(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    seen_inside: list[int] = []
    with desk.writing("me") as work:
        work.announce(Noun.DEAL, deal.id, deal.id)
        seen_inside.append(len(heard))
    assert seen_inside == [0]
    assert heard == [Change(Noun.DEAL, deal.id, deal.id, "me")]


def test_what_fails_is_undone_and_says_nothing(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    with pytest.raises(ZeroDivisionError), desk.writing() as work:
        deal_rows.update(
            work.conn, Deal(id=deal.id, title="x", account="x", came_on=date(2026, 1, 1), changed_at=work.now)
        )
        work.announce(Noun.DEAL, deal.id)
        _ = 1 / 0
    assert desk.deals.get(deal.id) == deal
    assert heard == []


def test_a_listener_can_be_changed(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    other: list[Change] = []
    desk.listen(other.append)
    desk.deals.change(deal.id, title="New")
    assert (len(heard), len(other)) == (0, 1)


def test_days_are_those_of_the_desk(desk: Desk, clock: MovableClock) -> None:
    clock.at = clock.at.replace(hour=23, minute=30)
    assert desk.today_on() == date(2026, 3, 5)  # half past midnight in Berlin
    assert str(desk.now().utcoffset()) == "1:00:00"


def test_keys_follow_each_other_within_a_moment(desk: Desk) -> None:
    with desk.writing() as work:
        keys = [work.new_id() for _ in range(200)]
    assert keys == sorted(set(keys))


def test_a_snapshot_does_not_move(desk: Desk, deal: Deal) -> None:
    with desk.reading() as conn:
        before = deal_rows.get(conn, deal.id)
        desk.deals.change(deal.id, title="Meanwhile")
        assert deal_rows.get(conn, deal.id) == before
    assert desk.deals.get(deal.id).title == "Meanwhile"
