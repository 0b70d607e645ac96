"""A call by the keyboard alone: planned, prepared, carried with the card, learned from, passed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.huddles import TickState
from se_desk.domain.note_clock import ClockState
from se_desk.domain.risks import Category
from se_desk.ui.calls.card import CallCard
from tests.end_to_end.keyboard import CTRL, SHIFT, Keyboard
from tests.end_to_end.test_keyboard_story import (
    Window,
    add_the_deal,
    keys,
    meet_the_partner,
    run_command,
    set_up,
    window,
)

__all__ = ["keys", "window"]

ALT = Qt.KeyboardModifier.AltModifier


def test_a_call_without_a_mouse(window: Window, keys: Keyboard) -> None:
    set_up(window, keys)
    meet_the_partner(window, keys)
    add_the_deal(window, keys)
    call = plan_the_call(window, keys)
    hold_the_huddle(window, keys, call)
    carry_the_card(window, keys, call)
    hold_the_debrief(window, keys, call)
    pass_it_on(window, keys, call)


def plan_the_call(window: Window, keys: Keyboard) -> Call:
    run_command(window, keys, "plan a call with corran")
    keys.until(lambda: window.dialog() == "Plan a call")
    keys.fill("Title", "Gate drives, live")
    keys.tab_to("Kind")
    keys.press(Qt.Key.Key_D)  # discovery, then demo
    keys.tab_to("Begins")
    keys.type("11:30")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    call = window.desk.calls.next_call()
    assert call is not None
    assert (call.title, call.kind, f"{call.starts_at:%H:%M}") == ("Gate drives, live", CallKind.DEMO, "11:30")
    return call


def hold_the_huddle(window: Window, keys: Keyboard, call: Call) -> None:
    keys.press(Qt.Key.Key_J, CTRL | SHIFT)
    keys.until(lambda: window.place() == "huddle")
    keys.tab_to("Start the timer")
    keys.press(Qt.Key.Key_Space)
    keys.fill("Objective", "Ines names who signs")
    add_a_guest(window, keys, call)
    keys.tab_to("Read up on them")
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Same objective")
    keys.press(Qt.Key.Key_Space)
    keys.push("Add a beat")
    keys.until(lambda: window.dialog() != "")
    keys.fill("From minute", "0")
    keys.fill("To minute", "10")
    keys.fill("Topic", "Where it hurts")
    keys.fill("Line", "What does a stuck gate cost you?")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    keys.push("Add a beat")
    keys.until(lambda: window.dialog() != "")
    keys.fill("Topic", "Price")
    keys.fill("Then over to", "Callum Reid")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    keys.tab_to("any, Price", back=True)
    keys.press(Qt.Key.Key_Up, ALT)
    keys.fill("Call to action", "A name and a day")
    keys.tab_to("Which problem did they describe")
    keys.press(Qt.Key.Key_Return)
    keys.type("Gates stop in the cold")
    keys.press(Qt.Key.Key_Escape)
    keys.tab_to("Finish huddle")
    keys.press(Qt.Key.Key_Space)
    keys.until(lambda: window.dialog() == "Finish the huddle")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    found = window.desk.huddles.of_call(call.id)
    assert found is not None
    assert found.huddle.held_at is not None
    assert (found.huddle.objective, found.huddle.call_to_action) == (
        "Ines names who signs",
        "A name and a day",
    )
    states = [tick.state for tick in found.ticks]
    assert states == [TickState.DONE] * 2 + [TickState.SKIPPED] * 3
    assert [beat.topic for beat in found.beats] == ["Price", "Where it hurts"]
    assert found.answered == 1


def add_a_guest(window: Window, keys: Keyboard, call: Call) -> None:
    keys.push("Add somebody to the room")
    keys.until(lambda: window.dialog() != "")
    keys.fill("Name", "Ines Falk")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    assert [one.name for one in window.desk.calls.attendees(call.id)] == ["Ines Falk"]


def the_card() -> CallCard:
    return next(
        top for top in QApplication.topLevelWidgets() if isinstance(top, CallCard) and top.isVisible()
    )


def carry_the_card(window: Window, keys: Keyboard, call: Call) -> None:
    window.clock.at = call.starts_at + timedelta(minutes=3)
    keys.press(Qt.Key.Key_J, CTRL)
    keys.until(lambda: keys.name == "Jot")
    keys.type("They lost two days in January")
    keys.press(Qt.Key.Key_Return)
    window.clock.move(timedelta(minutes=9))
    keys.type("No budget before March")
    keys.press(Qt.Key.Key_F2)
    keys.until(lambda: window.dialog() == "Flag a risk")
    keys.confirm()
    keys.until(lambda: window.dialog() != "Flag a risk")
    keys.until(lambda: window.dialog() == "Tell Callum")
    keys.press(Qt.Key.Key_Escape)  # telling the AE can wait until after the call
    keys.until(lambda: window.dialog() == "")
    (flag,) = window.desk.risks.flags()
    assert flag.category is Category.QUALIFICATION
    keys.until(lambda: window.desk.calls.jots(call.id)[-1].flag_seq is not None)
    keys.until(lambda: QApplication.activeWindow() is the_card())  # by itself, when the dialogs are done
    window.clock.at = call.starts_at + timedelta(minutes=44)
    keys.tab_to("End call")
    keys.press(Qt.Key.Key_Space)
    keys.until(lambda: window.place() == "debrief")
    assert window.desk.calls.get(call.id).ends_at == window.desk.now()


def hold_the_debrief(window: Window, keys: Keyboard, call: Call) -> None:
    window.frame.window.activateWindow()
    keys.until(lambda: keys.name.startswith("What did we not hear"))
    keys.type("Who orders spare gates")
    keys.fill("Which pain is behind", "Two days lost in January")
    keys.fill("Is the next step agreed", "Ines asks her board.")
    keys.fill("Next step", "Send the winter figures")
    keys.fill("By which day", "2026-11-20")
    keys.tab_to("1")
    keys.press(Qt.Key.Key_Right, times=3)
    keys.press(Qt.Key.Key_Space)
    keys.confirm()
    keys.until(lambda: window.desk.debriefs.of_call(call.id) is not None)
    debrief = window.desk.debriefs.of_call(call.id)
    assert debrief is not None
    assert debrief.alignment == 4
    (step,) = window.desk.steps.of_deal(call.deal_id or "")
    assert (step.text, str(step.due_on)) == ("Send the winter figures", "2026-11-20")
    clock = window.desk.calls.view(call.id).clock
    assert clock is not None
    assert clock.state is ClockState.DONE


def pass_it_on(window: Window, keys: Keyboard, call: Call) -> None:
    keys.until(lambda: keys.name.startswith("Digest for Callum"))
    keys.press(Qt.Key.Key_Space)
    keys.until(lambda: window.dialog() == "Digest for Callum")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    copied = QApplication.clipboard().text()
    assert copied.startswith("Callum, here is what I learned")
    assert "Two days lost in January" in copied
    keys.press(Qt.Key.Key_E, CTRL | SHIFT)
    keys.until(lambda: window.desk.calls.view(call.id).crm is not None)
    assert "Two days lost in January" in QApplication.clipboard().text()
    crm = window.desk.calls.view(call.id).crm
    assert crm is not None
    assert crm.took is not None
    found = window.desk.debriefs.heard(call.id)
    assert [one.proposal.category for one in found] == ["decision_process"]  # the board


def test_a_story_whose_card_does_not_open_is_noticed(window: Window, keys: Keyboard) -> None:
    set_up(window, keys)
    keys.press(Qt.Key.Key_J, CTRL)  # no call is planned
    with pytest.raises(StopIteration):
        the_card()
    assert window.dialog() != ""
    keys.press(Qt.Key.Key_Escape)
