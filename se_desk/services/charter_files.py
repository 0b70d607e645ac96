"""A charter as a file or a message, for the two who agreed on it, and a file that came back (PRODUCT, 3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.charter_edits import merged, pairs
from se_desk.domain.charters import Charter, CharterStatus, Clause, ClauseChange, changes
from se_desk.domain.errors import BadFile
from se_desk.exchange.charters_out import charter_document, charter_stem
from se_desk.exchange.documents import Document
from se_desk.services.files_out import Paper, in_form, write_files

if TYPE_CHECKING:
    from se_desk.exchange.charters_in import Comment, ReadCharter
    from se_desk.services.charters import CharterView
    from se_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail before it is sent by other means."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A charter that came back: its edits against the version it was written from, and the comments.

    Each edit is known by its origin; a new clause's origin is made of its place and stands for nothing yet.
    """

    charter: Charter
    edits: tuple[ClauseChange, ...]
    comments: tuple[Comment, ...]
    tracked: int
    title: str

    @property
    def differing(self) -> tuple[ClauseChange, ...]:
        """The edits that change something."""
        return tuple(edit for edit in self.edits if edit.how != "same")


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
        view = self._desk.charters.view(charter_id)
        stem, author = charter_stem(view.charter, view.partner.name), self._desk.profile.get().name
        file = in_form(self.document(charter_id), form, paper, author, stem=stem)
        return write_files(folder, (file,))

    def letter(self, charter_id: str) -> Letter:
        """A version as the text of an e-mail to the AE; nothing is sent."""
        from se_desk.exchange.as_text import as_text

        view = self._desk.charters.view(charter_id)
        me = self._desk.profile.get()
        opening = _OPENINGS[view.charter.status].format(ae=view.partner.first_name)
        body = f"{opening}\n\n{as_text(self.document(charter_id))}\n\n{me.first_name}\n"
        subject = f"{view.charter.title}, version {view.charter.version}"
        return Letter(view.partner.email, subject, body)

    def read_back(self, charter_id: str, path: Path) -> Returned:
        """A Markdown or DOCX file with the AE's edits, against version ``charter_id``.

        Nothing is changed by reading. BadFile where it is no charter; NotFound for no such version.
        """
        from se_desk.exchange.charters_in import read_charter

        view = self._desk.charters.view(charter_id)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadFile(f"{path.name} cannot be read.", do="Choose another file.") from error
        read = read_charter(data, path.name)
        edits = _edits(view, read, self._desk.profile.get().first_name)
        return Returned(view.charter, edits, read.comments, read.tracked, read.title)

    def take_edits(
        self, returned: Returned, origins: Collection[str], *, author: object | None = None
    ) -> Charter:
        """The chosen edits in the version they were made to, or, where that is agreed, in a draft of it.

        The version is a draft afterwards, to be proposed anew.
        """
        charters = self._desk.charters
        charter = returned.charter
        if charter.is_fixed:
            charter = charters.revise(charter.partner_id, author=author)
        before = charters.clauses(charter.id)
        taken = merged(before, _onto(before, returned.edits), origins)
        fresh = tuple(replace(one, id="", origin_id="") if _is_new(one) else one for one in taken)
        charters.take(charter.id, fresh, author=author)
        return charters.view(charter.id).charter


_OPENINGS = {
    CharterStatus.DRAFT: "Hello {ae}, here is a draft of how we could work together. What would you change?",
    CharterStatus.PROPOSED: "Hello {ae}, this is the version I would agree to. "
    "Tell me what you would change, or that it holds for you.",
    CharterStatus.AGREED: "Hello {ae}, this is what we agreed on, for your files.",
    CharterStatus.SUPERSEDED: "Hello {ae}, this is an earlier version of what we agreed on, for your files.",
}
_NEW = "new:"


def _edits(view: CharterView, read: ReadCharter, se_name: str) -> tuple[ClauseChange, ...]:
    from se_desk.exchange.charters_in import edited

    mine = view.clauses
    ae_name = view.partner.first_name
    known = pairs([(c.topic, c.text) for c in mine], [(c.topic, c.text) for c in read.clauses])
    after = []
    for place, (old, new) in enumerate(known, 1):
        base = mine[old] if old is not None else _new_clause(view.charter.id, place)
        after.append(replace(edited(base, read.clauses[new], ae_name, se_name), position=place))
    return changes(_tidied(mine), tuple(after))


def _tidied(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """As a file gives them back: blanks at the edges are not kept in one."""
    return tuple(replace(clause, topic=" ".join(clause.topic.split())) for clause in clauses)


def _new_clause(charter_id: str, place: int) -> Clause:
    key = f"{_NEW}{place}"
    return Clause(id=key, charter_id=charter_id, origin_id=key, position=place, topic="", text="")


def _is_new(clause: Clause) -> bool:
    return clause.origin_id.startswith(_NEW)


def _onto(before: tuple[Clause, ...], edits: tuple[ClauseChange, ...]) -> tuple[ClauseChange, ...]:
    """The edits on the clauses of another version that has the same origins."""
    ids = {clause.origin_id: clause for clause in before}
    found = []
    for edit in edits:
        mine = ids.get(edit.origin_id)
        if mine is not None and edit.after is not None:
            edit = replace(edit, after=replace(edit.after, id=mine.id, charter_id=mine.charter_id))
        found.append(edit)
    return tuple(found)
