"""Notes of another program, through the dialog: seen first, taken in at once, stopped without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.services import notes_in
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import ImportNotes, Place
from se_desk.ui.notes import import_dialog
from se_desk.ui.notes.import_dialog import ImportNotesDialog
from se_desk.ui.notes.import_table import lines_of
from se_desk.ui.notes.wishes import GRANTS

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = tmp_path / "Vault"
    made.mkdir()
    (made / "Quay.md").write_text("---\ncreated: 2021-05-01\n---\n![[plan.png]]", encoding="utf-8")
    (made / "Yard.md").write_text("![x](../out.png)", encoding="utf-8")
    (made / "plan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (made / "bad.md").write_bytes(b"\xe9")
    return made


@pytest.fixture
def went() -> list[Place]:
    """Where the dialog led."""
    return []


@pytest.fixture
def asked(
    window: QWidget, desk: Desk, bus: Bus, deal: Deal, went: list[Place]
) -> Iterator[ImportNotesDialog]:
    """The dialog as the frame opens it, for the deal that is in front."""
    GRANTS[ImportNotes](ImportNotes(deal.id), window, desk, bus, went.append)
    (dialog,) = window.findChildren(ImportNotesDialog)
    yield dialog
    QThreadPool.globalInstance().waitForDone()


def seen(dialog: ImportNotesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog._stack.currentWidget() is dialog.table)


def test_seen_first_and_taken_in_by_keys(
    asked: ImportNotesDialog,
    went: list[Place],
    desk: Desk,
    deal: Deal,
    vault: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(vault))
    assert not asked.primary.isEnabled()
    asked.choose.acted.emit()
    seen(asked, qtbot)
    assert [line.how for line in lines_of(asked.plan)] == ["left out", "in part", "new", "new"]
    assert asked.table.sentence.text().startswith("2 notes, 1 attachment, 1 file skipped. 1 remark.")
    assert asked.primary.text() == "Take in 2 notes"
    assert desk.notes.of_deal(deal.id) == ()
    QTest.keyClick(asked, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.notes.of_deal(deal.id)) == 2)
    qtbot.waitUntil(lambda: went == [Place("deal", deal.id, "notes")])
    assert all(note.private for note in desk.notes.of_deal(deal.id))


def test_the_second_time_there_is_nothing_to_take(
    asked: ImportNotesDialog, desk: Desk, vault: Path, qtbot: QtBot
) -> None:
    desk.imports.take_notes(desk.imports.plan_notes(vault))
    asked.read(str(vault))
    seen(asked, qtbot)
    assert [line.how for line in lines_of(asked.plan)][-2:] == ["present", "present"]
    assert (asked.primary.text(), asked.primary.isEnabled()) == ("Nothing to take in", False)


def test_dropped(asked: ImportNotesDialog, vault: Path, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(vault))])
    move = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    asked.dropEvent(QDropEvent(QPointF(1, 1), *move))
    seen(asked, qtbot)
    assert asked.path == str(vault)


def test_what_is_no_folder_is_told(asked: ImportNotesDialog, tmp_path: Path, qtbot: QtBot) -> None:
    asked.read(str(tmp_path / "nowhere"))
    qtbot.waitUntil(lambda: asked._stack.currentWidget() is asked.choose)
    assert not asked.primary.isEnabled()


def test_stopped_while_it_is_taken_in(
    asked: ImportNotesDialog,
    desk: Desk,
    deal: Deal,
    vault: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked.read(str(vault))
    seen(asked, qtbot)
    half, go = Event(), Event()
    attach = notes_in.read_attached

    def wait(path: Path) -> bytes:
        half.set()
        go.wait(30)
        return attach(path)

    monkeypatch.setattr(notes_in, "read_attached", wait)
    asked.primary.click()
    qtbot.waitUntil(half.is_set)
    asked.reject()  # Esc stops what is under way
    assert asked.isVisible()
    assert not asked.progress.stop.isEnabled()
    go.set()
    seen(asked, qtbot)
    assert desk.notes.of_deal(deal.id) == ()
    assert asked.primary.isEnabled()
    with qtbot.waitSignal(asked.finished):
        asked.reject()


def test_stopped_while_one_looks(
    asked: ImportNotesDialog, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = Event(), Event()
    read = notes_in.read_note

    def wait(*args: object) -> object:
        begun.set()
        go.wait(30)
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(notes_in, "read_note", wait)
    asked.read(str(vault))
    qtbot.waitUntil(begun.is_set)
    asked.progress.stopped.emit()
    go.set()
    qtbot.waitUntil(lambda: asked._stack.currentWidget() is asked.choose)


def test_a_fault_of_ours_is_told(
    asked: ImportNotesDialog, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(import_dialog, "tell", lambda _owner, error: told.append(error))

    def fail(*_args: object) -> None:
        raise LookupError

    monkeypatch.setattr(notes_in, "read_note", fail)
    asked.read(str(vault))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert isinstance(told[0], LookupError)


def test_both_themes(asked: ImportNotesDialog, vault: Path, qtbot: QtBot, side: str) -> None:
    asked.read(str(vault))
    seen(asked, qtbot)
    assert not asked.grab().isNull(), side
    asked.progress.begin("Looking")
    asked.progress.show_share(3, 0)
    assert asked.progress.detail.text() == "3 files seen"
    asked.progress.show_share(40, 1_200)
    assert asked.progress.detail.text() == "40 of 1,200"
    assert all(not each.isVisible() for each in asked.window().findChildren(Toast))
