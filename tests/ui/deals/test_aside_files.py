"""Files of a deal beside its page: its own and its notes', shown, kept, opened on request, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDesktopServices, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.errors import DeskError
from se_desk.services.desk import Desk
from se_desk.ui.deals.aside_files import FEW, FilesSection
from se_desk.ui.deals.page import DealPage
from se_desk.ui.kit import attached_files
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.open_copy import OpenCopy
from se_desk.ui.kit.wishes import Place
from tests.ui.deals.conftest import dialog_of, unnamed


def drawn() -> bytes:
    """A small picture as a file."""
    image, buffer = QImage(4, 3, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor("teal"))
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know paths and bytes
    return bytes(buffer.data().data())


class Shown:
    """The page of a deal in a window."""

    def __init__(self, desk: Desk, bus: Bus, deal: Deal, window: QWidget) -> None:
        self.page, self.went = DealPage(desk, bus, window), list[Place]()
        self.page.requestPlace.connect(self.went.append)
        self.page.resize(window.size())
        self.page.show()
        self.page.enter(Place("deal", deal.id))

    @property
    def files(self) -> FilesSection:
        """The part as it is now; it is made anew at each change."""
        found = self.page.aside.files
        assert found is not None
        return found

    @property
    def names(self) -> list[str]:
        return [tile.accessibleName() for tile in self.files.tiles]


@pytest.fixture
def shown(desk: Desk, bus: Bus, deal: Deal, window: QWidget) -> Shown:
    return Shown(desk, bus, deal, window)


def act(shown: Shown, number: int, words: str) -> None:
    """Choose from the menu of a file."""
    menu = shown.files.menu_of(shown.files.tiles[number])
    action = next(each for each in menu.findChildren(QAction) if each.text().startswith(words))
    assert action.isEnabled()
    action.trigger()


def test_nothing_is_there_at_first_and_a_chosen_file_is_kept(
    shown: Shown, desk: Desk, deal: Deal, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Plan.pdf").write_bytes(b"%PDF the plan")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_all: ([str(tmp_path / "Plan.pdf")], ""))
    assert shown.names == []
    shown.files.choose()
    qtbot.waitUntil(lambda: shown.names == ["Plan.pdf, 13 bytes, the deal"])
    (kept,) = desk.attachments.of_deal(deal.id)
    assert (kept.note_id, desk.attachments.read(kept.id)) == (None, b"%PDF the plan")
    assert unnamed(shown.files) == []


def test_files_of_notes_stand_with_them_and_lead_there(
    shown: Shown, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    note = desk.notes.start(deal.id, title="Walk of the quay")
    desk.attachments.add(drawn(), "crane.png", note_id=note.id)
    gone = desk.notes.start(deal.id, title="Away")
    desk.attachments.add(b"x", "away.txt", note_id=gone.id)
    desk.notes.trash(gone.id)
    qtbot.waitUntil(lambda: len(shown.names) == 1)
    assert shown.names[0].startswith("crane.png, ")
    assert shown.names[0].endswith(", Walk of the quay")
    qtbot.waitUntil(lambda: shown.files.tiles[0].shows_picture)
    act(shown, 0, "Go to the note")
    assert shown.went == [Place("note", note.id)]
    QTest.keyClick(shown.files.tiles[0], Qt.Key.Key_Delete)  # a note's file is removed at the note
    assert len(desk.attachments.of_note(note.id)) == 1


def test_opened_only_when_asked_and_saved(
    shown: Shown, desk: Desk, deal: Deal, window: QWidget, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "copy.txt"), ""))
    desk.attachments.add(b"weeks", "plan.txt", deal_id=deal.id)
    desk.attachments.add(b"MZ", "tool.exe", deal_id=deal.id)
    qtbot.waitUntil(lambda: len(shown.names) == 2)
    act(shown, 1, "Open a copy")
    dialog = dialog_of(window)
    assert isinstance(dialog, OpenCopy)
    assert opened == []
    dialog.accept()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert Path(opened[0]).read_bytes() == b"weeks"
    menu = shown.files.menu_of(shown.files.tiles[0])
    assert not menu.actions()[0].isEnabled() or not menu.findChildren(QAction)[0].isEnabled()
    act(shown, 1, "Save as")
    qtbot.waitUntil((tmp_path / "copy.txt").is_file)


def test_removed_with_a_way_back_by_keyboard(shown: Shown, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    for number in range(2):
        desk.attachments.add(b"%d" % number, f"{number}.txt", deal_id=deal.id)
    qtbot.waitUntil(lambda: len(shown.names) == 2)
    shown.files.tiles[0].setFocus()
    QTest.keyClick(shown.files.tiles[0], Qt.Key.Key_Right)
    qtbot.waitUntil(shown.files.tiles[1].hasFocus)
    QTest.keyClick(shown.files.tiles[1], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown.names == ["1.txt, 1 byte, the deal"])


def test_many_are_folded_and_stay_open_once_opened(
    shown: Shown, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    for number in range(FEW + 3):
        desk.attachments.add(b"%d" % number, f"{number}.txt", deal_id=deal.id)
    qtbot.waitUntil(lambda: len(shown.names) == FEW and shown.files.more is not None)
    assert shown.names[0].startswith(f"{FEW + 2}.txt")  # the newest first
    assert shown.files.more is not None
    assert shown.files.more.text() == "Show 3 more files"
    shown.files.more.click()
    assert len(shown.names) == FEW + 3
    desk.attachments.add(b"new", "new.txt", deal_id=deal.id)
    qtbot.waitUntil(lambda: len(shown.names) == FEW + 4)


def test_dropped_files_come_in_and_what_cannot_is_told(
    shown: Shown, desk: Desk, deal: Deal, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[DeskError] = []
    monkeypatch.setattr(attached_files, "tell", lambda _owner, error: told.append(error))
    (tmp_path / "one.txt").write_bytes(b"1")
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(path)) for path in (tmp_path, tmp_path / "one.txt", tmp_path / "no")]
    )
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    shown.files.dropEvent(event)
    qtbot.waitUntil(lambda: len(desk.attachments.of_deal(deal.id)) == 1)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].happened.endswith("1 other could not be attached either.")
    assert told[0].safe == "1 file attached."
