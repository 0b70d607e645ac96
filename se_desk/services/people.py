"""Verbs of stakeholders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput
from se_desk.domain.people import Role, Stakeholder, Stance
from se_desk.domain.titles import title_of
from se_desk.storage import deals as deal_rows
from se_desk.storage import people as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class People:
    """What can be done with the people of a deal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(
        self,
        deal_id: str,
        name: str,
        *,
        title: str = "",
        title_confirmed: bool = False,
        role: Role = Role.OTHER,
        stance: Stance = Stance.UNKNOWN,
        own_line: bool = False,
        email: str = "",
        author: object | None = None,
    ) -> Stakeholder:
        """Somebody at the customer. BadInput for a blank name."""
        name, title = title_of(name, "name"), title_of(title)
        if not name:
            raise BadInput("A person needs a name.", do="Type it; the title can follow.")
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            person = Stakeholder(
                id=work.new_id(),
                deal_id=deal_id,
                name=name,
                title=title,
                title_confirmed=title_confirmed,
                role=role,
                stance=stance,
                own_line=own_line,
                email=email.strip(),
            )
            statements.insert(work.conn, person)
            work.announce(Noun.PERSON, person.id, deal_id)
        return person

    def change(self, person_id: str, *, author: object | None = None, **fields: object) -> Stakeholder:
        """Set the named fields; TypeError for one a person does not have."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, person_id)
            fields |= {key: title_of(str(fields[key]), key) for key in ("name", "title") if key in fields}
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed)
            work.announce(Noun.PERSON, person_id, found.deal_id)
        return changed

    def remove(self, person_id: str, *, author: object | None = None) -> Stakeholder:
        """Take somebody off the deal; the answer holds all that was known."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, person_id)
            statements.delete(work.conn, person_id)
            work.announce(Noun.PERSON, person_id, found.deal_id)
        return found

    def of_deal(self, deal_id: str) -> tuple[Stakeholder, ...]:
        """The people of a deal, by name."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)
