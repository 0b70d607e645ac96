"""What a name in a note means: somebody, a deal, or another note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, null, select

from se_desk.domain.note_links import LinkKind, NoteLink, fold_name, fold_person, names_meant
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from se_desk.storage.tables.partners import partners
from se_desk.storage.tables.people import people

Target = tuple[str, str]  # noun, id


@dataclass(frozen=True, slots=True)
class Someone:
    """A stakeholder or partner; ``near`` means of the note's own deal, ``about`` is a title or segment."""

    noun: str
    id: str
    name: str
    near: bool
    about: str = ""

    @property
    def keys(self) -> tuple[str, str]:
        """The full name and the first one, as they are looked up."""
        full = fold_person(self.name)
        return full, full.partition(" ")[0]


class Names:
    """What names mean, seen from a note of one deal; each list is read once, and only if it is needed."""

    def __init__(self, conn: Connection, deal_id: str | None) -> None:
        self._conn, self._deal_id = conn, deal_id
        self._people: tuple[Someone, ...] | None = None
        self._deals: tuple[tuple[str, str, str], ...] | None = None

    def settled(self, link: NoteLink, before: NoteLink | None) -> NoteLink:
        """``link`` with what it means: what it meant before, where that is known.

        Somebody of another deal gives way to somebody of that name in the note's own deal.
        """
        found: Target | None = None
        kept = before is not None and before.target_id is not None
        if link.kind is LinkKind.PERSON and not (kept and self._is_near(before)):
            found = self._person(link.key, near=kept)
        elif link.kind is LinkKind.NAME and not kept:
            found = self._thing(link.name)
        if found is not None:
            return replace(link, noun=found[0], target_id=found[1])
        return replace(link, noun=before.noun, target_id=before.target_id) if before else link

    def someone(self) -> tuple[Someone, ...]:
        """Everybody the desk knows: stakeholders and partners."""
        if self._people is None:
            self._people = everyone(self._conn, self._deal_id)
        return self._people

    def _is_near(self, link: NoteLink | None) -> bool:
        return link is not None and any(one.near and one.id == link.target_id for one in self.someone())

    def _person(self, key: str, *, near: bool) -> Target | None:
        """By full name, then by first name; of the note's deal before all others, which ``near`` leaves out.

        Nobody where several fit equally well.
        """
        everyone = self.someone()
        close = [one for one in everyone if one.near]
        for which in [close] if near else [close, everyone]:
            for part in (0, 1):
                fitting = [one for one in which if one.keys[part] == key]
                if len(fitting) == 1:
                    return fitting[0].noun, fitting[0].id
                if fitting:
                    return None
        return None

    def _thing(self, name: str) -> Target | None:
        """A deal by ``account: title``, by title, by account; then a note by its title."""
        for meant in names_meant(name):
            key = fold_name(meant)
            for names in _DEAL_NAMES:
                fitting = [deal[0] for deal in self._all_deals() if key in names(deal[1], deal[2])]
                if len(fitting) == 1:
                    return "deal", fitting[0]
                if fitting:
                    return None
            titled = self._conn.execute(
                select(notes.c.id).where(_titled(meant), notes.c.trashed_at.is_(None)).limit(2)
            ).scalars()
            found = titled.all()
            if found:
                return ("note", found[0]) if len(found) == 1 else None
        return None

    def _all_deals(self) -> tuple[tuple[str, str, str], ...]:
        if self._deals is None:
            told = self._conn.execute(select(deals.c.id, deals.c.account, deals.c.title))
            self._deals = tuple((key, fold_name(account), fold_name(title)) for key, account, title in told)
        return self._deals


_DEAL_NAMES: tuple[Callable[[str, str], tuple[str, ...]], ...] = (
    lambda account, title: (f"{account}: {title}", f"{account}, {title}"),
    lambda _account, title: (title,),
    lambda account, _title: (account,),
)


def _titled(name: str) -> ColumnElement[bool]:
    return and_(notes.c.title != "", notes.c.title.collate("NOCASE") == name.strip())


def everyone(conn: Connection, deal_id: str | None) -> tuple[Someone, ...]:
    """Every stakeholder and partner, as seen from a note of this deal."""
    own = select(deals.c.partner_id).where(deals.c.id == deal_id)
    partner_id = conn.execute(own).scalar() if deal_id else None
    told = conn.execute(
        select(people.c.id, people.c.name, people.c.deal_id, people.c.title, deals.c.account).join(
            deals, deals.c.id == people.c.deal_id
        )
    )
    met = conn.execute(select(partners.c.id, partners.c.name, partners.c.segment))
    return (
        *(
            Someone("person", key, name, owner == deal_id, ", ".join(filter(None, (title, account))))
            for key, name, owner, title, account in told
        ),
        *(
            Someone("partner", key, name, key == partner_id, f"Account executive, {segment}".rstrip(", "))
            for key, name, segment in met
        ),
    )


def all_people(conn: Connection) -> tuple[str, ...]:
    """Every name of a stakeholder or partner, once."""
    told, met = select(people.c.name), select(partners.c.name)
    return tuple(conn.execute(told.union(met)).scalars())


_TITLES: dict[str, tuple[Any, Any, Any]] = {
    "deal": (deals, deals.c.account, deals.c.id),
    "note": (notes, notes.c.title, notes.c.deal_id),
    "person": (people, people.c.name, people.c.deal_id),
    "partner": (partners, partners.c.name, null()),
}


def target(conn: Connection, noun: str, target_id: str) -> tuple[str, str, str, str | None] | None:
    """(noun, id, title of now, deal id) of what a link means; None where it is gone."""
    table, title, deal_id = _TITLES[noun]
    found = conn.execute(select(title, deal_id).where(table.c.id == target_id)).first()
    return None if found is None else (noun, target_id, found[0], found[1])
