"""Search over everything: words and filters in, things with a place out. Reading a query never fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from se_desk.domain.errors import DeskError
from se_desk.domain.notes import NoteKind, title_or_first_line
from se_desk.domain.queries import Query, read_query
from se_desk.domain.risks import flag_id
from se_desk.domain.snippets import MARK_OFF, MARK_ON, plain, readable
from se_desk.storage import found as owners
from se_desk.storage import named
from se_desk.storage import search as statements
from se_desk.storage.columns import moment_of
from se_desk.storage.known import Known
from se_desk.storage.search import Hit, Wanted
from se_desk.storage.stopping import Stop, Stopped

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

__all__ = ["MARK_OFF", "MARK_ON", "Found", "Page", "Search", "Stop", "Stopped", "plain"]

_ANY_DAY = date.min  # where no filter names a day, nothing counts from today
_read = lru_cache(maxsize=16)(read_query)  # the first page, the settled one and the field ask for the same
AT_ONCE = 20  # changed things that a search brings the index up to date with before it looks
IN_ONE_GO = 200  # in one transaction behind the window
LONGEST_SNIPPET = 1_000  # characters; a word without end has no more to say
_SEVERAL = frozenset({"flag", "clause"})  # of which the index has a row for each text or version
_LED = _SEVERAL | owners.OF_PAIRS | {"partner", "attachment"}  # that lead to a place by something else


Matched = Callable[[Any, Wanted, int], tuple[Hit, ...]]


class Found(NamedTuple):  # made some twenty times with each letter that is typed
    """One thing that was found, with what its place needs.

    ``id`` is the record's own (a flag's is the id of ``domain.risks``), ``kind`` that of a note, call or
    person, and a flag's severity. ``deal`` names its deal for a person, ``partner_id`` is set for a partner,
    a clause of a charter and what is between the two, ``note_id`` for what hangs on a note. ``cut`` is cut
    out of its source around the found words, which stand between MARK_ON and MARK_OFF. ``at`` is the day or
    moment it belongs to, ISO 8601, or empty.
    """

    noun: str
    id: str
    title: str
    cut: str = ""
    kind: str = ""
    private: bool = False
    at: str = ""
    deal_id: str | None = None
    deal: str = ""
    partner_id: str = ""
    note_id: str = ""

    @property
    def snippet(self) -> str:
        """``cut`` as plain words: made when it is looked at, since most of what is found never is."""
        return readable(self.cut[:LONGEST_SNIPPET])


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
        return _read(words, self._desk.today_on() if ":" in words else _ANY_DAY)

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
        with self._desk.store.searcher.looking(wish) as known:
            if not known.ask(owners.waits):
                return ask(_looking(known, query, wish))
        with suppress(DeskError):  # a desk that cannot be written is searched as it was
            self.catch_up(AT_ONCE)
        with self._desk.store.searcher.looking(wish) as known:
            return ask(_looking(known, query, wish))


def _looking(known: Known, query: Query, stop: Stop) -> _Looking:
    wanted = Wanted(
        words=query.words,
        deal_ids=named.deals_like(known, query.deal, query.ae),
        kinds=query.kinds,
        tags=query.tags,
        private=query.private,
        before=query.before,
        after=query.after,
    )
    return _Looking(known, wanted, stop)


class _Looking:
    """One search within one snapshot, from rows of the index to things with a place."""

    def __init__(self, known: Known, wanted: Wanted, stop: Stop) -> None:
        self._known, self._raw, self._wanted, self._stop = known, known.raw, wanted, stop

    def first(self, limit: int) -> Page:
        """Perhaps a few less than ``limit``, where a second look would cost more than it shows."""
        taken = limit + 1
        hits = statements.newest(self._raw, self._wanted, taken)
        page = self._page(hits, limit)
        if len(hits) < taken:
            return page if hits else self._page(self._inside(taken, ()), limit)
        if len(page.found) > limit // 2:
            return Page(page.found, True)
        return self._grown(statements.newest, limit, taken * 4)

    def all(self, limit: int, newest: bool) -> Page:
        return self._grown(statements.newest if newest else statements.best, limit, limit + 1, inside=True)

    def _grown(self, matched: Matched, limit: int, taken: int, *, inside: bool = False) -> Page:
        """``limit`` finds, from as many rows as that takes: a flag stands there for each of its texts."""
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
            key = (hit.noun, hit.id) if hit.noun not in _SEVERAL else (hit.noun, self._one(hit))
            if key in by_key:
                continue
            if len(by_key) == limit:
                return Page(tuple(by_key.values()), True)
            by_key[key] = self._found(hit) if hit.noun in _LED else self._plainly(hit)
        return Page(tuple(by_key.values()))

    def _one(self, hit: Hit) -> str:
        """What several rows of the index are about."""
        return flag_of(hit.id) if hit.noun == "flag" else self._known.ask(owners.clause, hit.id)[0]

    def _found(self, hit: Hit) -> Found:
        if hit.noun == "flag":
            return self._flag(hit)
        found = self._plainly(hit)
        if hit.noun == "clause":
            return found._replace(partner_id=self._known.ask(owners.clause, hit.id)[1])
        if hit.noun == "partner":
            return found._replace(partner_id=hit.id)
        if hit.noun == "attachment":
            return found._replace(note_id=self._known.ask(owners.note_of_attachment, hit.id))
        return found._replace(partner_id=self._known.ask(owners.partner, hit.noun, hit.id))

    def _flag(self, hit: Hit) -> Found:
        chain, seq, *_ = hit.id.split(":")
        key, flag = flag_id(chain, int(seq)), self._known.ask(owners.flag, chain, int(seq))
        if flag is None:
            return self._plainly(hit)._replace(id=key, kind="")
        at, deal = flag.raised_at.isoformat(), self._known.ask(owners.deal, hit.deal_id)
        return Found("flag", key, flag.statement, hit.snippet, flag.severity, False, at, hit.deal_id, deal)

    def _plainly(self, hit: Hit) -> Found:
        _, noun, key, deal_id, kind, private, at, title, cut, beginning = hit
        if not title and noun == "note":
            title = title_or_first_line("", beginning, NoteKind(kind))
        deal = self._known.ask(owners.deal, deal_id) if deal_id else ""
        return Found(noun, key, title, cut, kind, private == 1, _iso(at), deal_id, deal)


@lru_cache(maxsize=2_048)  # the same finds come back with the next letter
def _iso(at: str) -> str:
    return moment_of(at).isoformat() if "T" in at else at


def flag_of(index_id: str) -> str:
    """The id of the flag that an entry of the index, ``chain:flag:seq:name``, belongs to."""
    chain, seq, *_ = index_id.split(":")
    return flag_id(chain, int(seq))
