"""The huddle's page over a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.huddles import TickState
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.calls.order import in_reading_order
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import OpenCallCard, Place, PlanCall
from tests.ui.calls.conftest import AE, MINUTE, SE, dialog_in, nameless, prepared


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
    assert huddle._trouble.banner is not None
    assert "The disk is full." in huddle._trouble.sentence
    assert huddle.body.objective.editor.text == "Kept"
    assert huddle.leave()  # there is room again
    assert huddle._trouble.banner is None
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


def test_tab_goes_through_the_parts_in_their_order(told: HuddlePage) -> None:
    names = [stop.accessibleName() for stop in in_reading_order(told) if stop.isVisible()]
    parts = ("Objective", "Drives the call", "Add a line to the checklist", "Rescue phrase",
             "Context from Pavel", "Add a beat", "Call to action")  # fmt: skip
    places = [names.index(part) for part in parts]
    assert places == sorted(places)
    asked = [place for place, name in enumerate(names) if name.endswith("No answer yet")]
    assert min(asked) > places[-1]
    editor = told.body.rescue.editor
    assert editor.tabChangesFocus()
    assert editor.nextInFocusChain() is not None
