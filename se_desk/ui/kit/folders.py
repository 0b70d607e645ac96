"""Where files go that leave the desk: the chooser begins at the folder that was chosen last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_last: list[Path] = []  # for this sitting only; nothing is written about where files went


def first_folder() -> Path:
    """The folder chosen last in this sitting, else the documents, else home, whichever is there."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (*_last, Path(documents) if documents else Path.home()):
        if folder.is_dir():
            return folder
    return Path.home()


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None where nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(first_folder()))
    if not chosen:
        return None
    _last[:] = [Path(chosen)]
    return Path(chosen)


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file to read; `kinds` as Qt writes filters. None where nothing was chosen."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(first_folder()), kinds)
    return Path(chosen) if chosen else None
