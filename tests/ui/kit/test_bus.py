"""Announcements arrive on the GUI thread, at those who live and did not make them."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.bus import Bus


@dataclass(frozen=True)
class Change:
    noun: str
    id: str = "1"
    deal_id: str = ""
    author: object = None


def test_a_change_of_another_thread_arrives_on_the_gui_thread(qtbot: QtBot) -> None:
    bus = Bus()
    threads: list[QThread] = []
    bus.changed.connect(lambda _change: threads.append(QThread.currentThread()))
    change = Change("note")
    with qtbot.waitSignal(bus.changed) as heard:
        worker = threading.Thread(target=bus.publish, args=(change,))
        worker.start()
        worker.join()
    assert heard.args == [change]
    assert threads == [bus.thread()]


def test_a_change_comes_after_the_code_that_made_it(qtbot: QtBot) -> None:
    bus, heard = Bus(), []
    bus.changed.connect(heard.append)
    with qtbot.waitSignal(bus.changed):
        bus.publish(Change("note"))
        assert heard == []
    assert len(heard) == 1


def test_nouns_and_echoes(qtbot: QtBot) -> None:
    bus, owner = Bus(), QObject()
    notes: list[Change] = []
    everything: list[Change] = []
    bus.listen(owner, notes.append, ("note",), author=owner)
    bus.listen(owner, everything.append)
    for change in (Change("note"), Change("note", author=owner), Change("call")):
        bus.publish(change)
    qtbot.waitUntil(lambda: len(everything) == 3)
    assert [change.noun for change in notes] == ["note"]


def test_an_owner_that_is_gone_gets_no_call(qtbot: QtBot) -> None:
    bus, owner, heard = Bus(), QObject(), []
    bus.listen(owner, heard.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(bus.changed):
        bus.publish(Change("note"))
    assert heard == []
