"""Search over everything: words and filters in, things with a place out. Reading a query never fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from se_desk.domain.partners import Partner
from se_desk.domain.queries import Query, read_query
from se_desk.domain.risks import flag_id, fold, read_flag_id
from se_desk.storage import attachments as attachment_rows
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import notes as note_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import search as statements
from se_desk.storage.columns import moment_of
from se_desk.storage.search import MARK_OFF, MARK_ON, Hit

if TYPE_CHECKING:
    from se_desk.domain.charters import Clause
    from se_desk.domain.deals import Deal
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

__all__ = ["MARK_OFF", "MARK_ON", "Found", "Search", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, with what its place needs.

    ``id`` is the record's own (a flag's is the id of ``domain.risks``), ``kind`` that of a note, call or
    person, and a flag's severity. ``deal`` names its deal for a
    person, ``partner_id`` is set for a partner and for a clause of a charter, ``note_id`` for what hangs on a
    note. ``snippet`` holds found words
    between MARK_ON and MARK_OFF. ``at`` is the day or moment it belongs to, ISO 8601, or empty.
    """

    noun: str
    id: str
    title: str
    snippet: str = ""
    kind: str = ""
    private: bool = False
    at: str = ""
    deal_id: str | None = None
    deal: str = ""
    partner_id: str = ""
    note_id: str = ""


def plain(snippet: str) -> str:
    """A snippet without its marks."""
    return snippet.replace(MARK_ON, "").replace(MARK_OFF, "")


class Search:
    """What can be searched for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, words: str) -> Query:
        """The words and filters of a query, as ``find`` takes it."""
        return read_query(words, self._desk.today_on())

    def find(self, words: str, limit: int = 50, *, newest: bool = False) -> tuple[Found, ...]:
        """What holds all words and passes every filter, best first, or last changed first."""
        query = self.read(words)
        with self._desk.reading() as conn:
            deals = {deal.id: deal for deal in deal_rows.all_deals(conn)}
            chosen = _chosen_deals(query, deals.values(), partner_rows.all_partners(conn))
            if chosen == ():
                return ()
            finder, taken = _Finder(conn, deals), limit + 20
            while True:
                hits = _hits(conn, query, chosen or (), newest, taken)
                found = finder.found(hits, limit)
                if len(found) == limit or len(hits) < taken:
                    return found
                taken *= 4  # a flag stands in the index once for each of its texts


def _hits(
    conn: Connection, query: Query, deals: tuple[str, ...], newest: bool, limit: int
) -> tuple[Hit, ...]:
    return statements.search(
        conn,
        query.words,
        deal_ids=deals,
        kinds=query.kinds,
        private=query.private,
        before=query.before,
        after=query.after,
        newest=newest,
        limit=limit,
    )


def _chosen_deals(query: Query, deals: Iterable[Deal], partners: Iterable[Partner]) -> tuple[str, ...] | None:
    """The deals that ``deal:`` and ``ae:`` leave over; None where neither was asked."""
    if not query.deal and not query.ae:
        return None
    ae = query.ae.casefold()
    fitting = {partner.id for partner in partners if ae in partner.name.casefold()}
    return tuple(
        deal.id
        for deal in deals
        if _named(deal, query.deal) and (not query.ae or (deal.partner_id or "") in fitting)
    )


def _named(deal: Deal, name: str) -> bool:
    return name == deal.id or name.casefold() in f"{deal.account} {deal.title}".casefold()


class _Finder:
    """Turns rows of the index into things with a place, within one snapshot."""

    def __init__(self, conn: Connection, deals: dict[str, Deal]) -> None:
        self._conn, self._deals = conn, deals

    def found(self, hits: Iterable[Hit], limit: int) -> tuple[Found, ...]:
        """At most ``limit`` of them; the texts of one flag count as one, the versions of a clause too."""
        by_key: dict[tuple[str, str], Found] = {}
        for hit in hits:
            if len(by_key) == limit:
                break
            key, read = self._reading(hit)
            if (hit.noun, key) not in by_key:
                by_key[hit.noun, key] = read()
        return tuple(by_key.values())

    def _reading(self, hit: Hit) -> tuple[str, Callable[[], Found]]:
        """What the hit counts as, and how it is read."""
        if hit.noun == "flag":
            key = flag_of(hit.id)
            return key, lambda: self._flag(hit, key)
        if hit.noun == "clause":
            clause = charter_rows.clause(self._conn, hit.id)
            return clause.origin_id, lambda: self._clause(hit, clause)
        if hit.noun == "attachment":
            return hit.id, lambda: self._attachment(hit)
        if hit.noun == "note" and not hit.title:
            return hit.id, lambda: self._untitled(hit)
        return hit.id, lambda: self._plain(hit)

    def _plain(self, hit: Hit) -> Found:
        deal = self._deals.get(hit.deal_id or "")
        return Found(
            noun=hit.noun,
            id=hit.id,
            title=hit.title,
            snippet=hit.snippet,
            kind=hit.kind,
            private=hit.private,
            at=moment_of(hit.at).isoformat() if "T" in hit.at else hit.at,
            deal_id=hit.deal_id,
            deal=f"{deal.account}: {deal.title}" if deal else "",
            partner_id=hit.id if hit.noun == "partner" else "",
        )

    def _attachment(self, hit: Hit) -> Found:
        note_id = attachment_rows.get(self._conn, hit.id).note_id
        return replace(self._plain(hit), note_id=note_id or "")

    def _untitled(self, hit: Hit) -> Found:
        """A note is called by its first line where it has no title."""
        return replace(self._plain(hit), title=note_rows.get(self._conn, hit.id).shown_title)

    def _flag(self, hit: Hit, key: str) -> Found:
        flags = fold(risk_rows.entries(self._conn, *read_flag_id(key)))
        found = replace(self._plain(hit), id=key, kind="")
        if not flags:
            return found
        severity = flags[0].severity or ""
        return replace(found, title=flags[0].statement, at=flags[0].raised_at.isoformat(), kind=str(severity))

    def _clause(self, hit: Hit, clause: Clause) -> Found:
        charter = charter_rows.get(self._conn, clause.charter_id)
        return replace(self._plain(hit), partner_id=charter.partner_id)


def flag_of(index_id: str) -> str:
    """The id of the flag that an entry of the index, ``chain:flag:seq:name``, belongs to."""
    chain, seq, *_ = index_id.split(":")
    return flag_id(chain, int(seq))
