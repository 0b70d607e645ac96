"""The Today page over a real desk: each row acts in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import DiskFull
from se_desk.domain.evidence import computed
from se_desk.domain.huddles import DebriefDraft
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.domain.scrubs import Decision
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import (
    AnswerFlag,
    ExportNotes,
    FlagRisk,
    LeaveProposal,
    OpenCallCard,
    Place,
    PlanCall,
    TellFlag,
)
from se_desk.ui.today.page import TodayPage

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NewPage = Callable[[], TodayPage]


@pytest.fixture
def deal(desk: Desk) -> Deal:
    partner = desk.partners.meet("Pavel Lindqvist")
    return desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)


@pytest.fixture
def new_page(qtbot: QtBot, desk: Desk, bus: Bus) -> NewPage:
    def make() -> TodayPage:
        page = TodayPage(desk, bus)
        qtbot.addWidget(page)
        page.resize(1216, 848)
        page.enter(Place("today"))
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def full(desk: Desk, deal: Deal) -> dict[str, str]:
    """A day with something in every card; keys of what was made."""
    low, high = (
        desk.risks.flag(deal.id, severity, Category.PEOPLE, words, "Said on the call").id
        for severity, words in ((Severity.LOW, "No champion"), (Severity.HIGH, "No budget"))
    )
    desk.risks.tell(low, "Pavel Lindqvist", Channel.EMAIL)
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 3, 31))
    plan = desk.calls.plan
    return {
        "ended": plan("Ended", desk.now() - 3 * HOUR, deal_id=deal.id).id,
        "next": plan("Next", desk.now() + 42 * MINUTE, deal_id=deal.id).id,
        "later": plan("Later", desk.now() + 4 * HOUR, deal_id=deal.id).id,
        "one": desk.steps.promise(deal.id, "Send the annex", due_on=date(2026, 3, 2)).id,
        "two": desk.steps.promise(deal.id, "Call Inga", due_on=date(2026, 3, 3)).id,
        "told": low,
        "untold": high,
    }


def button(page: QWidget, name: str) -> Button:
    return next(found for found in page.findChildren(Button) if found.accessibleName() == name)


def words_of(card: QWidget) -> str:
    return " ".join(label.full_text() for label in card.findChildren(PlainLabel))


def test_an_empty_desk_says_what_there_is_to_do(new_page: NewPage, qtbot: QtBot) -> None:
    page = new_page()
    assert page.header._title.full_text() == "Wednesday 4 March"
    assert "0 calls ahead" in page.header._second.full_text()
    assert "No call ahead" in words_of(page.hero)
    for card, words in (
        (page.log, "Every call is written down."),
        (page.told, "Everybody was told."),
        (page.waiting, "Nothing waits for an answer."),
        (page.later, "No other call today."),
        (page.steps, "No step is overdue."),
        (page.load, "Under the healthy range of 8 to 12."),
    ):
        assert words in words_of(card)
    assert not page.proposed.isVisible()
    with qtbot.waitSignal(page.requestWish) as wished:
        qtbot.mouseClick(button(page, "Plan a call"), Qt.MouseButton.LeftButton)
    assert wished.args == [PlanCall()]


def test_the_next_call_is_prepared_and_begun_from_here(
    new_page: NewPage, full: dict[str, str], desk: Desk, qtbot: QtBot
) -> None:
    page = new_page()
    assert "In 42 min" in words_of(page.hero)
    with qtbot.waitSignal(page.requestPlace) as place:
        button(page, "Start the huddle").click()
    assert place.args == [Place("huddle", full["next"])]
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, "Open call card").click()
    assert wished.args == [OpenCallCard(full["next"])]
    desk.huddles.begin(full["next"])
    qtbot.waitUntil(lambda: "Finish the huddle" in [b.text() for b in page.hero.findChildren(Button)])


def test_a_call_to_log_leads_to_its_debrief(new_page: NewPage, full: dict[str, str], qtbot: QtBot) -> None:
    page = new_page()
    with qtbot.waitSignal(page.requestPlace) as place:
        button(page, "Write the note of Ended").click()
    assert place.args == [Place("debrief", full["ended"])]
    assert "22 h left" in words_of(page.log)


def test_a_logged_call_leaves_the_list(
    new_page: NewPage, full: dict[str, str], desk: Desk, qtbot: QtBot
) -> None:
    page = new_page()
    desk.notes.start(None, call_id=full["ended"], body="Written")
    qtbot.waitUntil(lambda: "Every call is written down." in words_of(page.log))


def test_flags_are_told_and_answered_from_here(new_page: NewPage, full: dict[str, str], qtbot: QtBot) -> None:
    page = new_page()
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, "Tell Pavel: No budget").click()
    assert wished.args == [TellFlag(full["untold"])]
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, "Add the answer to: No champion").click()
    assert wished.args == [AnswerFlag(full["told"])]


def test_a_proposal_becomes_a_flag(
    new_page: NewPage, full: dict[str, str], desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page = new_page()
    proposal = desk.risks.proposals()[0]
    fact = computed(proposal.evidence)
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, f"Flag: {proposal.statement}").click()
    wish = wished.args[0]
    assert isinstance(wish, FlagRisk)
    assert (wish.deal_id, wish.items, wish.severity) == (deal.id, (fact,), proposal.severity)
    with qtbot.waitSignal(page.requestPlace) as place:
        button(page, f"See the deal of: {proposal.statement}").click()
    assert place.args == [Place("deal", deal.id)]


def test_a_later_call_opens_with_enter(new_page: NewPage, full: dict[str, str], qtbot: QtBot) -> None:
    page = new_page()
    row = page.later.findChild(ListRow)
    row.setFocus()
    with qtbot.waitSignal(page.requestPlace) as place:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert place.args == [Place("huddle", full["later"])]


def test_a_step_is_settled_in_place_and_the_keyboard_goes_on_to_the_next(
    new_page: NewPage, full: dict[str, str], desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page = new_page()
    first = page.steps.findChildren(CheckBox)[0]
    assert first.accessibleName() == "Done: Send the annex"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    settled = {step.id: step.settled_at for step in desk.steps.of_deal(deal.id)}
    assert settled == {full["one"]: desk.now(), full["two"]: None}
    qtbot.waitUntil(lambda: len(page.steps.findChildren(CheckBox)) == 1)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Done: Call Inga"


def test_a_step_that_cannot_be_settled_is_told(
    new_page: NewPage, full: dict[str, str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    page = new_page()
    monkeypatch.setattr(desk.steps, "settle", no_room)
    box = page.steps.findChildren(CheckBox)[0]
    box.click()
    assert any(dialog.isVisible() for dialog in page.findChildren(Dialog))
    assert not page.steps.findChildren(CheckBox)[0].isChecked()


def test_the_minute_moves_clocks_and_leaves_the_keyboard(
    new_page: NewPage, full: dict[str, str], clock: MovableClock
) -> None:
    page = new_page()
    button(page, "Tell Pavel: No budget").setFocus()
    clock.move(2 * MINUTE)
    page.minute()
    assert "In 40 min" in words_of(page.hero)
    assert "21 h 58 min left" in words_of(page.log)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Tell Pavel: No budget"


def test_the_minute_does_not_take_the_keyboard_from_a_dialog(
    new_page: NewPage, full: dict[str, str], clock: MovableClock
) -> None:
    page = new_page()
    button(page, "Tell Pavel: No budget").setFocus()
    dialog = Dialog(page, "A question")
    dialog.open()
    before = QApplication.focusWidget()
    clock.move(MINUTE)
    page.minute()
    assert QApplication.focusWidget() is before
    dialog.reject()


def test_a_call_that_goes_on(
    new_page: NewPage, full: dict[str, str], desk: Desk, clock: MovableClock
) -> None:
    clock.at = desk.calls.get(full["next"]).starts_at + 20 * MINUTE
    page = new_page()
    assert "On now, 40 min left" in words_of(page.hero)


def test_many_announcements_are_read_once_and_out_of_sight_not_at_all(
    new_page: NewPage,
    full: dict[str, str],
    desk: Desk,
    deal: Deal,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = new_page()
    read: list[str] = []
    real = desk.today.page
    monkeypatch.setattr(desk.today, "page", lambda: read.append("") or real())
    for number in range(10):
        desk.steps.promise(deal.id, f"Step {number}", due_on=date(2026, 3, 1))
    qtbot.waitUntil(lambda: page.steps._count.text() == "12")
    assert len(read) == 1
    page.hide()
    desk.steps.promise(deal.id, "Once more", due_on=date(2026, 3, 1))
    qtbot.waitUntil(lambda: not page._again.isActive())
    assert len(read) == 1


def test_the_rest_of_a_card_is_shown_on_request(
    new_page: NewPage, full: dict[str, str], desk: Desk, deal: Deal
) -> None:
    for number in range(10):
        desk.steps.promise(deal.id, f"Step {number}", due_on=date(2026, 3, 1))
    page = new_page()
    (more,) = [button for button in page.steps.findChildren(Button) if button.text() == "4 more"]
    assert more.accessibleName() == "4 more: Overdue next steps"
    more.click()
    assert len(page.steps.findChildren(CheckBox)) == 12
    page.enter(Place("today"))
    assert len(page.steps.findChildren(CheckBox)) == 8


def test_tab_goes_from_top_to_bottom(new_page: NewPage, full: dict[str, str], qtbot: QtBot) -> None:
    page = new_page()
    page.minute()  # rows made anew keep the order
    qtbot.waitUntil(button(page, "Start the huddle").isVisible)
    button(page, "Start the huddle").setFocus()
    names = ["Start the huddle"]
    for _ in range(40):
        page.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is None or focused.accessibleName() == names[0]:
            break
        names.append(focused.accessibleName())
    wanted = ["Start the huddle", "Open call card", "Write the note of Ended", "Tell Pavel: No budget"]
    wanted += ["Add the answer to: No champion", "Done: Send the annex", "Done: Call Inga"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
    assert "" not in names


@pytest.mark.parametrize("width", [876, 1216])
def test_it_fits(new_page: NewPage, full: dict[str, str], width: int, qtbot: QtBot) -> None:
    page = new_page()
    page.resize(width, 628)
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    qtbot.waitUntil(lambda: all(card.mapTo(page, card.rect().topRight()).x() <= width for card in cards))
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light


def test_says_at_the_right_when_the_last_backup_was(new_page: NewPage) -> None:
    page = new_page()
    assert page.backup.isVisible()
    assert page.backup.full_text() == "No backup yet"
    assert page.backup.mapTo(page, page.backup.rect().topRight()).x() > page.width() - 60


def test_a_proposal_is_left_with_a_reason_from_here(
    new_page: NewPage, full: dict[str, str], desk: Desk, bus: Bus, qtbot: QtBot
) -> None:
    page = new_page()
    proposal = desk.risks.proposals()[0]
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, f"Leave: {proposal.statement}").click()
    assert wished.args == [LeaveProposal(proposal)]
    GRANTS[LeaveProposal](wished.args[0], page, desk, bus, lambda _place: None)
    (dialog,) = [found for found in page.window().findChildren(Dialog) if found.isVisible()]
    QTest.keyClicks(dialog.reason, "Known since January")
    dialog.accept()
    assert proposal not in desk.risks.proposals()
    qtbot.waitUntil(lambda: not page.proposed.isVisible())


def test_notes_on_their_way_to_the_crm_are_named(
    new_page: NewPage, desk: Desk, deal: Deal, clock: MovableClock, qtbot: QtBot
) -> None:
    """Only where notes leave for a CRM at all."""
    for number in range(2):
        call = desk.calls.plan(f"Call {number}", desk.now() - (3 + number) * HOUR, deal_id=deal.id)
        desk.debriefs.hold(call.id, pain="Berths stand empty")
        first = call
    page = new_page()
    assert "not in the CRM" not in words_of(page.log)
    desk.debriefs.copy_for_crm(first.id)
    page.refresh()
    assert "1 call is written down and not in the CRM yet" in words_of(page.log)
    with qtbot.waitSignal(page.requestWish) as wished:
        button(page, "Export the notes that are not in the CRM").click()
    assert wished.args == [ExportNotes()]


def test_a_debrief_that_was_begun_goes_on(new_page: NewPage, full: dict[str, str], desk: Desk) -> None:
    draft = DebriefDraft(call_id=full["ended"], pain="Berths stand empty", written_at=desk.now())
    desk.debriefs.keep(draft)
    assert button(new_page(), "Go on with the note of Ended").text() == "Go on writing"


def test_the_next_scrub_leads_to_its_agenda(new_page: NewPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    page = new_page()
    assert not page.scrub.isVisible()
    scrub = desk.scrubs.begin(deal.partner_id or "")
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP)
    desk.scrubs.finish(scrub.id, date(2026, 3, 16))
    page.refresh()
    assert page.scrub.isVisible()
    assert "Mon 16 Mar" in page.scrub.findChild(ListRow).accessibleName()
    with qtbot.waitSignal(page.requestPlace) as place:
        button(page, "Agenda of the scrub with Pavel Lindqvist").click()
    assert place.args == [Place("partner", deal.partner_id or "", "scrubs")]


def test_the_scroll_bar_stands_in_the_margin(new_page: NewPage, full: dict[str, str], qtbot: QtBot) -> None:
    page = new_page()
    page.resize(1216, 500)
    qtbot.waitUntil(lambda: page._bar.maximum() > 0)
    right = page.load.mapTo(page, page.load.rect().topRight()).x()
    assert page.width() - right == 25  # the same as without a bar


def test_a_page_that_goes_with_its_bar_says_nothing(
    desk: Desk, bus: Bus, full: dict[str, str], qapp: QApplication, qtbot: QtBot
) -> None:
    page = TodayPage(desk, bus)
    page.resize(900, 400)
    page.enter(Place("today"))
    page.show()
    qtbot.waitUntil(lambda: page._bar.maximum() > 0)
    with qtbot.captureExceptions() as faults:
        page.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert faults == []
