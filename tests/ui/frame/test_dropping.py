"""A calendar file dropped on the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.frame.dropping import Dropping, calendar_in
from se_desk.ui.kit.wishes import ImportCalls, Wish

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def mime(*urls: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl(url) for url in urls])
    return made


@pytest.mark.parametrize(
    ("urls", "path"),
    [
        (("file:///tmp/work.ics",), "/tmp/work.ics"),
        (("file:///tmp/WORK.ICS",), "/tmp/WORK.ICS"),
        (("file:///tmp/a.ics", "file:///tmp/b.ics"), ""),
        (("https://calendar.example/work.ics",), ""),
        (("file:///tmp/notes.md",), ""),
        ((), ""),
    ],
)
def test_which_file_is_dragged(urls: tuple[str, ...], path: str) -> None:
    assert calendar_in(mime(*urls)) == path


def test_it_leads_to_what_would_come_in_while_a_desk_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    window, wished = QWidget(), list[Wish]()
    qtbot.addWidget(window)
    is_open = [True]
    Dropping(window, lambda: is_open[0], wished.append)
    assert window.acceptDrops()
    path = tmp_path / "work.ics"
    data, at = mime(path.as_uri()), QPointF(10, 10)
    entering = QDragEnterEvent(at.toPoint(), COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    assert wished == []
    QApplication.sendEvent(window, QDropEvent(at, COPY, data, LEFT, NONE))
    assert wished == [ImportCalls(str(path))]
    is_open[0] = False
    refused = QDragEnterEvent(at.toPoint(), COPY, data, LEFT, NONE)
    refused.ignore()
    QApplication.sendEvent(window, refused)
    assert not refused.isAccepted()
