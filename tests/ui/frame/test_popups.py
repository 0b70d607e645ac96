"""A lock reaches what stands over the window: menus, lists that drop down, the system's dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.frame import sitting as module
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.menus import Menu
from se_desk.ui.welcome.unlock import UnlockPage

LONG = 10_000
CTRL = Qt.KeyboardModifier.ControlModifier


def _menu(frame: Frame) -> QWidget:
    made = Menu(frame.window, "Sort")
    made.add("Halvorsen Quays")
    made.popup(frame.window.mapToGlobal(frame.window.rect().center()))
    return made


def _list(frame: Frame) -> QWidget:
    made = Select([("a", "Halvorsen Quays"), ("b", "Brookmoor Dairy")], name="Account")
    made.setParent(frame.window)
    made.show()
    made.showPopup()
    return made.view().window()


OPENERS = [_menu, _list]


@pytest.mark.parametrize("opener", OPENERS)
def test_the_key_that_locks_works_under_a_popup(
    frame: Frame, qtbot: QtBot, opener: Callable[[Frame], QWidget]
) -> None:
    popup = opener(frame)
    qtbot.waitUntil(popup.isVisible, timeout=LONG)
    assert QApplication.activePopupWidget() is not None
    QTest.keyClick(frame.window.windowHandle(), Qt.Key.Key_A, CTRL)
    assert popup.isVisible()
    QTest.keyClick(frame.window.windowHandle(), Qt.Key.Key_L, CTRL)  # where the system brings it
    qtbot.waitUntil(lambda: isinstance(frame.window.cover_page, UnlockPage), timeout=LONG)
    assert not popup.isVisible()
    assert QApplication.activePopupWidget() is None


def test_the_key_that_locks_works_in_a_file_dialog(frame: Frame, tmp_path: Path) -> None:
    def press() -> None:
        (shown,) = [top for top in QApplication.topLevelWidgets() if isinstance(top, QFileDialog)]
        handle = shown.windowHandle()
        assert handle is not None
        QGuiApplication.instance().focusWindowChanged.emit(handle)  # as where a system gives it the keyboard
        QTest.keyClick(handle, Qt.Key.Key_L, CTRL)

    QTimer.singleShot(100, press)
    chosen, _kind = QFileDialog.getSaveFileName(
        frame.window, "Save", str(tmp_path / "a"), "", "", QFileDialog.Option.DontUseNativeDialog
    )
    assert chosen == ""
    assert isinstance(frame.window.cover_page, UnlockPage)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_lock_by_itself_takes_a_popup_away(
    frame: Frame, qtbot: QtBot, opener: Callable[[Frame], QWidget]
) -> None:
    popup = opener(frame)
    qtbot.waitUntil(popup.isVisible, timeout=LONG)
    frame.door.lock("after 10 minutes without a key press")
    assert not popup.isVisible()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("guarded", [True, False])
def test_a_lock_takes_a_file_dialog_away_as_if_nothing_was_chosen(
    frame: Frame, tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    if not guarded:  # the control
        monkeypatch.setattr(module, "close_dialogs", lambda: None)

    def lock() -> None:
        frame.door.lock("before the computer went to sleep")
        shown = [top for top in QApplication.topLevelWidgets() if isinstance(top, QFileDialog)]
        seen.append(any(top.isVisible() for top in shown))
        for top in shown:
            top.reject()

    QTimer.singleShot(0, lock)
    proposed = str(tmp_path / "Halvorsen Quays.json")
    chosen, _kind = QFileDialog.getSaveFileName(
        frame.window, "Save", proposed, "", "", QFileDialog.Option.DontUseNativeDialog
    )
    assert chosen == ""
    assert seen == [not guarded]
    assert isinstance(frame.window.cover_page, UnlockPage)
