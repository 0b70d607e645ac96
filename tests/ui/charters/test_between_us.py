"""The tabs of the pair besides the charter: figures with what is behind, requests, what stands between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import Owes, Rule
from se_desk.domain.deals import Deal
from se_desk.domain.disagreements import Ending
from se_desk.domain.not_ready import Ended
from se_desk.domain.occasions import Verdict
from se_desk.domain.requests import Reply
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.charters import wishes
from se_desk.ui.charters.disagreement_dialogs import AttemptDialog, DisagreementDialog, EndDialog
from se_desk.ui.charters.not_ready_dialogs import CommitDialog, EndNotReadyDialog, NotReadyDialog
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.charters.request_dialogs import ReplyDialog, RequestDialog
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.cards import ListRow
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import MarkNotReady, Place, RecordRequest
from tests.ui.charters.conftest import Pair
from tests.ui.charters.test_page import confirm, front, nameless

H = timedelta(hours=1)


@pytest.fixture
def deal(pair: Pair) -> Deal:
    return pair.desk.deals.open("Berths", "Anker", partner_id=pair.partner.id)


def bring(page: PartnerPage, pair: Pair, tab: str) -> None:
    page.enter(Place("partner", pair.partner.id, tab))
    QApplication.processEvents()


def pick(page: QWidget, line: str) -> None:
    """Press a line of the menu that is open, and close it."""
    menu = next(m for m in page.findChildren(Menu) if m.isVisible())
    action = next(a for a in menu.actions() if a.text().startswith(line))
    menu.close()
    action.trigger()
    QApplication.processEvents()


def rows_of(widget: QWidget) -> list[ListRow]:
    QApplication.processEvents()
    return [row for row in widget.findChildren(ListRow) if not row.isHidden()]


def front_of(page: PartnerPage, kind: type[Dialog]) -> Dialog:
    dialog = front(page, kind)
    assert nameless(dialog) == []
    return dialog


def test_figures_with_what_is_behind(
    open_page: PartnerPage, pair: Pair, deal: Deal, clock: MovableClock, qtbot: QtBot
) -> None:
    desk = pair.desk
    call = desk.calls.plan("Walk", desk.now() + H, deal_id=deal.id, kind=CallKind.DEMO)
    clock.move(timedelta(days=2))
    bring(open_page, pair, "goes")
    tab = open_page.goes
    rows = tab.clauses.records_model.records()
    prep = next(row for row in rows if row.clause.rule is Rule.CONTEXT_BEFORE_CALL)
    tab.choose(prep.clause.id)
    (line,) = tab.behind.records_model.records()
    assert (line.occasion.id, line.occasion.words) == (call.id, "no context received")
    assert line.quarter == "Q1 FY2026: 0 of 1"
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        tab.behind.opened.emit(line)
    assert heard.args == [Place("debrief", call.id)]


def test_the_aes_half_is_ticked_by_space_and_by_buttons(
    open_page: PartnerPage, pair: Pair, deal: Deal, clock: MovableClock
) -> None:
    desk = pair.desk
    desk.calls.plan("Walk", desk.now() + H, deal_id=deal.id)
    clock.move(timedelta(days=2))
    bring(open_page, pair, "goes")
    tab = open_page.goes
    rows = tab.clauses.records_model.records()
    theirs = next(row for row in rows if row.clause.rule is Rule.NOTES_AFTER_CALL and row.owes is Owes.AE)
    tab.clauses.select(f"{theirs.clause.id} ae")
    assert "without a tick" in tab.said.text()
    found = []
    for _ in range(3):
        tab.behind.setFocus()
        tab.behind.setCurrentIndex(tab.behind.records_model.index(0, 0))
        QTest.keyClick(tab.behind, Qt.Key.Key_Space)
        QApplication.processEvents()
        found.append(tab.behind.records_model.record(0).occasion.verdict)
    assert found == [Verdict.KEPT, Verdict.NOT_KEPT, Verdict.UNKNOWN]
    tab.behind.setCurrentIndex(tab.behind.records_model.index(0, 0))
    tab.ticks[0].click()
    QApplication.processEvents()
    assert tab.behind.records_model.record(0).occasion.verdict is Verdict.KEPT
    tab.behind.menuRequested.emit(tab.behind.records_model.record(0), QPoint(10, 10))
    tab.behind.setCurrentIndex(tab.behind.records_model.index(0, 0))
    pick(tab, "Not in time")
    assert tab.behind.records_model.record(0).occasion.verdict is Verdict.NOT_KEPT


def test_nothing_is_counted_before_both_agreed(page: PartnerPage, desk: Desk) -> None:
    other = desk.partners.meet("Ada Lund")
    page.enter(Place("partner", other.id, "goes"))
    assert page.goes.empty.isVisibleTo(page.goes)


def test_from_the_panel_to_the_figures(open_page: PartnerPage) -> None:
    open_page.charter.goes.more.click()
    assert open_page.tabs.value == "goes"


def test_requests_by_keyboard(open_page: PartnerPage, pair: Pair, deal: Deal) -> None:
    bring(open_page, pair, "requests")
    tab = open_page.requests
    tab.empty.acted.emit()
    ask = front_of(open_page, RequestDialog)
    assert isinstance(ask, RequestDialog)
    confirm(ask)
    assert ask.isVisible()  # it does not say what
    ask.words.setFocus()
    QTest.keyClicks(ask.words, "A tailored demo")
    ask.needed.setText("no day")
    confirm(ask)
    assert ask.isVisible()
    ask.needed.setText("")
    confirm(ask)
    (view,) = pair.desk.requests.of_partner(pair.partner.id)
    assert (view.request.words, view.deal.id) == ("A tailored demo", deal.id)
    tab.table.opened.emit(view)
    reply = front_of(open_page, ReplyDialog)
    assert isinstance(reply, ReplyDialog)
    reply.reply.set_value("declined")
    reply.reply.chosen.emit("declined")
    confirm(reply)
    QTest.keyClicks(reply.reason, "No sponsor yet")
    confirm(reply)
    assert reply.isVisible()  # what would change it is missing
    QTest.keyClicks(reply.change, "A VP in the call")
    confirm(reply)
    assert pair.desk.requests.get(view.request.id).reply is Reply.DECLINED
    assert "1 of 1 declined" in tab.pattern.text()


def test_what_else_can_be_done_with_a_request(
    open_page: PartnerPage, pair: Pair, deal: Deal, qtbot: QtBot
) -> None:
    asked = pair.desk.requests.hear(deal.id, "A POC")
    pair.desk.requests.answer(asked.id, Reply.CONDITION, "A sponsor")
    bring(open_page, pair, "requests")
    tab = open_page.requests

    def choose(line: str) -> None:
        tab.table.menuRequested.emit(tab.table.records_model.record(0), QPoint(10, 10))
        pick(tab, line)

    choose("The condition is met")
    assert pair.desk.requests.get(asked.id).met_on is not None
    choose("Change")
    change = front_of(open_page, RequestDialog)
    assert isinstance(change, RequestDialog)
    change.words.set_text("A longer POC")
    confirm(change)
    assert pair.desk.requests.get(asked.id).words == "A longer POC"
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        choose("Open the deal")
    assert heard.args == [Place("deal", deal.id)]
    choose("Remove")
    assert pair.desk.requests.count(pair.partner.id) == 0


def test_a_request_needs_a_deal(open_page: PartnerPage, pair: Pair) -> None:
    bring(open_page, pair, "requests")
    open_page.requests.hear()
    dialog = front_of(open_page, RequestDialog)
    confirm(dialog)
    assert dialog.isVisible()


def test_a_disagreement_from_first_word_to_the_end(open_page: PartnerPage, pair: Pair, deal: Deal) -> None:
    bring(open_page, pair, "between")
    tab = open_page.between
    tab.bring_up.click()
    first = front_of(open_page, DisagreementDialog)
    assert isinstance(first, DisagreementDialog)
    confirm(first)
    assert first.isVisible()
    QTest.keyClicks(first.about, "Whose date stands")
    first.deal.set_value(deal.id)
    confirm(first)
    (row,) = rows_of(tab.differ)
    row.activated.emit()
    pick(tab, "A talk about it")
    talk = front_of(open_page, AttemptDialog)
    assert isinstance(talk, AttemptDialog)
    confirm(talk)
    QTest.keyClicks(talk.brought, "Each keeps the own date")
    confirm(talk)
    (row,) = rows_of(tab.differ)
    assert "1 attempt" in row.accessibleName()
    row.activated.emit()
    pick(tab, "It went to the manager")
    rows_of(tab.differ)[0].activated.emit()
    pick(tab, "It ended")
    end = front_of(open_page, EndDialog)
    assert isinstance(end, EndDialog)
    assert end.ending.value == Ending.DECIDED.value
    confirm(end)
    QTest.keyClicks(end.outcome, "The later date")
    confirm(end)
    (view,) = pair.desk.disagreements.of_partner(pair.partner.id)
    assert (view.record.ending, view.record.escalated_attempt) == (Ending.DECIDED, 1)
    rows_of(tab.differ)[0].activated.emit()
    pick(tab, "Remove")
    assert pair.desk.disagreements.of_partner(pair.partner.id) == ()


def test_not_ready_from_flag_to_end(open_page: PartnerPage, pair: Pair, deal: Deal, qtbot: QtBot) -> None:
    bring(open_page, pair, "between")
    tab = open_page.between
    tab.mark.click()
    mark = front_of(open_page, NotReadyDialog)
    assert isinstance(mark, NotReadyDialog)
    assert mark.missing.text.startswith("Budget exists; ")
    confirm(mark)
    rows_of(tab.not_ready)[0].activated.emit()
    pick(tab, "What the AE says")
    say = front_of(open_page, CommitDialog)
    assert isinstance(say, CommitDialog)
    confirm(say)
    assert say.isVisible()
    QTest.keyClicks(say.answer, "By Friday")
    say.missing.setText("Budget")
    say.day.setText("+2")
    confirm(say)
    stands = pair.desk.not_ready.find_open(deal.id)
    assert stands is not None and (stands.missing, stands.answer) == ("Budget", "By Friday")
    with qtbot.waitSignal(open_page.requestPlace):
        rows_of(tab.not_ready)[0].activated.emit()
        pick(tab, "Open the deal")
    rows_of(tab.not_ready)[0].activated.emit()
    pick(tab, "How it ended")
    end = front_of(open_page, EndNotReadyDialog)
    assert isinstance(end, EndNotReadyDialog)
    end.ended.set_value(Ended.WENT_AHEAD.value)
    confirm(end)
    assert end.isVisible()
    QTest.keyClicks(end.note, "Asked for by the manager")
    confirm(end)
    assert pair.desk.not_ready.find_open(deal.id) is None
    assert "Went ahead" in " ".join(
        chip.accessibleName() for row in rows_of(tab.not_ready) for chip in row.findChildren(QWidget)
    )


def test_what_was_told_and_has_no_answer(
    open_page: PartnerPage, pair: Pair, deal: Deal, clock: MovableClock, qtbot: QtBot
) -> None:
    desk = pair.desk
    told = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The date", "12 weeks")
    desk.risks.tell(told.id, "Pavel", Channel.EMAIL)
    desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "Nobody knows", "Yet")
    clock.move(timedelta(days=3))
    bring(open_page, pair, "between")
    first, second = rows_of(open_page.between.told)
    assert first.accessibleName().startswith("The date, Anker, told")
    assert second.accessibleName().startswith("Nobody knows")
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        first.activated.emit()
    assert heard.args == [Place("risks", told.id)]


def test_the_job_as_they_tell_it(open_page: PartnerPage, pair: Pair, qtbot: QtBot) -> None:
    told = {"carries": 14, "pressure": "Half the year", "told_on": pair.desk.today_on()}
    pair.desk.partners.change(pair.partner.id, **told)
    bring(open_page, pair, "between")
    said = " ".join(text.text() for text in open_page.between.job.findChildren(BodyText))
    assert "Carries: 14 deals" in said and "Quota: Half the year" in said
    with qtbot.waitSignal(open_page.requestWish):
        open_page.between.edit.click()


@pytest.mark.parametrize("make", [RecordRequest, MarkNotReady])
def test_wishes_from_anywhere(
    page: PartnerPage, pair: Pair, deal: Deal, bus: Bus, make: type[RecordRequest | MarkNotReady]
) -> None:
    wish = make(deal.id)
    kinds: dict[type, tuple[type[Dialog], ...]] = {
        RecordRequest: (RequestDialog, RequestDialog),
        MarkNotReady: (NotReadyDialog, CommitDialog),
    }
    for kind in kinds[make]:
        wishes.GRANTS[make](wish, page, pair.desk, bus, lambda _place: None)
        dialog = front_of(page, kind)
        if isinstance(dialog, RequestDialog):
            dialog.words.set_text("A call")
        confirm(dialog)
        if dialog.isVisible():
            dialog.reject()
    assert pair.desk.requests.count(pair.partner.id) == (2 if make is RecordRequest else 0)


@pytest.mark.parametrize("tab", ["goes", "scrubs", "requests", "between"])
def test_both_themes_paint(open_page: PartnerPage, pair: Pair, deal: Deal, dress: Theme, tab: str) -> None:
    pair.desk.requests.hear(deal.id, "A demo")
    bring(open_page, pair, tab)
    light = open_page.grab().toImage()
    dress.choose("dark")
    assert open_page.grab().toImage() != light


def test_only_the_tab_in_front_reads_the_desk(
    open_page: PartnerPage, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    for name in ("of_partner",):
        before: Callable[[str], object] = getattr(pair.desk.debriefs, name)

        def counting(key: str, before: Callable[[str], object] = before) -> object:
            read.append(key)
            return before(key)

        monkeypatch.setattr(pair.desk.debriefs, name, counting)
    open_page.refresh()
    assert read == []
    bring(open_page, pair, "debriefs")  # the control
    assert read == [pair.partner.id]
