"""Work off the GUI thread comes back to its owner, to nobody else, and can be stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadFile
from se_desk.ui.kit import background, messages
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def ended(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not background._running)


def test_the_result_comes_on_the_gui_thread(owner: QObject, qtbot: QtBot) -> None:
    got: list[tuple[object, bool, bool]] = []
    here = QThread.currentThread()
    run(
        lambda job: QThread.currentThread() is not here,
        owner,
        lambda result: got.append((result, QThread.currentThread() is here, True)),
    )
    qtbot.waitUntil(lambda: len(got) == 1)
    assert got == [(True, True, True)]
    ended(qtbot)


def test_progress_is_told_in_order(owner: QObject, qtbot: QtBot) -> None:
    told: list[tuple[float, str]] = []
    done: list[object] = []

    def work(job: Job) -> None:
        for step in range(3):
            job.report(step / 2, f"step {step}")

    run(work, owner, done.append, progress=lambda part, words: told.append((part, words)))
    qtbot.waitUntil(lambda: len(done) == 1)
    assert told == [(0.0, "step 0"), (0.5, "step 1"), (1.0, "step 2")]


def test_a_fault_goes_to_failed(owner: QObject, qtbot: QtBot) -> None:
    faults: list[Exception] = []

    def work(job: Job) -> None:
        raise BadFile("This file is cut off.")

    run(work, owner, failed=faults.append)
    qtbot.waitUntil(lambda: len(faults) == 1)
    assert isinstance(faults[0], BadFile)


def test_without_failed_it_is_told_through_the_one_door(
    dress: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, Exception]] = []
    monkeypatch.setattr(messages, "tell", lambda parent, error: told.append((parent, error)))
    window = QMainWindow()
    qtbot.addWidget(window)

    def work(job: Job) -> None:
        raise BadFile("This file is cut off.")

    run(work, window)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0][0] is window


def test_an_owner_that_is_gone_gets_no_call(owner: QObject, qtbot: QtBot) -> None:
    go, called = threading.Event(), []

    def work(job: Job) -> int:
        job.report(0.5)
        go.wait(5)
        return 1

    run(work, owner, called.append, called.append, lambda *told: called.append(told))
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    called.clear()
    go.set()
    ended(qtbot)
    assert called == []


def test_cancelled_work_stops_and_says_nothing(owner: QObject, qtbot: QtBot) -> None:
    started, called, reached = threading.Event(), [], []

    def work(job: Job) -> None:
        started.set()
        while not job.cancelled:
            pass
        job.stop_if_cancelled()
        reached.append("too far")

    job = run(work, owner, called.append, called.append)
    assert started.wait(5)
    job.cancel()
    ended(qtbot)
    assert called == reached == []


def test_many_jobs_all_come_back(owner: QObject, qtbot: QtBot) -> None:
    got: list[object] = []
    for number in range(200):
        run(lambda job, number=number: number, owner, got.append)
    qtbot.waitUntil(lambda: len(got) == 200)
    assert sorted(got) == list(range(200))
    ended(qtbot)


def test_closing_stops_everything(owner: QObject, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        while True:
            job.stop_if_cancelled()

    for _ in range(3):
        run(work, owner)
    background.cancel_all()
    ended(qtbot)


def test_a_lane_takes_one_after_the_other_and_waits_for_no_other_work(owner: QObject, qtbot: QtBot) -> None:
    free, done, seen = threading.Event(), [], []
    for _ in range(background.QThreadPool.globalInstance().maxThreadCount()):
        run(lambda job: free.wait(60), owner)
    for number in range(3):
        run(lambda job, n=number: seen.append(n), owner, done.append, lane="quick")  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 3)
    assert seen == [0, 1, 2]
    free.set()
    background.cancel_all()
    ended(qtbot)


def test_who_cancels_is_told_at_once(owner: QObject, qtbot: QtBot) -> None:
    free = threading.Event()
    job = run(lambda job: free.wait(60), owner, on_cancel=free.set)
    job.cancel()
    ended(qtbot)
