"""Full-text search over everything on the desk, in one query language: plain words.

Words are matched by their beginnings, without regard to case and accents; words in double quotes are
matched whole and side by side. What is found inside longer words follows behind. No text a person types
can make a query fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, column, func, literal_column, or_, select, table
from sqlalchemy.sql.selectable import FromClause

from se_desk.storage import fts
from se_desk.storage.fts import search_items as items
from se_desk.storage.tables import SEARCHED

MARK_ON, MARK_OFF = "\ue000", "\ue001"  # around each found word in a snippet
SNIPPET_WORDS = 16
MOST_WORDS = 16  # of one query; the rest is left out
LONGEST_WORD = 100

_WORDS = re.compile(r'"([^"]*)"|([^\s"]+)')
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found. ``snippet`` is plain text with MARK_ON and MARK_OFF around found words."""

    noun: str
    id: str
    deal_id: str | None
    title: str
    snippet: str
    kind: str
    private: bool
    at: str


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    whole: bool

    @property
    def has_words(self) -> bool:
        return _RUN.search(self.text) is not None

    @property
    def quoted(self) -> str:
        return '"' + self.text.replace('"', '""') + '"'

    @property
    def beginning(self) -> str:
        """As a prefix, unless it is quoted or ends in a single letter, which half the desk begins with."""
        runs = _RUN.findall(self.text)
        return self.quoted if self.whole or len(runs[-1]) < 2 else self.quoted + " *"


def search(
    conn: Connection,
    words: str,
    *,
    deal_id: str | None = None,
    deal_ids: Iterable[str] = (),
    kinds: Iterable[str] = (),
    private: bool | None = None,
    before: date | None = None,
    after: date | None = None,
    newest: bool = False,
    limit: int = 50,
) -> tuple[Hit, ...]:
    """What holds all of ``words``, best first, or last changed first with ``newest``.

    ``kinds`` are nouns ("note", "call") or kinds of them ("demo"), ``deal_ids`` any of several deals.
    ``before`` and ``after`` exclude the day itself. Without words, whatever the filters let through, last
    changed first; without filters, nothing.
    """
    deals = (*deal_ids, *(() if deal_id is None else (deal_id,)))
    filters = _filters(deals, tuple(kinds), private, before, after)
    terms = _terms(words)
    if not words.strip():
        return _listed(conn, filters, limit) if filters else ()
    if not terms:
        return ()
    found = _matched(conn, "search_words", _all_of(terms), filters, newest, limit)
    if len(found) < limit and all(len(term.text) >= 3 for term in terms):
        inside = _matched(conn, "search_insides", _inside(terms), filters, newest, limit)
        found = {**found, **{key: hit for key, hit in inside.items() if key not in found}}
    return tuple(found.values())[:limit]


def _terms(words: str) -> tuple[_Term, ...]:
    usable = _UNUSABLE.sub(" ", words)
    found = (_Term((a or b)[:LONGEST_WORD], bool(a)) for a, b in _WORDS.findall(usable))
    return tuple(term for term in found if term.has_words)[:MOST_WORDS]


def _all_of(terms: Iterable[_Term]) -> str:
    return " AND ".join(term.beginning for term in terms)


def _inside(terms: Iterable[_Term]) -> str:
    return " AND ".join(term.quoted for term in terms)


def _filters(
    deals: tuple[str, ...],
    kinds: tuple[str, ...],
    private: bool | None,
    before: date | None,
    after: date | None,
) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if deals:
        filters.append(items.c.deal_id.in_(deals))
    if kinds:
        filters.append(or_(items.c.noun.in_(kinds), items.c.kind.in_(kinds)))
    if private is not None:
        filters.append(items.c.private == int(private))
    if before is not None:
        filters += [items.c.at != "", items.c.at < before.isoformat()]
    if after is not None:
        filters.append(items.c.at > after.isoformat() + "~")
    return filters


_SHOWN = (items.c.noun, items.c.item_id, items.c.deal_id, items.c.title, items.c.kind, items.c.private)


def _matched(
    conn: Connection,
    index: str,
    match: str,
    filters: list[ColumnElement[bool]],
    newest: bool,
    limit: int,
) -> dict[int, Hit]:
    source: FromClause = table(index, column("rowid"), column("rank"))
    itself: ColumnElement[Any] = literal_column(index)  # FTS5 takes its table's name where a column stands
    snippet = func.snippet(itself, 1, MARK_ON, MARK_OFF, "…", SNIPPET_WORDS)
    chosen = (
        select(items.c.rowid, *_SHOWN, items.c.at, snippet)
        .select_from(source.join(items, items.c.rowid == source.c.rowid))
        .where(itself.op("MATCH")(bindparam("match", match)), *filters)
        .order_by(source.c.rowid.desc() if newest else source.c.rank)
        .limit(limit)
    )
    return {row[0]: _hit(*row[1:]) for row in conn.execute(chosen)}


def _listed(conn: Connection, filters: list[ColumnElement[bool]], limit: int) -> tuple[Hit, ...]:
    beginning = func.substr(items.c.body, 1, 120)
    chosen = select(*_SHOWN, items.c.at, beginning).where(*filters).order_by(items.c.rowid.desc())
    return tuple(_hit(*row) for row in conn.execute(chosen.limit(limit)))


def _hit(
    noun: str, key: str, deal_id: str | None, title: str, kind: str, private: int, at: str, snippet: str
) -> Hit:
    return Hit(
        noun=noun,
        id=key,
        deal_id=deal_id,
        title=title,
        snippet=snippet,
        kind=kind,
        private=bool(private),
        at=at,
    )


def rebuild(conn: Connection) -> None:
    """Fills the index anew from the tables it is fed from."""
    for index in fts.INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    conn.execute(items.delete())
    for source in SEARCHED:
        conn.exec_driver_sql(fts.add_item(source, source.table, f"FROM {source.table}"))


def problems(conn: Connection) -> tuple[str, ...]:
    """How the index differs from what it is fed from, one sentence each; none where it is in step.

    Needs a writing connection: FTS5 takes its own check as an INSERT. DeskDamaged where that fails.
    """
    found = []
    for source in SEARCHED:
        wrong = conn.exec_driver_sql(fts.out_of_step(source)).scalar()
        if wrong:
            found.append(f"The search index is out of step with {source.table} in {wrong} places.")
    for index in fts.INDEXES:
        conn.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    return tuple(found)
