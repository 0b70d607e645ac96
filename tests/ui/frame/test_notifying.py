"""Notifications by the way a system has."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.frame import notifying
from se_desk.ui.frame.notifying import Notifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _tray(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: there)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: there)


def test_by_the_tray(window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    shown: list[tuple[str, str]] = []
    _tray(monkeypatch, True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _tray, title, words, *_more: shown.append((title, words))
    )
    notifier = Notifier(window)
    assert notifier.say("10 min left", "A call") == "tray"
    assert notifier.say("5 min left", "A call") == "tray"
    assert shown == [("10 min left", "A call"), ("5 min left", "A call")]
    tray = notifier._tray
    assert tray is not None
    with qtbot.waitSignal(notifier.opened):
        tray.messageClicked.emit()
    with qtbot.waitSignal(notifier.opened):
        tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    notifier.end()
    notifier.end()
    assert notifier._tray is None


def test_by_the_desktop(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    _tray(monkeypatch, False)
    monkeypatch.setattr(notifying, "_service_is_there", lambda: True)
    monkeypatch.setattr(notifying, "_by_desktop", lambda title, words: shown.append((title, words)))
    assert Notifier(window).say("10 min left", "A call") == "desktop"
    assert shown == [("10 min left", "A call")]


def test_by_the_window_where_nothing_else_is_there(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    alerted: list[QWidget] = []
    _tray(monkeypatch, False)
    monkeypatch.setattr(notifying, "_service_is_there", lambda: False)
    monkeypatch.setattr(QApplication, "alert", lambda widget: alerted.append(widget))
    assert Notifier(window).say("10 min left", "A call") == "window"
    assert alerted == [window]


def test_a_system_without_a_bus_has_no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifying.sys, "platform", "win32")
    assert not notifying._service_is_there()


def test_a_message_to_the_desktop_waits_for_no_answer() -> None:
    notifying._by_desktop("10 min left", "A <b>call</b> & more")
