"""The full-text index's part of the schema, in SQLite's own dialect (FTS5).

``search_items`` holds one row for each thing that can be found, whatever table it comes from. Triggers on
the source tables feed it, so that no path can forget to; two FTS5 tables index it: ``search_words`` by
words and their beginnings, ``search_insides`` by runs of three characters, which finds the middle of a
word. A changed thing gets a new row, so that the order of rows is the order of changes.

Beside title and body the index of words has a ``scope``: what a thing is and whose, as words nobody types,
so that a filter costs no more than one more word. Where a source is indexed ``later``, since every pause in
writing saves it, a change only puts its key into ``search_due``; whatever leaves that table is indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Column, Computed, Index, Integer, Table, Text, UniqueConstraint

from se_desk.storage.columns import metadata

if TYPE_CHECKING:
    from se_desk.storage.tables import Searched

NOUN, KIND, PRIVATE, DEAL = "\uf001", "\uf002", "\uf003", "\uf004"  # begin the words of a scope


_SPLITTING = "-_ "  # where a word of a scope would end


def scope_word(sign: str, value: str) -> str:
    """A word of ``scope``: one token of FTS5, which takes characters of private use for letters."""
    return sign + value.translate(dict.fromkeys(map(ord, _SPLITTING)))


def _sql_word(sign: str, column: str) -> str:
    bare = column
    for character in _SPLITTING:
        bare = f"replace({bare}, '{character}', '')"
    return f"char({ord(sign)}) || {bare}"


_SCOPE = " || ' ' || ".join(
    (
        _sql_word(NOUN, "noun"),
        _sql_word(KIND, "kind"),
        _sql_word(PRIVATE, "private"),
        f"coalesce({_sql_word(DEAL, 'deal_id')}, '')",
    )
)

search_items = Table(
    "search_items",
    metadata,
    Column("rowid", Integer, primary_key=True),
    Column("noun", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("deal_id", Text),
    Column("kind", Text, nullable=False),
    Column("private", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("scope", Text, Computed(_SCOPE, persisted=False)),
    Index(None, "item_id", "noun", unique=True),
    Index(None, "at"),
)

search_due = Table(
    "search_due",
    metadata,
    Column("rowid", Integer, primary_key=True),
    Column("noun", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    UniqueConstraint("item_id", "noun"),
)

INDEXES = ("search_words", "search_insides")
RUNS = "search_runs"  # the runs that search_insides knows, one row each

_TOKENS = {
    "search_words": "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 5 6'",
    "search_insides": "tokenize = 'trigram remove_diacritics 1'",
}
_INDEXED = {"search_words": ("title", "body", "scope"), "search_insides": ("title", "body")}
_WEIGHTS = {"title": 5.0, "body": 1.0, "scope": 0.0}
PADDING = "  "  # so that every character begins a run of three
_FIELDS = ("noun", "item_id", "deal_id", "kind", "private", "at", "title", "body")


def index_ddl() -> Iterator[str]:
    """The two indexes, their weights, and the triggers that keep them in step with ``search_items``."""
    for index in INDEXES:
        columns = _INDEXED[index]
        weights = ", ".join(str(_WEIGHTS[column]) for column in columns)
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join(columns)}, "
            f"content = 'search_items', content_rowid = 'rowid', {_TOKENS[index]})"
        )
        yield f"INSERT INTO {index} ({index}, rank) VALUES ('rank', 'bm25({weights})')"
    yield f"CREATE VIRTUAL TABLE {RUNS} USING fts5vocab('search_insides', 'row')"
    yield _on_items("added", "INSERT", [_index_row(index) for index in INDEXES])
    yield _on_items("removed", "DELETE", [_unindex_row(index) for index in INDEXES])


def _on_items(name: str, event: str, steps: list[str]) -> str:
    body = "\n".join(f"  {step};" for step in steps)
    return f"CREATE TRIGGER search_items_{name} AFTER {event} ON search_items BEGIN\n{body}\nEND"


def _index_row(index: str) -> str:
    columns = _INDEXED[index]
    values = ", ".join(f"NEW.{column}" for column in columns)
    return f"INSERT INTO {index} (rowid, {', '.join(columns)}) VALUES (NEW.rowid, {values})"


def _unindex_row(index: str) -> str:
    columns = _INDEXED[index]
    values = ", ".join(f"OLD.{column}" for column in columns)
    return (
        f"INSERT INTO {index} ({index}, rowid, {', '.join(columns)}) VALUES ('delete', OLD.rowid, {values})"
    )


def source_ddl(sources: Iterable[Searched]) -> Iterator[str]:
    """Three triggers for each source table: added, changed, removed; a fourth where changes wait."""
    for source in sources:
        adding, removing = add_item(source, "NEW"), _remove_item(source, "OLD")
        changing = _put_off(source) if source.later else (removing, adding)
        forgetting = (_forget(source, "OLD"),) if source.later else ()
        yield _on_source(source, "added", "INSERT", "1", adding)
        yield _on_source(source, "changed", "UPDATE", _differs(source), *changing)
        yield _on_source(source, "removed", "DELETE", "1", removing, *forgetting)
        if source.later:
            yield _on_due(source)


def _put_off(source: Searched) -> Iterator[str]:
    """A change waits; what is no longer to be found is gone at once."""
    there, key = f"({source.when.format(row='NEW')})", source.id.format(row="NEW")
    gone = f"(NOT {there} OR {key} IS NOT {source.id.format(row='OLD')})"
    yield f"{_remove_item(source, 'OLD')} AND {gone}"
    yield f"{_forget(source, 'OLD')} AND {gone}"
    # Not INSERT OR IGNORE: within an INSERT OR REPLACE that would replace, and so settle, what waits.
    waits = f"SELECT 1 FROM search_due WHERE item_id = {key} AND noun = '{source.noun}'"
    yield (
        f"INSERT INTO search_due (noun, item_id) SELECT '{source.noun}', {key} "
        f"WHERE {there} AND NOT EXISTS ({waits})"
    )


def _forget(source: Searched, row: str) -> str:
    return f"DELETE FROM search_due WHERE item_id = {source.id.format(row=row)} AND noun = '{source.noun}'"


def _on_due(source: Searched) -> str:
    """What leaves the queue is indexed as it stands, if it still is there."""
    head = f"CREATE TRIGGER search_{source.table}_settled AFTER DELETE ON search_due"
    removing = f"DELETE FROM search_items WHERE item_id = OLD.item_id AND noun = '{source.noun}'"
    found = f"{source.id.format(row=source.table)} = OLD.item_id"
    adding = f"{add_item(source, source.table, f'FROM {source.table}')} AND {found}"
    return f"{head} WHEN OLD.noun = '{source.noun}' BEGIN\n  {removing};\n  {adding};\nEND"


def _on_source(source: Searched, name: str, event: str, when: str, *steps: str) -> str:
    body = "\n".join(f"  {step};" for step in steps)
    head = f"CREATE TRIGGER search_{source.table}_{name} AFTER {event} ON {source.table}"
    return f"{head} WHEN {when} BEGIN\n{body}\nEND"


def add_item(source: Searched, row: str, rest: str = "") -> str:
    """The statement that puts a row of the source, called ``row``, into the index where it belongs."""
    values = ", ".join(_values(source, row))
    chosen = f"SELECT {values} {rest} WHERE ({source.when.format(row=row)})"
    return f"INSERT INTO search_items ({', '.join(_FIELDS)}) {chosen}"


def out_of_step(source: Searched) -> str:
    """The query that counts the differences between a source table and its rows in ``search_items``."""
    row = source.table
    wanted = f"SELECT {', '.join(_values(source, row))} FROM {row} WHERE {source.when.format(row=row)}"
    present = f"SELECT {', '.join(_FIELDS)} FROM search_items WHERE noun = '{source.noun}'"
    lacking = f"SELECT count(*) FROM ({wanted} EXCEPT {present})"
    left_over = f"SELECT count(*) FROM ({present} EXCEPT {wanted})"
    return f"SELECT ({lacking}) + ({left_over})"


def _remove_item(source: Searched, row: str) -> str:
    key = source.id.format(row=row)
    return f"DELETE FROM search_items WHERE item_id = {key} AND noun = '{source.noun}'"


def _values(source: Searched, row: str) -> Iterator[str]:
    yield f"'{source.noun}'"
    yield source.id.format(row=row)
    yield source.deal_id.format(row=row)
    yield f"coalesce({source.kind.format(row=row)}, '')"
    yield f"coalesce({source.private.format(row=row)}, 0)"
    yield f"coalesce({source.at.format(row=row)}, '')"
    for text in (source.title, source.body):
        yield f"coalesce({text.format(row=row)}, '') || '{PADDING}'"


def _differs(source: Searched) -> str:
    """Whether an update changes anything that is searched; most do not and cost nothing then."""
    parts = (source.id, source.deal_id, source.kind, source.private, source.at, source.title, source.body)
    moving = (part for part in (*parts, source.when) if "{row}" in part)
    return " OR ".join(f"({part.format(row='NEW')}) IS NOT ({part.format(row='OLD')})" for part in moving)
