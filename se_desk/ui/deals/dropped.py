"""Files dragged onto the deals."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


def dropped_table(event: QDropEvent) -> str:
    """The path of the one local table that is dragged, "" for anything else."""
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    fits = len(paths) == 1 and Path(paths[0]).suffix.lower() in TABLES
    return paths[0] if fits else ""
