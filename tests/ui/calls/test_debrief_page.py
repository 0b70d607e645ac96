"""The debrief's page over a real desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import DiskFull
from se_desk.domain.evidence import computed
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.debrief_page import DebriefPage
from se_desk.ui.calls.follow_ups import LeaveDialog
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import FlagRisk, Place
from tests.ui.calls.conftest import AE, MINUTE, dialog_in, nameless

NewDebrief = Callable[[str], DebriefPage]


@pytest.fixture
def page(new_debrief: NewDebrief, over: Call) -> DebriefPage:
    return new_debrief(over.id)


def draft_shows(page: DebriefPage, words: str) -> Callable[[], bool]:
    return lambda: words in page.body.note.text


def test_before_the_call_there_is_nothing_to_look_back_on(
    new_debrief: NewDebrief, call: Call, qtbot: QtBot
) -> None:
    page = new_debrief(call.id)
    assert page.empty.isVisible()
    assert not page.body.isVisible()
    assert not page.save.isVisible()
    with qtbot.waitSignal(page.requestPlace) as place:
        page.empty.findChild(Button).click()
    assert place.args == [Place("huddle", call.id)]


def test_the_head_shows_the_24_hours(page: DebriefPage, clock: MovableClock) -> None:
    assert page.head.title.full_text() == "Debrief: Readout"
    assert page.head.left.text() == "22 h 30 min left"
    clock.move(30 * MINUTE)
    page.minute()
    assert page.head.left.text() == "22 h left"


def test_the_note_is_drafted_until_it_is_edited(page: DebriefPage, qtbot: QtBot) -> None:
    form, note = page.body.form, page.body.note
    assert "# Readout" in note.text
    qtbot.keyClicks(form.missed, "Nobody asked who signs")
    qtbot.waitUntil(draft_shows(page, "Nobody asked who signs"))
    qtbot.keyClicks(form.step, "Send the annex")
    qtbot.keyClicks(form.owner, AE)
    qtbot.keyClicks(form.day, "13 Mar")
    qtbot.waitUntil(draft_shows(page, "- [ ] Send the annex, Pavel Lindqvist, by Fri 13 Mar"))
    assert note.chip.spec.text == "drafted from the answers"
    note.editor.moveCursor(note.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(note.editor, "By hand.")
    assert note.chip.spec.text == "edited by you"
    qtbot.keyClicks(form.pain, "Waiting ships")
    page.refresh()
    assert "Waiting ships" not in note.text
    qtbot.mouseClick(note.again, Qt.MouseButton.LeftButton)
    assert "Waiting ships" in note.text
    assert "By hand." not in note.text
    page.window().findChildren(Toast)[-1].acted.emit()
    assert note.text.endswith("By hand.")
    assert note.chip.spec.text == "edited by you"


def test_saving_does_everything_at_once_and_goes_to_the_note(
    page: DebriefPage, desk: Desk, deal: Deal, partner: Partner, over: Call, qtbot: QtBot
) -> None:
    form = page.body.form
    qtbot.keyClicks(form.missed, "Who signs")
    qtbot.keyClicks(form.pain, "Waiting ships")
    qtbot.keyClicks(form.agreed, "By Inga")
    qtbot.keyClicks(form.step, "Send the annex")
    qtbot.keyClicks(form.day, "+9")
    form.alignment._buttons["7"].click()
    qtbot.keyClicks(form.make_it_ten, "Context a day ahead")
    with qtbot.waitSignal(page.requestPlace) as place:
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    debrief = desk.debriefs.of_call(over.id)
    assert debrief is not None
    answers = (debrief.missed, debrief.pain, debrief.next_step_agreed)
    assert answers == ("Who signs", "Waiting ships", "By Inga")
    assert debrief.alignment == 7
    assert place.args == [Place("note", debrief.note_id)]
    note = desk.notes.get(debrief.note_id or "")
    assert "Who signs" in note.body
    assert not note.private
    (step,) = desk.steps.of_deal(deal.id)
    assert (step.text, step.owner, step.due_on) == ("Send the annex", "", date(2026, 3, 13))
    assert (step.call_id, step.note_id) == (over.id, note.id)
    (rating,) = desk.partners.alignments(partner.id)
    assert (rating.score, rating.make_it_ten) == (7, "Context a day ahead")
    assert desk.debriefs.begun(over.id) is None
    assert page.body.held.isVisible()
    assert not page.save.isVisible()
    assert page.head.left.text().startswith("Logged")


def test_ctrl_enter_saves_an_edited_private_note(
    page: DebriefPage, desk: Desk, over: Call, qtbot: QtBot
) -> None:
    note = page.body.note
    note.editor.selectAll()
    qtbot.keyClicks(note.editor, "Only mine")
    note.seen._buttons["private"].click()
    page.body.form.missed.setPlainText("Who signs")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(note.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    debrief = desk.debriefs.of_call(over.id)
    assert debrief is not None
    saved = desk.notes.get(debrief.note_id or "")
    assert (saved.body, saved.private) == ("Only mine", True)


def test_a_debrief_without_a_note(page: DebriefPage, desk: Desk, over: Call, qtbot: QtBot) -> None:
    page.body.note.wanted.click()
    assert not page.body.note.editor.isEnabled()
    with qtbot.assertNotEmitted(page.requestPlace):
        page.hold()
        dialog_in(page).accept()
    debrief = desk.debriefs.of_call(over.id)
    assert debrief is not None
    assert debrief.note_id is None
    assert not page.body.held.note_card.isVisible()


def test_a_call_that_was_logged_needs_no_second_note(new_debrief: NewDebrief, desk: Desk, over: Call) -> None:
    desk.notes.start(None, call_id=over.id, body="Written before")
    page = new_debrief(over.id)
    assert not page.body.note.wanted.isChecked()
    page.hold()
    dialog_in(page).accept()
    assert len(desk.notes.of_call(over.id)) == 1


@pytest.mark.parametrize(
    ("owner", "day", "step"), [("Pavel", "", ""), ("", "soon", "Send it"), ("", "+3", "")]
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    page: DebriefPage, desk: Desk, over: Call, owner: str, day: str, step: str
) -> None:
    form = page.body.form
    form.owner.setText(owner)
    form.day.setText(day)
    form.step.setText(step)
    page.hold()
    assert desk.debriefs.of_call(over.id) is None
    assert form._step_field.error or form._day_field.error
    assert page.leave()
    assert desk.debriefs.begun(over.id) is not None


def test_a_failed_save_keeps_every_word(
    page: DebriefPage, desk: Desk, over: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    qtbot.keyClicks(page.body.form.missed, "Who signs")
    monkeypatch.setattr(desk.debriefs, "hold", full)
    page.hold()
    dialog_in(page).reject()
    assert page.body.form.missed.text == "Who signs"
    assert page.leave()
    begun = desk.debriefs.begun(over.id)
    assert begun is not None
    assert begun.missed == "Who signs"


def test_typed_words_survive_another_page_and_a_lock(
    new_debrief: NewDebrief, desk: Desk, over: Call, qtbot: QtBot
) -> None:
    page = new_debrief(over.id)
    qtbot.keyClicks(page.body.form.missed, "Who signs")
    qtbot.keyClicks(page.body.form.day, "soo")
    page.body.form.alignment._buttons["4"].click()
    qtbot.keyClicks(page.body.note.editor, "Mine ")
    assert page.leave()
    other = desk.calls.plan("Earlier", over.starts_at - timedelta(hours=2), deal_id=over.deal_id)
    page.enter(Place("debrief", other.id))
    assert page.body.form.missed.text == ""
    assert page.body.note.chip.spec.text == "drafted from the answers"
    page.deleteLater()  # as a lock does
    again = new_debrief(over.id)
    form = again.body.form
    assert (form.missed.text, form.day.text(), form.alignment.value) == ("Who signs", "soo", "4")
    assert again.body.note.text.startswith("Mine ")
    assert again.body.note.chip.spec.text == "edited by you"


def test_what_was_typed_is_on_the_desk_after_a_pause(
    page: DebriefPage, desk: Desk, over: Call, qtbot: QtBot
) -> None:
    assert desk.debriefs.begun(over.id) is None
    qtbot.keyClicks(page.body.form.missed, "Who signs")
    qtbot.waitUntil(lambda: desk.debriefs.begun(over.id) is not None, timeout=10_000)
    assert page.window().close()  # without a question: nothing can be lost
    for _ in "Who signs":
        QTest.keyClick(page.body.form.missed, Qt.Key.Key_Backspace)
    assert page.leave()
    assert desk.debriefs.begun(over.id) is None


def test_a_draft_that_cannot_be_kept_keeps_the_page(
    page: DebriefPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    qtbot.keyClicks(page.body.form.missed, "Who signs")
    with monkeypatch.context() as patched:
        patched.setattr(desk.debriefs, "keep", full)
        assert not page.leave()
        dialog_in(page).reject()
        assert page.body.form.missed.text == "Who signs"
    assert page.leave()


def test_a_draft_of_a_call_that_is_gone_is_given_up(
    page: DebriefPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.body.form.missed, "Who signs")
    with desk.writing() as work:
        work.conn.exec_driver_sql("DELETE FROM calls")
    assert page.leave()


def test_jots_become_flags(
    new_debrief: NewDebrief, desk: Desk, deal: Deal, call: Call, clock: MovableClock, qtbot: QtBot
) -> None:
    clock.at = call.starts_at + 10 * MINUTE
    desk.calls.jot(call.id, "No budget before May")
    clock.at = call.ends_at + MINUTE
    page = new_debrief(call.id)
    assert "11:22 No budget before May" in page.body.note.text
    flag = page.body.jots.findChildren(IconButton)[-1]
    with qtbot.waitSignal(page.requestWish) as wished:
        flag.click()
    wish = wished.args[0]
    assert isinstance(wish, FlagRisk)
    assert (wish.deal_id, wish.statement) == (deal.id, "No budget before May")
    desk.risks.flag(deal.id, Severity.HIGH, Category.OTHER, wish.statement, wish.items)
    qtbot.waitUntil(lambda: desk.calls.jots(call.id)[0].flag_seq is not None)


def test_proposals_are_flagged_or_left_with_a_reason(
    page: DebriefPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    assert not page.body.proposals.isVisible()
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 3, 31))
    qtbot.waitUntil(page.body.proposals.isVisible)
    (proposal,) = desk.risks.proposals(deal.id)
    fact = computed(proposal.evidence)
    raise_, leave = page.body.proposals.findChildren(Button)
    with qtbot.waitSignal(page.requestWish) as wished:
        raise_.click()
    wish = wished.args[0]
    assert isinstance(wish, FlagRisk)
    assert (wish.deal_id, wish.statement, wish.items) == (deal.id, proposal.statement, (fact,))
    assert (wish.severity, wish.category) == (proposal.severity, proposal.category)
    assert (wish.rule, wish.facts) == (proposal.rule, proposal.facts)
    leave.click()
    dialog = dialog_in(page)
    assert isinstance(dialog, LeaveDialog)
    dialog.accept()
    assert dialog._field.error
    qtbot.keyClicks(dialog.reason, "The order was placed in January")
    dialog.accept()
    assert desk.risks.proposals(deal.id) == ()
    qtbot.waitUntil(lambda: not page.body.proposals.isVisible())


def test_a_saved_debrief_can_be_reworded(
    new_debrief: NewDebrief, desk: Desk, over: Call, qtbot: QtBot
) -> None:
    held = desk.debriefs.hold(over.id, "Who signs", "", "", 6)
    page = new_debrief(over.id)
    shown = page.body.held
    assert shown.isVisible()
    assert shown.aligned.text() == "6 of 10"
    assert not page.body.form.isVisible()
    editor = shown.kept["missed"].editor
    assert not editor.isVisible()
    shown.edit.click()
    assert editor.isVisible()
    qtbot.keyClicks(editor, "Still: ")
    shown.edit.click()
    assert not editor.isVisible()
    assert shown._answers["missed"].words.text() == "Still: Who signs"
    assert shown._answers["pain"].words.text() == "No answer was given"
    shown.edit.click()
    qtbot.keyClicks(shown.kept["pain"].editor, "Waiting ships")
    assert page.leave()
    debrief = desk.debriefs.of_call(over.id)
    assert debrief is not None
    assert (debrief.missed, debrief.pain) == ("Still: Who signs", "Waiting ships")
    with qtbot.waitSignal(page.requestPlace) as place:
        QTest.keyClick(shown.note, Qt.Key.Key_Return)
    assert place.args == [Place("note", held.note_id)]


def test_a_call_of_no_deal(new_debrief: NewDebrief, desk: Desk, clock: MovableClock) -> None:
    loose = desk.calls.plan("Loose", desk.now())
    clock.move(2 * timedelta(hours=1))
    page = new_debrief(loose.id)
    assert page.body.form.no_step.isVisible()
    assert not page.body.form.step.isVisible()
    assert not page.body.form.pair.isVisible()
    assert not page.head.ring.isVisible()
    page.body.form.missed.setPlainText("Whose call it was")
    page.hold()
    debrief = desk.debriefs.of_call(loose.id)
    assert debrief is not None
    assert debrief.missed == "Whose call it was"


def test_the_selection_is_offered_for_a_flag(page: DebriefPage) -> None:
    page.body.note.editor.selectAll()
    words, private = page.chosen_text()
    assert words == page.body.note.text
    assert not private


@pytest.mark.parametrize("width", [876, 1216])
def test_it_fits_and_every_stop_has_a_name(page: DebriefPage, width: int, qtbot: QtBot) -> None:
    page.resize(width, 628)
    qtbot.waitUntil(lambda: (page.body._right.x() > width / 3) is (width > 960))
    assert page.body.widget().width() <= width
    assert page.body.widget().minimumSizeHint().width() <= width
    assert nameless(page) == []
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light


def test_typing_begins_in_the_first_question(
    new_debrief: NewDebrief, desk: Desk, bus: Bus, over: Call, qtbot: QtBot
) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    before = QPushButton("Before")
    page = DebriefPage(desk, bus)
    stack.addWidget(before)
    stack.addWidget(page)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    before.setFocus()
    page.enter(Place("debrief", over.id))
    stack.setCurrentWidget(page)
    assert stack.focusWidget() is page.body.form.missed
    QTest.keyClicks(stack.focusWidget(), "Who signs")
    QTest.qWait(1)
    assert page.body.form.missed.text == "Who signs"
    assert desk.debriefs.of_call(over.id) is None


def test_blank_answers_are_asked_about_first(page: DebriefPage, desk: Desk, over: Call, qtbot: QtBot) -> None:
    page.hold()
    dialog = dialog_in(page)
    assert dialog.title.text() == "Save without answers?"
    assert page.window().focusWidget() is dialog.cancel
    dialog.reject()
    assert desk.debriefs.of_call(over.id) is None
    qtbot.keyClicks(page.body.form.step, "Send the annex")
    page.hold()
    assert desk.debriefs.of_call(over.id) is not None


def test_jots_marked_to_flag_come_first(
    new_debrief: NewDebrief, desk: Desk, call: Call, clock: MovableClock
) -> None:
    clock.at = call.starts_at + 10 * MINUTE
    desk.calls.jot(call.id, "Said first")
    clock.move(MINUTE)
    waits = desk.calls.jot(call.id, "No budget")
    desk.calls.mark_jot(waits.id)
    page = new_debrief(call.id)
    rows = [child.accessibleName() for child in page.body.jots.findChildren(QWidget)]
    shown = [name for name in rows if name.startswith("11:")]
    assert shown == ["11:23 No budget, to flag", "11:22 Said first"]


def test_attendees_join_the_deals_people(page: DebriefPage, desk: Desk, deal: Deal) -> None:
    card = page.body.newcomers
    assert card.isVisible()
    ruben = next(b for b in card.findChildren(Button) if "Ruben Sato" in b.accessibleName())
    ruben.click()
    (person,) = desk.people.of_deal(deal.id)
    assert (person.name, person.title, person.title_confirmed) == ("Ruben Sato", "Finance lead", False)
    (inga,) = card.findChildren(Button)
    inga.click()
    assert not card.isVisible()
    assert [one.title_confirmed for one in desk.people.of_deal(deal.id)] == [True, False]
