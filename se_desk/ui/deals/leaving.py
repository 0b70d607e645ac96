"""What leaves from strategies, papers and roll-ups: shown word for word first, then saved or copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.leaving import LeavingDialog, copied
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from pathlib import Path

    from se_desk.exchange.documents import Document
    from se_desk.services.desk import Desk

FORMS = (("pdf", "PDF"), ("docx", "Word file"), ("markdown", "Markdown"))
NOT_ENCRYPTED = "The file is not encrypted. Private notes are never part of it."


def forms_menu(owner: QWidget, name: str, chosen: Callable[[str], object]) -> Menu:
    """The forms in which a document can leave."""
    menu = Menu(owner, name)
    for form, word in FORMS:
        menu.add(word, partial(chosen, form), "file-down")
    return menu


def send_document(owner: QWidget, desk: Desk, document: Document, form: str) -> None:
    """A document as a file of one form; what will leave is shown first."""
    word = dict(FORMS)[form]

    def save(folder: Path) -> tuple[Path, ...]:
        from se_desk.ui.paper import printer

        return desk.paper_files.write(document, form, folder, printer())

    send(owner, document, f"Save {word}…", save)


def send(owner: QWidget, document: Document, primary: str, write: Callable[[Path], tuple[Path, ...]]) -> None:
    """The document as text; ``write`` puts it into a folder that is asked for, or the text is copied."""
    from se_desk.exchange.as_text import as_text

    text = as_text(document)

    def save() -> bool:
        folder = ask_folder(owner, "Folder for it")
        if folder is None:
            return False
        names = " and ".join(path.name for path in write(folder))
        toast(owner, f"Saved {names}, not encrypted", icon="file-check")
        return True

    other = ("Copy text", lambda: copied(owner, text))
    LeavingDialog(owner, document.title, text, primary, save, consequence=NOT_ENCRYPTED, other=other).open()
