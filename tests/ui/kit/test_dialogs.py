"""Dialogs keep the keyboard, let nothing happen behind them, and lose no text when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.dialogs import Dialog, ask
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.overlay import PASSES_COVERS, Scrim
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def window(dress: Theme, qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1100, 680)
    made.setCentralWidget(QPushButton("Behind"))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


class Asking(Dialog):
    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, "Flag a risk", "Save flag", "A saved flag is never edited.", icon="flag")
        self.words = LineEdit("", "In one sentence")
        self.more = LineEdit("", "More")
        self.add(self.words)
        self.add(self.more)
        self.saved: list[str] = []

    def confirm(self) -> bool:
        if not self.words.text():
            raise BadInput("There is no sentence yet.", do="Write one.")
        if self.words.text() == "not yet":
            return False
        self.saved.append(self.words.text())
        return True


def test_ctrl_enter_confirms(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.open()
    qtbot.waitUntil(dialog.words.hasFocus)
    QTest.keyClicks(dialog.words, "Nobody signs")
    with qtbot.waitSignals([dialog.confirmed, dialog.finished]):
        QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.saved == ["Nobody signs"]


def test_esc_cancels_and_the_focus_goes_back(window: QMainWindow, qtbot: QtBot) -> None:
    behind = window.centralWidget()
    behind.setFocus()
    dialog = Asking(window)
    dialog.open()
    qtbot.waitUntil(dialog.words.hasFocus)
    with qtbot.waitSignal(dialog.cancelled), qtbot.assertNotEmitted(dialog.confirmed):
        QTest.keyClick(dialog.words, Qt.Key.Key_Escape)
    assert behind.hasFocus()
    qtbot.waitUntil(lambda: not window.findChildren(Scrim))


def test_what_is_wrong_is_said_inside_and_the_text_stays(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.finished):
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
        dialog.words.setText("not yet")
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.problem is not None
    assert dialog.problem.accessibleName() == "There is no sentence yet. Nothing was changed. Write one."
    dialog.problem.closed.emit()
    assert dialog.problem is None
    assert dialog.words.text() == "not yet"
    dialog.reject()
    dialog.reject()


def test_exec_waits_for_the_answer(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.words.setText("Nobody signs")
    QTimer.singleShot(0, dialog.accept)
    assert dialog.exec()
    assert dialog.saved == ["Nobody signs"]


@pytest.mark.parametrize("answer", [True, False])
def test_ask(answer: bool, window: QMainWindow, qtbot: QtBot) -> None:
    def press() -> None:
        dialog = window.findChild(Dialog)
        qtbot.mouseClick(dialog.primary if answer else dialog.cancel, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    assert ask(window, "Close this deal", "Its notes stay readable.", "Close the deal") is answer


def test_tab_goes_round_inside(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.open()
    qtbot.waitUntil(dialog.words.hasFocus)
    met = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
        assert dialog.isAncestorOf(met[-1])
    assert {dialog.words, dialog.more, dialog.primary, dialog.cancel} <= set(met)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.isAncestorOf(QApplication.focusWidget())
    dialog.reject()


def test_shortcuts_of_the_window_rest_while_it_is_open(window: QMainWindow, qtbot: QtBot) -> None:
    pressed: list[str] = []
    action = QAction("Today", window)
    action.setShortcut(QKeySequence("Ctrl+1"))
    action.triggered.connect(lambda: pressed.append("today"))
    window.addAction(action)
    QTest.keyClick(window.centralWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["today"]  # the control: without a dialog it runs
    dialog = Asking(window)
    own = QShortcut(QKeySequence("Ctrl+2"), dialog)
    own.activated.connect(lambda: pressed.append("own"))
    dialog.open()
    qtbot.waitUntil(dialog.words.hasFocus)
    QTest.keyClick(dialog.words, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.words, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["today", "own"]
    dialog.reject()


def test_an_action_inside_keeps_its_shortcut(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    action = QAction("Bold", dialog.words)
    action.setShortcut(QKeySequence("Ctrl+B"))
    dialog.words.addAction(action)
    dialog.open()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(dialog._scrim, event)
    assert not event.isAccepted()
    dialog.reject()


def test_nothing_behind_can_be_clicked(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.open()
    assert window.childAt(QPoint(10, 10)) is dialog._scrim
    dialog.reject()
    assert window.childAt(QPoint(10, 10)) is window.centralWidget()


@pytest.mark.parametrize("size", [(1440, 900), (1100, 680), (500, 300)])
def test_it_stays_inside_its_window(
    size: tuple[int, int], side: str, window: QMainWindow, qtbot: QtBot
) -> None:
    window.setMinimumSize(0, 0)
    window.resize(*size)
    dialog = Asking(window)
    for _ in range(12):
        dialog.add(LineEdit("one more"))
    dialog.set_consequence("Another consequence.")
    dialog.open()
    assert window.rect().contains(dialog.geometry())
    assert not window.grab().isNull()
    window.resize(size[0] + 40, size[1] + 40)
    assert dialog._scrim.size() == window.size()
    dialog.reject()


def test_it_follows_its_window(window: QMainWindow, qtbot: QtBot) -> None:
    window.setMinimumSize(0, 0)
    window.resize(1440, 900)
    dialog = Asking(window)
    for _ in range(30):
        dialog.add(LineEdit("one more"))
    dialog.open()
    for size in ((700, 400), (1440, 900)):
        window.resize(*size)
        qtbot.waitUntil(lambda: window.rect().contains(dialog.geometry()))
        centre = dialog.geometry().center().x()
        assert abs(centre - window.rect().center().x()) <= 1
    assert dialog.height() > 400
    dialog.reject()


def test_keys_scroll_what_is_longer_than_the_window(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.open()
    for _ in range(60):
        dialog.add(PlainLabel("one more"))
    bar = dialog._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    dialog.primary.setFocus()
    for key, where in ((Qt.Key.Key_End, bar.maximum), (Qt.Key.Key_Home, bar.minimum)):
        QTest.keyClick(dialog, key)
        assert bar.value() == where()
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    dialog.reject()


def test_a_button_that_is_off_cannot_be_pressed_by_key(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Asking(window)
    dialog.words.setText("Nobody signs")
    dialog.primary.setEnabled(False)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.finished):
        QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(dialog, Qt.Key.Key_A)
    dialog.reject()


def test_without_fields_the_safe_button_has_the_focus(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Note", "Close")
    dialog.open()
    qtbot.waitUntil(dialog.primary.hasFocus)
    dialog.reject()


def test_locking_passes_a_dialog_and_nothing_else_does(window: QMainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    for keys, passes in (("Ctrl+L", True), ("Ctrl+N", False)):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.setProperty(PASSES_COVERS, passes)
        action.triggered.connect(lambda _on=False, keys=keys: done.append(keys))
        window.addAction(action)
    dialog = Asking(window)
    dialog.open()
    qtbot.waitUntil(dialog.words.hasFocus)
    QTest.keyClick(dialog.words, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.words, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert done == ["Ctrl+L"]
    assert dialog.words.text() == ""
