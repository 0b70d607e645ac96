"""The second load of Salesforce notes: from Data Loader's file of successes to a file of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.folders import ask_file, ask_folder
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from pathlib import Path

    from se_desk.services.desk import Desk

FILTER = "Data Loader success files (*.csv);;All files (*)"


def link_loaded(parent: QWidget, desk: Desk) -> Path | None:
    """Ask for the file and a folder, and write; None where the SE turned back or it could not be done."""
    successes = ask_file(parent, "Choose Data Loader’s file of successes", FILTER)
    folder = ask_folder(parent, "Folder for the links") if successes else None
    if successes is None or folder is None:
        return None
    try:
        written = desk.exports.link_notes(successes, folder)
    except DeskError as error:
        tell(parent, error)
        return None
    toast(parent.window(), f"Saved {written.name}. Load it into ContentDocumentLink.")
    return written
