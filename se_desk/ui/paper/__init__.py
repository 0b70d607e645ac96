"""Risk records, charters and packs on paper: PDF with embedded fonts, selectable text, the same bytes
for the same input.

``flow`` lays slices of fixed height on pages and finds clean breaks, ``lettering`` makes slices of words,
``records`` and ``documents`` say what goes where, ``pdf`` turns pages into bytes. ``Printer`` is what the
services are handed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from se_desk.exchange.documents import Document
    from se_desk.exchange.risk_records import Page


class Printer:
    """The painter that the services are handed; it needs an application of Qt, offscreen will do."""

    def record(self, page: Page) -> bytes:
        """A risk record as PDF."""
        from se_desk.ui.paper.records import record_pdf

        return record_pdf(page)

    def document(self, document: Document) -> bytes:
        """A charter or a pack as PDF."""
        from se_desk.ui.paper.documents import document_pdf

        return document_pdf(document)


def printer() -> Printer:
    """A painter, with an application made for it where none runs: for the shell, which has no window."""
    import os

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from se_desk.ui.kit.fonts import load_fonts

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        Printer.application = QApplication([])  # type: ignore[attr-defined]  # kept alive with the class
    load_fonts()
    return Printer()
