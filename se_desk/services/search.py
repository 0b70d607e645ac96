"""Search over everything: words and filters in, things with a place out. Reading a query never fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from se_desk.domain.errors import DeskError
from se_desk.domain.notes import NoteKind, title_or_first_line
from se_desk.domain.queries import Query, read_query
from se_desk.domain.risks import flag_id
from se_desk.domain.snippets import MARK_OFF, MARK_ON, plain, readable
from se_desk.storage import found as owners
from se_desk.storage import named
from se_desk.storage import search as statements
from se_desk.storage.columns import moment_of
from se_desk.storage.search import Hit, Wanted
from se_desk.storage.stopping import Stop, Stopped

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

__all__ = ["MARK_OFF", "MARK_ON", "Found", "Page", "Search", "Stop", "Stopped", "plain"]

AT_ONCE = 20  # changed things that a search brings the index up to date with before it looks
IN_ONE_GO = 200  # in one transaction behind the window
LONGEST_SNIPPET = 1_000  # characters; a word without end has no more to say


Matched = Callable[[Any, Wanted, int], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, with what its place needs.

    ``id`` is the record's own (a flag's is the id of ``domain.risks``), ``kind`` that of a note, call or
    person, and a flag's severity. ``deal`` names its deal for a
    person, ``partner_id`` is set for a partner and for a clause of a charter, ``note_id`` for what hangs on a
    note. ``snippet`` is plain words, the found ones between MARK_ON and MARK_OFF. ``at`` is the day or moment
    it belongs to, ISO 8601, or empty.
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


@dataclass(frozen=True, slots=True)
class Page:
    """Finds in their order, and whether there are more behind them."""

    found: tuple[Found, ...] = ()
    more: bool = False


class Search:
    """What can be searched for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, words: str) -> Query:
        """The words and filters of a query, as ``find`` takes it."""
        return read_query(words, self._desk.today_on())

    def first(self, words: str, limit: int = 50, stop: Stop | None = None) -> Page:
        """What was changed last of all that fits: there at once on a desk of any size. Stopped on request.

        Of a word that nothing begins with, what holds it inside.
        """
        return self._look(words, stop, lambda looking: looking.first(limit))

    def page(self, words: str, limit: int = 50, stop: Stop | None = None, *, newest: bool = False) -> Page:
        """All that fits, best first, or last changed first, up to ``limit``. Stopped on request."""
        return self._look(words, stop, lambda looking: looking.all(limit, newest))

    def find(self, words: str, limit: int = 50, *, newest: bool = False) -> tuple[Found, ...]:
        """What holds all words and passes every filter, best first, or last changed first."""
        return self.page(words, limit, newest=newest).found

    def catch_up(self, most: int = IN_ONE_GO) -> int:
        """Bring the index up to date with what was changed since, ``most`` in one go; how many that were.

        A search does so itself with a few; whoever has a moment to spare may do it before. Raises what
        writing can raise.
        """
        with self._desk.store.searcher.searching() as raw:
            if not owners.waits(raw):
                return 0
        with self._desk.store.writing() as conn:
            return statements.catch_up(conn, most)

    def _look(self, words: str, stop: Stop | None, ask: Callable[[_Looking], Page]) -> Page:
        query, wish = self.read(words), stop or Stop()
        with suppress(DeskError):  # a desk that cannot be written is searched as it was
            self.catch_up(AT_ONCE)
        with self._desk.store.searcher.searching(wish) as raw:
            deals = named.deals_like(raw, query.deal, query.ae)
            return ask(_Looking(raw, _wanted(query, deals), wish))


def _wanted(query: Query, deals: tuple[str, ...] | None) -> Wanted:
    return Wanted(
        words=query.words,
        deal_ids=deals,
        kinds=query.kinds,
        tags=query.tags,
        private=query.private,
        before=query.before,
        after=query.after,
    )


class _Looking:
    """One search within one snapshot, from rows of the index to things with a place."""

    def __init__(self, raw: Any, wanted: Wanted, stop: Stop) -> None:
        self._raw, self._wanted, self._stop = raw, wanted, stop

    def first(self, limit: int) -> Page:
        page = self._grown(statements.newest, limit, inside=False)
        return page if page.found else self._page(self._inside(limit + 1, ()), limit)

    def all(self, limit: int, newest: bool) -> Page:
        return self._grown(statements.newest if newest else statements.best, limit, inside=True)

    def _grown(self, matched: Matched, limit: int, *, inside: bool) -> Page:
        """``limit`` finds, from as many rows as that takes: a flag stands there for each of its texts."""
        taken = limit + 1
        while True:
            self._stop.check()
            hits = matched(self._raw, self._wanted, taken)
            if inside and len(hits) < taken:
                hits += self._inside(taken - len(hits), hits)
            page = self._page(hits, limit)
            if page.more or len(hits) < taken:
                return page
            taken *= 4

    def _inside(self, limit: int, but: tuple[Hit, ...]) -> tuple[Hit, ...]:
        self._stop.check()
        return statements.inside(self._raw, self._wanted, limit, but)

    def _page(self, hits: Iterable[Hit], limit: int) -> Page:
        """The texts of one flag count as one, the versions of a clause too."""
        by_key: dict[tuple[str, str], Found] = {}
        for hit in hits:
            if hit.noun == "clause":
                origin, partner_id = owners.clause(self._raw, hit.id)
                made = replace(_plainly(hit), partner_id=partner_id)
                by_key.setdefault((hit.noun, origin), made)
            elif (hit.noun, _key(hit)) not in by_key:
                if len(by_key) == limit:
                    return Page(tuple(by_key.values()), True)
                by_key[hit.noun, _key(hit)] = self._found(hit)
        return Page(tuple(by_key.values())[:limit], len(by_key) > limit)

    def _found(self, hit: Hit) -> Found:
        if hit.noun == "flag":
            return self._flag(hit)
        found = _plainly(hit)
        if hit.noun == "attachment":
            return replace(found, note_id=owners.note_of_attachment(self._raw, hit.id))
        return found

    def _flag(self, hit: Hit) -> Found:
        chain, seq, *_ = hit.id.split(":")
        flag = owners.flag(self._raw, chain, int(seq))
        found = replace(_plainly(hit), id=flag_of(hit.id), kind="")
        if flag is None:
            return found
        return replace(found, title=flag.statement, at=flag.raised_at.isoformat(), kind=flag.severity)


def _key(hit: Hit) -> str:
    return flag_of(hit.id) if hit.noun == "flag" else hit.id


def _plainly(hit: Hit) -> Found:
    return Found(
        noun=hit.noun,
        id=hit.id,
        title=_title(hit),
        snippet=readable(hit.snippet[:LONGEST_SNIPPET]),
        kind=hit.kind,
        private=hit.private,
        at=moment_of(hit.at).isoformat() if "T" in hit.at else hit.at,
        deal_id=hit.deal_id,
        deal=f"{hit.account}: {hit.deal}" if hit.account else "",
        partner_id=hit.id if hit.noun == "partner" else "",
    )


def _title(hit: Hit) -> str:
    if hit.noun != "note":
        return hit.title
    return title_or_first_line(hit.title, hit.beginning, NoteKind(hit.kind))


def flag_of(index_id: str) -> str:
    """The id of the flag that an entry of the index, ``chain:flag:seq:name``, belongs to."""
    chain, seq, *_ = index_id.split(":")
    return flag_id(chain, int(seq))
