"""Checklist, questions, people and context of a huddle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.huddles import TickState
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.wishes import Place, PlanCall
from tests.ui.calls.conftest import MINUTE, dialog_in, prepared


def test_ticking_with_the_whole_row_and_with_space(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    first, second = list(huddle.body.checklist.rows.values())[:2]
    qtbot.mouseClick(first.check, Qt.MouseButton.LeftButton, pos=QPoint(first.check.width() - 4, 16))
    assert prepared(desk, call).ticks[0].state is TickState.DONE
    key = second.tick.id
    row = huddle.body.checklist.rows[key]
    row.check.setFocus()
    QTest.keyClick(row.check, Qt.Key.Key_Space)
    assert prepared(desk, call).ticks[1].state is TickState.DONE
    assert huddle.body.checklist.rows[key].check.hasFocus()
    assert huddle.body.checklist._count.text() == "2 of 5"


def test_a_word_on_a_line(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    row = list(huddle.body.checklist.rows.values())[2]
    qtbot.mouseClick(row.pencil, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(row.field, "Pavel")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert prepared(desk, call).ticks[2].detail == "Pavel"
    assert prepared(desk, call).ticks[2].state is TickState.OPEN
    row = list(huddle.body.checklist.rows.values())[2]
    assert row.check.text() == "Who has the screen: Pavel"
    row.open_detail()
    qtbot.keyClicks(row.field, "Nobody")
    QTest.keyClick(row.field, Qt.Key.Key_Escape)
    assert prepared(desk, call).ticks[2].detail == "Pavel"


def test_own_lines_come_and_go(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    qtbot.keyClicks(huddle.body.checklist.own, "Bring the drawing")
    QTest.keyClick(huddle.body.checklist.own, Qt.Key.Key_Return)
    tick = prepared(desk, call).ticks[5]
    assert tick.text == "Bring the drawing"
    assert huddle.body.checklist.own.text() == ""
    off = huddle.body.checklist.rows[tick.id].findChildren(type(huddle.plan))[-1]
    assert off.accessibleName() == "Take off: Bring the drawing"
    qtbot.mouseClick(off, Qt.MouseButton.LeftButton)
    assert len(prepared(desk, call).ticks) == 5


def test_the_call_to_action_is_agreed_with_its_line(huddle: HuddlePage, desk: Desk, call: Call) -> None:
    assert huddle.body.action.chip.spec.text == "not agreed yet"
    huddle.body.checklist.rows[prepared(desk, call).ticks[4].id].check.click()
    assert (huddle.body.action.chip.spec.text, huddle.body.action.chip.spec.tone) == ("agreed", "green")
    assert huddle.body.action.head.text() == "Call to action, minute 55"


def test_questions_are_answered_in_place(
    huddle: HuddlePage, desk: Desk, deal: Deal, call: Call, qtbot: QtBot
) -> None:
    card = huddle.body.questions
    assert card._title.text() == "Ask Pavel first"
    assert card._count.text() == f"0 of {len(card.rows)}"
    row = card.rows["budget"]
    assert row.editor.isHidden()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.editor.hasFocus()
    qtbot.keyClicks(row.editor, "Set aside by operations")
    QTest.keyClick(row.editor, Qt.Key.Key_Escape)
    assert row.hasFocus()
    assert huddle.leave()
    answers = {a.question.key: a.answer for a in desk.huddles.questions(deal.id)}
    assert answers["budget"] is not None
    assert answers["budget"].answer == "Set aside by operations"
    huddle.refresh()
    assert card._count.text() == f"1 of {len(card.rows)}"
    assert row.mark.accessibleName() == "Answered"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    row.editor.selectAll()
    QTest.keyClick(row.editor, Qt.Key.Key_Delete)
    assert huddle.leave()
    assert prepared(desk, call).answered == 0


def test_a_call_of_no_deal_asks_for_one(qtbot: QtBot, desk: Desk, bus: Bus) -> None:
    call = desk.calls.plan("Loose", desk.now() + MINUTE)
    page = HuddlePage(desk, bus)
    qtbot.addWidget(page)
    page.enter(Place("huddle", call.id))
    page.show()
    assert page.body.questions.rows == {}
    button = page.body.questions.findChildren(Button)[-1]
    with qtbot.waitSignal(page.requestWish) as wished:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wished.args == [PlanCall(call_id=call.id)]
    assert page.body.questions._title.text() == "Ask the AE first"


def test_the_warning_goes_with_the_last_open_title(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    bar = huddle.body.ambush
    assert bar.isVisible()
    assert "Ruben Sato" in bar.accessibleName()
    assert not bar.sure.isVisible()
    desk.calls.confirm_agenda(call.id, confirmed=False)
    qtbot.waitUntil(bar.sure.isVisible)
    qtbot.mouseClick(bar.sure, Qt.MouseButton.LeftButton)
    assert desk.calls.get(call.id).agenda_confirmed
    assert not bar.sure.isVisible()
    assert bar.line.text == prepared(desk, call).huddle.deferral_line
    bar.line.selectAll()
    qtbot.keyClicks(bar.line, "Let us take that on Friday")
    assert huddle.leave()
    assert prepared(desk, call).huddle.deferral_line == "Let us take that on Friday"
    ruben = next(one for one in desk.calls.attendees(call.id) if one.name == "Ruben Sato")
    row = huddle.body.room.rows[ruben.id]
    assert row._second.text() == "Finance lead, not confirmed"
    sure = row.findChildren(type(huddle.plan))[0]
    qtbot.mouseClick(sure, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert huddle.body.room.rows[ruben.id]._second.text() == "Finance lead"


def test_people_are_added_changed_and_taken_out(huddle: HuddlePage, desk: Desk, call: Call) -> None:
    from se_desk.ui.calls.attendee_dialog import AttendeeDialog

    huddle.body.room.plus.click()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, AttendeeDialog)
    dialog.accept()
    assert dialog._named.error
    QTest.keyClicks(dialog.name, "Bo Ek")
    QTest.keyClicks(dialog.job, "Purchasing")
    dialog.accept()
    bo = next(one for one in desk.calls.attendees(call.id) if one.name == "Bo Ek")
    assert (bo.title, bo.title_confirmed, bo.ours) == ("Purchasing", False, False)
    QTest.keyClick(huddle.body.room.rows[bo.id], Qt.Key.Key_Return)
    dialog = dialog_in(huddle)
    assert isinstance(dialog, AttendeeDialog)
    dialog.sure.click()
    dialog.accept()
    bo = next(one for one in desk.calls.attendees(call.id) if one.name == "Bo Ek")
    assert bo.title_confirmed
    huddle.body.room.ask(bo)
    dialog = dialog_in(huddle)
    next(b for b in dialog.findChildren(Button) if b.text() == "Not in the room after all").click()
    assert "Bo Ek" not in [one.name for one in desk.calls.attendees(call.id)]
    assert bo.id not in huddle.body.room.rows


def test_context_is_received_with_its_first_words(
    huddle: HuddlePage, desk: Desk, call: Call, clock: MovableClock, qtbot: QtBot
) -> None:
    card = huddle.body.context
    assert card.note.text() == "nothing came yet"
    qtbot.keyClicks(card.editor, "Two vendors left")
    assert huddle.leave()
    first = desk.calls.get(call.id)
    assert (first.context, first.context_received_at) == ("Two vendors left", desk.now())
    assert card.note.text() == "42 min before"
    clock.move(10 * MINUTE)
    qtbot.keyClicks(card.editor, ". Price is fine")
    assert huddle.leave()
    later = desk.calls.get(call.id)
    assert later.context == "Two vendors left. Price is fine"
    assert later.context_received_at == first.context_received_at


def test_when_the_context_came_can_be_set(huddle: HuddlePage, desk: Desk, call: Call) -> None:
    from se_desk.ui.calls.context_card import ReceivedDialog

    huddle.body.context.clock.click()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, ReceivedDialog)
    for day, time, field in (("soon", "9:00", "_day"), ("", "9:00", "_day"), ("yesterday", "soon", "_time")):
        dialog.day.setText(day)
        dialog.time.setText(time)
        dialog.accept()
        assert getattr(dialog, field).error
    dialog.day.setText("tomorrow")
    dialog.time.setText("9:00")
    dialog.accept()
    assert dialog.problem is not None  # it has not come yet
    dialog.day.setText("yesterday")
    dialog.accept()
    assert huddle.body.context.note.text() == "26 h before"
    assert huddle.body.context.note._token == "clock-done"


def test_an_answer_goes_to_the_deal_it_was_typed_for(
    huddle: HuddlePage, desk: Desk, deal: Deal, call: Call, qtbot: QtBot
) -> None:
    other = desk.deals.open("Pilot boats", "Rennweg Harbour")
    row = huddle.body.questions.rows["budget"]
    row.open()
    qtbot.keyClicks(row.editor, "Set aside")
    desk.calls.change(call.id, deal_id=other.id)
    qtbot.waitUntil(lambda: huddle.deal_id() == other.id)
    given = {a.question.key: a.answer for a in desk.huddles.questions(deal.id)}
    assert given["budget"] is not None
    assert all(asked.answer is None for asked in desk.huddles.questions(other.id))
