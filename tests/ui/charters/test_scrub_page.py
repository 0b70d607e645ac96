"""The scrub as a mode: by keys from the first deal to the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.errors import NotFound
from se_desk.domain.scrubs import Decision, Scrub
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.charters.finish_scrub_dialog import FinishScrubDialog
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.charters.scrub_page import ScrubPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place
from tests.ui.charters.conftest import WIDE, Pair
from tests.ui.charters.test_page import CTRL, confirm, nameless

MIN = timedelta(minutes=1)


@pytest.fixture
def deals(pair: Pair) -> list[Deal]:
    opened = ("Anker", "Brise", "Corso")
    return [pair.desk.deals.open("Berths", name, partner_id=pair.partner.id) for name in opened]


@pytest.fixture
def scrub(pair: Pair, deals: list[Deal]) -> Scrub:
    assert deals
    return pair.desk.scrubs.begin(pair.partner.id)


@pytest.fixture
def mode(desk: Desk, bus: Bus, scrub: Scrub, qtbot: QtBot) -> Iterator[ScrubPage]:
    made = ScrubPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.enter(Place("scrub", scrub.id))
    QApplication.processEvents()
    yield made


def shown(page: ScrubPage, kind: type[Dialog]) -> Dialog:
    QApplication.processEvents()
    (dialog,) = (d for d in page.window().findChildren(kind) if d.isVisible())
    return dialog


def test_three_decisions_by_keys(mode: ScrubPage, pair: Pair, scrub: Scrub, deals: list[Deal]) -> None:
    QTest.keyClick(mode.table, Qt.Key.Key_K)
    assert mode.table.current().deal.id == deals[1].id  # the next open one comes to the front
    QTest.keyClick(mode.table, Qt.Key.Key_G)
    assert mode.deal.words.text() == "Evidence: Budget exists" and mode.deal.words.hasFocus()
    QTest.keyClick(mode.deal.words, Qt.Key.Key_Return)
    QTest.keyClick(mode.table, Qt.Key.Key_D)
    QTest.keyClick(mode.deal.words, Qt.Key.Key_Return)
    assert pair.desk.scrubs.view(scrub.id).decided == 2  # a reason is missing
    QTest.keyClicks(mode.deal.words, "No budget this year")
    QTest.keyClick(mode.deal.words, Qt.Key.Key_Return)
    found = pair.desk.scrubs.view(scrub.id).decisions
    assert [found[deal.id].decision for deal in deals] == list(Decision)
    assert found[deals[1].id].owner == pair.partner.name


def test_finishing_leads_to_the_minutes(
    mode: ScrubPage,
    pair: Pair,
    scrub: Scrub,
    deals: list[Deal],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pair.desk.scrubs.decide(scrub.id, deals[0].id, Decision.DISQUALIFY, "No budget")
    QTest.keyClick(mode.table, Qt.Key.Key_Return, CTRL)
    finish = shown(mode, FinishScrubDialog)
    assert isinstance(finish, FinishScrubDialog) and nameless(finish) == []
    finish.next.setText("1 Jan 2020")
    confirm(finish)
    assert finish.isVisible()
    finish.next.setText("+7")
    with qtbot.waitSignal(mode.requestPlace) as heard:
        confirm(finish)
    assert heard.args == [Place("partner", pair.partner.id, "scrubs")]
    assert pair.desk.deals.get(deals[0].id).outcome is Outcome.DISQUALIFIED
    minutes = shown(mode, LeavingDialog)
    assert isinstance(minutes, LeavingDialog) and "Disqualify: No budget" in minutes.text.text
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(tmp_path))
    assert minutes.other is not None
    minutes.other.click()
    assert {path.suffix for path in tmp_path.glob("Scrub minutes*")} == {".pdf", ".md"}


def test_the_timer_stands_still_and_goes_on(mode: ScrubPage, clock: MovableClock, pair: Pair) -> None:
    clock.move(29 * MIN + timedelta(seconds=20))
    mode.timer.paint_time()
    assert mode.timer.left.text() == "00:40"
    mode.timer.run.click()
    assert not mode.timer.running
    clock.move(9 * MIN)
    mode.timer.run.click()
    assert mode.timer.running
    clock.move(MIN)
    mode.timer.paint_time()
    assert (mode.timer.left.text(), mode.timer.base.text()) == ("00:20", "over 30 min")


def test_a_decision_can_be_taken_back(mode: ScrubPage, pair: Pair, scrub: Scrub) -> None:
    QTest.keyClick(mode.table, Qt.Key.Key_K)
    mode.table.setCurrentIndex(mode.table.records_model.index(0, 0))
    assert mode.deal.undo.isVisibleTo(mode)
    mode.deal.undo.click()
    assert pair.desk.scrubs.view(scrub.id).decided == 0


def test_a_gap_needs_its_day(mode: ScrubPage, pair: Pair, scrub: Scrub) -> None:
    mode.deal.begin(Decision.CLOSE_GAP)
    for typed in ("", "no day"):
        mode.deal.day.setText(typed)
        mode.deal.confirm()
    assert pair.desk.scrubs.view(scrub.id).decided == 0


def test_words_that_are_typed_stay_when_news_arrive(mode: ScrubPage, pair: Pair, deals: list[Deal]) -> None:
    mode.deal.begin(Decision.DISQUALIFY)
    QTest.keyClicks(mode.deal.words, "Half a reas")
    pair.desk.steps.promise(deals[2].id, "Something else")
    QApplication.processEvents()
    assert mode.deal.words.text() == "Half a reas"


def test_agenda_and_minutes_so_far(mode: ScrubPage) -> None:
    mode.agenda.click()
    agenda = shown(mode, LeavingDialog)
    assert isinstance(agenda, LeavingDialog) and "Scrub agenda" in agenda.text.text
    agenda.reject()
    assert mode.export_page()
    assert "Nothing was decided." in shown(mode, LeavingDialog).text.text  # type: ignore[attr-defined]


def test_dropped_after_a_question(
    mode: ScrubPage, pair: Pair, scrub: Scrub, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("se_desk.ui.charters.scrub_page.ask", lambda *_a, **_k: False)
    mode.drop.click()
    assert pair.desk.scrubs.find_open(pair.partner.id) == scrub
    monkeypatch.setattr("se_desk.ui.charters.scrub_page.ask", lambda *_a, **_k: True)
    with qtbot.waitSignal(mode.requestPlace):
        mode.drop.click()
    assert pair.desk.scrubs.find_open(pair.partner.id) is None
    with pytest.raises(NotFound):
        mode.enter(Place("scrub", scrub.id))


def test_names_themes_and_a_low_window(mode: ScrubPage, dress: Theme, qapp: QApplication) -> None:
    assert nameless(mode) == []
    light = mode.grab().toImage()
    dress.choose("dark")
    assert mode.grab().toImage() != light
    mode.resize(876, 628)
    qapp.processEvents()
    assert not mode.agenda.isVisibleTo(mode)


def test_from_the_partner_and_back(
    open_page: PartnerPage, pair: Pair, deals: list[Deal], qtbot: QtBot
) -> None:
    open_page.enter(Place("partner", pair.partner.id, "scrubs"))
    tab = open_page.scrubs
    assert f"{len(deals)} open deals" in tab.next.text()
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        tab.begin.click()
    begun = pair.desk.scrubs.find_open(pair.partner.id)
    assert begun is not None and heard.args == [Place("scrub", begun.id)]
    assert tab.begin.text() == "Go on with the scrub"
    pair.desk.scrubs.decide(begun.id, deals[0].id, Decision.KEEP, "As it is")
    pair.desk.scrubs.finish(begun.id)
    QApplication.processEvents()
    assert "Proposed for" in tab.next.text()
    tab.list.opened.emit(begun.id)
    (minutes,) = (d for d in open_page.window().findChildren(LeavingDialog) if d.isVisible())
    assert "Keep: As it is" in minutes.text.text
    minutes.reject()
    tab.agenda.click()
