"""The figures leave: shown word for word first, then saved or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.domain.periods import Period
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.leaving import LeavingDialog, copied
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def send_metrics(owner: QWidget, desk: Desk, period: Period) -> LeavingDialog:
    """The figures of a period as PDF, Markdown and CSV in a folder, or as text on the clipboard."""
    from se_desk.exchange.as_text import as_text

    text = as_text(desk.metrics_files.document(period))

    def save() -> bool:
        folder = ask_folder(owner, "Folder for the figures")
        if folder is None:
            return False
        from se_desk.ui.paper import printer

        written = desk.metrics_files.export(period, folder, printer())
        toast(owner, f"Saved {count(len(written), 'file')}, not encrypted", icon="file-check")
        return True

    dialog = LeavingDialog(
        owner,
        f"Metrics, {period.name}",
        text,
        "Save PDF, Markdown and CSV…",
        save,
        consequence="Not encrypted. It names deals, and no word of a note.",
        other=("Copy text", lambda: copied(owner, text)),
    )
    dialog.open()
    return dialog
