"""Verbs of note templates: those that came with SE Desk, and the SE's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.moments import day_in, say_day, say_time
from se_desk.domain.note_templates import BUNDLED, NoteTemplate, fill_template, moved, positions
from se_desk.domain.notes import Note, NoteKind
from se_desk.domain.titles import title_of
from se_desk.services.templates import note_source
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import note_templates as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

LONGEST = 200_000  # letters of a template
_ITS_OWN = "The templates that came with SE Desk stay as they are."


class NoteTemplates:
    """What can be done with templates of notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_kind(self, kind: NoteKind) -> tuple[NoteTemplate, ...]:
        """The templates of a kind in their order; a note of the kind starts with the first."""
        with self._desk.reading() as conn:
            return self._of_kind(conn, kind)

    def all(self) -> tuple[NoteTemplate, ...]:
        """Every template, by kind and in order."""
        with self._desk.reading() as conn:
            return tuple(each for kind in NoteKind for each in self._of_kind(conn, kind))

    def get(self, template_id: str) -> NoteTemplate:
        """The template; NotFound where there is none."""
        if template_id.startswith(BUNDLED):
            return self._bundled(NoteKind(template_id.removeprefix(BUNDLED)))
        with self._desk.reading() as conn:
            return statements.get(conn, template_id)

    def create(
        self, kind: NoteKind, name: str, body: str = "", *, author: object | None = None
    ) -> NoteTemplate:
        """A template of the SE's own, behind the others of its kind. BadInput for a blank name."""
        name = _checked(name, body)
        with self._desk.writing(author) as work:
            last = max((each.position for each in self._of_kind(work.conn, kind)), default=0)
            made = NoteTemplate(
                id=work.new_id(), kind=kind, name=name, body=body, position=last + 1, changed_at=work.now
            )
            statements.insert(work.conn, made)
            work.announce(Noun.NOTE_TEMPLATE, made.id)
        return made

    def duplicate(self, template_id: str, *, author: object | None = None) -> NoteTemplate:
        """A copy to change, right behind the template it was made of."""
        source = self.get(template_id)
        copy = self.create(source.kind, f"{source.name}, copy", source.body, author=author)
        order = [each.id for each in self.of_kind(source.kind) if each.id != copy.id]
        order.insert(order.index(source.id) + 1, copy.id)
        with self._desk.writing(author) as work:
            self._put_in_order(work, order)
        return self.get(copy.id)

    def change(self, template_id: str, *, author: object | None = None, **fields: object) -> NoteTemplate:
        """Set name, body or kind. NotAllowed for one that came with SE Desk."""
        _check_own(template_id)
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, template_id)
            changed = replace(found, **fields, changed_at=work.now)  # type: ignore[arg-type]  # checked by replace
            changed = replace(changed, name=_checked(changed.name, changed.body))
            if changed.kind is not found.kind:
                last = max((each.position for each in self._of_kind(work.conn, changed.kind)), default=0)
                changed = replace(changed, position=last + 1)
            statements.update(work.conn, changed)
            work.announce(Noun.NOTE_TEMPLATE, template_id)
        return changed

    def move(self, template_id: str, by: int, *, author: object | None = None) -> None:
        """One place up (-1) or down (+1) among those of its kind."""
        kind = self.get(template_id).kind
        with self._desk.writing(author) as work:
            self._put_in_order(work, moved(self._of_kind(work.conn, kind), template_id, by))

    def delete(self, template_id: str, *, author: object | None = None) -> NoteTemplate:
        """Take one away; the answer can be given to ``put_back``. NotAllowed for one of SE Desk's."""
        _check_own(template_id)
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, template_id)
            statements.delete(work.conn, template_id)
            work.announce(Noun.NOTE_TEMPLATE, template_id)
        return found

    def put_back(self, template: NoteTemplate, *, author: object | None = None) -> None:
        """One that was taken away just now, where it was."""
        with self._desk.writing(author) as work:
            statements.insert(work.conn, template)
            work.announce(Noun.NOTE_TEMPLATE, template.id)

    def text(
        self,
        kind: NoteKind,
        deal_id: str | None = None,
        call_id: str | None = None,
        *,
        template_id: str = "",
        on: date | None = None,
    ) -> str:
        """What a note starts with: the template, or the first of its kind, filled in from deal and call.

        ``on`` is the day of a note that was begun earlier.
        """
        with self._desk.reading() as conn:
            template = self._chosen(conn, kind, template_id)
            return fill_template(template.body, self._known(conn, deal_id, call_id, on))

    def beginnings(self, note: Note) -> frozenset[str]:
        """Every text a note of this kind, deal and call may have begun with: nothing is written in it yet."""
        with self._desk.reading() as conn:
            known = self._known(conn, note.deal_id, note.call_id, day_in(note.written_at, self._desk.zone))
            return frozenset(fill_template(each.body, known) for each in self._of_kind(conn, note.kind))

    def _chosen(self, conn: Connection, kind: NoteKind, template_id: str) -> NoteTemplate:
        if not template_id:
            return self._of_kind(conn, kind)[0]
        if template_id.startswith(BUNDLED):
            return self._bundled(NoteKind(template_id.removeprefix(BUNDLED)))
        return statements.get(conn, template_id)

    def _known(
        self, conn: Connection, deal_id: str | None, call_id: str | None, on: date | None
    ) -> dict[str, str]:
        """What each field stands for; a field without a value is not there."""
        call = call_rows.get(conn, call_id) if call_id else None
        key = deal_id or (call.deal_id if call else None)
        deal = deal_rows.get(conn, key) if key else None
        profile = profile_rows.find(conn)
        day = day_in(call.starts_at, self._desk.zone) if call else on or self._desk.today_on()
        known = {
            "date": day.isoformat(),
            "day": f"{say_day(day)} {day.year}",
            "se": profile.name if profile else "",
        }
        if deal is not None:
            partner = partner_rows.get(conn, deal.partner_id) if deal.partner_id else None
            known |= {"deal": deal.title, "account": deal.account, "stage": deal.stage.label}
            known["ae"] = partner.name if partner else ""
        if call is not None:
            people = call_rows.attendees_of(conn, call.id)
            known |= {"call": call.title, "time": say_time(call.starts_at)}
            known["attendees"] = ", ".join(one.name for one in people)
        return known

    def _of_kind(self, conn: Connection, kind: NoteKind) -> tuple[NoteTemplate, ...]:
        every = (self._bundled(kind), *statements.of_kind(conn, kind))
        return tuple(sorted(every, key=lambda each: (each.position, each.id)))

    def _bundled(self, kind: NoteKind) -> NoteTemplate:
        return NoteTemplate(
            id=f"{BUNDLED}{kind.value}",
            kind=kind,
            name=kind.label,
            body=note_source(kind),
            changed_at=self._desk.now(),
        )

    @staticmethod
    def _put_in_order(work: Work, order: Sequence[str]) -> None:
        for key, position in positions(order).items():
            if not key.startswith(BUNDLED):
                statements.place(work.conn, key, position)
                work.announce(Noun.NOTE_TEMPLATE, key)


def _checked(name: str, body: str) -> str:
    name = title_of(name, "name")
    if not name:
        raise BadInput("A template needs a name.", do="Give it one by which you find it.")
    if len(body) > LONGEST:
        raise BadInput(f"A template holds up to {LONGEST:,} letters.", do="Keep what every note needs.")
    return name


def _check_own(template_id: str) -> None:
    if template_id.startswith(BUNDLED):
        raise NotAllowed(_ITS_OWN, do="Duplicate it, and change the copy.")
