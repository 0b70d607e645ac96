"""Figures of a quarter read from a real desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.calls import CallKind
from se_desk.domain.deals import Deal, NoGo, Outcome, Stage
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.money import Money
from se_desk.domain.periods import Period
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from tests.services.conftest import NOW

Q1 = Period("Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31))
H, DAY = timedelta(hours=1), timedelta(days=1)


def close(desk: Desk, account: str, outcome: Outcome, on: date, no_go: NoGo | None = None) -> Deal:
    opened = desk.deals.open("Berth planning", account, came_on=on - 30 * DAY)
    return desk.deals.close(opened.id, outcome, on, "Because", no_go=no_go)


def test_an_empty_desk_counts_nothing(desk: Desk) -> None:
    found = desk.metrics.of()
    assert found.is_empty and not found.is_over
    assert (found.period, found.until) == (Q1, date(2026, 3, 4))
    page = desk.metrics.page()
    assert (page.here, page.behind, dict(page.deals)) == (found, (), {})
    assert [point.period.name for point in page.trend] == [
        *("Q4 FY2024", "Q1 FY2025", "Q2 FY2025", "Q3 FY2025", "Q4 FY2025", "Q1 FY2026")
    ]


def test_periods_follow_the_fiscal_year(desk: Desk) -> None:
    assert desk.metrics.periods()[-1] == Q1 and len(desk.metrics.periods()) == 4
    desk.profile.change(fiscal_month=2)
    names = [period.name for period in desk.metrics.periods()]
    assert names == ["Q2 FY2026", "Q3 FY2026", "Q4 FY2026", "Q1 FY2027"]
    assert desk.metrics.of().period == Period("Q1 FY2027", date(2026, 2, 1), date(2026, 4, 30))
    assert desk.metrics.period("Q4-2026") == desk.metrics.period("last") == desk.metrics.periods()[-2]
    with pytest.raises(BadInput, match="no quarter"):
        desk.metrics.period("spring")


def test_rates_of_a_quarter_and_the_deals_behind_them(desk: Desk) -> None:
    on = date(2026, 2, 10)
    won = [close(desk, f"Won {n}", Outcome.WON, on + n * DAY) for n in range(4)]
    fit = close(desk, "Fit", Outcome.DISQUALIFIED, on, NoGo.TECHNICAL_FIT)
    poor = close(desk, "Poor", Outcome.DISQUALIFIED, date(2026, 1, 3), NoGo.NO_BUDGET)  # came the year before
    old = close(desk, "Old", Outcome.LOST, date(2025, 11, 3))
    page = desk.metrics.page()
    assert (page.here.wins.share.count, page.here.wins.share.n) == (4, 6)
    assert page.here.no_gos.share.part == (fit.id,) and page.here.no_gos.share.n == 5
    before = desk.metrics.of(page.before.period)
    assert before.wins.share.whole == (old.id,)
    assert before.no_gos.others == ((NoGo.NO_BUDGET, (poor.id,)),)
    assert page.before.cycle == before.cycle
    assert page.behind == (won[3].id, won[2].id, won[1].id, won[0].id, fit.id, poor.id)
    assert set(page.deals) == {deal.id for deal in (*won, fit, poor, old)}
    assert [point.wins.share.n for point in page.trend] == [0, 0, 0, 0, 1, 6]


def test_a_deal_that_is_opened_again_leaves_the_figures(desk: Desk) -> None:
    deal = close(desk, "Once", Outcome.WON, date(2026, 2, 1))
    assert desk.metrics.of().wins.share.part == (deal.id,)
    desk.deals.reopen(deal.id, Stage.DEMO)
    assert desk.metrics.of().wins.share.n == 0
    desk.deals.close(deal.id, Outcome.LOST, date(2026, 3, 2))
    assert desk.metrics.of().wins.share == type(desk.metrics.of().wins.share)((deal.id,), ())


def test_the_cycle_speaks_the_desks_currency(desk: Desk) -> None:
    for account, value in (("A", Money(1_000_00, "EUR")), ("B", Money(1_000_00, "SEK"))):
        deal = desk.deals.open("Rounds", account, value=value)
        desk.deals.reach(deal.id, "discovery", date(2026, 1, 2))
        desk.deals.reach(deal.id, "sign_off", date(2026, 2, 2))
    found = desk.metrics.of().cycle
    assert [days for _, days in found.days.points] == [31, 31]
    assert (len(found.foreign), found.bands[0].words) == (1, "Under €250k")


def test_demos_pocs_and_notes_from_calls(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    clock.move(-3 * DAY)
    demo = desk.calls.plan("Demo", desk.now() + H, deal_id=deal.id, kind=CallKind.DEMO)
    talk = desk.calls.plan("Talk", desk.now() + 3 * H, deal_id=deal.id)
    clock.move(3 * H)
    note = desk.notes.start(deal.id, call_id=demo.id, body="What was shown.")
    clock.at = NOW
    desk.deals.reach(deal.id, "poc", date(2026, 3, 4))
    found = desk.metrics.of()
    assert (found.demos.demos, found.demos.pocs) == (1, 1)
    assert [week.number for week in found.demos.weeks if week.demos] == [9]
    assert (found.notes.share.part, found.notes.without) == ((demo.id,), (talk.id,))
    assert found.notes.minutes.points == ((demo.id, 60),) and found.notes.exported == ()
    assert note.call_id == demo.id


@pytest.mark.parametrize(
    ("zone", "hours", "quarter"),
    [
        ("Europe/Berlin", 0, "Q1 FY2026"),  # midnight there, still December in UTC
        ("Europe/Berlin", -1, "Q4 FY2025"),
        ("Pacific/Apia", 0, "Q1 FY2026"),
        ("America/St_Johns", -1, "Q4 FY2025"),
    ],
)
def test_a_quarter_begins_at_midnight_in_the_zone_of_the_se(
    desk: Desk, deal: Deal, zone: str, hours: int, quarter: str
) -> None:
    desk.profile.change(zone=zone)
    midnight = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone))
    desk.calls.plan("Demo", midnight + hours * H, deal_id=deal.id, kind=CallKind.DEMO, minutes=30)
    with_demos = [name for name in ("Q4 FY2025", "Q1 FY2026") if _demos(desk, name)]
    assert with_demos == [quarter]


def _demos(desk: Desk, name: str) -> int:
    return desk.metrics.of(desk.metrics.period(name)).demos.demos


def test_a_quarter_to_come_holds_nothing(desk: Desk, deal: Deal) -> None:
    ahead = desk.metrics.of(desk.metrics.period("Q3 FY2026"))
    assert ahead.is_empty and ahead.demos.weeks == ()
    last = desk.metrics.of(desk.metrics.period("Q4 FY9998"))
    assert last.is_empty and deal.id


def test_a_desk_nobody_set_up_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    from se_desk.storage.store import open_store
    from tests.services.conftest import KEY

    bare = Desk(open_store(tmp_path_factory.mktemp("bare") / "desk.db", KEY, create=True), MovableClock(NOW))
    with pytest.raises(NotFound):
        bare.metrics.of()
    bare.close()
