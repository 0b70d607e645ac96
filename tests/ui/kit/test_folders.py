"""Where the chooser of folders begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import folders


@pytest.fixture
def parent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(folders, "_last", [])
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_home_where_documents_are_missing(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "none"))
    assert folders.first_folder() == Path.home()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path))
    assert folders.first_folder() == tmp_path


def test_begins_where_the_last_one_ended(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    answers = [str(tmp_path), "", str(tmp_path)]
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda _parent, _title, at: (begun.append(at), answers.pop(0))[1]
    )
    assert folders.ask_folder(parent, "Folder") == tmp_path
    assert folders.ask_folder(parent, "Folder") is None
    assert folders.ask_folder(parent, "Folder") == tmp_path
    assert begun[1:] == [str(tmp_path)] * 2
