"""Full-text search over everything on the desk, in one query language: plain words.

Words are matched by their beginnings, without regard to case and accents; words in double quotes are
matched whole and side by side. What is found inside longer words follows behind. No text a person types
can make a query fail.

These statements take the driver's own connection, since they run with every letter that is typed. The first
page is what changed last, which an index of any size gives at once; best first has to look at every match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from json import dumps
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select

from se_desk.domain.snippets import MARK_OFF, MARK_ON
from se_desk.storage import fts
from se_desk.storage.fts import search_due
from se_desk.storage.tables import SEARCHED
from se_desk.storage.terms import RUN, Term, all_beginning, quote, read_terms, storable

SNIPPET_WORDS = 24
BEGINNING = 200  # characters of a body that has no title, and of one shown without a snippet
MOST_RUNS = 400  # that one short word is looked for in
MANY_DEALS = 48  # whose words a match takes longer to look up than rows to be read
LONG = 32_768  # bytes; FTS5 cuts a snippet in a time that grows with the square of the words found in a text
NEAR = 2_000  # rows

Raw = Any  # a connection of the driver, inside a transaction
Condition = tuple[str, str | int]  # SQL with one parameter, and its value


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A search. ``before`` and ``after`` exclude the day itself; ``private`` None means either.

    ``kinds`` are nouns ("note", "call") or kinds of them ("demo"), any of which will do, as any of
    ``deal_ids``; ``deal_ids`` None means all. ``tags`` are keys of ``note_links``; a note must have each.
    """

    words: str = ""
    deal_ids: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    private: bool | None = None
    before: date | None = None
    after: date | None = None

    @property
    def filtered(self) -> bool:
        """Whether there is any filter."""
        given = self.kinds or self.tags or self.before or self.after
        return bool(given) or self.deal_ids is not None or self.private is not None


class Hit(NamedTuple):  # made some twenty times with each letter that is typed
    """One thing that was found. ``snippet`` has MARK_ON and MARK_OFF around found words of the source's text.

    Of a long body it is the beginning, without marks. ``private`` is 1 or 0; ``beginning`` is that of the
    body where there is no title.
    """

    row: int
    noun: str
    id: str
    deal_id: str | None
    kind: str
    private: int
    at: str
    title: str
    snippet: str
    beginning: str


_TITLE = f"substr(i.title, 1, length(i.title) - {len(fts.PADDING)})"
_SHOWN = f"i.rowid, i.noun, i.item_id, i.deal_id, i.kind, i.private, i.at, {_TITLE}"
_BEGINNING = f"CASE WHEN i.title = '{fts.PADDING}' THEN substr(i.body, 1, {BEGINNING}) ELSE '' END"
_ANYTHING = " OR ".join(f"scope : {quote(fts.scope_word(fts.PRIVATE, yes))}" for yes in "01")
_BEFORE, _AFTER = "{0}at > '' AND {0}at < ?", "{0}at > ?"
_LAST_BEFORE = f"SELECT coalesce(max(rowid), 0) FROM search_items WHERE {_BEFORE.format('')}"
_MATCHING = "SELECT rowid FROM search_words WHERE search_words MATCH ?"
_TAGGED = (
    "SELECT f.rowid FROM note_links l JOIN search_items f ON f.item_id = l.note_id AND f.noun = 'note' "
    "WHERE l.kind = 'tag' AND l.key = ?"
)
_JOINED = "CROSS JOIN search_items i ON i.rowid = s.rowid"


def newest(raw: Raw, wanted: Wanted, limit: int) -> tuple[Hit, ...]:
    """What holds all words by their beginnings, last changed first; without words, what the filters leave."""
    terms = read_terms(wanted.words)
    if not _asked(wanted, terms):
        return ()
    for last in _ends(raw, wanted) if wanted.filtered else ():
        near = _near(raw, wanted, terms, limit, last)
        if len(near) == limit or last <= NEAR:
            return near
    return _matched(raw, "search_words", _in_words(wanted, terms), wanted, "rowid DESC", limit)


def _ends(raw: Raw, wanted: Wanted) -> Iterator[int]:
    """Where a look at a few rows may save one at the index: the last rows of all, and the last before a day.

    A match of very many deals, or among all things of many years, is slow to begin.
    """
    if not (wanted.before or wanted.after) and len(wanted.deal_ids or ()) <= MANY_DEALS:
        return
    yield raw.execute("SELECT coalesce(max(rowid), 0) FROM search_items").fetchone()[0]
    if wanted.before is not None:
        yield raw.execute(_LAST_BEFORE, (wanted.before.isoformat(),)).fetchone()[0]


def _near(raw: Raw, wanted: Wanted, terms: tuple[Term, ...], limit: int, last: int) -> tuple[Hit, ...]:
    """The same among the last rows up to ``last``, with days and deals compared in each row."""
    among: list[Condition] = [("s.rowid <= ?", last), ("s.rowid > ?", last - NEAR)]
    if wanted.deal_ids is not None:
        among.append(("i.deal_id IN (SELECT value FROM json_each(?))", dumps(wanted.deal_ids)))
    among += [(when.format("i."), day) for when, day in _days(wanted)]
    bare = replace(wanted, deal_ids=None, before=None, after=None)
    return _matched(raw, "search_words", _in_words(bare, terms), bare, "rowid DESC", limit, among)


def best(raw: Raw, wanted: Wanted, limit: int) -> tuple[Hit, ...]:
    """The same, best first: a word in a title outweighs one in a body, a rare word a common one."""
    terms = read_terms(wanted.words)
    if not _asked(wanted, terms):
        return ()
    order = "rank" if terms else "rowid DESC"
    return _matched(raw, "search_words", _in_words(wanted, terms), wanted, order, limit)


def inside(raw: Raw, wanted: Wanted, limit: int, but: Iterable[Hit] = ()) -> tuple[Hit, ...]:
    """What holds all words anywhere in its words, last changed first, without those of ``but``."""
    terms = read_terms(wanted.words)
    runs = [term for term in terms if term.is_run or term.starts_runs]
    if not runs or not _asked(wanted, terms):
        return ()
    match = " AND ".join(_within(raw, term) for term in runs)
    rest = tuple(term for term in terms if term not in runs)
    others = [all_beginning(rest)] if rest else []
    others += [scope] if (scope := _scope(wanted)) else []
    if any(raw.execute(f"{_MATCHING} LIMIT 1", (other,)).fetchone() is None for other in others):
        return ()
    among = [(_row_in(_MATCHING), other) for other in others]
    known = {hit.row for hit in but}
    found = _matched(raw, "search_insides", match, wanted, "rowid DESC", limit + len(known), among)
    return tuple(hit for hit in found if hit.row not in known)[:limit]


def _asked(wanted: Wanted, terms: tuple[Term, ...]) -> bool:
    """Whether anything can be found: words without a letter are no words, and no question has no answer."""
    if wanted.deal_ids == ():
        return False
    return bool(terms) or (wanted.filtered and not wanted.words.strip())


def _within(raw: Raw, term: Term) -> str:
    """A term anywhere; one of one or two characters in whatever runs begin with it."""
    if term.is_run:
        return term.quoted
    text = term.text.casefold()
    found = raw.execute(
        f"SELECT term FROM {fts.RUNS} WHERE term >= ? AND term < ? LIMIT {MOST_RUNS}",
        (text, text + "\U0010ffff" * RUN),
    )
    runs = " OR ".join(quote(run) for (run,) in found)
    return f"({runs})" if runs else quote(term.text * RUN)


def _in_words(wanted: Wanted, terms: Iterable[Term]) -> str:
    beginnings = all_beginning(terms)
    parts = (_scope(wanted), beginnings) if wanted.filtered else (beginnings,)
    return " AND ".join(part for part in parts if part) or _ANYTHING


def _scope(wanted: Wanted) -> str:
    """The filters, as words of the index; empty for none of them."""
    kinds = [fts.scope_word(sign, kind) for kind in wanted.kinds for sign in (fts.NOUN, fts.KIND)]
    deals = [fts.scope_word(fts.DEAL, key) for key in wanted.deal_ids or ()]
    private = [] if wanted.private is None else [fts.scope_word(fts.PRIVATE, str(int(wanted.private)))]
    parts = (" OR ".join(map(quote, words)) for words in (deals, kinds, private) if words)
    return " AND ".join(f"scope : ({part})" for part in parts)


def _matched(
    raw: Raw,
    index: str,
    match: str,
    wanted: Wanted,
    order: str,
    limit: int,
    among: Iterable[Condition] = (),
) -> tuple[Hit, ...]:
    inner = [*among, *_other_filters(wanted)] if wanted.filtered else [*among]
    statement = _statement(index, tuple(condition for condition, _ in inner), order, limit)
    found = raw.execute(statement, (match, *(value for _, value in inner)))
    return tuple(map(Hit._make, found))


@lru_cache(maxsize=64)  # made, and prepared by the driver, once for all the letters of a word
def _statement(index: str, inner: tuple[str, ...], order: str, limit: int) -> str:
    """The limit is no parameter: each value of one has SQLite prepare the statement anew."""
    where = "".join(f" AND {condition}" for condition in inner)
    cut = f"snippet({index}, 1, '{MARK_ON}', '{MARK_OFF}', '…', {SNIPPET_WORDS})"
    snippet = f"CASE WHEN octet_length(i.body) > {LONG} THEN substr(i.body, 1, {BEGINNING}) ELSE {cut} END"
    return (
        f"SELECT {_SHOWN}, {snippet}, {_BEGINNING} FROM {index} s {_JOINED} "
        f"WHERE {index} MATCH ?{where} ORDER BY s.{order} LIMIT {int(limit)}"
    )


def _other_filters(wanted: Wanted) -> Iterator[Condition]:
    """What is no word of a scope: days and tags."""
    for when, day in _days(wanted):
        yield _row_in(f"SELECT rowid FROM search_items WHERE {when.format('')}"), day
    for tag in wanted.tags:
        yield _row_in(_TAGGED), storable(tag)


def _days(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """What has no day is neither before one nor after it."""
    if wanted.before is not None:
        yield _BEFORE, wanted.before.isoformat()
    if wanted.after is not None:
        yield _AFTER, wanted.after.isoformat() + "~"


def _row_in(query: str) -> str:
    """The plus keeps SQLite from running the whole match once for every row that ``query`` names."""
    return f"+s.rowid IN ({query})"


def due(conn: Connection) -> int:
    """How many changed things the index does not know as they are now."""
    return conn.execute(select(func.count()).select_from(search_due)).scalar_one()


def catch_up(conn: Connection, most: int = -1) -> int:
    """Brings the index up to date, with ``most`` of what waits, the oldest first; how many that were."""
    waiting = select(search_due.c.rowid).order_by(search_due.c.rowid).limit(most)
    return conn.execute(delete(search_due).where(search_due.c.rowid.in_(waiting))).rowcount


def rebuild(conn: Connection) -> None:
    """Fills the index anew from the tables it is fed from."""
    for index in fts.INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    conn.execute(delete(fts.search_items))
    for source in SEARCHED:
        conn.exec_driver_sql(fts.add_item(source, source.table, f"FROM {source.table}"))
    catch_up(conn)


def problems(conn: Connection) -> tuple[str, ...]:
    """How the index differs from what it is fed from, one sentence each; none where it is in step.

    Needs a writing connection: FTS5 takes its own check as an INSERT. DeskDamaged where that fails.
    """
    catch_up(conn)
    found = []
    for source in SEARCHED:
        wrong = conn.exec_driver_sql(fts.out_of_step(source)).scalar()
        if wrong:
            found.append(f"The search index is out of step with {source.table} in {wrong} places.")
    for index in fts.INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    return tuple(found)
