"""Agenda and minutes of a scrub as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Document
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.files_out import Paper, write_files

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class ScrubFiles:
    """What can be done with the papers of a scrub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def write(document: Document, folder: Path, paper: Paper) -> tuple[Path, ...]:
        """PDF and Markdown under one name. What files raise: BadFile, DiskFull, DeskReadOnly."""
        stem = safe_name(document.title, limit=100)
        files = (
            FileOut(f"{stem}.pdf", paper.document(document)),
            FileOut(f"{stem}.md", as_markdown(document).encode()),
        )
        return write_files(folder, files)
