"""Attachments at the note's page: in by key, drop and paste; shown, opened, saved, removed and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, QSize, Qt, QThreadPool, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDropEvent, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskError
from se_desk.domain.notes import Note
from se_desk.services import attachments
from se_desk.services.desk import Desk
from se_desk.ui.kit import attached_files
from se_desk.ui.kit import pictures as attach_pictures
from se_desk.ui.kit.attached_files import local_files
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.pictures import Pictures, decoded
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.attach_mime import pasted_name, picture_in, png_of
from se_desk.ui.notes.attach_preview import ADDRESS, MOST_SHOWN, Attached
from se_desk.ui.notes.attach_strip import MOST_TILES
from se_desk.ui.notes.page import NotePage

Open = Callable[..., "Shown"]


@dataclass
class Shown:
    """A page with a note in front."""

    page: NotePage


@pytest.fixture
def open_note(desk: Desk, bus: Bus, note: Note, window: QWidget) -> Open:
    """Opens the page of ``note``, or of another, as it is on the desk by then."""

    def opened(other: Note | None = None) -> Shown:
        page = NotePage(desk, bus)
        layout = window.layout()
        if layout is not None:
            layout.addWidget(page)
        window.activateWindow()
        page.enter(Place("note", (other or note).id))
        return Shown(page)

    return opened


def drawn(width: int = 40, height: int = 20) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("teal"))
    return made


def image_shown(page: object, key: str) -> QSize:
    found = page.writing.preview.document().resource(  # type: ignore[attr-defined]
        QTextDocument.ResourceType.ImageResource.value, QUrl(ADDRESS + key)
    )
    return QImage(found).size() if isinstance(found, QImage) else QSize(0, 0)


def dropped(widget: QWidget, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def files(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "yard plan.png"
    path.write_bytes(png_of(drawn(1_600, 400)))
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def test_the_strip_is_there_when_something_is(open_note: Open, desk: Desk, note: Note, qtbot: QtBot) -> None:
    page = open_note().page
    assert not page.attaching.strip.isVisible()
    desk.attachments.add(png_of(drawn()), "plan.png", note_id=note.id)
    qtbot.waitUntil(lambda: page.attaching.strip.isVisible())
    (tile,) = page.attaching.strip.tiles
    assert tile.accessibleName() == f"plan.png, {tile.attachment.said_size}"
    qtbot.waitUntil(lambda: tile.shows_picture)
    tile.grab()
    page.enter(Place("note", desk.notes.start(None, title="Another").id))
    assert not page.attaching.strip.isVisible()


def test_chosen_by_key(
    open_note: Open,
    desk: Desk,
    note: Note,
    plan: Path,
    form: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_note().page
    qtbot.waitUntil(page.isVisible)
    page.writing.focus_text()
    chosen = ([str(plan), str(form)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: chosen)
    QTest.keyClick(
        page.writing.editor,
        Qt.Key.Key_I,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: len(page.attaching.strip.tiles) == 2)
    assert [one.name for one in desk.attachments.of_note(note.id)] == ["yard plan.png", "form.pdf"]
    qtbot.waitUntil(lambda: "![yard plan.png](attachment:yard%20plan.png)" in page.writing.editor.source)
    assert "form.pdf" not in page.writing.editor.source
    (first, _second) = desk.attachments.of_note(note.id)
    room = page.writing.preview.viewport().width()
    qtbot.waitUntil(lambda: 0 < image_shown(page, first.id).width() <= room)
    page.text_saving.flush()


def test_dropped_into_the_text(open_note: Open, desk: Desk, note: Note, form: Path, qtbot: QtBot) -> None:
    page = open_note().page
    mime = files(form)
    assert page.writing.editor.canInsertFromMimeData(mime)
    page.writing.editor.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: "[form.pdf](attachment:form.pdf)" in page.writing.editor.source)
    assert desk.attachments.read(desk.attachments.of_note(note.id)[0].id) == b"%PDF-1.7"
    page.text_saving.flush()


def test_dropped_on_the_strip(open_note: Open, desk: Desk, note: Note, form: Path, qtbot: QtBot) -> None:
    desk.attachments.add(b"x", "a.txt", note_id=note.id)
    page = open_note().page
    before = page.writing.editor.source
    dropped(page.attaching.strip, files(form))
    qtbot.waitUntil(lambda: len(page.attaching.strip.tiles) == 2)
    assert page.writing.editor.source == before
    page.attaching.strip.set_writing(False)
    assert not page.attaching.strip.acceptDrops()


def test_a_pasted_picture(open_note: Open, desk: Desk, note: Note, qtbot: QtBot) -> None:
    page = open_note().page
    mime = QMimeData()
    mime.setImageData(drawn())
    page.writing.editor.insertFromMimeData(mime)
    name = pasted_name(desk.now())
    qtbot.waitUntil(lambda: f"![{name}](attachment:" in page.writing.editor.source)
    (made,) = desk.attachments.of_note(note.id)
    assert (made.name, made.picture) == (name, "png")
    page.text_saving.flush()


def test_what_counts_as_words(form: Path) -> None:
    sheet = QMimeData()
    sheet.setImageData(drawn())
    sheet.setText("a\tb")
    assert picture_in(sheet) is None
    web = QMimeData()
    web.setUrls([QUrl("https://a.example/plan.png"), QUrl.fromLocalFile(str(form))])
    assert local_files(web) == []
    assert local_files(QMimeData()) == []
    assert picture_in(QMimeData()) is None


def test_a_note_left_meanwhile_keeps_its_text(
    open_note: Open, desk: Desk, note: Note, plan: Path, qtbot: QtBot
) -> None:
    page = open_note().page
    other = desk.notes.start(None, title="Another", body="as it was")
    page.writing.editor.insertFromMimeData(files(plan))
    page.enter(Place("note", other.id))
    qtbot.waitUntil(lambda: len(desk.attachments.of_note(note.id)) == 1)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
    assert page.writing.editor.source == "as it was"
    assert not page.attaching.strip.isVisible()


def test_what_cannot_be_attached_is_told_and_the_rest_is(
    open_note: Open,
    desk: Desk,
    note: Note,
    form: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(attached_files, "tell", lambda _owner, error: told.append(error))
    monkeypatch.setattr(attachments, "MOST_BYTES", 20)
    (tmp_path / "large.bin").write_bytes(b"x" * 21)
    page = open_note().page
    page.attaching.add_files([str(tmp_path / "large.bin"), str(tmp_path), str(form)], None)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], DeskError)
    assert told[0].safe == "1 file attached."
    assert "large.bin is larger than" in told[0].happened
    assert [one.name for one in desk.attachments.of_note(note.id)] == ["form.pdf"]


def test_remove_and_undo(open_note: Open, desk: Desk, note: Note, qtbot: QtBot) -> None:
    for name in ("a.txt", "b.txt"):
        desk.attachments.add(b"x", name, note_id=note.id)
    page = open_note().page
    first, second = page.attaching.strip.tiles
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert page.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.attaching.strip.tiles) == 1)
    assert [one.name for one in desk.attachments.of_note(note.id)] == ["a.txt"]
    (offered,) = [each for each in page.window().findChildren(Toast) if each.isVisible()]
    offered.acted.emit()
    qtbot.waitUntil(lambda: len(page.attaching.strip.tiles) == 2)


def test_open_says_what_it_means_first(
    open_note: Open, desk: Desk, note: Note, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    form = desk.attachments.add(b"%PDF", "form.pdf", note_id=note.id)
    page = open_note().page
    page.writing.preview.linkOpened.emit(f"{ADDRESS}{form.id}")
    (dialog,) = page.window().findChildren(Dialog)
    assert not opened
    dialog.confirmed.emit()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == b"%PDF"
    dialog.reject()
    desk.attachments.take_copies_back()
    assert not opened[0].exists()


def test_what_might_run_is_saved_instead(
    open_note: Open, desk: Desk, note: Note, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = desk.attachments.add(b"MZ", "tool.exe", note_id=note.id)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "kept.exe"), ""))
    page = open_note().page
    (tile,) = page.attaching.strip.tiles
    menu = page.attaching.strip.menu_of(tile)
    assert [action.isEnabled() for action in menu.actions()] == [False, True, True, True]
    page.writing.preview.linkOpened.emit(f"{ADDRESS}{tool.id}")
    qtbot.waitUntil(lambda: (tmp_path / "kept.exe").exists())
    assert (tmp_path / "kept.exe").read_bytes() == b"MZ"
    page.writing.preview.linkShown.emit(f"{ADDRESS}{tool.id}")
    assert page.status.target.text() == "tool.exe, 2 bytes"


def test_put_into_the_text(open_note: Open, desk: Desk, note: Note) -> None:
    form = desk.attachments.add(b"%PDF", "form.pdf", note_id=note.id)
    page = open_note().page
    page.attaching.strip.insertWanted.emit(form.id)
    assert "[form.pdf](attachment:form.pdf)" in page.writing.editor.source
    page.text_saving.flush()


def test_the_trash_is_only_read(open_note: Open, desk: Desk, note: Note) -> None:
    desk.attachments.add(b"%PDF", "form.pdf", note_id=note.id)
    desk.notes.trash(note.id)
    page = open_note().page
    (tile,) = page.attaching.strip.tiles
    menu = page.attaching.strip.menu_of(tile)
    assert [action.isEnabled() for action in menu.actions()] == [True, True, False, False]
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert len(desk.attachments.of_note(note.id)) == 1
    assert not page.writing.bar.attach.isEnabled()


def test_a_note_with_an_attachment_is_not_put_away(open_note: Open, desk: Desk, deal: object) -> None:
    bare = desk.notes.start(deal.id)  # type: ignore[attr-defined]
    page = open_note(bare).page
    desk.attachments.add(b"x", "a.txt", note_id=bare.id)
    assert page.leave()
    assert desk.notes.get(bare.id).trashed_at is None


def test_many_are_counted(open_note: Open, desk: Desk, note: Note) -> None:
    for number in range(MOST_TILES + 2):
        desk.attachments.add(b"x", f"{number}.txt", note_id=note.id)
    strip = open_note().page.attaching.strip
    assert len(strip.tiles) == MOST_TILES
    assert strip.said.text() == f"{MOST_TILES + 2} attachments, {MOST_TILES + 2} bytes"


def test_pictures_that_cannot_be_shown(desk: Desk, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = png_of(drawn(100, 50))
    most = QSize(50, 50)
    assert decoded(whole, "png", most).size() == QSize(50, 25)  # type: ignore[union-attr]
    assert decoded(whole, "jpeg", most) is None  # it is not what it says
    assert decoded(whole[:60], "png", most) is None
    assert decoded(b"", "png", most) is None
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert decoded(svg, "png", most) is None
    monkeypatch.setattr(attach_pictures, "MOST_PIXELS", 4_999)
    assert decoded(whole, "png", most) is None


def test_what_is_kept_of_pictures_has_an_end(desk: Desk, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = Pictures(desk)
    made = [desk.attachments.add(png_of(drawn(40, 20 + n)), f"{n}.png", note_id=note.id) for n in range(3)]
    most = QSize(100, 100)
    first = pictures.load(made[0], most)
    assert pictures.load(made[0], most) is first
    monkeypatch.setattr(attach_pictures, "KEPT_BYTES", 1)
    pictures.load(made[1], most)
    assert pictures.load(made[0], most) is not first


def test_only_so_many_pictures_are_shown(desk: Desk, note: Note) -> None:
    made = [
        desk.attachments.add(png_of(drawn(4, 4 + n % 3)), f"{n}.png", note_id=note.id)
        for n in range(MOST_SHOWN + 1)
    ]
    source = "\n".join(one.markdown for one in made)
    shown = Attached(made, Pictures(desk)).shown(source)
    assert len(shown.pictures) == shown.html.count("<img") == MOST_SHOWN
    assert Attached(made).shown(source).html.count("<img") == 0


def test_nothing_is_loaded_from_anywhere(
    open_note: Open, desk: Desk, note: Note, tmp_path: Path, qtbot: QtBot
) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(png_of(drawn()))
    desk.notes.write(note.id, f"![a](file://{outside}) ![b]({outside}) ![c](https://a.example/c.png)\n\nend")
    page = open_note().page
    qtbot.waitUntil(lambda: "end" in page.writing.preview.toPlainText())
    assert "\ufffc" not in page.writing.preview.toPlainText()  # no picture stands there
    for url in (
        QUrl.fromLocalFile(str(outside)),
        QUrl("https://a.example/c.png"),
        QUrl("sedesk:attachment/x"),
    ):
        assert page.writing.preview.loadResource(2, url) == QByteArray()
