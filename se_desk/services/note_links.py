"""Verbs of links: where they lead, who names a thing, what a link that is being typed may become."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from se_desk.domain.note_links import LinkKind, fold_name, fold_person, key_of
from se_desk.domain.notes import Note
from se_desk.domain.passages import Passage, TakenFrom, taken_from
from se_desk.services.ranking import score
from se_desk.storage import attachments as attachment_rows
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import link_names
from se_desk.storage import note_links as statements
from se_desk.storage import notes as note_rows
from se_desk.storage import passages as passage_rows

if TYPE_CHECKING:
    from datetime import datetime

    from se_desk.domain.deals import Deal
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

MOST = 8
_MOST_NOTES = 40  # titles that are looked at for one completion
_CLOSED = 0.8  # what a closed deal's fit counts beside an active one's
_NEAR = 1.3  # and what somebody of the note's own deal counts beside others


@dataclass(frozen=True, slots=True)
class BackLinks:
    """The notes that name something, the last changed first: some of them, and how many there are."""

    notes: tuple[Note, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """What a link may become: ``text`` is what is written, ``title`` and ``detail`` what is shown.

    ``noun`` is person, partner, tag, deal or note.
    """

    text: str
    title: str
    detail: str
    noun: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was taken from, by its name of today.

    ``noun`` and ``id`` lead there: note, deal (an attachment of no note), huddle (a call that is still
    ahead) or debrief. ``of`` says what it is: note, call or attachment. ``item`` names the item of evidence,
    "" where the whole thing was taken.
    """

    passage_id: str
    noun: str
    id: str
    title: str
    of: str = "note"
    excerpt: str = ""
    private: bool = False
    item: str = ""


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """What a link leads to."""

    noun: str
    id: str
    title: str
    deal_id: str | None = None


class NoteLinks:
    """What can be asked of links."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def back_links(self, noun: str, target_id: str, *, limit: int = 50) -> BackLinks:
        """The notes that name a deal, note, person or partner; a note that names itself is none of them."""
        with self._desk.reading() as conn:
            found = statements.linking(conn, noun, target_id, limit)
            count = len(found) if len(found) < limit else statements.count_linking(conn, noun, target_id)
        return BackLinks(found, count)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag with the number of notes that have it, the most used first."""
        with self._desk.reading() as conn:
            return statements.tags(conn)

    def people(self, note_id: str = "") -> frozenset[str]:
        """Everybody's name, and the names a note knew them by, so that ``@`` can take all of a name."""
        with self._desk.reading() as conn:
            named = statements.of_note(conn, note_id) if note_id else ()
            before = {link.name for link in named if link.kind is LinkKind.PERSON}
            return frozenset(before).union(link_names.all_people(conn))

    def leads_to(self, kind: LinkKind, name: str, note_id: str = "") -> LeadsTo | None:
        """Where a link of a note leads; None for a tag, and where the name means nothing or several things.

        A note remembers what its names mean; a name that is in no saved note yet is looked up.
        """
        if kind is LinkKind.TAG:
            return None
        with self._desk.reading() as conn:
            link = statements.find(conn, note_id, kind, key_of(kind, name)) if note_id else None
            if link is not None and link.noun is not None and link.target_id is not None:
                target: tuple[str, str] | None = (link.noun, link.target_id)
            else:
                deal_id = statements.deal_of(conn, note_id) if note_id else None
                target = statements.meant(conn, kind, name, deal_id)
            found = link_names.target(conn, *target) if target is not None else None
        return None if found is None else LeadsTo(*found)

    def completions(
        self, prefix: str, kind: LinkKind, *, deal_id: str | None = None, limit: int = MOST
    ) -> tuple[Completion, ...]:
        """What fits ``prefix``, best first; the note's own deal counts more."""
        with self._desk.reading() as conn:
            if kind is LinkKind.PERSON:
                found = _people(conn, deal_id)
            elif kind is LinkKind.TAG:
                found = _tags(conn)
            else:
                found = _things(conn, prefix, deal_id)
        return _ranked(prefix, found, limit)

    def keep_passage(
        self, noun: str, target_id: str, passage: Passage, *, author: object | None = None
    ) -> TakenFrom:
        """Remember that a flag, step, ask or element was taken from there."""
        with self._desk.writing(author) as work:
            return self.keep_passage_in(work, noun, target_id, passage)

    @staticmethod
    def keep_passage_in(work: Work, noun: str, target_id: str, passage: Passage) -> TakenFrom:
        """The same within a transaction that is already open."""
        taken = taken_from(passage, id=work.new_id(), noun=noun, target_id=target_id, taken_at=work.now)
        passage_rows.insert(work.conn, taken)
        return taken

    def passages(self, noun: str, target_id: str) -> tuple[TakenFrom, ...]:
        """Where a thing was taken from, in the order of taking."""
        with self._desk.reading() as conn:
            return passage_rows.of(conn, noun, target_id)

    def sources(self, noun: str, target_id: str) -> tuple[Source, ...]:
        """The same with the names of today; what lies in the trash is left out."""
        return self.sources_for(noun, (target_id,)).get(target_id, ())

    def sources_for(self, noun: str, target_ids: Iterable[str]) -> dict[str, tuple[Source, ...]]:
        """The same of several things, by their ids; what was taken from nowhere is not in it."""
        wanted = [each for each in target_ids if each]
        with self._desk.reading() as conn:
            taken = [one for each in wanted for one in passage_rows.of(conn, noun, each)]
            pairs = [(one.target_id, _source(conn, one, self._desk.now())) for one in taken]
        found: dict[str, tuple[Source, ...]] = {}
        for target_id, source in pairs:
            if source is not None:
                found[target_id] = (*found.get(target_id, ()), source)
        return found

    def passage(self, passage_id: str) -> TakenFrom | None:
        """One passage, where its note is still on the desk."""
        with self._desk.reading() as conn:
            return passage_rows.find(conn, passage_id)


def said_in_private(conn: Connection, call_id: str) -> bool:
    """Whether all that was written of a call is private, and so what is taken from it."""
    notes = note_rows.of_call(conn, call_id)
    return bool(notes) and all(note.private for note in notes)


def _source(conn: Connection, taken: TakenFrom, now: datetime) -> Source | None:
    """Where it leads today; None for what lies in the trash."""
    if taken.call_id is not None:
        call = call_rows.get(conn, taken.call_id)
        page = "huddle" if call.starts_at > now else "debrief"
        private = said_in_private(conn, call.id)
        return Source(taken.id, page, call.id, call.title, "call", private=private, item=taken.item)
    if taken.attachment_id is not None:
        file = attachment_rows.get(conn, taken.attachment_id)
        noun, key = ("note", file.note_id) if file.note_id else ("deal", file.deal_id or "")
        found = Source(taken.id, noun, key, file.name, "attachment", private=file.private, item=taken.item)
        return None if file.away or file.removed_at else found
    note = note_rows.get(conn, taken.note_id or "")
    found = Source(
        taken.id, "note", note.id, note.shown_title, "note", taken.excerpt, note.private, taken.item
    )
    return None if note.trashed_at else found


Weighed = tuple[float, Completion]


def _people(conn: Connection, deal_id: str | None) -> list[Weighed]:
    """Each name once, of the note's own deal where it is there."""
    found: dict[str, Weighed] = {}
    for someone in link_names.everyone(conn, deal_id):
        weight = _NEAR if someone.near else 1.0
        known = found.get(fold_person(someone.name))
        if known is None or known[0] < weight:
            made = Completion(someone.name, someone.name, someone.about, someone.noun)
            found[fold_person(someone.name)] = (weight, made)
    return list(found.values())


def _tags(conn: Connection) -> list[Weighed]:
    tags = statements.tags(conn)
    most = max((count for _tag, count in tags), default=1)
    said = ((tag, count, "1 note" if count == 1 else f"{count} notes") for tag, count in tags)
    return [(1 + 0.1 * count / most, Completion(tag, tag, words, "tag")) for tag, count, words in said]


def _things(conn: Connection, typed: str, deal_id: str | None) -> list[Weighed]:
    deals = {deal.id: deal for deal in deal_rows.all_deals(conn)}
    accounts = [fold_name(deal.account) for deal in deals.values()]
    found = []
    for deal in deals.values():
        weight = (1.0 if deal.is_active else _CLOSED) * (_NEAR if deal.id == deal_id else 1.0)
        alone = accounts.count(fold_name(deal.account)) == 1
        found.append((weight, _deal(deal, alone)))
    for _key, title, owner in statements.titles_like(conn, typed, _MOST_NOTES):
        of = deals.get(owner or "")
        if not set(title) & set("[]\n"):
            where = of.account if of else "Of no deal yet"
            found.append((0.9 * (_NEAR if owner == deal_id else 1), Completion(title, title, where, "note")))
    return found


def _deal(deal: Deal, alone: bool) -> Completion:
    """The account names a deal where it has no other; else the title is needed too."""
    text = deal.account if alone else f"{deal.account}: {deal.title}"
    return Completion(_bare(text), deal.account, deal.title, "deal")


def _bare(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")


def _ranked(typed: str, found: Iterable[Weighed], limit: int) -> tuple[Completion, ...]:
    """Best first; without anything typed in the order of their weight."""
    if not typed.strip():
        fits = [(weight, each) for weight, each in found]
    else:
        fits = [(weight * _fit(typed, each), each) for weight, each in found]
    best = sorted(
        (pair for pair in fits if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].title.casefold())
    )
    return tuple(each for _weight, each in best[:limit])


def _fit(typed: str, each: Completion) -> float:
    whole = f"{each.title} {each.detail}" if each.noun == "deal" else each.title
    return max(score(typed, each.title), 0.8 * score(typed, whole))
