"""The list of deals."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, ForecastCategory, Outcome
from se_desk.domain.money import Money
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.deals.deal_table import shown_titles
from se_desk.ui.deals.list_page import DealsPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import FlagRisk, ImportCalls, ImportDeals, NewDeal, Place, PlanCall
from tests.ui.deals.conftest import unnamed


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot) -> DealsPage:
    made = DealsPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    return made


def cells(page: DealsPage, row: int = 0) -> dict[str, str]:
    table = page.table
    return {c.title: c.words(table.records_model.record(row)) for c in table.columns}


def test_a_row_says_where_a_deal_stands(page: DealsPage, desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    desk.deals.record_read(deal.id, date(2026, 5, 15))
    desk.deals.reach(deal.id, "discovery", date(2026, 2, 20))
    desk.deals.reach(deal.id, "poc", date(2026, 3, 2))
    desk.risks.flag(deal.id, Severity.CRITICAL, Category.TIMELINE, "The date is early")
    desk.steps.promise(deal.id, "Send the map", due_on=date(2026, 3, 2))
    page.enter(Place("deals"))
    assert cells(page) == {
        "Deal": "Critical, Halvorsen Quays, Berth planning",
        "AE": "Pavel",
        "Value": "€400k",
        "AE forecast": "Commit, 31 Mar",
        "SE read": "15 May",
        "Apart": "45 days",
        "Technical win": "Discovery done, POC begun",
        "Evidence": "0 of 8",
        "Next step": "2 days late, Send the map",
    }
    apart = page.table.columns[5].chip
    assert apart is not None and apart(page.rows[0]).tone == "critical"


def test_without_a_read_the_earliest_signature_stands_there(page: DealsPage, desk: Desk, deal: Deal) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 3, 2), 12)
    page.enter(Place("deals"))
    assert cells(page)["SE read"] == "25 May, earliest"
    assert page.table.columns[4].token_of(page.rows[0]) == "text-3"


def test_groups_with_counts_and_values(page: DealsPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dollars = desk.deals.open("Lanes", "Abenrod", value=Money(300_000_00, "USD"))
    lost = desk.deals.open("Gates", "Brill", value=Money(50_000_00, "EUR"))
    desk.deals.close(lost.id, Outcome.LOST, date(2026, 2, 1), "They built it")
    unfit = desk.deals.open("Boats", "Corran")
    desk.deals.close(unfit.id, Outcome.DISQUALIFIED, date(2026, 2, 2), "No data")
    page.enter(Place("deals"))
    assert page.header._second.full_text() == "2 active, €400k, $300k"
    assert [row.id for row in page.table.records_model.records()] == [dollars.id, deal.id]
    page.groups.setFocus()
    qtbot.keyClick(page.groups, Qt.Key.Key_Right)
    assert page.groups.value == "closed"
    assert page.header._second.full_text() == "1 closed, €50k"
    assert cells(page)["Outcome"] == "Lost"
    qtbot.keyClick(page.groups, Qt.Key.Key_Right)
    assert cells(page)["Reason"] == "No data"
    assert page.groups.value == "no_go"


def test_keys(page: DealsPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    page.enter(Place("deals"))
    page.activateWindow()
    page.table.setFocus()
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    places: list[object] = []
    page.requestPlace.connect(places.append)
    for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_L, Qt.Key.Key_Return):
        qtbot.keyClick(page.table, key)
    assert wishes == [NewDeal(), FlagRisk(deal.id), PlanCall(deal.id)]
    assert places == [Place("deal", deal.id)]
    assert page.deal_id() == deal.id


def test_empty_and_its_ways_out(page: DealsPage, desk: Desk, qtbot: QtBot) -> None:
    page.enter(Place("deals"))
    assert page.empty.isVisible() and not page.add.isVisible()
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    qtbot.keyClick(page.empty.new, Qt.Key.Key_Return)
    qtbot.mouseClick(page.empty.take_in, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.empty.calls, Qt.Key.Key_Space)
    assert wishes == [NewDeal(), ImportDeals(), ImportCalls()]
    assert page.deal_id() == ""


def test_it_follows_the_desk_and_keeps_the_choice(
    page: DealsPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page.enter(Place("deals"))
    page.table.select(deal.id)
    desk.deals.open("Lanes", "Abenrod")
    qtbot.waitUntil(lambda: len(page.rows) == 2)
    assert page.deal_id() == deal.id
    desk.deals.close(deal.id, Outcome.WON, desk.today_on())
    qtbot.waitUntil(lambda: page.table.records_model.rowCount() == 1)


def test_a_group_that_is_empty_says_so(page: DealsPage, deal: Deal) -> None:
    page.enter(Place("deals", tab="no_go"))
    assert page.nothing.isVisible() and "disqualified" in page.nothing.text()
    assert not page.ended.isVisible()


def test_narrow_windows_leave_columns_out(page: DealsPage, deal: Deal, qtbot: QtBot) -> None:
    page.enter(Place("deals"))
    assert "Evidence" in shown_titles(page.running)
    page.resize(876, 628)
    qtbot.waitUntil(lambda: "Evidence" not in shown_titles(page.running))
    head = page.running.horizontalHeader()
    widths = [head.sectionSize(n) for n in range(head.count()) if not page.running.isColumnHidden(n)]
    assert sum(widths) <= page.running.viewport().width()
    assert widths[0] > 150


def test_a_dropped_table_is_an_import(page: DealsPage, deal: Deal, tmp_path: Path, qtbot: QtBot) -> None:
    page.enter(Place("deals"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "deals.csv"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    with qtbot.waitSignal(page.requestWish) as wished:
        page.dropEvent(event)
    assert wished.args == [ImportDeals(str(tmp_path / "deals.csv"))]
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "photo.png"))])
    with qtbot.assertNotEmitted(page.requestWish):
        page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_everything_has_a_name_and_both_sides_paint(page: DealsPage, desk: Desk, deal: Deal) -> None:
    page.enter(Place("deals"))
    assert unnamed(page) == []
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light


def test_the_menu_of_a_row(page: DealsPage, desk: Desk, deal: Deal) -> None:
    page.enter(Place("deals"))
    places: list[object] = []
    page.requestPlace.connect(places.append)
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    for action in page.menu_of(page.rows[0]).actions():
        action.trigger()
    assert places == [Place("deal", deal.id)]
    assert len(wishes) == 4


def test_a_day_later_a_step_is_late(page: DealsPage, desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.steps.promise(deal.id, "Send", due_on=date(2026, 3, 4))
    page.enter(Place("deals"))
    assert cells(page)["Next step"] == "today, Send"
    clock.move(timedelta(days=1))
    page.minute()
    assert cells(page)["Next step"] == "1 day late, Send"


def test_thousands_of_deals_are_read_beside_the_window(
    page: DealsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The page shows what it showed before until they are there; the last question alone is answered."""
    monkeypatch.setattr("se_desk.ui.deals.list_page.AT_ONCE", 0)
    for title in ("Berths", "Cranes"):
        desk.deals.open(title, "Kestrel Port")
    page.enter(Place("deals"))
    assert page.rows == ()
    page.enter(Place("deals", tab="active"))
    qtbot.waitUntil(lambda: len(page.rows) == 2, timeout=10_000)
    qtbot.waitUntil(page.table.hasFocus, timeout=10_000)
    desk.deals.open("Locks", "Kestrel Port")
    qtbot.waitUntil(lambda: len(page.rows) == 3, timeout=10_000)
    assert page.table.records_model.rowCount() == 3
