"""Files that leave the desk: written whole, into a folder the SE chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from se_desk.domain.errors import BadFile, BadInput, DeskMissing, DeskReadOnly
from se_desk.exchange.documents import Document
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.risk_records import Page
from se_desk.storage import faults, together

ELSEWHERE = "Choose another folder."


class Paper(Protocol):
    """Who paints PDF: the window's painter, handed in by whoever puts the program together."""

    def record(self, page: Page) -> bytes:
        """A risk record."""
        ...

    def document(self, document: Document) -> bytes:
        """A charter or a pack."""
        ...


# What a form of a document is called at the shell -> its ending
FORMS = {"pdf": ".pdf", "docx": ".docx", "markdown": ".md"}


def in_form(document: Document, form: str, paper: Paper, author: str, *, stem: str = "") -> FileOut:
    """A document as a file of one of ``FORMS``, named after its title where no ``stem`` is given.

    ``author`` goes into a DOCX. BadInput for any other form.
    """
    if form not in FORMS:
        raise BadInput(f"There is no form “{form:.40}”.", do=f"Choose one of: {', '.join(FORMS)}.")
    name = (stem or safe_name(document.title, limit=100)) + FORMS[form]
    if form == "pdf":
        return FileOut(name, paper.document(document))
    if form == "docx":
        from se_desk.exchange.as_docx import as_docx

        return FileOut(name, as_docx(document, author))
    from se_desk.exchange.as_markdown import as_markdown

    return FileOut(name, as_markdown(document).encode())


def write_files(folder: Path, files: Iterable[FileOut]) -> tuple[Path, ...]:
    """All files whole or none, readable by their owner only; a file of the same name is replaced.

    BadFile where ``folder`` is a file or lies in one or cannot be made, or where a folder has the name of a
    file; DiskFull and DeskReadOnly where the disk refuses.
    """
    with _leaving_to(folder):
        in_the_way = next((place for place in (folder, *folder.parents) if place.exists()), folder)
        taken = in_the_way.exists() and not in_the_way.is_dir()
    if taken:
        raise BadFile(f"{in_the_way} is a file, not a folder.", do="Choose a folder.")
    written = []
    with together.waiting(folder) as room:
        for file in files:
            path = folder / file.name
            if path.is_dir():
                raise BadFile(
                    f"{path} is a folder; a file of that name is to be written.", do="Choose another."
                )
            with _leaving_to(path):
                room.add(file.name, file.data)
            written.append(path)
        with _leaving_to(folder):
            room.settle()
    return tuple(written)


@contextmanager
def _leaving_to(path: Path) -> Iterator[None]:
    """Faults within it say what to do about a place for files, not about a desk."""
    try:
        with faults.named(path):
            yield
    except DeskMissing as error:
        raise BadFile(f"{path} cannot be made.", do=ELSEWHERE) from error
    except DeskReadOnly as error:
        error.do = ELSEWHERE
        raise
