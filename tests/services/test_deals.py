"""Verbs of deals on a real desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, ForecastCategory, NoGo, Outcome, Stage
from se_desk.domain.errors import Ambiguous, BadInput, NotFound
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk


def test_open_keeps_every_field_and_announces_once(desk: Desk, partner: Partner, heard: list[Change]) -> None:
    heard.clear()
    deal = desk.deals.open(
        " Berth planning ",
        "Halvorsen Quays",
        partner_id=partner.id,
        value=Money(120_000_00, "EUR"),
        stage=Stage.DEMO,
        crm_id="006A",
        author="me",
    )
    assert desk.deals.get(deal.id) == deal
    assert (deal.title, deal.value, deal.came_on) == (
        "Berth planning",
        Money(120_000_00, "EUR"),
        date(2026, 3, 4),
    )
    assert heard == [Change(Noun.DEAL, deal.id, deal.id, "me")]


@pytest.mark.parametrize(("title", "account"), [("", "A"), ("A", "  ")])
def test_a_deal_needs_title_and_account(desk: Desk, title: str, account: str) -> None:
    with pytest.raises(BadInput):
        desk.deals.open(title, account)
    assert desk.deals.views() == ()


def test_what_is_recorded_within_one_millisecond_keeps_its_order(desk: Desk, deal: Deal) -> None:
    """The clock stands still here; the newest point is the one that was recorded last."""
    days = [date(2026, month, 1) for month in (5, 12, 4, 11, 6, 10, 7, 9)]
    for day in days:
        desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, day)
        desk.deals.record_read(deal.id, day)
    assert [point.close_on for point in desk.deals.forecasts(deal.id)] == days
    assert [point.close_on for point in desk.deals.reads(deal.id)] == days
    newest = desk.deals.view(deal.id).forecast
    assert newest is not None
    assert newest.close_on == days[-1]


def test_histories_keep_every_point(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 9, 30), "CRM")
    clock.move(timedelta(days=1))
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    desk.deals.record_read(deal.id, date(2026, 11, 14), "procurement")
    view = desk.deals.view(deal.id)
    assert view.forecast is not None
    assert view.forecast.category is ForecastCategory.COMMIT
    assert view.apart == 45
    assert [f.category for f in desk.deals.forecasts(deal.id)] == [
        ForecastCategory.BEST_CASE,
        ForecastCategory.COMMIT,
    ]
    assert [r.why for r in desk.deals.reads(deal.id)] == ["procurement"]
    assert desk.deals.views(active=True) == (view,)


def test_procurement_stands_in_for_a_read(desk: Desk, deal: Deal) -> None:
    assert desk.deals.view(deal.id).believed_on is None
    desk.deals.set_procurement(deal.id, date(2026, 8, 22), 12, "mail of 22 Aug")
    assert desk.deals.view(deal.id).apart is None
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    assert desk.deals.view(deal.id).believed_on == date(2026, 11, 14)
    assert desk.deals.view(deal.id).apart == 45


def test_a_forecast_without_any_belief_has_no_gap(desk: Desk, deal: Deal) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    assert desk.deals.view(deal.id).apart is None


@pytest.mark.parametrize("weeks", [0, -1, 261])
def test_a_procurement_has_a_sane_length(desk: Desk, deal: Deal, weeks: int) -> None:
    with pytest.raises(BadInput):
        desk.deals.set_procurement(deal.id, date(2026, 8, 22), weeks)


def test_advance_reach_close_reopen(desk: Desk, deal: Deal) -> None:
    assert desk.deals.advance(deal.id, Stage.POC).stage is Stage.POC
    assert desk.deals.reach(deal.id, "demo", date(2026, 8, 1)).demo_on == date(2026, 8, 1)
    with pytest.raises(BadInput):
        desk.deals.reach(deal.id, "lunch", date(2026, 8, 1))
    closed = desk.deals.close(deal.id, Outcome.LOST, date(2026, 9, 1), "no budget")
    assert (closed.stage, closed.is_active) == (Stage.CLOSED, False)
    assert desk.deals.views(active=True) == ()
    assert len(desk.deals.views(active=False)) == 1
    assert desk.deals.reopen(deal.id, Stage.DEMO).is_active


def test_a_no_go_says_what_for_and_a_reopened_deal_forgets_it(desk: Desk, deal: Deal) -> None:
    on = date(2026, 9, 1)
    closed = desk.deals.close(deal.id, Outcome.DISQUALIFIED, on, "No API", no_go=NoGo.TECHNICAL_FIT)
    assert desk.deals.get(deal.id) == closed and closed.no_go is NoGo.TECHNICAL_FIT
    assert desk.deals.reopen(deal.id, Stage.DEMO).no_go is None
    for other in (one for one in Outcome if one is not Outcome.DISQUALIFIED):
        with pytest.raises(BadInput, match="Only a disqualified deal"):
            desk.deals.close(deal.id, other, on, no_go=NoGo.OTHER)
    assert desk.deals.get(deal.id).is_active


def test_a_change_of_what_is_not_there(desk: Desk, deal: Deal) -> None:
    with pytest.raises(NotFound):
        desk.deals.change("nowhere", title="x")
    with pytest.raises(NotFound):
        desk.deals.record_read("nowhere", date(2026, 9, 1))
    with pytest.raises(TypeError):
        desk.deals.change(deal.id, colour="red")


def test_named(desk: Desk, deal: Deal) -> None:
    other = desk.deals.open("Berth controls", "Halvorsen Quays")
    assert desk.deals.named("planning") == deal
    assert desk.deals.named(other.id).id == other.id
    with pytest.raises(Ambiguous) as told:
        desk.deals.named("halvorsen")
    assert len(told.value.candidates) == 2
    with pytest.raises(NotFound):
        desk.deals.named("harbour")


def test_titles_are_one_line_and_end(desk: Desk, deal: Deal) -> None:
    made = desk.deals.open("Two\nlines \u202egnp.exe", "The\u2028account")
    assert (made.title, made.account) == ("Two lines gnp.exe", "The account")
    assert desk.deals.get(made.id) == made
    assert desk.deals.change(deal.id, title="a\tb").title == "a b"
    for verb in (
        lambda: desk.deals.open("x" * 301, "y"),
        lambda: desk.deals.change(deal.id, account="x" * 301),
    ):
        with pytest.raises(BadInput, match="301"):
            verb()


def test_some_deals_by_id_and_how_many_there_are(desk: Desk, deal: Deal) -> None:
    assert desk.deals.count() == 1
    assert desk.deals.views_by_id((deal.id, "gone")) == {deal.id: desk.deals.view(deal.id)}
