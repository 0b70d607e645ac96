"""Statements for what notes name, and what those names mean.

A link remembers the id of what it was found to mean when the note was written, and keeps it: the text of
a note is what was written then, and no renaming changes it. (To write the new name into every linking
note would give each a revision nobody typed, bring all of them back into the next CRM export, and race
with a note that is being typed.) A name that meant nothing yet is looked up again whenever something
comes to be called so.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy import update as update_of

from se_desk.domain.note_links import (
    LinkKind,
    NoteLink,
    fold_name,
    fold_person,
    key_of,
    links_in,
)
from se_desk.domain.notes import Note
from se_desk.storage import rows
from se_desk.storage.link_names import Names, Target
from se_desk.storage.store import Connection
from se_desk.storage.tables.note_links import note_links
from se_desk.storage.tables.notes import notes


def follow(conn: Connection, note: Note) -> None:
    """Keep what ``note`` names, as it stands in its text now; what was found before stays found."""
    before = {(link.kind, link.key): link for link in of_note(conn, note.id)}
    names = Names(conn, note.deal_id)
    now = _named_in(note, names, before.values())
    wanted = {at: names.settled(link, before.get(at)) for at, link in now.items()}
    for at in before.keys() - wanted.keys():
        conn.execute(delete(note_links).where(_same(before[at])))
    rows.insert_many(conn, note_links, [link for at, link in wanted.items() if at not in before])
    for at, link in wanted.items():
        if at in before and before[at] != link:
            conn.execute(
                update_of(note_links)
                .where(_same(link))
                .values(name=link.name, noun=link.noun, target_id=link.target_id)
            )


def _named_in(note: Note, names: Names, before: Iterable[NoteLink]) -> dict[tuple[LinkKind, str], NoteLink]:
    """Full names are read as such while somebody is called so, and where this note named them before."""
    found: dict[tuple[LinkKind, str], NoteLink] = {}
    known: set[str] = set()
    if "@" in note.body:
        known |= {one.name for one in names.someone()}
        known |= {link.name for link in before if link.kind is LinkKind.PERSON}
    for link in links_in(note.body, known):
        key = key_of(link.kind, link.name)
        if key:
            made = NoteLink(note_id=note.id, kind=link.kind, key=key, name=link.name)
            found.setdefault((link.kind, key), made)
    return found


def _same(link: NoteLink) -> ColumnElement[bool]:
    return and_(
        note_links.c.note_id == link.note_id, note_links.c.kind == link.kind, note_links.c.key == link.key
    )


def settle(conn: Connection, kind: LinkKind, names: Iterable[str]) -> None:
    """Something is called so now: links of this name that meant nothing yet are looked up again."""
    keys = {key for name in names if (key := key_of(kind, name))}
    waiting = (note_links.c.kind == kind, note_links.c.key.in_(keys), note_links.c.target_id.is_(None))
    if not keys or conn.execute(select(note_links.c.note_id).where(*waiting).limit(1)).first() is None:
        return
    by_deal: dict[str | None, Names] = {}
    for link in rows.fetch(conn, note_links, NoteLink, *waiting):
        deal_id = deal_of(conn, link.note_id)
        found = by_deal.setdefault(deal_id, Names(conn, deal_id)).settled(link, None)
        if found.target_id is not None:
            conn.execute(
                update_of(note_links).where(_same(link)).values(noun=found.noun, target_id=found.target_id)
            )


def settle_deal(conn: Connection, account: str, title: str) -> None:
    """The same for a deal, which has several names."""
    both = (f"{account}: {title}", f"{account}, {title}")
    settle(conn, LinkKind.NAME, (account, title, *both))


def settle_deals(conn: Connection, named: Iterable[tuple[str, str]]) -> None:
    """The same for very many deals, each an account and a title: few links wait for a name, often none."""
    waiting = select(note_links.c.key).where(
        note_links.c.kind == LinkKind.NAME, note_links.c.target_id.is_(None)
    )
    keys = set(conn.execute(waiting).scalars())
    for account, title in named if keys else ():
        both = (f"{account}: {title}", f"{account}, {title}")
        if any(key_of(LinkKind.NAME, name) in keys for name in (account, title, *both)):
            settle_deal(conn, account, title)


def settle_person(conn: Connection, name: str) -> None:
    """The same for somebody, by full and by first name."""
    settle(conn, LinkKind.PERSON, (name, fold_person(name).partition(" ")[0]))


def forget(conn: Connection, noun: str, target_id: str) -> None:
    """It is gone: links to it mean nothing until something has that name again."""
    gone = and_(note_links.c.target_id == target_id, note_links.c.noun == noun)
    conn.execute(update_of(note_links).where(gone).values(noun=None, target_id=None))


def forget_gone_notes(conn: Connection) -> None:
    """The same of every note that was deleted for good."""
    gone = and_(note_links.c.noun == "note", note_links.c.target_id.not_in(select(notes.c.id)))
    conn.execute(update_of(note_links).where(gone).values(noun=None, target_id=None))


def of_note(conn: Connection, note_id: str) -> tuple[NoteLink, ...]:
    """What a note names, by kind and name."""
    order = (note_links.c.kind, note_links.c.key)
    return rows.fetch(conn, note_links, NoteLink, note_links.c.note_id == note_id, order_by=order)


def find(conn: Connection, note_id: str, kind: LinkKind, key: str) -> NoteLink | None:
    """One of them."""
    return rows.find(
        conn,
        note_links,
        NoteLink,
        note_links.c.note_id == note_id,
        note_links.c.kind == kind,
        note_links.c.key == key,
    )


def meant_elsewhere(conn: Connection, kind: LinkKind, key: str) -> Target | None:
    """What the name means in the note that was changed last of those that use it."""
    chosen = (
        select(note_links.c.noun, note_links.c.target_id)
        .join(notes, notes.c.id == note_links.c.note_id)
        .where(note_links.c.kind == kind, note_links.c.key == key, note_links.c.target_id.is_not(None))
        .order_by(notes.c.changed_at.desc())
        .limit(1)
    )
    found = conn.execute(chosen).first()
    return None if found is None else (found[0], found[1])


def meant(conn: Connection, kind: LinkKind, name: str, deal_id: str | None) -> Target | None:
    """What a name means that is in no note yet, seen from a note of this deal."""
    link = NoteLink(note_id="", kind=kind, key=key_of(kind, name), name=name)
    found = Names(conn, deal_id).settled(link, None)
    if found.noun is not None and found.target_id is not None:
        return found.noun, found.target_id
    return meant_elsewhere(conn, kind, link.key)


def deal_of(conn: Connection, note_id: str) -> str | None:
    """The deal of a note; None for none."""
    return conn.execute(select(notes.c.deal_id).where(notes.c.id == note_id)).scalar()


def linking(conn: Connection, noun: str, target_id: str, limit: int) -> tuple[Note, ...]:
    """The notes that name something, the last changed first, none of them itself or from the trash."""
    order = (notes.c.changed_at.desc(), notes.c.id.desc())
    return rows.fetch(conn, notes, Note, *_linking(noun, target_id), order_by=order, limit=limit)


def count_linking(conn: Connection, noun: str, target_id: str) -> int:
    """How many there are of them."""
    chosen = select(func.count()).select_from(notes).where(*_linking(noun, target_id))
    return conn.execute(chosen).scalar_one()


def _linking(noun: str, target_id: str) -> tuple[ColumnElement[bool], ...]:
    naming = select(note_links.c.note_id).where(
        note_links.c.target_id == target_id, note_links.c.noun == noun
    )
    return notes.c.id.in_(naming), notes.c.id != target_id, notes.c.trashed_at.is_(None)


def tagged(tag: str) -> ColumnElement[bool]:
    """Condition on ``notes``: those with the tag."""
    having = select(note_links.c.note_id).where(
        note_links.c.kind == LinkKind.TAG, note_links.c.key == fold_name(tag)
    )
    return notes.c.id.in_(having)


def tags(conn: Connection) -> tuple[tuple[str, int], ...]:
    """Every tag as it was written last, with the number of notes that have it, the most used first."""
    chosen = (
        select(func.max(note_links.c.name), func.count())
        .join(notes, notes.c.id == note_links.c.note_id)
        .where(note_links.c.kind == LinkKind.TAG, notes.c.trashed_at.is_(None))
        .group_by(note_links.c.key)
        .order_by(func.count().desc(), note_links.c.key)
    )
    return tuple((name, count) for name, count in conn.execute(chosen))


def titles_like(conn: Connection, typed: str, limit: int) -> tuple[tuple[str, str, str | None], ...]:
    """(id, title, deal id) of notes with a title of their own that holds ``typed``, last changed first."""
    chosen = select(notes.c.id, notes.c.title, notes.c.deal_id).where(
        notes.c.title != "", notes.c.trashed_at.is_(None)
    )
    if typed.strip():
        chosen = chosen.where(*(notes.c.title.icontains(word, autoescape=True) for word in typed.split()))
    found = conn.execute(chosen.order_by(notes.c.changed_at.desc()).limit(limit))
    return tuple((key, title, deal_id) for key, title, deal_id in found)
