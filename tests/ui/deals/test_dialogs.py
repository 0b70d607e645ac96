"""The dialogs of deals, as other parts of the window wish for them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.asks import Answer, Weight
from se_desk.domain.deals import Deal, ForecastCategory, NoGo, Outcome, Stage
from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.domain.people import Role, Stance
from se_desk.services.desk import Desk
from se_desk.ui.deals.ask_dialog import SENTENCES, AskDialog
from se_desk.ui.deals.edit_deal import PARTS, EditDealDialog
from se_desk.ui.deals.new_deal import NewDealDialog
from se_desk.ui.deals.part_outcome import OutcomePart
from se_desk.ui.deals.part_procurement import ProcurementPart, read_weeks
from se_desk.ui.deals.part_read import ReadPart
from se_desk.ui.deals.person_dialog import PersonDialog
from se_desk.ui.deals.step_dialog import StepDialog
from se_desk.ui.deals.value_field import typed
from se_desk.ui.deals.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.wishes import (
    ArrangeExitCriteria,
    EditDeal,
    HearAsk,
    HearInsight,
    ImportDeals,
    NewDeal,
    Place,
    PromiseStep,
    TakeBackImport,
    Wish,
)
from tests.ui.deals.conftest import dialog_of, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def went() -> list[Place]:
    """Where the dialogs led to."""
    return []


@pytest.fixture
def grant(window: QWidget, desk: Desk, bus: Bus, went: list[Place]):
    """Grants a wish; the dialog that opened."""

    def granted(wish: Wish) -> Dialog:
        GRANTS[type(wish)](wish, window, desk, bus, went.append)
        return dialog_of(window)

    return granted


def put(field: Field, text: str) -> None:
    """Replace what stands in a field."""
    editor = field.editor
    if isinstance(editor, TextArea):
        editor.set_text(text)
    else:
        assert isinstance(editor, LineEdit)
        editor.setText(text)


def confirm(dialog: Dialog, qtbot: QtBot) -> bool:
    """Ctrl+Enter where the keyboard is; whether the dialog closed."""
    target = dialog.window().focusWidget() or dialog
    qtbot.keyClick(target, Qt.Key.Key_Return, CTRL)
    return not dialog.isVisible()


# ---- a new deal ---------------------------------------------------------------


def test_a_new_deal_by_keyboard(grant, desk: Desk, partner: Partner, went: list[Place], qtbot: QtBot) -> None:
    dialog = grant(NewDeal(partner.id))
    assert isinstance(dialog, NewDealDialog)
    qtbot.keyClicks(dialog.account.editor, "Abenrod Terminal")
    qtbot.keyClick(dialog.account.editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.window().focusWidget(), "Gate lanes")
    put(dialog.value.field, "USD 1,200,000")
    put(dialog.forecast_on, "30 Sep")
    dialog.category.set_value("commit")
    put(dialog.read_on, "2026-11-16")
    assert confirm(dialog, qtbot)
    (view,) = desk.deals.views()
    assert (view.deal.account, view.deal.title, view.partner) == ("Abenrod Terminal", "Gate lanes", partner)
    assert view.deal.value == Money(1_200_000_00, "USD")
    assert view.forecast and (view.forecast.category, view.forecast.close_on) == (
        ForecastCategory.COMMIT,
        date(2026, 9, 30),
    )
    assert view.read and view.read.close_on == date(2026, 11, 16)
    assert went == [Place("deal", view.deal.id)]


def test_the_first_deal_brings_its_ae(grant, desk: Desk, went: list[Place], qtbot: QtBot) -> None:
    dialog = grant(NewDeal())
    put(dialog.account, "Abenrod Terminal")
    put(dialog.deal_title, "Gate lanes")
    assert not dialog.ae.name.isVisible()
    dialog.ae.select.setFocus()
    qtbot.keyClick(dialog.ae.select, Qt.Key.Key_End)
    assert dialog.ae.name.isVisible()
    assert not confirm(dialog, qtbot) and dialog.ae.name.error
    put(dialog.ae.name, "Callum  Reid")
    assert confirm(dialog, qtbot)
    (view,) = desk.deals.views()
    assert view.partner is not None and view.partner.name == "Callum Reid"


def test_an_ae_who_is_known_is_not_met_again(
    grant, desk: Desk, partner: Partner, went: list[Place], qtbot: QtBot
) -> None:
    dialog = grant(NewDeal())
    put(dialog.account, "Abenrod Terminal")
    put(dialog.deal_title, "Gate lanes")
    dialog.ae.select.set_value("new")
    put(dialog.ae.name, partner.name.upper())
    assert confirm(dialog, qtbot)
    assert [view.partner for view in desk.deals.views()] == [partner]


def test_a_new_deal_says_what_is_missing(grant, desk: Desk, went: list[Place], qtbot: QtBot) -> None:
    dialog = grant(NewDeal())
    put(dialog.value.field, "much")
    put(dialog.forecast_on, "31 Feb")
    assert not confirm(dialog, qtbot)
    for field in (dialog.account, dialog.deal_title, dialog.value.field, dialog.forecast_on):
        assert field.error
    assert dialog.account.editor.hasFocus()
    assert desk.deals.views() == () and went == []
    dialog.reject()
    assert desk.deals.views() == ()


# ---- changing a deal ------------------------------------------------------------


@pytest.mark.parametrize("part", [made.key for made in PARTS])
def test_each_part_opens_and_saving_it_as_it_is_changes_nothing(
    part: str, grant, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 12, 15), "CRM")
    desk.deals.record_read(deal.id, date(2025, 12, 18), "counted")
    desk.deals.set_procurement(deal.id, date(2026, 11, 23), 12, "mail")
    desk.deals.change(deal.id, came_on=date(2025, 4, 1), demo_on=date(2026, 12, 24))
    before = (desk.deals.view(deal.id), desk.deals.forecasts(deal.id), desk.deals.reads(deal.id))
    dialog = grant(EditDeal(deal.id, part))
    assert dialog.tabs.value == part
    assert dialog.parts[part].first().hasFocus()
    assert unnamed(dialog) == []
    assert confirm(dialog, qtbot)
    assert (desk.deals.view(deal.id), desk.deals.forecasts(deal.id), desk.deals.reads(deal.id)) == before


def test_several_parts_are_saved_at_once(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id))
    parts = dialog.parts
    put(parts["deal"].competitors, "Quayline")
    parts["deal"].stage.set_value("poc")
    put(parts["forecast"].close_on, "31 Mar")
    put(parts["forecast"].source, "CRM")
    put(parts["read"].close_on, "18 May")
    put(parts["procurement"].start, "23 Feb")
    put(parts["procurement"].weeks, "12")
    put(parts["win"].days["demo_on"], "20 Feb")
    assert confirm(dialog, qtbot)
    view = desk.deals.view(deal.id)
    assert (view.deal.competitors, view.deal.stage) == ("Quayline", Stage.POC)
    assert view.forecast and view.forecast.source == "CRM"
    assert view.read and view.read.close_on == date(2026, 5, 18)
    assert (view.deal.procurement_weeks, view.deal.demo_on) == (12, date(2026, 2, 20))


def test_a_part_with_a_fault_comes_to_the_front(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id))
    put(dialog.parts["deal"].competitors, "Quayline")
    put(dialog.parts["procurement"].weeks, "12")
    assert not confirm(dialog, qtbot)
    assert dialog.tabs.value == "procurement"
    assert dialog.parts["procurement"].start.error
    assert desk.deals.get(deal.id).competitors == ""
    put(dialog.parts["procurement"].start, "23 Feb")
    put(dialog.parts["procurement"].weeks, "many")
    assert not confirm(dialog, qtbot)
    assert dialog.parts["procurement"].weeks.error


def test_procurement_counts_while_it_is_typed(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    part: ProcurementPart = grant(EditDeal(deal.id, "procurement")).parts["procurement"]
    assert part.sentence.text().startswith("Start and weeks give")
    qtbot.keyClicks(part.start.editor, "23 Feb")
    qtbot.keyClicks(part.weeks.editor, "12")
    assert part.sentence.text() == (
        "12-week procurement, week 2: earliest signature Mon 18 May. "
        "AE forecast Commit, 31 Mar: 48 days before that."
    )


def test_procurement_is_taken_away(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12, "mail")
    dialog = grant(EditDeal(deal.id, "procurement"))
    for field in (dialog.parts["procurement"].start, dialog.parts["procurement"].weeks):
        put(field, "")
    assert confirm(dialog, qtbot)
    found = desk.deals.get(deal.id)
    assert (found.procurement_start_on, found.procurement_weeks, found.procurement_source) == (None, None, "")


def test_the_read_says_the_gap(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    part: ReadPart = grant(EditDeal(deal.id, "read")).parts["read"]
    qtbot.keyClicks(part.close_on.editor, "7 Apr")
    assert part.apart.text() == "AE forecast: Commit, 31 Mar. Gap: 7 days apart."


@pytest.mark.parametrize("key", ["forecast", "read"])
def test_a_noted_date_cannot_be_emptied(key: str, grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    desk.deals.record_read(deal.id, date(2026, 5, 18))
    dialog = grant(EditDeal(deal.id, key))
    put(dialog.parts[key].close_on, "")
    assert not confirm(dialog, qtbot)
    assert dialog.parts[key].close_on.error
    assert len(desk.deals.forecasts(deal.id)) == len(desk.deals.reads(deal.id)) == 1


def test_words_without_a_date_ask_for_it(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id, "read"))
    put(dialog.parts["read"].why, "They said so")
    assert not confirm(dialog, qtbot)
    put(dialog.parts["read"].why, "")
    put(dialog.parts["forecast"].source, "CRM")
    assert not confirm(dialog, qtbot)
    assert dialog.tabs.value == "forecast"


def test_a_poc_ends_after_it_begins(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id, "win"))
    days = dialog.parts["win"].days
    put(days["poc_until_on"], "5 Mar")
    assert not confirm(dialog, qtbot)
    assert days["poc_on"].error
    put(days["poc_on"], "6 Mar")
    assert not confirm(dialog, qtbot)
    assert days["poc_until_on"].error
    put(days["poc_until_on"], "20 Mar")
    assert confirm(dialog, qtbot)
    assert desk.deals.get(deal.id).poc_until_on == date(2026, 3, 20)


def test_closing_and_opening_again(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id, "outcome"))
    part: OutcomePart = dialog.parts["outcome"]
    assert not part.day.isVisible()
    part.outcome.set_value("disqualified")
    assert part.day.isVisible()
    assert not confirm(dialog, qtbot)
    assert part.reason.error
    put(part.reason, "Their cranes give no signal")
    part.no_go.set_value("technical_fit")
    assert confirm(dialog, qtbot)
    closed = desk.deals.get(deal.id)
    assert (closed.outcome, closed.outcome_on) == (Outcome.DISQUALIFIED, desk.today_on())
    assert closed.no_go is NoGo.TECHNICAL_FIT
    assert closed.stage is Stage.CLOSED
    again = grant(EditDeal(deal.id, "outcome"))
    again.parts["outcome"].outcome.set_value("running")
    assert confirm(again, qtbot)
    assert desk.deals.get(deal.id).is_active
    assert desk.deals.get(deal.id).no_go is None


@pytest.mark.parametrize(
    ("outcome", "asked"), [("won", False), ("lost", False), ("no_decision", False), ("disqualified", True)]
)
def test_only_a_no_go_is_asked_what_for(grant, deal: Deal, outcome: str, asked: bool) -> None:
    part: OutcomePart = grant(EditDeal(deal.id, "outcome")).parts["outcome"]
    part.outcome.set_value(outcome)
    assert part.ground.isVisible() is asked


@pytest.mark.parametrize("text", ["0", "261", "3.5", "two", "-1", "²"])
def test_weeks_that_are_none(text: str) -> None:
    with pytest.raises(BadInput):
        read_weeks(text)


def test_weeks() -> None:
    assert (read_weeks(""), read_weeks(" 12 ")) == (None, 12)


@pytest.mark.parametrize(
    ("money", "words"),
    [(Money(940_000_00, "EUR"), "940,000"), (Money(4_500_50, "EUR"), "4,500.50"), (Money(7, "JPY"), "7")],
)
def test_amounts_as_they_are_typed(money: Money, words: str) -> None:
    assert typed(money) == words


# ---- steps, asks, people ----------------------------------------------------------


def test_a_step(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(PromiseStep(deal.id, "Send the tide map\nand more"))
    assert isinstance(dialog, StepDialog)
    put(dialog.owner, "Ada")
    put(dialog.due, "+3")
    assert confirm(dialog, qtbot)
    (step,) = desk.steps.of_deal(deal.id)
    assert (step.text, step.owner, step.due_on) == ("Send the tide map", "Ada", date(2026, 3, 7))


def test_a_step_says_what_is_missing_and_can_be_changed(
    window: QWidget, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    step = desk.steps.promise(deal.id, "Send", due_on=date(2026, 3, 9))
    dialog = StepDialog(window, desk, deal.id, step=step)
    dialog.open()
    put(dialog.text, " ")
    assert not confirm(dialog, qtbot)
    put(dialog.text, "Send it all")
    put(dialog.due, "")
    assert confirm(dialog, qtbot)
    (found,) = desk.steps.of_deal(deal.id)
    assert (found.id, found.text, found.due_on) == (step.id, "Send it all", None)


def test_an_ask_is_heard_and_answered(grant, window: QWidget, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(HearAsk(deal.id, "Tide tables\nWe need the tides"))
    assert dialog.words.editor.text == "We need the tides"
    dialog.weight.set_value("deal_breaker")
    assert confirm(dialog, qtbot)
    (ask,) = desk.asks.of_deal(deal.id)
    assert (ask.statement, ask.weight, ask.answer) == ("Tide tables", Weight.DEAL_BREAKER, Answer.NONE)
    second = AskDialog(window, desk, deal.id, ask=ask)
    second.open()
    assert not second.promised.isVisible()
    second.answer.set_value("roadmap")
    assert second.promised.isVisible()
    assert not confirm(second, qtbot)
    assert second.promised.error
    put(second.promised, "30 Jun")
    put(second.note, "Product, by mail")
    assert confirm(second, qtbot)
    (answered,) = desk.asks.of_deal(deal.id)
    assert (answered.answer, answered.promised_on) == (Answer.ROADMAP, date(2026, 6, 30))
    third = AskDialog(window, desk, deal.id, ask=answered)
    third.open()
    third.answer.set_value("no")
    put(third.statement, "Tide tables, live")
    assert confirm(third, qtbot)
    (last,) = desk.asks.of_deal(deal.id)
    assert (last.statement, last.answer, last.promised_on) == ("Tide tables, live", Answer.NO, None)


def test_an_answer_that_is_heard_as_yes_and_a_promise_without_a_line(
    window: QWidget, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    dialog = AskDialog(window, desk, deal.id, ask=desk.asks.hear(deal.id, "Tide tables"))
    dialog.open()
    assert unnamed(dialog) == []
    dialog.answer.set_value("yes_with_setup")
    put(dialog.note, "Should be possible, maybe")
    assert "“Should be possible” is heard as yes." in dialog._sentence.text()
    put(dialog.note, "Half a day for each crane")
    assert dialog._sentence.text() == SENTENCES[Answer.YES_WITH_SETUP]
    put(dialog.sow_line, "Annex B, line 3")
    assert not confirm(dialog, qtbot)  # a line holds a promise, so somebody made it
    assert dialog.promised_by.error
    put(dialog.sow_line, "")
    put(dialog.promised_by, "Pavel")
    assert "no line of the statement of work" in dialog._gap.text()
    put(dialog.sow_line, "Annex B, line 3")
    assert not dialog._gap.isVisible()
    put(dialog.topic, "Tides")
    put(dialog.shipped, "2026-03-02")
    assert confirm(dialog, qtbot)
    (ask,) = desk.asks.of_deal(deal.id)
    assert (ask.promised_by, ask.sow_line, ask.topic) == ("Pavel", "Annex B, line 3", "Tides")
    assert ask.shipped_on == date(2026, 3, 2)


def test_each_answer_says_what_it_means() -> None:
    assert set(SENTENCES) == set(Answer)


def test_a_blank_ask(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(HearAsk(deal.id))
    assert not confirm(dialog, qtbot)
    assert dialog.statement.error and desk.asks.of_deal(deal.id) == ()


def test_a_person_comes_changes_and_leaves(window: QWidget, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = PersonDialog(window, desk, deal.id)
    dialog.open()
    assert unnamed(dialog) == []
    assert not confirm(dialog, qtbot)
    put(dialog.name, "Ada Holm")
    put(dialog.job, "Harbour master")
    dialog.own_line.click()
    dialog.role.set_value("champion")
    dialog.stance.set_value("for")
    assert confirm(dialog, qtbot)
    (person,) = desk.people.of_deal(deal.id)
    assert (person.role, person.stance, person.own_line) == (Role.CHAMPION, Stance.FOR, True)
    assert not person.title_confirmed
    second = PersonDialog(window, desk, deal.id, person)
    second.open()
    second.is_confirmed.click()
    assert confirm(second, qtbot)
    (person,) = desk.people.of_deal(deal.id)
    assert person.title_confirmed
    third = PersonDialog(window, desk, deal.id, person)
    third.open()
    from PySide6.QtCore import QTimer

    def agree() -> None:
        asked = [d for d in window.findChildren(Dialog) if d.isVisible() and d is not third]
        asked[0].accept()

    QTimer.singleShot(0, agree)
    third.remove.click()
    assert desk.people.of_deal(deal.id) == () and not third.isVisible()


def test_every_wish_of_deals_is_granted() -> None:
    assert set(GRANTS) == {
        NewDeal,
        EditDeal,
        PromiseStep,
        HearAsk,
        HearInsight,
        ArrangeExitCriteria,
        ImportDeals,
        TakeBackImport,
    }


def test_fields_are_of_the_kinds_that_can_be_read(window: QWidget) -> None:
    from se_desk.ui.deals.field_check import FieldCheck, text_of

    with pytest.raises(TypeError):
        FieldCheck().day(Field("Day", LineEdit()))
    with pytest.raises(TypeError):
        text_of(Field("Other", QWidget()))
    assert FieldCheck().day(Field("Day", DayEdit(date(2026, 3, 4), date(2026, 3, 4)))) == date(2026, 3, 4)


def test_esc_changes_nothing(grant, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    dialog = grant(EditDeal(deal.id))
    assert isinstance(dialog, EditDealDialog)
    put(dialog.parts["deal"].deal_title, "Another")
    qtbot.keyClick(dialog.window().focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.deals.get(deal.id).title == "Berth planning"
