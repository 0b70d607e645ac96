"""The clock of the window: minutes, idle time, and the lock when nobody is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskDamaged
from se_desk.ui.frame.idle import Idle
from se_desk.ui.frame.minute import Minute, until_next_minute
from se_desk.ui.frame.start import Frame
from se_desk.ui.frame.watch import Watch, idle_words
from se_desk.ui.welcome.unlock import UnlockPage
from tests.ui.frame.conftest import NotedPage
from tests.ui.frame.test_sitting import CallCard

AT = datetime(2026, 3, 4, 9, 30, 15, tzinfo=UTC)


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.mark.parametrize(
    ("at", "milliseconds"),
    [
        (AT, 45_000),
        (AT.replace(second=0), 60_000),
        (AT.replace(second=59, microsecond=999_999), 1),
        (AT.replace(second=59, microsecond=500_000), 500),
    ],
)
def test_aims_at_the_next_minute(at: datetime, milliseconds: int) -> None:
    assert until_next_minute(at) == milliseconds


def test_a_minute_is_told_once(hands: Hands, qtbot: QtBot) -> None:
    minute, passed = Minute(None, hands), []
    minute.passed.connect(lambda: passed.append(hands.at))
    minute.look()
    assert passed == []
    hands.at += timedelta(seconds=45)
    minute.look()
    minute.look()
    assert passed == [hands.at]


def test_the_timer_comes_at_the_boundary(hands: Hands, qtbot: QtBot) -> None:
    hands.at = AT.replace(second=59, microsecond=990_000)
    minute = Minute(None, hands)
    hands.at += timedelta(seconds=1)
    with qtbot.waitSignal(minute.passed, timeout=5_000):
        pass


def test_a_night_in_sleep_is_noticed_when_the_window_comes_back(hands: Hands, qtbot: QtBot) -> None:
    minute = Minute(None, hands)
    hands.at += timedelta(hours=9)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    with qtbot.waitSignal(minute.passed):
        app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)


def test_a_key_and_the_pointer_count_as_somebody(hands: Hands, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    idle = Idle(None, hands)
    field.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    hands.at += timedelta(minutes=5)
    assert idle.span == timedelta(minutes=5)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert idle.span == timedelta()
    hands.at += timedelta(minutes=5)
    QTest.mouseMove(field.windowHandle())
    qtbot.waitUntil(lambda: idle.span == timedelta())


@pytest.fixture
def watched(frame: Frame, hands: Hands) -> tuple[Frame, Watch]:
    watch = Watch(frame.door, idle=Idle(frame.door, hands))
    watch.idle.touch()
    return frame, watch


def test_locks_when_nobody_was_there(watched: tuple[Frame, Watch], hands: Hands) -> None:
    frame, watch = watched
    hands.at += timedelta(minutes=14)
    watch.look()
    assert frame.acting.is_open
    hands.at += timedelta(minutes=1)
    watch.look()
    assert isinstance(frame.window.cover_page, UnlockPage)
    assert "after 15 minutes without a key press" in frame.window.cover_page._why.text()
    watch.look()  # locked already: nothing more happens


def test_never_locks_where_that_was_chosen(watched: tuple[Frame, Watch], hands: Hands) -> None:
    frame, watch = watched
    sitting = frame.door.sitting
    assert sitting is not None
    sitting.desk.profile.change(lock_minutes=0)
    hands.at += timedelta(hours=9)
    watch.look()
    assert frame.acting.is_open


def test_a_call_that_goes_on_keeps_the_desk_open(
    watched: tuple[Frame, Watch], hands: Hands, qtbot: QtBot
) -> None:
    frame, watch = watched
    card = CallCard()
    qtbot.addWidget(card)
    card.show()
    hands.at += timedelta(hours=2)
    watch.look()
    assert frame.acting.is_open
    card.hide()
    hands.at += timedelta(minutes=14)
    watch.look()
    assert frame.acting.is_open
    hands.at += timedelta(minutes=1)
    watch.look()
    assert not frame.acting.is_open


def test_says_why() -> None:
    assert idle_words(1) == "after 1 minute without a key press"


def test_a_desk_that_cannot_be_read_locks_all_the_same(
    frame: Frame, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(frame.door, idle=Idle(None, hands))
    watch.look()  # the minutes are known from now on
    sitting = frame.door.sitting
    assert sitting is not None

    def damaged(_self: object) -> None:
        raise DeskDamaged("A page.")

    monkeypatch.setattr(type(sitting.desk.profile), "get", damaged)
    hands.at += timedelta(minutes=14)
    watch.look()
    assert frame.window.cover_page is None
    hands.at += timedelta(minutes=1)
    watch.look()
    assert isinstance(frame.window.cover_page, UnlockPage)


def test_nothing_is_looked_at_once_the_window_has_let_go(
    frame: Frame, pages: type[NotedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.stays = True
    frame.door.let_go()
    assert not frame.acting.is_open
    frame.watch.look()
