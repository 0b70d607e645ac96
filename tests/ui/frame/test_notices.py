"""What the frame has to say: one banner at a time, the gravest first, each once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from se_desk.ui.frame.notices import Notice, Notices
from se_desk.ui.frame.window import MainWindow
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.notices import Banner


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    return made


def shown(window: MainWindow) -> Banner | None:
    found = [banner for banner in window.findChildren(Banner) if not banner.isHidden()]
    assert len(found) <= 1
    return found[0] if found else None


def said(window: MainWindow) -> str:
    banner = shown(window)
    return banner.accessibleName() if banner is not None else ""


def close(window: MainWindow) -> None:
    banner = shown(window)
    assert banner is not None
    banner.closed.emit()


def test_the_next_comes_when_the_one_before_is_closed(window: MainWindow) -> None:
    notices = Notices(window)
    for sentence in ("One.", "Two.", "One.", "Two."):
        notices.say(Notice(sentence))
    assert said(window) == "One."
    close(window)
    assert said(window) == "Two."
    close(window)
    assert said(window) == ""
    notices.say(Notice("One."))
    assert said(window) == "One."


def test_what_is_graver_comes_first_and_the_other_comes_back(window: MainWindow) -> None:
    notices = Notices(window)
    notices.say(Notice("Good to know.", "accent"))
    notices.say(Notice("Look at it.", "amber"))
    notices.say(Notice("Broken.", "critical"))
    order = []
    for _ in range(3):
        order.append(said(window))
        close(window)
    assert order == ["Broken.", "Look at it.", "Good to know."]


def test_something_can_be_done_about_it(window: MainWindow) -> None:
    done: list[str] = []
    notices = Notices(window)
    notices.say(Notice("Look.", action="Backups", then=lambda: done.append("went")))
    banner = shown(window)
    assert banner is not None
    (button,) = [each for each in banner.findChildren(Button) if each.text() == "Backups"]
    button.click()
    assert done == ["went"]


def test_a_lock_forgets_it_all(window: MainWindow) -> None:
    notices = Notices(window)
    notices.say(Notice("One."))
    notices.say(Notice("Two."))
    notices.forget()
    assert said(window) == ""
    notices.say(Notice("Three."))
    assert said(window) == "Three."
