"""The page of a deal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.asks import Answer
from se_desk.domain.deals import Deal, ForecastCategory, Outcome, Stage
from se_desk.domain.errors import NotFound
from se_desk.domain.evidence import computed
from se_desk.domain.notes import NoteKind
from se_desk.domain.people import Role
from se_desk.domain.qualification import Letter
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.deals.aside_steps import StepRow
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.proposal_strip import ProposalStrip
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.records import PAGE
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import (
    EditDeal,
    ExportNotes,
    ExportRecord,
    FlagRisk,
    HearAsk,
    HearInsight,
    NewNote,
    Place,
    PlanCall,
    PromiseStep,
)
from tests.ui.deals.conftest import dialog_of, unnamed


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot) -> DealPage:
    made = DealPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def wishes(page: DealPage) -> list[object]:
    heard: list[object] = []
    page.requestWish.connect(heard.append)
    return heard


@pytest.fixture
def places(page: DealPage) -> list[object]:
    heard: list[object] = []
    page.requestPlace.connect(heard.append)
    return heard


def words_in(widget: QWidget) -> str:
    return " | ".join(text.text() for text in widget.findChildren(BodyText))


def late(desk: Desk, deal: Deal) -> None:
    """The story: committed for this quarter, and procurement takes longer."""
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31), "CRM")
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12, "Mail of their buyer")


def test_what_the_head_says(page: DealPage, desk: Desk, deal: Deal) -> None:
    desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "Late data")
    desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "No data")
    page.enter(Place("deal", deal.id))
    assert page.header.title.full_text() == "Berth planning"
    assert page.header.about.text() == "Halvorsen Quays  ·  €400k  ·  AE Pavel Lindqvist"
    assert page.header.stage.spec.text == "Discovery"
    assert (page.header.flags.spec.text, page.header.flags.spec.glyph) == ("2 high flags open", "high")
    assert not page.header.outcome.isVisible()
    assert page.deal_id() == deal.id


def test_a_deal_that_is_not_there(page: DealPage) -> None:
    with pytest.raises(NotFound):
        page.enter(Place("deal", "nobody"))


def test_the_two_dates_and_the_gap(page: DealPage, desk: Desk, deal: Deal) -> None:
    late(desk, deal)
    page.enter(Place("deal", deal.id))
    said = page.card.axis.accessibleName()
    assert "Commit, 31 Mar" in said and "48 days apart" in said and "earliest" in said
    assert page.card.read.isVisible() and not page.card.forecast.isVisible()
    desk.deals.record_read(deal.id, date(2026, 5, 18), "twelve weeks")
    page.refresh()
    assert not page.card.read.isVisible()


def test_no_dates_yet(page: DealPage, desk: Desk, deal: Deal, wishes: list[object]) -> None:
    page.enter(Place("deal", deal.id))
    assert not page.card.axis.isVisible()
    page.card.forecast.click()
    page.card.read.click()
    assert wishes == [EditDeal(deal.id, "forecast"), EditDeal(deal.id, "read")]


def test_a_proposal_is_flagged_or_not(
    page: DealPage, desk: Desk, deal: Deal, wishes: list[object], qtbot: QtBot
) -> None:
    late(desk, deal)
    page.enter(Place("deal", deal.id))
    strip = page.findChild(ProposalStrip)
    assert "12 weeks from Mon 23 Feb" in words_in(strip)
    strip.flag.click()
    (wish,) = wishes
    assert isinstance(wish, FlagRisk)
    assert (wish.deal_id, wish.severity, wish.category) == (deal.id, "critical", "timeline")
    assert wish.statement and wish.items == (computed(strip.proposal.evidence),)
    strip.dismiss.click()
    dialog = dialog_of(page)
    dialog.accept()
    assert desk.risks.proposals(deal.id)[0] == strip.proposal  # no reason, so nothing was dismissed
    qtbot.keyClicks(dialog.findChild(TextArea), "They signed a letter of intent")
    qtbot.keyClick(dialog.findChild(TextArea), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert strip.proposal not in desk.risks.proposals(deal.id)
    qtbot.waitUntil(lambda: all(s.proposal != strip.proposal for s in page.findChildren(ProposalStrip)))


def test_tab_reaches_the_proposal_first(page: DealPage, desk: Desk, deal: Deal) -> None:
    late(desk, deal)
    page.enter(Place("deal", deal.id))
    strip = page.findChild(ProposalStrip)
    assert page._top.nextInFocusChain() is strip.flag
    assert strip.flag.nextInFocusChain() is strip.dismiss


def test_letters_act_from_the_lists(page: DealPage, deal: Deal, wishes: list[object]) -> None:
    page.enter(Place("deal", deal.id))
    for shortcut in page.findChildren(QShortcut):
        shortcut.activated.emit()
    assert wishes == [FlagRisk(deal.id), PlanCall(deal.id)]


def test_more_proposals_wait_in_risks(page: DealPage, desk: Desk, deal: Deal) -> None:
    late(desk, deal)
    desk.deals.reach(deal.id, "poc", date(2026, 3, 2))
    page.enter(Place("deal", deal.id))
    number = len(desk.risks.proposals(deal.id))
    strip = page.findChild(ProposalStrip)
    assert strip.more.text() == f"{number - 1} more in Risks"
    strip.more.click()
    assert page.tabs.value == "risks" and page.risks.isVisible()
    assert len(page.risks.findChildren(ProposalStrip)) == number


def test_counts_of_the_tabs(page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    page.enter(Place("deal", deal.id))

    def names() -> list[str]:
        return [b.accessibleName() for b in page.tabs.bar._buttons.values()]

    assert names() == ["Timeline", "Notes", "Prep", "Risks", "Qualification, 0/8", "Asks", "People"]
    desk.notes.start(deal.id, kind=NoteKind.IDEA, body="x")
    desk.calls.plan("Readout", desk.now() + timedelta(hours=2), minutes=30, deal_id=deal.id)
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Late data")
    desk.qualification.set_element(deal.id, Letter.METRICS, "40 h")
    desk.asks.hear(deal.id, "Tide tables")
    desk.people.add(deal.id, "Ada Holm")
    wanted = ["Timeline", "Notes, 1", "Prep, 1", "Risks, 1", "Qualification, 1/8", "Asks, 1", "People, 1"]
    qtbot.waitUntil(lambda: names() == wanted)


def test_tabs_by_place_and_by_key(page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    page.enter(Place("deal", deal.id, "asks"))
    assert page.asks.isVisible() and not page.timeline.filter.isVisible()
    page.tabs.bar.step(+1)
    assert page.people.isVisible()
    page.enter(Place("deal", deal.id))
    assert page.people.isVisible()  # the same deal again stays where it was
    other = desk.deals.open("Lanes", "Abenrod")
    page.enter(Place("deal", other.id))
    assert page.timeline.isVisible()


def test_the_column_becomes_a_tab(page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    page.enter(Place("deal", deal.id))
    assert page.aside.isVisible() and page.minimumSizeHint().width() <= 1100 - 224
    assert page.minimumSizeHint().height() <= 680 - 52
    page.resize(876, 628)
    qtbot.waitUntil(lambda: not page.aside.isVisible())
    assert page.width() == 876
    page.tabs.bar.step(-1)
    assert page.tabs.value == "overview" and page.aside.isVisible()
    page.enter(Place("deal", deal.id, "notes"))
    page.enter(Place("deal", deal.id, "overview"))  # where a link to one of its files leads
    assert page.tabs.value == "overview" and page.aside.isVisible()
    page.resize(1216, 848)
    qtbot.waitUntil(lambda: page.timeline.isVisible() and page.aside.isVisible())
    assert page.tabs.value == "timeline"
    page.enter(Place("deal", deal.id, "overview"))
    assert page.timeline.isVisible() and page.aside.isVisible()


def test_a_step_is_settled_and_taken_back(page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    step = desk.steps.promise(deal.id, "Send the tide map", due_on=date(2026, 3, 2))
    page.enter(Place("deal", deal.id))
    row = page.aside.findChild(StepRow)
    assert "2 days late" in words_in(row)
    qtbot.keyClick(row.check, Qt.Key.Key_Space)
    assert desk.steps.of_deal(deal.id)[0].settled_at is not None
    page.findChild(Toast).acted.emit()
    assert desk.steps.of_deal(deal.id) == (step,)


def test_the_column_says_what_is_known(page: DealPage, desk: Desk, deal: Deal, wishes: list[object]) -> None:
    late(desk, deal)
    desk.deals.change(deal.id, poc_on=date(2026, 3, 2), poc_until_on=date(2026, 3, 15))
    ask = desk.asks.hear(deal.id, "Tide tables")
    desk.asks.answer(ask.id, Answer.NO)
    page.enter(Place("deal", deal.id))
    said = words_in(page.aside)
    assert "12-week procurement, week 2: earliest signature Mon 18 May" in said
    assert "Source: Mail of their buyer" in said
    labels = [label.text() for label in page.aside.findChildren(QWidget) if hasattr(label, "full_text")]
    assert {"POC day 3 of 14", "week 2 of 12"} <= set(labels)
    for button in page.aside.findChildren(IconButton):
        button.click()
    assert wishes == [EditDeal(deal.id, "win"), EditDeal(deal.id, "procurement")]
    links = [b for b in page.aside.findChildren(Button) if b.accessibleName().startswith("MEDDPICC")]
    links[0].click()
    assert page.tabs.value == "qualification"


def test_an_empty_column_leads_on(page: DealPage, deal: Deal, wishes: list[object]) -> None:
    page.enter(Place("deal", deal.id))
    for text in ("Promise a next step", "Note the procurement", "Add an ask"):
        next(b for b in page.aside.findChildren(Button) if b.text() == text).click()
    assert wishes == [PromiseStep(deal.id), EditDeal(deal.id, "procurement"), HearAsk(deal.id)]


def test_the_menu(page: DealPage, desk: Desk, deal: Deal, wishes: list[object]) -> None:
    page.enter(Place("deal", deal.id))
    by_text = {a.text().split("\t")[0]: a for a in page.header.menu().actions() if a.text()}
    for action in by_text.values():
        action.trigger()
    assert desk.deals.get(deal.id).stage is Stage.DISCOVERY
    dialog_of(page).accept()  # what the stage leaves open was said first
    assert desk.deals.get(deal.id).stage is Stage.DEMO
    assert wishes == [
        EditDeal(deal.id),
        *(EditDeal(deal.id, part) for part in ("forecast", "read", "procurement", "win", "outcome")),
        NewNote(deal.id),
        PromiseStep(deal.id),
        HearAsk(deal.id),
        HearInsight(deal.id),
        ExportRecord(deal.id),
        ExportNotes(deal.id),
    ]
    page.header.log.click()
    assert wishes[-1] == PlanCall(deal.id)


def test_a_closed_deal_can_be_opened_again(page: DealPage, desk: Desk, deal: Deal) -> None:
    desk.deals.reach(deal.id, "poc", date(2026, 3, 2))
    desk.deals.close(deal.id, Outcome.LOST, date(2026, 3, 3))
    page.enter(Place("deal", deal.id))
    assert page.header.outcome.spec.text == "Lost" and not page.header.stage.isVisible()
    again = next(a for a in page.header.menu().actions() if a.text() == "Open the deal again")
    again.trigger()
    assert (desk.deals.get(deal.id).outcome, desk.deals.get(deal.id).stage) == (None, Stage.POC)


def test_the_timeline_leads_to_where_things_live(
    page: DealPage, desk: Desk, deal: Deal, places: list[object], wishes: list[object], clock: MovableClock
) -> None:
    held = desk.calls.plan("Walk", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)
    coming = desk.calls.plan("Readout", desk.now() + timedelta(hours=2), minutes=60, deal_id=deal.id)
    note = desk.notes.start(deal.id, kind=NoteKind.DECISION, body="# Wired\n\nBy cable.")
    flag = desk.risks.flag(deal.id, Severity.CRITICAL, Category.DATA, "Late data")
    desk.risks.tell(flag.id, "Pavel", Channel.EMAIL, message="I want to flag that data is late.")
    desk.deals.record_read(deal.id, date(2026, 5, 18))
    page.enter(Place("deal", deal.id))
    entries = {entry.id.split(" ")[1]: entry for entry in page.timeline.timeline.entries()}
    assert (entries[coming.id].node, entries[coming.id].side) == ("next", "Open huddle")
    assert entries[note.id].node == "accent"
    assert entries[flag.id].node == "severity"
    quote = entries[flag.id].quote
    assert quote is not None and quote.right.startswith("SED1-0002")
    for key in (held.id, coming.id, note.id, flag.id):
        page.timeline.open_entry(entries[key].id)
    assert places == [
        Place("debrief", held.id),
        Place("huddle", coming.id),
        Place("note", note.id),
        Place("risks", flag.id),
    ]
    read = next(e for e in entries.values() if e.id.startswith("read"))
    page.timeline.open_entry(read.id)
    assert wishes == [EditDeal(deal.id, "read")]
    page.timeline.filter.set_value("call")
    page.timeline.filter.chosen.emit("call")
    assert {e.id.split(" ")[0] for e in page.timeline.timeline.entries()} == {"call"}


def test_tables_lead_on(
    page: DealPage, desk: Desk, deal: Deal, places: list[object], wishes: list[object], qtbot: QtBot
) -> None:
    coming = desk.calls.plan("Readout", desk.now() + timedelta(hours=2), minutes=60, deal_id=deal.id)
    note = desk.notes.start(deal.id, kind=NoteKind.IDEA, body="x", private=True)
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Late data")
    for tab, place in (
        ("notes", Place("note", note.id)),
        ("prep", Place("huddle", coming.id)),
        ("risks", Place("risks", flag.id)),
    ):
        page.enter(Place("deal", deal.id, tab))
        panel = page.panels[tab]
        panel.focus_first()
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)  # type: ignore[attr-defined]
        assert places[-1] == place
    prep = page.panels["prep"]
    for action in prep.menu_of(prep.table.current()).actions():  # type: ignore[attr-defined]
        action.trigger()
    assert wishes[-1] == PlanCall(deal.id, coming.id)


def test_empty_panels_lead_on(page: DealPage, deal: Deal, wishes: list[object]) -> None:
    page.enter(Place("deal", deal.id))
    for tab in ("timeline", "notes", "prep", "risks", "asks"):
        page.panels[tab].empty.findChild(Button).click()  # type: ignore[attr-defined]
    assert wishes == [
        NewNote(deal.id),
        NewNote(deal.id),
        PlanCall(deal.id),
        FlagRisk(deal.id),
        HearAsk(deal.id),
    ]


def test_people_and_asks_open_in_place(page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.people.add(deal.id, "Ada Holm", title="Buyer", role=Role.ECONOMIC_BUYER)
    desk.asks.hear(deal.id, "Tide tables", words="We need the tides")
    page.enter(Place("deal", deal.id, "people"))
    assert page.people.words.full_text() == "1 person, no champion yet"
    page.people.focus_first()
    qtbot.keyClick(page.people.table, Qt.Key.Key_Return)
    dialog_of(page).reject()
    page.enter(Place("deal", deal.id, "asks"))
    page.asks.focus_first()
    qtbot.keyClick(page.asks.table, Qt.Key.Key_Return)
    dialog_of(page).reject()


def test_everything_has_a_name_in_both_sides(page: DealPage, desk: Desk, deal: Deal) -> None:
    late(desk, deal)
    desk.steps.promise(deal.id, "Send")
    desk.asks.hear(deal.id, "Tides")
    for tab in page.panels:
        page.enter(Place("deal", deal.id, tab))
        assert unnamed(page) == []
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light


def test_how_well_calls_are_prepared(page: DealPage, desk: Desk, deal: Deal, clock: MovableClock) -> None:
    held = desk.calls.plan("Walk", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)
    coming = desk.calls.plan("Readout", desk.now() + timedelta(hours=2), minutes=60, deal_id=deal.id)
    for call in (held, coming):
        desk.calls.attend(call.id, "Ada Holm")
    desk.calls.receive_context(coming.id, "Two decide")
    page.enter(Place("deal", deal.id, "prep"))
    table = page.panels["prep"].table  # type: ignore[attr-defined]

    def said(row: int) -> list[str]:
        return [column.words(table.records_model.record(row)) for column in table.columns]

    ambush = "Readout, The agenda is not confirmed and titles are not confirmed for Ada Holm"
    assert said(0) == [ambush, "Today, 12:30, 60 min", "None", "2 h before", ""]
    assert said(1) == ["Walk, Ada Holm", "Today, 07:30, 60 min", "None", "none noted", "22 h left"]
    desk.huddles.begin(coming.id)
    page.refresh()
    assert said(0)[2] == "0 of 5"
    desk.huddles.hold(coming.id)
    page.refresh()
    assert said(0)[2] == "Held"


def test_a_deal_that_goes_leads_back_to_the_list(
    page: DealPage, desk: Desk, deal: Deal, places: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.enter(Place("deal", deal.id))

    def gone(_deal_id: str) -> None:
        raise NotFound("There is no such deal on this desk.")

    monkeypatch.setattr(desk.deals, "view", gone)
    page.refresh()
    assert places == [Place("deals")] and page.deal_id() == ""


def test_minutes_pass(page: DealPage, desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.calls.plan("Readout", desk.now() + timedelta(hours=2), minutes=60, deal_id=deal.id)
    page.enter(Place("deal", deal.id))
    clock.move(timedelta(minutes=30))
    page.minute()
    assert page.timeline.timeline.entries()[0].second.startswith("in 1 h 30 min")


def test_of_very_many_notes_a_page_is_read_and_the_rest_when_it_is_scrolled(
    page: DealPage, desk: Desk, deal: Deal, clock: MovableClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("se_desk.ui.deals.page.HAPPENED", 20)
    for number in range(PAGE + 20):
        clock.move(timedelta(hours=1))
        desk.notes.start(deal.id, title=f"Note {number:03}", private=number == 0)
    page.enter(Place("deal", deal.id, "notes"))
    panel = page.panels["notes"]
    table = panel.table  # type: ignore[attr-defined]
    assert panel.words.full_text() == f"{PAGE + 20} notes, 1 private"  # type: ignore[attr-defined]
    assert (table.records_model.rowCount(), table.records_model.record(0).title) == (
        PAGE,
        f"Note {PAGE + 19:03}",
    )
    table.records_model.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.records_model.record(0).title == "Note 000"

    def all_there() -> bool:
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
        return int(table.records_model.rowCount()) == PAGE + 20

    qtbot.waitUntil(all_there)
    assert page.tabs.bar is not None


def test_a_timeline_of_very_many_notes_goes_back_as_far_as_it_is_scrolled(
    page: DealPage, desk: Desk, deal: Deal, clock: MovableClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("se_desk.ui.deals.page.HAPPENED", 20)
    desk.deals.record_read(deal.id, date(2026, 6, 1), "The first read")
    for number in range(50):
        clock.move(timedelta(hours=1))
        desk.notes.start(deal.id, title=f"Note {number:03}", body="Some words")
    page.enter(Place("deal", deal.id, "timeline"))
    line = page.timeline.timeline
    assert [entry.title for entry in line.entries()] == [f"Note {number:03}" for number in range(49, 29, -1)]
    page.timeline.filter.set_value("dates")
    page.timeline.filter.chosen.emit("dates")
    assert len(line.entries()) == 1  # what is no note is always known
    page.timeline.filter.set_value("all")
    page.timeline.filter.chosen.emit("all")
    places = []

    def all_there() -> bool:
        line.verticalScrollBar().setValue(line.verticalScrollBar().maximum())
        places.append(line.verticalScrollBar().value())
        return len(line.entries()) == 51

    qtbot.waitUntil(all_there)
    assert places == sorted(places)  # it never jumps back
    assert line.entries()[-1].title.startswith("SE read")
