"""Errors reach a person in three sentences and nobody in a traceback."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from se_desk.domain import errors
from se_desk.ui.kit import messages
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.messages import install_excepthook, report_of, tell, title_of
from se_desk.ui.kit.theme import Theme

SECRET = "the customer said yes"


@pytest.fixture
def window(dress: Theme, qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1100, 680)
    made.show()
    messages._told.clear()
    yield made


def fault() -> Exception:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        return error


def words_of(window: QMainWindow) -> str:
    return " ".join(text.text() for text in window.findChild(Dialog).findChildren(BodyText))


NAMED = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind is not errors.DeskError]


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.__name__)
def test_every_named_problem_has_a_title(kind: type[errors.DeskError]) -> None:
    assert title_of(kind("x")) != "This did not work"
    assert title_of(ValueError()) == "This did not work"


def test_the_three_sentences_are_shown(window: QMainWindow, qtbot: QtBot) -> None:
    closed: list[str] = []
    tell(
        window,
        errors.DiskFull("The disk is full.", "The text is on the screen.", "Free some space."),
        lambda: closed.append("closed"),
    )
    assert words_of(window).startswith("The disk is full. The text is on the screen. Free some space.")
    dialog = window.findChild(Dialog)
    assert dialog.accessibleName() == "No room left"
    dialog.accept()
    assert closed == ["closed"]


def test_a_fault_of_ours_is_shown_once_and_holds_no_words(
    window: QMainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    error = fault()
    with caplog.at_level(logging.ERROR, logger="se_desk"):
        tell(window, error)
        tell(window, error)
    assert len(window.findChildren(Dialog)) == 1
    assert SECRET not in words_of(window) + caplog.text
    assert "KeyError" in caplog.text
    copy = next(button for button in window.findChildren(Button) if button.text() == "Copy report")
    copy.click()
    assert QGuiApplication.clipboard().text() == report_of(error)
    window.findChild(Dialog).reject()


def test_a_report_names_places_and_versions() -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as inner:
            raise RuntimeError(SECRET) from inner
    except RuntimeError as error:
        report = report_of(error)
    assert "Fault: RuntimeError from ValueError" in report
    assert "test_messages.py:" in report
    assert "SE Desk" in report
    assert SECRET not in report


def test_without_a_window_nothing_breaks(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(messages, "_window_of", lambda _parent: None)
    closed: list[str] = []
    tell(None, errors.DiskFull("The disk is full."), lambda: closed.append("closed"))
    tell(None, errors.DiskFull("The disk is full."))
    assert closed == ["closed"]
    assert "DiskFull" in caplog.text


def test_a_window_is_found_when_none_is_named(window: QMainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert messages._window_of(None) is window
    assert messages._window_of(window.centralWidget() or window) is window


@pytest.fixture
def hook() -> Iterator[None]:
    before, elsewhere = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before, elsewhere


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_nobody_caught_is_told(elsewhere: bool, hook: None, window: QMainWindow, qtbot: QtBot) -> None:
    install_excepthook(window)
    error = fault()
    if elsewhere:

        def work() -> None:
            raise error

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: window.findChild(Dialog) is not None)
    assert "fault of its own" in words_of(window)


def test_the_end_of_the_program_is_no_fault(
    hook: None, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, _error, _trace: seen.append(kind))
    install_excepthook(window)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]
