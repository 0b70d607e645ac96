"""A desk in front of a person: counts follow changes, wishes are granted, faults are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.risks import Category, Severity
from se_desk.ui.frame.deal_list import DealList
from se_desk.ui.frame.lines import Line
from se_desk.ui.frame.sitting import MOST_RECENT, Sitting, call_cards, close_call_cards
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import NewDeal, OpenCallCard, Place, Wish
from tests.services.conftest import NOW
from tests.ui.frame.conftest import PHRASE, NotedPage

LONG = 10_000


@pytest.fixture
def sitting(frame: Frame, qtbot: QtBot) -> Sitting:
    found = frame.door.sitting
    assert found is not None
    qtbot.waitUntil(lambda: bool(found.overview.deals), timeout=LONG)
    return found


def _button(frame: Frame, name: str) -> QAbstractButton:
    found = [b for b in frame.window.findChildren(QAbstractButton) if b.accessibleName().startswith(name)]
    assert found, name
    return found[0]


def test_shows_the_counts_of_the_desk(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    deal = sitting.desk.deals.views()[0].deal
    sitting.desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Permit comes late")
    sitting.desk.steps.promise(deal.id, "Send the plan", owner="me", due_on=(NOW - timedelta(days=2)).date())
    qtbot.waitUntil(lambda: sitting.overview.untold == 1 and sitting.overview.due == 1, timeout=LONG)
    assert _button(frame, "Risk log").accessibleName() == "Risk log, 1"
    assert _button(frame, "Deals").accessibleName() == "Deals, 1"
    (row,) = frame.window.findChildren(DealList)[0].deals
    assert (row.account, row.severity, row.partner) == ("Halvorsen Quays", "high", "Pavel Lindqvist")


def test_the_gravest_deals_come_first(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    desk = sitting.desk
    for account, severity in (("Arden", Severity.LOW), ("Brook", Severity.CRITICAL), ("Cove", None)):
        deal = desk.deals.open("x", account)
        if severity:
            desk.risks.flag(deal.id, severity, Category.DATA, "x")
            desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "y")
    qtbot.waitUntil(lambda: sitting.overview.untold == 4, timeout=LONG)
    assert [deal.account for deal in sitting.overview.deals] == ["Brook", "Arden", "Cove", "Halvorsen Quays"]


def test_the_sidebar_leads_to_pages_and_deals(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    _button(frame, "Partners").click()
    assert frame.acting.place == Place("partners")
    assert _button(frame, "Partners").isChecked()
    assert not _button(frame, "Today").isChecked()
    deals = frame.window.findChildren(DealList)[0]
    deals.setFocus()
    QTest.keyClick(deals, Qt.Key.Key_Return)
    key = sitting.overview.deals[0].id
    assert frame.acting.place == Place("deal", key)
    assert deals.lit == key
    assert frame.window.grab().width() > 0
    _button(frame, "Settings").click()
    assert frame.acting.place == Place("settings")


def test_a_click_opens_a_deal(frame: Frame, sitting: Sitting) -> None:
    deals = frame.window.findChildren(DealList)[0]
    spot = deals.visualRect(deals.model().index(0, 0)).center()
    QTest.mouseClick(deals.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert frame.acting.place == Place("deal", sitting.overview.deals[0].id)
    assert not deals.by_keyboard


def test_wishes_are_granted_by_the_feature(
    frame: Frame, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[tuple[object, ...]] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda _w: lambda *given: granted.append(given))
    _button(frame, "Add a deal").click()
    assert granted == [(NewDeal(), frame.window, sitting.desk, sitting.bus, sitting.go)]


def test_what_stands_in_the_way_of_a_wish_is_told(
    frame: Frame, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_wish: Wish) -> object:
        raise NotFound("That deal is gone.")

    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", refuse)
    sitting.wish(NewDeal())
    (dialog,) = frame.window.findChildren(Dialog)
    assert dialog.title.full_text() == "Not found"


def test_a_place_that_is_gone_is_told(frame: Frame, pages: type[NotedPage]) -> None:
    pages.gone = frozenset({"x"})
    frame.acting.go(Place("deal", "x"))
    assert len(frame.window.findChildren(Dialog)) == 1


def test_counts_that_cannot_be_read_are_told(
    frame: Frame, sitting: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: object) -> object:
        raise DiskFull("No room is left.")

    monkeypatch.setattr("se_desk.ui.frame.sitting.read_overview", full)
    sitting.count()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)


def test_the_theme_follows_the_profile(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    sitting.desk.profile.change(theme="dark")
    qtbot.waitUntil(lambda: theme().dark, timeout=LONG)
    sitting.desk.profile.change(theme="light")
    sitting.bus.publish(Change(Noun.EVERYTHING, ""))
    qtbot.waitUntil(lambda: not theme().dark, timeout=LONG)


def test_a_minute_reaches_the_page_and_the_counts(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    page = sitting.pages.page
    assert isinstance(page, NotedPage)
    sitting.overview = type(sitting.overview)()
    frame.watch.look()
    assert page.told[-1] == "minute"
    qtbot.waitUntil(lambda: bool(sitting.overview.deals), timeout=LONG)


def test_remembers_what_was_run_newest_first(sitting: Sitting) -> None:
    for number in range(MOST_RECENT + 5):
        sitting.remember(Line(str(number), str(number), lambda _actor: None))
    sitting.remember(Line("20", "20", lambda _actor: None))
    assert [line.key for line in sitting.recent][:2] == ["20", "24"]
    assert len(sitting.recent) == MOST_RECENT


class CallCard(QWidget):
    """Stands for the window of a call."""

    stays = False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        event.setAccepted(not self.stays)


def test_a_lock_closes_the_window_of_a_call(frame: Frame, sitting: Sitting, qtbot: QtBot) -> None:
    card = CallCard()
    qtbot.addWidget(card)
    card.show()
    assert call_cards() == [card]
    card.stays = True
    assert not close_call_cards()
    frame.door.lock()
    assert frame.acting.is_open
    card.stays = False
    frame.door.lock()
    assert not frame.acting.is_open
    assert not card.isVisible()


def test_the_card_of_a_call_comes_back_after_the_lock(
    frame: Frame, sitting: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[Wish] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda w: lambda *_args: granted.append(w))
    card = CallCard()
    card.call_id = "call-7"  # type: ignore[attr-defined]
    qtbot.addWidget(card)
    card.show()
    frame.door.lock()
    assert not card.isVisible()
    frame.door._enter(frame.door.opening.with_passphrase(PHRASE))
    assert granted == [OpenCallCard("call-7")]
    frame.door.lock()
    frame.door._enter(frame.door.opening.with_passphrase(PHRASE))
    assert len(granted) == 1
