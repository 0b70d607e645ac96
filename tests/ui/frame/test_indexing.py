"""The index is brought up to date when nobody writes, and a desk that cannot be written is no trouble."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskBusy
from se_desk.services.desk import Desk
from se_desk.storage import found
from se_desk.ui.frame import indexing as module
from se_desk.ui.frame.indexing import Indexing
from se_desk.ui.kit import messages
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from tests.ui.conftest import bus, clock, desk, dress, empty_desk

__all__ = ["bus", "clock", "desk", "dress", "empty_desk"]  # fixtures of the features' tests


@pytest.fixture
def indexing(desk: Desk, bus: Bus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Indexing]:
    monkeypatch.setattr(module, "QUIET_MS", 20)
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Indexing(desk, bus, owner)
    cancel_all()


def waits(desk: Desk) -> bool:
    with desk.store.searcher.searching() as raw:
        return found.waits(raw)


def test_what_was_written_is_indexed_after_a_while(indexing: Indexing, desk: Desk, qtbot: QtBot) -> None:
    note = desk.notes.start(None, title="Pier")
    desk.notes.write(note.id, "bollards")
    assert waits(desk)
    qtbot.waitUntil(lambda: not waits(desk), timeout=10_000)
    qtbot.waitUntil(lambda: not indexing._quiet.isActive(), timeout=10_000)


def test_other_changes_are_indexed_at_once_and_need_no_quiet_moment(
    indexing: Indexing, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not indexing._quiet.isActive(), timeout=10_000)
    desk.deals.open("Berths", "Halvorsen Quays")
    assert not indexing._quiet.isActive()


def test_a_busy_desk_is_left_for_the_next_time(
    indexing: Indexing, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[QObject] = []
    monkeypatch.setattr(messages, "tell", lambda owner, _error: told.append(owner))
    asked: list[int] = []

    def busy() -> int:
        asked.append(1)
        raise DeskBusy("Something else is writing.")

    monkeypatch.setattr(desk.search, "catch_up", busy)
    note = desk.notes.start(None, title="Pier")
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    cancel_all()
    assert (told, note.title) == ([], "Pier")
