"""A timer runs down, turns amber, counts up, and keeps still while nobody sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.timer_face import TimerFace

START = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
LENGTH = timedelta(minutes=20)


@dataclass(frozen=True)
class Egg:
    """The least that has a timer."""

    timer_started_at: datetime | None = START

    def left(self, now: datetime) -> timedelta:
        return LENGTH - (now - START)


class Now:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def face(now: Now, dress: Theme, qtbot: QtBot) -> TimerFace:
    made = TimerFace(now, LENGTH, "Egg timer", "Put it on")
    qtbot.addWidget(made)
    return made


def test_it_says_its_whole_before_it_has_anything_to_show(face: TimerFace) -> None:
    assert (face.left.text(), face.base.text()) == ("20:00", "of 20 min")
    face.paint_time()
    assert not face.running and face.accessibleName() == "Egg timer"


@pytest.mark.parametrize(
    ("gone", "left", "base", "token"),
    [
        (timedelta(), "20:00", "of 20 min", "text"),
        (timedelta(minutes=19), "01:00", "of 20 min", "sev-medium"),
        (timedelta(minutes=20, seconds=30), "00:30", "over 20 min", "sev-medium"),
        (timedelta(hours=2), "1:40:00", "over 20 min", "sev-medium"),
    ],
)
def test_it_runs_down_and_counts_up(
    face: TimerFace, now: Now, gone: timedelta, left: str, base: str, token: str
) -> None:
    now.at = START + gone
    face.show_timer(Egg())
    assert (face.left.text(), face.base.text(), face.left._token) == (left, base, token)
    assert face.left.sizeHint().width() <= face.left.width()


def test_the_last_minute_of_one_that_stands_still_is_not_amber(face: TimerFace, now: Now) -> None:
    now.at = START + timedelta(minutes=19, seconds=30)
    face.show_timer(replace(Egg(), timer_started_at=None))
    assert face.left._token == "text"


def test_the_button_starts_and_pauses(face: TimerFace, qtbot: QtBot) -> None:
    face.show_timer(replace(Egg(), timer_started_at=None))
    assert face.run.accessibleName() == "Put it on"
    with qtbot.waitSignal(face.startAsked):
        qtbot.mouseClick(face.run, Qt.MouseButton.LeftButton)
    face.show_timer(Egg())
    assert face.run.accessibleName() == "Pause the timer"
    with qtbot.waitSignal(face.pauseAsked):
        qtbot.mouseClick(face.run, Qt.MouseButton.LeftButton)


def test_it_ticks_only_while_it_runs_and_is_seen(face: TimerFace, now: Now, qtbot: QtBot) -> None:
    face.show_timer(Egg())
    assert not face._ticks.isActive()
    face.show()
    assert face._ticks.isActive()
    now.at += timedelta(minutes=5)
    qtbot.waitUntil(lambda: face.left.text() == "15:00", timeout=10_000)
    face.hide()
    assert not face._ticks.isActive()
    face.set_narrow(True)
    assert face.base.isHidden()
