"""Strategies, papers and roll-ups as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.asks import rolled_up
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Document
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.product_out import asks_csv, insights_csv
from se_desk.services.files_out import Paper, in_form, write_files

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class PaperFiles:
    """What can be done with them as files. What files raise: BadFile, DiskFull, DeskReadOnly."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, document: Document, form: str, folder: Path, paper: Paper) -> tuple[Path, ...]:
        """A strategy or a paper as ``pdf``, ``docx`` or ``markdown``. BadInput for any other form."""
        return write_files(folder, (in_form(document, form, paper, self._desk.profile.get().name),))

    def write_asks(self, folder: Path) -> tuple[Path, ...]:
        """What customers ask for: Markdown to read, CSV to sort."""
        return _both(self._desk.asks.roll_up(), asks_csv(rolled_up(self._desk.asks.all())), folder)

    def write_insights(self, folder: Path) -> tuple[Path, ...]:
        """What the market does, the same way; private ones stay."""
        return _both(self._desk.insights.roll_up(), insights_csv(self._desk.insights.all()), folder)


def _both(document: Document, table: bytes, folder: Path) -> tuple[Path, ...]:
    stem = safe_name(document.title, limit=100)
    text = FileOut(f"{stem}.md", as_markdown(document).encode())
    return write_files(folder, (text, FileOut(f"{stem}.csv", table)))
