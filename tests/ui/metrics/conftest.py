"""A desk with a quarter to count, and the page over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import CallKind
from se_desk.domain.deals import Deal, NoGo, Outcome
from se_desk.domain.money import Money
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import Place
from se_desk.ui.metrics.page import MetricsPage
from tests.ui.conftest import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ENDS = (
    *(("Won", Outcome.WON, None),) * 8,
    *(("Lost", Outcome.LOST, None),) * 2,
    ("Fit", Outcome.DISQUALIFIED, NoGo.TECHNICAL_FIT),
    ("Poor", Outcome.DISQUALIFIED, NoGo.NO_BUDGET),
)


@pytest.fixture
def counted(desk: Desk, clock: MovableClock) -> tuple[Deal, ...]:
    """Twelve deals closed this quarter, six of them signed off, with two demos and their notes."""
    made = []
    for number, (name, outcome, no_go) in enumerate(ENDS):
        deal = desk.deals.open(
            "Rounds", f"{name} {number}", value=Money(100_000_00, "EUR"), came_on=date(2026, 1, 10)
        )
        if number < 6:
            desk.deals.reach(deal.id, "discovery", date(2026, 1, 12))
            desk.deals.reach(deal.id, "sign_off", date(2026, 1, 20) + number * DAY)
        made.append(desk.deals.close(deal.id, outcome, date(2026, 2, 2) + number * DAY, "Why", no_go=no_go))
    desk.deals.reach(made[0].id, "poc", date(2026, 1, 25))
    clock.at = NOW - 3 * DAY
    for number in range(2):
        call = desk.calls.plan("Demo", desk.now(), deal_id=made[number].id, kind=CallKind.DEMO, minutes=30)
        if number == 0:
            clock.move(2 * HOUR)
            desk.notes.start(made[number].id, call_id=call.id, body="Shown.")
    clock.at = NOW
    return tuple(made)


@pytest.fixture
def open_page(desk: Desk, bus: Bus, qtbot: QtBot) -> Callable[[str], MetricsPage]:
    """Shows the page of a quarter, at the size of the main window's."""

    def show(name: str = "") -> MetricsPage:
        page = MetricsPage(desk, bus)
        qtbot.addWidget(page)
        page.resize(1216, 848)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.enter(Place("metrics", name))
        return page

    return show
