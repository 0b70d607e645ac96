"""Verbs of checklists: the standard one and the SE's own, and which kind of call begins with which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import CallKind
from se_desk.domain.checklists import Checklist, ChecklistLine, Line, tidy_lines, tidy_title
from se_desk.domain.errors import BadInput
from se_desk.services import templates
from se_desk.storage import checklists as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

STANDARD = "Standard"


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A list with its lines. ``id`` is empty and ``version`` 0 for the standard one, which stays as it is."""

    id: str
    title: str
    version: int
    lines: tuple[Line, ...]
    kinds: tuple[CallKind, ...] = ()

    @property
    def is_standard(self) -> bool:
        """Whether it came with SE Desk."""
        return not self.id


class Checklists:
    """What can be done with checklists."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[ChecklistView, ...]:
        """The standard one, then the SE's own by their titles, each with the kinds that begin with it."""
        with self._desk.reading() as conn:
            return views_in(conn)

    def get(self, checklist_id: str) -> ChecklistView:
        """The list, or the standard one for a blank id; NotFound where there is none."""
        with self._desk.reading() as conn:
            return view_in(conn, checklist_id)

    def of_kind(self, kind: CallKind) -> ChecklistView:
        """What huddles of calls of this kind begin with."""
        with self._desk.reading() as conn:
            return of_kind_in(conn, kind)

    def add(self, title: str, lines: Iterable[Line], *, author: object | None = None) -> ChecklistView:
        """A list of the SE's own. BadInput for a blank title or one that is there, and as tidy_lines."""
        with self._desk.writing(author) as work:
            made = Checklist(
                id=work.new_id(), title=_new_title(work.conn, title), version=1, changed_at=work.now
            )
            statements.insert(work.conn, made)
            _write(work, made.id, tidy_lines(lines))
            work.announce(Noun.HUDDLE, made.id)
            return view_in(work.conn, made.id)

    def change(
        self, checklist_id: str, title: str, lines: Iterable[Line], *, author: object | None = None
    ) -> ChecklistView:
        """Other lines in another order, or another title. Other lines make another version.

        Huddles that took their ticks from it keep them. BadInput as for a new one.
        """
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, checklist_id)
            wanted, before = tidy_lines(lines), view_in(work.conn, checklist_id).lines
            version = found.version + (wanted != before)
            new_title = _new_title(work.conn, title, checklist_id)
            changed = replace(found, title=new_title, version=version, changed_at=work.now)
            statements.update(work.conn, changed)
            if wanted != before:
                _write(work, checklist_id, wanted)
            work.announce(Noun.HUDDLE, checklist_id)
            return view_in(work.conn, checklist_id)

    def remove(self, checklist_id: str, *, author: object | None = None) -> ChecklistView:
        """Away with it, and back to the standard one where it was the default. The list as it was."""
        with self._desk.writing(author) as work:
            before = next(view for view in views_in(work.conn) if view.id == _known(work, checklist_id))
            statements.remove(work.conn, checklist_id)
            work.announce(Noun.HUDDLE, checklist_id)
        return before

    def set_default(self, kind: CallKind, checklist_id: str | None, *, author: object | None = None) -> None:
        """Huddles of calls of this kind begin with the list from now on; None or blank for the standard."""
        with self._desk.writing(author) as work:
            chosen = _known(work, checklist_id) if checklist_id else None
            statements.set_default(work.conn, kind, chosen)
            work.announce(Noun.HUDDLE, checklist_id or "")


def standard() -> ChecklistView:
    """The five lines every desk begins with (PRODUCT, part 4)."""
    lines = tuple(Line(tick.text, tick.hint, tick.key) for tick in templates.standard_ticks())
    return ChecklistView("", STANDARD, 0, lines)


def view_in(conn: Connection, checklist_id: str) -> ChecklistView:
    """The list within an open snapshot, without its kinds."""
    if not checklist_id:
        return standard()
    found = statements.get(conn, checklist_id)
    return _view(found, statements.lines_of(conn, checklist_id))


def of_kind_in(conn: Connection, kind: CallKind) -> ChecklistView:
    """What huddles of calls of this kind begin with, within an open snapshot."""
    return view_in(conn, statements.defaults(conn).get(kind, ""))


def views_in(conn: Connection) -> tuple[ChecklistView, ...]:
    """All lists with the kinds that begin with them."""
    defaults = statements.defaults(conn)
    own = (view_in(conn, found.id) for found in statements.all_checklists(conn))
    return tuple(replace(view, kinds=_kinds(view.id, defaults)) for view in (standard(), *own))


def _kinds(checklist_id: str, defaults: Mapping[CallKind, str]) -> tuple[CallKind, ...]:
    return tuple(kind for kind in CallKind if defaults.get(kind, "") == checklist_id)


def _view(found: Checklist, lines: Iterable[ChecklistLine]) -> ChecklistView:
    said = tuple(Line(line.text, line.hint, line.key) for line in lines)
    return ChecklistView(found.id, found.title, found.version, said)


def _write(work: Work, checklist_id: str, lines: tuple[Line, ...]) -> None:
    records = [
        ChecklistLine(
            id=work.new_id(),
            checklist_id=checklist_id,
            position=place,
            key=line.key,
            text=line.text,
            hint=line.hint,
        )
        for place, line in enumerate(lines, 1)
    ]
    statements.replace_lines(work.conn, checklist_id, records)


def _known(work: Work, checklist_id: str) -> str:
    return statements.get(work.conn, checklist_id).id


def _new_title(conn: Connection, title: str, own_id: str = "") -> str:
    tidied = tidy_title(title)
    taken = {one.title.casefold() for one in statements.all_checklists(conn) if one.id != own_id}
    if tidied.casefold() in taken | {STANDARD.casefold()}:
        raise BadInput(f"There is a checklist “{tidied}” already.", do="Choose another name.")
    return tidied
