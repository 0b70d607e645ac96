"""Today on a desk of 100,000 notes and 2,000 calls, beside the same page on a desk with nothing else on it.

The same page: the same calls, flags, proposals and deals are shown. Milliseconds are printed; what is held is
that the second desk's size costs at most half as much again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Severity
from se_desk.services.calls import LOOK_BACK
from se_desk.services.desk import Desk
from se_desk.services.today import TodayPage as Shown
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import people as people_rows
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.today.page import TodayPage
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_desk import make_desk, open_desk
from tests.ui.conftest import dress

__all__ = ["dress"]

ROUNDS, MOST = 15, 1.5
Down = Callable[[Figure], None]


def same_page(large: Desk, path: Path) -> Desk:
    """A desk that shows the same and holds nothing else."""
    make_desk(path, 0)
    small, page = open_desk(path), large.today.page()
    views = [view for view in (page.current, page.next_call, *page.later, *page.to_log) if view]
    with large.reading() as there:
        deals = [deal for deal in deal_rows.all_deals(there) if deal.is_active]
        deals += [v.deal for v in views if v.deal and v.deal.id not in {deal.id for deal in deals}]
        partners = partner_rows.all_partners(there)
        forecasts = [one for deal in deals for one in deal_rows.forecasts_of(there, deal.id)]
        # Proposals count the calls of a deal; those of long ago stand on no list.
        old = [
            call
            for deal in deals
            for call in call_rows.of_deal(there, deal.id)
            if call.ends_at < page.at - 2 * LOOK_BACK and deal.is_active
        ]
        people = [one for deal in deals for one in people_rows.of_deal(there, deal.id)]
    with small.store.writing() as conn:
        for partner in partners:
            partner_rows.insert(conn, partner)
        for deal in deals:
            deal_rows.insert(conn, deal)
        for forecast in forecasts:
            deal_rows.insert_forecast(conn, forecast)
        for one in people:
            people_rows.insert(conn, one)
        for call in (*old, *(view.call for view in views)):
            call_rows.insert(conn, call)
    for flag in reversed(page.not_told):
        small.risks.flag(flag.deal_id, Severity.MEDIUM, Category.TIMELINE, flag.statement, flag.evidence)
    return small


def shown(page: Shown) -> tuple[int, ...]:
    """How many rows every card has."""
    cards = (page.to_log, page.not_told, page.waiting, page.proposals, page.later, page.overdue, page.deals)
    return tuple(map(len, cards))


def painted(desk: Desk, qtbot: QtBot) -> TodayPage:
    """The page of a desk, shown once."""
    bus = Bus()
    desk.listen(bus.publish)
    page = TodayPage(desk, bus)
    qtbot.addWidget(page)
    page.resize(1216, 848)
    page.show()
    return page


def once(page: TodayPage) -> float:
    """Milliseconds from going to the page until it is painted."""

    def work() -> None:
        page.enter(Place("today"))
        page.grab()

    took = milliseconds(work)
    QApplication.processEvents()
    return took


def test_the_size_of_the_desk_costs_today_little(
    large: Desk, size: int, tmp_path: Path, qtbot: QtBot, dress: Theme, note_down: Down, at_length: bool
) -> None:
    small = same_page(large, tmp_path / "small.db")
    try:
        assert shown(small.today.page()) == shown(large.today.page())
        pages = painted(large, qtbot), painted(small, qtbot)
        for page in pages:
            once(page)  # in which everything is imported and read
        rounds = ROUNDS if at_length else 1
        both = [
            tuple(once(page) for page in pages) for _ in range(rounds)
        ]  # in turn: a busy moment meets both
        ours, floor = tuple(one for one, _ in both), tuple(other for _, other in both)
        note_down(Figure(f"Today painted, {size:,} notes", ours, floor, f"under {MOST} times"))
        if at_length:
            with large.reading() as conn:
                assert len(call_rows.all_calls(conn)) >= 2_000
            assert min(ours) < MOST * min(floor)
    finally:
        small.close()
