"""What leaves from a partner's page: shown word for word first, then copied or saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter
from se_desk.exchange.documents import Document
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.leaving import LeavingDialog, copied
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from pathlib import Path

    from se_desk.services.desk import Desk

WORDS = {"pdf": "PDF", "docx": "Word file", "markdown": "Markdown"}


def send_charter(owner: QWidget, desk: Desk, charter: Charter, form: str) -> None:
    """A version as a file, or as the text of an e-mail; what will leave is shown first."""
    if form == "email":
        letter = desk.charter_files.letter(charter.id)
        head = f"To: {letter.to or '(no address kept)'}\nSubject: {letter.subject}\n\n"
        _show(owner, "The charter as an e-mail", head + letter.body, letter.body)
        return

    def save() -> bool:
        folder = ask_folder(owner, "Folder for the charter")
        if folder is None:
            return False
        from se_desk.ui.paper import printer

        written = desk.charter_files.export(charter.id, form, folder, printer())
        toast(owner, f"Saved {written[0].name}, not encrypted", icon="file-check")
        return True

    LeavingDialog(
        owner,
        f"The charter as a {WORDS[form]}" if form != "pdf" else "The charter as a PDF",
        _text(desk.charter_files.document(charter.id)),
        f"Save {WORDS[form]}…",
        save,
        consequence="The file is not encrypted. Private notes are never part of it.",
    ).open()


def send_paper(owner: QWidget, desk: Desk, document: Document, title: str) -> None:
    """An agenda or minutes: copied for the CRM or a message, or saved as Markdown and PDF."""
    text = _text(document)

    def save() -> bool:
        folder = ask_folder(owner, "Folder for it")
        if folder is None:
            return False
        from se_desk.ui.paper import printer

        written = desk.scrub_files.write(document, folder, printer())
        toast(owner, f"Saved {_names(written)}, not encrypted", icon="file-check")
        return True

    _show(owner, title, text, text, ("Save PDF and Markdown…", save))


def _show(
    owner: QWidget, title: str, shown: str, text: str, other: tuple[str, Callable[[], bool]] | None = None
) -> None:
    LeavingDialog(owner, title, shown, "Copy text", lambda: copied(owner, text), other=other).open()


def _text(document: Document) -> str:
    from se_desk.exchange.as_text import as_text

    return as_text(document)


def _names(written: tuple[Path, ...]) -> str:
    return " and ".join(path.name for path in written)
