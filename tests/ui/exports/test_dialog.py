"""The dialog that exports notes, through its widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.services.desk import Desk
from se_desk.ui.exports import dialog as export_dialog
from se_desk.ui.exports.dialog import ExportNotesDialog
from se_desk.ui.exports.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.wishes import ExportNotes


@pytest.fixture
def deal(desk: Desk) -> Deal:
    """A deal that a CRM knows."""
    return desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="006Qx0000020418")


@pytest.fixture
def notes(desk: Desk, deal: Deal) -> dict[str, str]:
    """One shareable note, one private."""
    open_note = desk.notes.start(deal.id, title="Walk", body="Three cranes.")
    private = desk.notes.start(deal.id, title="Secret", body="canary", private=True)
    return {"open": open_note.id, "private": private.id}


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, deal: Deal, notes: dict[str, str]) -> ExportNotesDialog:
    parent = QWidget()
    parent.resize(1440, 900)
    qtbot.addWidget(parent)
    parent.show()
    made = ExportNotesDialog(parent, desk, deal.id)
    made.open()
    return made


def test_new_notes_are_ticked_and_previewed(dialog: ExportNotesDialog, notes: dict[str, str]) -> None:
    assert dialog.list.chosen() == (notes["open"],)
    assert "Three cranes." in dialog.preview.toPlainText()
    assert "canary" not in dialog.preview.toPlainText()


def test_a_private_note_is_shown_and_cannot_be_ticked(dialog: ExportNotesDialog) -> None:
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
    assert not boxes["Secret is private and stays"].isEnabled()
    assert boxes["Export Walk"].isEnabled()


def test_another_format_and_nothing_ticked(qtbot: QtBot, dialog: ExportNotesDialog) -> None:
    dialog.formats.set_value("html")
    dialog.formats.chosen.emit("html")
    assert "<p>Three cranes.</p>" in dialog.preview.toPlainText()
    (box,) = [box for box in dialog.findChildren(QCheckBox) if box.isEnabled()]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert dialog.list.chosen() == ()
    assert not dialog.primary.isEnabled()


def test_saved_files_and_the_ledger(
    qtbot: QtBot, dialog: ExportNotesDialog, desk: Desk, deal: Deal, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.confirmed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (file,) = (tmp_path / "out").iterdir()
    assert "SE note: Walk" in file.read_text("utf-8")
    assert desk.exports.plan("salesforce-tasks", (deal.id,)).offered == ()


def test_no_folder_keeps_the_dialog(dialog: ExportNotesDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    assert dialog.confirm() is False
    assert dialog.isVisible()


def test_copy_one_note(qtbot: QtBot, dialog: ExportNotesDialog) -> None:
    """What is copied has another form than the file in the preview, so it is shown first."""
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    (leaving,) = dialog.window().findChildren(LeavingDialog)
    assert QGuiApplication.clipboard().text() == ""
    leaving.accept()
    mime = QGuiApplication.clipboard().mimeData()
    assert "Three cranes." in mime.text() and mime.text() == leaving.text.text
    assert mime.hasHtml()


def test_a_preview_that_is_cut_says_so(dialog: ExportNotesDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = dialog.preview.toPlainText()
    monkeypatch.setattr(export_dialog, "MOST_SHOWN", 10)
    dialog._show()
    assert dialog.preview.toPlainText() == f"{whole[:10]}\n… and {len(whole) - 10:,} letters more"


def test_one_note_alone_by_a_wish(qtbot: QtBot, desk: Desk, deal: Deal, notes: dict[str, str]) -> None:
    parent = QWidget()
    parent.resize(1440, 900)
    qtbot.addWidget(parent)
    parent.show()
    wish = ExportNotes(deal.id, notes["open"])
    GRANTS[ExportNotes](wish, parent, desk, Bus(), lambda _place: None)
    dialog = parent.findChild(ExportNotesDialog)
    assert dialog is not None
    assert dialog.list.chosen() == (notes["open"],)


def test_a_changed_note_says_what_the_crm_can_do(
    dialog: ExportNotesDialog, desk: Desk, deal: Deal, notes: dict[str, str], tmp_path: Path, qtbot: QtBot
) -> None:
    assert dialog.changed.isHidden()
    desk.exports.write("salesforce-tasks", (notes["open"],), tmp_path)
    desk.notes.write(notes["open"], "Four cranes.")
    again = ExportNotesDialog(dialog.parentWidget(), desk, deal.id)
    assert again.formats.value == "salesforce-tasks"
    assert again.changed.text().startswith("1 note has changed since. A second import makes a second task")


def test_loaded_notes_are_linked_from_the_dialog(
    dialog: ExportNotesDialog, desk: Desk, notes: dict[str, str], tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog.formats.set_value("salesforce-notes")
    dialog.formats.chosen.emit("salesforce-notes")
    assert dialog.link.isVisible()
    said = tmp_path / "success.csv"
    said.write_text(f"ID,TITLE,CONTENT\n069Qy000001AbCdIAK,x,/x/note-{notes['open']}.html\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(said), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    qtbot.mouseClick(dialog.link, Qt.MouseButton.LeftButton)
    assert "006Qx0000020418" in (tmp_path / "salesforce-note-links.csv").read_text("utf-8")
    dialog.formats.set_value("text")
    dialog.formats.chosen.emit("text")
    assert dialog.link.isHidden()


def test_every_control_has_a_name(dialog: ExportNotesDialog) -> None:
    nameless = [
        type(child).__name__
        for child in dialog.findChildren(QAbstractButton)
        if not (child.accessibleName() or child.text())
    ]
    assert nameless == []


def test_ticked_notes_are_put_in_the_outbox_and_nothing_is_sent(
    dialog: ExportNotesDialog, desk: Desk, notes: dict[str, str]
) -> None:
    menu = dialog.crm_menu()
    assert [action.text().split("\t")[0] for action in menu.actions()][:2] == ["For Tryton", "For Salesforce"]
    menu.actions()[1].trigger()
    (one,) = desk.outbox.waiting()
    assert (one.note_id, one.crm, one.tried_at) == (notes["open"], "salesforce", None)
    menu.actions()[1].trigger()
    assert desk.outbox.waiting() == (one,)
    dialog.open_crms()


def test_what_may_not_wait_in_the_outbox_is_said(dialog: ExportNotesDialog, desk: Desk) -> None:
    dialog.approve("hubspot", "HubSpot")
    assert dialog.problem is not None and "no deal with an id of HubSpot" in dialog.problem.accessibleName()
    assert desk.outbox.waiting() == ()
