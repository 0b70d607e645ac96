"""The tour's pictures of what a note carries, and of notes that come from another program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QTextBrowser, QWidget

from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place

_VAULT = {
    "Quays/Crane talk.md": (
        "---\ncreated: 2025-11-03 09:20:00Z\ntags: [cranes]\n---\n\n![](../_resources/wheel.png)\n"
    ),
    "Quays/Winter.md": "---\ntitle: Reach stackers in winter\ncreated: 2025-12-11\n---\n\nChains.\n",
    "Ideas.md": "What a standstill costs, in the words of the quay.\n",
    "Old list.md": "---\ntitle: a: b\n---\n\n- one\n",
}


def _pictures(stage: Stage) -> None:
    """A note that shows a drawing, with the strip of what is attached to it."""
    found = [
        (len(attached), note.id)
        for view in stage.desk.deals.views()
        for note in stage.desk.notes.of_deal(view.deal.id)
        if (attached := stage.desk.attachments.of_note(note.id))
    ]
    if not found:
        raise TourStopped("The sample desk has no attachment.")
    stage.go(Place("note", max(found)[1]))
    stage.until(lambda: "\ufffc" in _preview(stage).toPlainText(), "the drawing in the preview")
    editor = next(each for each in stage.page.findChildren(QPlainTextEdit) if not each.isReadOnly())
    editor.moveCursor(QTextCursor.MoveOperation.End)
    stage.settle()


def _deal_files(stage: Stage) -> None:
    """What is kept with a deal, beside its page."""
    found = [
        (len(attached), view.deal.id)
        for view in stage.desk.deals.views()
        if (attached := stage.desk.attachments.of_deal(view.deal.id))
    ]
    if not found:
        raise TourStopped("The sample desk has no attachment.")
    stage.go(Place("deal", max(found)[1]))
    stage.settle()
    files = next(each for each in stage.page.findChildren(QWidget) if each.accessibleName() == "Files")
    around = next(area for area in stage.page.findChildren(QScrollArea) if area.isAncestorOf(files))
    around.verticalScrollBar().setValue(around.verticalScrollBar().maximum())
    stage.settle()


def _preview(stage: Stage) -> QTextBrowser:
    return next(iter(stage.page.findChildren(QTextBrowser)))


def _import(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.ImportNotes(path=str(_vault(stage))))


def _vault(stage: Stage) -> Path:
    """A small vault of another program: two notes in a folder, one with a picture, one with a fault."""
    folder = stage.place("sample").desk.with_name("Vault")
    for name, text in _VAULT.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "_resources").mkdir(exist_ok=True)
    (folder / "_resources" / "wheel.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


ROWS = (
    Row("note-attached", "A note with a drawing and what else is attached to it", _pictures),
    Row("deal-files", "The files of a deal and of its notes, beside its page", _deal_files),
    Row("import-notes", "Notes of another program, looked at before any of them comes in", _import),
)
