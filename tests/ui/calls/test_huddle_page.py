"""The huddle's page over a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.huddles import TickState
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.huddles import HuddleView
from se_desk.ui.calls.beat_dialog import BeatDialog
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import OpenCallCard, Place, PlanCall
from tests.ui.calls.conftest import AE, MINUTE, SE, collect, dialog_in, nameless


def prepared(desk: Desk, call: Call) -> HuddleView:
    found = desk.huddles.of_call(call.id)
    assert found is not None
    return found


def test_entering_begins_the_huddle_of_a_call_ahead(huddle: HuddlePage, desk: Desk, call: Call) -> None:
    assert prepared(desk, call).huddle.drives == SE
    assert huddle.title.full_text() == "Huddle: Readout"
    assert huddle.second.full_text() == "Halvorsen Quays · today 11:12, in 42 min · with Pavel Lindqvist"
    assert (huddle.call_id, huddle.deal_id()) == (call.id, call.deal_id)
    assert huddle.body.roles.roles["commercial"].editor.text() == AE


def test_a_call_that_is_not_there(desk: Desk, bus: Bus, qtbot: QtBot) -> None:
    page = HuddlePage(desk, bus)
    qtbot.addWidget(page)
    with pytest.raises(NotFound):
        page.enter(Place("huddle", "nowhere"))


def test_a_past_call_is_not_begun_by_looking(
    qtbot: QtBot, desk: Desk, bus: Bus, call: Call, clock: MovableClock
) -> None:
    clock.at = call.ends_at
    page = HuddlePage(desk, bus)
    qtbot.addWidget(page)
    page.enter(Place("huddle", call.id))
    page.show()
    assert desk.huddles.of_call(call.id) is None
    assert page.empty.isVisible()
    assert not page.body.isVisible()
    qtbot.mouseClick(page.empty.findChild(Button), Qt.MouseButton.LeftButton)
    assert desk.huddles.of_call(call.id) is not None
    assert page.body.isVisible()


def test_typed_text_is_saved_after_a_pause(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    qtbot.keyClicks(huddle.body.objective.editor, "Inga names the owner")
    assert prepared(desk, call).huddle.objective == ""
    qtbot.waitUntil(lambda: prepared(desk, call).huddle.objective == "Inga names the owner")


def test_leaving_saves_what_was_typed(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    body = huddle.body
    qtbot.keyClicks(body.objective.editor, "One sentence")
    qtbot.keyClicks(body.action.editor, "Inga names a day")
    body.roles.roles["technical_notes"].editor.clear()
    qtbot.keyClicks(body.roles.roles["technical_notes"].editor, "Yara Stone")
    qtbot.keyClicks(body.checklist.own, "Bring the drawing")
    body.rescue.editor.selectAll()
    qtbot.keyClicks(body.rescue.editor, "One level up")
    assert huddle.leave()
    found = prepared(desk, call)
    assert found.huddle.objective == "One sentence"
    assert found.huddle.call_to_action == "Inga names a day"
    assert found.huddle.technical_notes == "Yara Stone"
    assert found.huddle.rescue_phrase == "One level up"
    assert found.ticks[-1].text == "Bring the drawing"


def test_a_failed_write_keeps_page_and_text(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.", do="Make room.")

    qtbot.keyClicks(huddle.body.objective.editor, "Kept")
    with monkeypatch.context() as patch:
        patch.setattr(desk.huddles, "set_objective", full)
        assert not huddle.leave()
    assert huddle._trouble is not None
    assert "The disk is full." in huddle._trouble.accessibleName()
    assert huddle.body.objective.editor.text == "Kept"
    assert huddle.leave()  # there is room again
    assert huddle._trouble is None
    assert prepared(desk, call).huddle.objective == "Kept"


def test_what_somebody_else_changed_is_shown_unless_typed_over(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    desk.huddles.set_objective(call.id, "From the shell")
    qtbot.waitUntil(lambda: huddle.body.objective.editor.text == "From the shell")
    qtbot.keyClicks(huddle.body.action.editor, "Typing")
    desk.huddles.set_call_to_action(call.id, "Other words")
    desk.huddles.set_objective(call.id, "Once more")
    qtbot.waitUntil(lambda: huddle.body.objective.editor.text == "Once more")
    assert huddle.body.action.editor.text() == "Typing"


def test_the_timer_survives_another_page(
    huddle: HuddlePage, desk: Desk, bus: Bus, call: Call, clock: MovableClock, qtbot: QtBot
) -> None:
    timer = huddle.timer
    assert timer.left.text() == "15:00"
    qtbot.mouseClick(timer.run, Qt.MouseButton.LeftButton)
    assert timer.run.accessibleName() == "Pause the timer"
    clock.move(timedelta(minutes=3, seconds=36))
    again = HuddlePage(desk, bus)
    qtbot.addWidget(again)
    again.enter(Place("huddle", call.id))
    again.show()
    assert again.timer.left.text() == "11:24"
    assert again.timer.running
    qtbot.mouseClick(again.timer.run, Qt.MouseButton.LeftButton)
    clock.move(MINUTE)
    again.timer.paint_time()
    assert again.timer.left.text() == "11:24"
    qtbot.mouseClick(again.timer.reset, Qt.MouseButton.LeftButton)
    assert again.timer.left.text() == "15:00"


def test_the_timer_repaints_by_itself(huddle: HuddlePage, clock: MovableClock, qtbot: QtBot) -> None:
    qtbot.mouseClick(huddle.timer.run, Qt.MouseButton.LeftButton)
    clock.move(MINUTE)
    qtbot.waitUntil(lambda: huddle.timer.left.text() == "14:00", timeout=3000)
    huddle.hide()
    assert not huddle.timer._ticks.isActive()


@pytest.mark.parametrize(
    ("gone", "shown", "token", "base"),
    [
        (timedelta(minutes=13, seconds=59), "01:01", "text", "of 15 min"),
        (timedelta(minutes=14), "01:00", "sev-medium", "of 15 min"),
        (timedelta(minutes=15), "00:00", "sev-medium", "of 15 min"),
        (timedelta(minutes=15, seconds=42), "00:42", "sev-medium", "over 15 min"),
    ],
)
def test_the_last_minute_is_amber_and_then_it_counts_up(
    huddle: HuddlePage, clock: MovableClock, gone: timedelta, shown: str, token: str, base: str
) -> None:
    huddle.timer.startAsked.emit()
    clock.move(gone)
    huddle.timer.paint_time()
    assert (huddle.timer.left.text(), huddle.timer.base.text()) == (shown, base)
    assert huddle.timer.left._token == token


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


def test_the_standard_story(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    story = huddle.body.story
    button = story.empty.findChildren(Button)[0]
    assert button.text() == "Take the standard story"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    beats = prepared(desk, call).beats
    assert len(beats) > 4
    assert [row.beat for row in story.rows] == list(beats)
    assert not story.empty.isVisible()
    assert story.rows[0].hasFocus()


def test_a_kind_without_a_story_is_told_by_hand(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    desk.calls.change(call.id, kind=CallKind.OTHER)
    qtbot.waitUntil(lambda: huddle.body.story.empty.findChildren(Button)[-1].text() == "Add the first beat")
    huddle.body.story.plus.click()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, BeatDialog)
    qtbot.keyClicks(dialog.topic, "Why now")
    qtbot.keyClicks(dialog.first, "5")
    dialog.accept()
    assert dialog.isVisible()  # one minute without the other
    assert dialog._problem is not None
    qtbot.keyClicks(dialog.last, "12")
    qtbot.keyClicks(dialog.line, "What changed since?")
    qtbot.keyClicks(dialog.hand_off, AE)
    QTest.keyClick(dialog.topic, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (beat,) = prepared(desk, call).beats
    assert (beat.topic, beat.span, beat.line) == ("Why now", "5–12", "What changed since?")
    assert (beat.who, beat.hand_off) == (SE, AE)
    assert "then over to Pavel Lindqvist" in huddle.body.story.rows[0].accessibleName()


@pytest.mark.parametrize("minute", ["soon", "-3", "99999"])
def test_what_is_no_minute(huddle: HuddlePage, desk: Desk, call: Call, minute: str) -> None:
    huddle.body.story.add_beat()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, BeatDialog)
    dialog.topic.setText("Why now")
    dialog.first.setText(minute)
    dialog.accept()
    assert dialog._problem is not None
    dialog.topic.clear()
    dialog.accept()
    assert dialog.fields["topic"].error
    dialog.reject()
    assert prepared(desk, call).beats == ()


@pytest.fixture
def told(huddle: HuddlePage, desk: Desk, call: Call) -> HuddlePage:
    for topic in ("One", "Two", "Three"):
        desk.huddles.add_beat(call.id, topic)
    huddle.refresh()
    return huddle


def topics(desk: Desk, call: Call) -> list[str]:
    return [beat.topic for beat in prepared(desk, call).beats]


def test_moving_beats_by_keys(told: HuddlePage, desk: Desk, call: Call) -> None:
    row = told.body.story.rows[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert topics(desk, call) == ["Two", "One", "Three"]
    assert told.body.story.rows[1].hasFocus()
    QTest.keyClick(told.body.story.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert topics(desk, call) == ["One", "Two", "Three"]
    QTest.keyClick(told.body.story.rows[0], Qt.Key.Key_Down)
    assert told.body.story.rows[1].hasFocus()
    QTest.keyClick(told.body.story.rows[1], Qt.Key.Key_Return)
    assert isinstance(dialog_in(told), BeatDialog)


def test_dragging_a_beat(told: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: told.body.story.rows[2].y() > 0)
    row, last = told.body.story.rows[0], told.body.story.rows[2]
    target = row.mapFromGlobal(last.mapToGlobal(QPoint(30, last.height() - 2)))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    QTest.mouseMove(row, QPoint(30, 30))
    QTest.mouseMove(row, target)
    assert told.body.story.beats._mark.isVisible()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=target)
    assert topics(desk, call) == ["Two", "Three", "One"]
    assert not told.body.story.beats._mark.isVisible()
    qtbot.waitUntil(lambda: told.body.story.rows[2].y() > 0)
    last = told.body.story.rows[2]
    target = last.mapFromGlobal(told.body.story.rows[0].mapToGlobal(QPoint(30, 2)))
    QTest.mousePress(last, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    QTest.mouseMove(last, target)
    QTest.mouseRelease(last, Qt.MouseButton.LeftButton, pos=target)
    assert topics(desk, call) == ["One", "Two", "Three"]


def test_a_removed_beat_comes_back_to_its_place(
    told: HuddlePage, desk: Desk, call: Call, qapp: QApplication
) -> None:
    row = told.body.story.rows[1]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert topics(desk, call) == ["One", "Three"]
    assert told.body.story.rows[1].hasFocus()
    collect(qapp)
    toast = told.window().findChildren(Toast)[-1]
    toast.acted.emit()
    assert topics(desk, call) == ["One", "Two", "Three"]


def test_a_beat_is_changed_by_a_click(told: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    row = told.body.story.rows[0]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    dialog = dialog_in(told)
    assert isinstance(dialog, BeatDialog)
    dialog.topic.setText("First")
    dialog.accept()
    assert topics(desk, call) == ["First", "Two", "Three"]


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
    assert dialog._problem is not None  # it has not come yet
    dialog.day.setText("yesterday")
    dialog.accept()
    assert huddle.body.context.note.text() == "26 h before"
    assert huddle.body.context.note._token == "clock-done"


def test_finishing_says_what_will_be_skipped(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot, clock: MovableClock
) -> None:
    desk.huddles.tick(prepared(desk, call).ticks[0].id)
    qtbot.mouseClick(huddle.finish, Qt.MouseButton.LeftButton)
    dialog = dialog_in(huddle)
    assert prepared(desk, call).huddle.held_at is None
    said = " ".join(w.accessibleName() for w in dialog.findChildren(type(huddle.body.ambush.words)))
    assert "4 lines are untouched" in said
    dialog.accept()
    found = prepared(desk, call)
    assert found.huddle.held_at == desk.now()
    assert [tick.state for tick in found.ticks].count(TickState.SKIPPED) == 4
    assert "held 10:30, 4 lines skipped" in huddle.second.full_text()
    assert huddle.finish.text() == "Reopen"
    assert not huddle.timer.run.isEnabled()
    assert not next(iter(huddle.body.checklist.rows.values())).check.isEnabled()
    qtbot.mouseClick(huddle.finish, Qt.MouseButton.LeftButton)
    assert prepared(desk, call).huddle.held_at is None
    assert huddle.finish.text() == "Finish huddle"
    for tick in prepared(desk, call).ticks:
        desk.huddles.tick(tick.id)
    qtbot.mouseClick(huddle.finish, Qt.MouseButton.LeftButton)  # nothing to say before
    assert prepared(desk, call).huddle.held_at is not None
    clock.at = call.starts_at
    huddle.minute()
    assert not huddle.finish.isVisible()


def test_the_card_is_wished_for_after_saving(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    qtbot.keyClicks(huddle.body.objective.editor, "Kept")
    with qtbot.waitSignal(huddle.requestWish) as wished:
        qtbot.mouseClick(huddle.card, Qt.MouseButton.LeftButton)
    assert wished.args == [OpenCallCard(call.id)]
    assert prepared(desk, call).huddle.objective == "Kept"
    with qtbot.waitSignal(huddle.requestWish) as wished:
        qtbot.mouseClick(huddle.plan, Qt.MouseButton.LeftButton)
    assert wished.args == [PlanCall(call_id=call.id)]


def test_the_minute_moves_the_countdown(huddle: HuddlePage, clock: MovableClock) -> None:
    clock.move(2 * MINUTE)
    huddle.minute()
    assert "in 40 min" in huddle.second.full_text()


def test_many_announcements_are_read_once(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = desk.calls.view
    monkeypatch.setattr(desk.calls, "view", lambda *args: read.append("") or real(*args))
    for number in range(20):
        desk.huddles.set_objective(call.id, f"Words {number}")
    qtbot.waitUntil(lambda: huddle.body.objective.editor.text == "Words 19")
    assert len(read) == 1


@pytest.mark.parametrize("width", [876, 1216])
def test_everything_lies_within_the_page(
    told: HuddlePage, width: int, qtbot: QtBot, side_by_side: int = 992
) -> None:
    told.resize(width, 628)
    qtbot.waitUntil(lambda: told.body.widget().width() <= width)
    inside = told.body.widget()
    for card in told.body.cards:
        if card.isVisible():
            right = card.mapTo(inside, QPoint(card.width(), 0)).x()
            assert right <= inside.width()
            assert card.width() >= 280
    stacked = told.body.room.y() >= 0 and told.body._right.x() < width / 2 + 1
    assert stacked is (width < side_by_side)


def test_every_stop_of_the_keyboard_has_a_name_and_comes_in_reading_order(
    told: HuddlePage, desk: Desk, call: Call
) -> None:
    assert nameless(told) == []
    told.timer.run.setFocus()
    names = []
    for _ in range(60):
        told.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is None or focused is told.timer.run:
            break
        names.append(focused.accessibleName())
    wanted = ["Finish huddle", "Objective", "Drives the call", "Rescue phrase", "Context from Pavel"]
    wanted += ["Add a beat", "Call to action", "Add somebody to the room"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)


def test_both_themes_paint(told: HuddlePage) -> None:
    light = told.grab().toImage()
    theme().choose("dark")
    assert told.grab().toImage() != light
