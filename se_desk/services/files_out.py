"""Files that leave the desk: written whole, into a folder the SE chose."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from se_desk.domain.errors import BadFile
from se_desk.exchange.documents import Document
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.risk_records import Page
from se_desk.storage import faults, private


class Paper(Protocol):
    """Who paints PDF: the window's painter, handed in by whoever puts the program together."""

    def record(self, page: Page) -> bytes:
        """A risk record."""
        ...

    def document(self, document: Document) -> bytes:
        """A charter or a pack."""
        ...


def write_files(folder: Path, files: Iterable[FileOut]) -> tuple[Path, ...]:
    """Each file whole or not at all, readable by its owner only; a file of the same name is replaced.

    BadFile where ``folder`` is a file; DiskFull and DeskReadOnly where the disk refuses.
    """
    if folder.exists() and not folder.is_dir():
        raise BadFile(f"{folder} is a file, not a folder.", do="Choose a folder.")
    written = []
    for file in files:
        path = folder / file.name
        with faults.named(path):
            private.write_file(path, file.data)
        written.append(path)
    return tuple(written)
