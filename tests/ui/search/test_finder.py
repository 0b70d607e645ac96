"""As you type: the last letter wins, whatever the ones before are still doing."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskDamaged
from se_desk.services.desk import Desk
from se_desk.services.search import Page, Stop, Stopped
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.search import finder as module
from se_desk.ui.search.finder import Finder

LONG = 10_000
Shown = list[tuple[str, int, bool]]


@pytest.fixture
def finder(desk: Desk, qtbot: QtBot) -> Iterator[Finder]:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    for number in range(4):
        desk.notes.start(deal.id, title=f"Crane {number}")
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Finder(desk, owner)
    cancel_all()


@pytest.fixture
def shown(finder: Finder) -> Shown:
    got: Shown = []
    finder.shown.connect(lambda words, page, settled: got.append((words, len(page.found), settled)))
    return got


def test_a_first_page_and_then_the_settled_one(finder: Finder, shown: Shown, qtbot: QtBot) -> None:
    finder.look("crane", 3)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=LONG)
    assert shown == [("crane", 3, False), ("crane", 3, True)]
    finder.look("crane", 9, again=True)
    qtbot.waitUntil(lambda: len(shown) == 3, timeout=LONG)
    assert shown[2] == ("crane", 4, True)


def test_an_older_word_never_comes_after_a_newer_one(
    finder: Finder, shown: Shown, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first search stays until it is stopped; the one after it is answered all the same."""
    begun, ended = Event(), Event()
    first = desk.search.first

    def slow(words: str, limit: int, stop: Stop) -> Page:
        if words != "cr":
            return first(words, limit, stop)
        begun.set()
        while not stop.asked:
            ended.wait(0.001)
        ended.set()
        raise Stopped

    monkeypatch.setattr(desk.search, "first", slow)
    finder.look("cr", 9)
    qtbot.waitUntil(begun.is_set, timeout=LONG)
    finder.look("crane", 9)
    qtbot.waitUntil(lambda: ("crane", 4, True) in shown, timeout=LONG)
    assert ended.is_set()
    assert {words for words, _, _ in shown} == {"crane"}


def test_after_stop_nothing_comes(finder: Finder, shown: Shown, qtbot: QtBot) -> None:
    finder.look("crane", 9)
    finder.stop()
    finder.stop()
    cancel_all()
    finder.look("", 9)
    qtbot.waitUntil(lambda: shown == [("", 0, True)], timeout=LONG)


def test_a_fault_is_told_and_a_desk_that_was_closed_is_not(
    finder: Finder, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(module, "tell", lambda _owner, error: told.append(error))
    damage, calls = DeskDamaged("A page does not read back."), []

    def fail(*_args: object) -> Page:
        calls.append(1)
        raise Stopped if len(calls) == 1 else damage

    monkeypatch.setattr(desk.search, "first", fail)
    finder.look("crane", 9)
    qtbot.waitUntil(lambda: len(calls) == 1, timeout=LONG)
    finder._job = None  # not cancelled: the desk itself went
    finder.look("crane", 9)
    qtbot.waitUntil(lambda: told == [damage], timeout=LONG)
