"""A charter as a file: PDF, Word or Markdown, for the two who agreed on it (PRODUCT, part 3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import BadInput
from se_desk.exchange.charters_out import charter_document, charter_stem
from se_desk.exchange.documents import Document
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.files_out import Paper, write_files

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

# What it is called at the shell -> its ending
FORMS = {"pdf": ".pdf", "docx": ".docx", "markdown": ".md"}


class CharterFiles:
    """What can be done with charters as files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def document(self, charter_id: str) -> Document:
        """A version as it would leave. NotFound where there is none."""
        view = self._desk.charters.view(charter_id)
        me = self._desk.profile.get()
        return charter_document(view.charter, view.clauses, view.partner.name, me.name, me.public_key)

    def export(self, charter_id: str, form: str, folder: Path, paper: Paper) -> tuple[Path, ...]:
        """Write a version as ``pdf``, ``docx`` or ``markdown``. BadInput for any other form."""
        if form not in FORMS:
            raise BadInput(f"A charter has no form “{form}”.", do=f"Choose one of: {', '.join(FORMS)}.")
        view = self._desk.charters.view(charter_id)
        document = self.document(charter_id)
        data = self._writer(form, paper)(document)
        name = charter_stem(view.charter, view.partner.name) + FORMS[form]
        return write_files(folder, (FileOut(name, data),))

    def _writer(self, form: str, paper: Paper) -> Callable[[Document], bytes]:
        if form == "pdf":
            return paper.document
        if form == "docx":
            from se_desk.exchange.as_docx import as_docx

            author = self._desk.profile.get().name
            return lambda document: as_docx(document, author)
        from se_desk.exchange.as_markdown import as_markdown

        return lambda document: as_markdown(document).encode()
