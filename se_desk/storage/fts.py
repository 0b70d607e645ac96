"""The full-text index's part of the schema, in SQLite's own dialect (FTS5).

``search_items`` holds one row for each thing that can be found, whatever table it comes from. Triggers on
the source tables feed it, so that no path can forget to; two FTS5 tables index it: ``search_words`` by
words and their beginnings, ``search_insides`` by runs of three characters, which finds the middle of a
word. A changed thing gets a new row, so that the order of rows is the order of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Column, Index, Integer, Table, Text

from se_desk.storage.columns import metadata

if TYPE_CHECKING:
    from se_desk.storage.tables import Searched

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
    Index(None, "item_id", "noun", unique=True),
)

INDEXES = ("search_words", "search_insides")

_TOKENS = {
    "search_words": "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'",
    "search_insides": "tokenize = 'trigram remove_diacritics 1'",
}
_TITLE_WEIGHT, _BODY_WEIGHT = 5.0, 1.0
_FIELDS = ("noun", "item_id", "deal_id", "kind", "private", "at", "title", "body")


def index_ddl() -> Iterator[str]:
    """The two indexes, their weights, and the triggers that keep them in step with ``search_items``."""
    for index in INDEXES:
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5(title, body, "
            f"content = 'search_items', content_rowid = 'rowid', {_TOKENS[index]})"
        )
        yield (
            f"INSERT INTO {index} ({index}, rank) VALUES ('rank', 'bm25({_TITLE_WEIGHT}, {_BODY_WEIGHT})')"
        )
    yield _on_items("added", "INSERT", [_index_row(index) for index in INDEXES])
    yield _on_items("removed", "DELETE", [_unindex_row(index) for index in INDEXES])


def _on_items(name: str, event: str, steps: list[str]) -> str:
    body = "\n".join(f"  {step};" for step in steps)
    return f"CREATE TRIGGER search_items_{name} AFTER {event} ON search_items BEGIN\n{body}\nEND"


def _index_row(index: str) -> str:
    return f"INSERT INTO {index} (rowid, title, body) VALUES (NEW.rowid, NEW.title, NEW.body)"


def _unindex_row(index: str) -> str:
    row = "'delete', OLD.rowid, OLD.title, OLD.body"
    return f"INSERT INTO {index} ({index}, rowid, title, body) VALUES ({row})"


def source_ddl(sources: Iterable[Searched]) -> Iterator[str]:
    """Three triggers for each source table: added, changed, removed."""
    for source in sources:
        adding, removing = add_item(source, "NEW"), _remove_item(source, "OLD")
        yield _on_source(source, "added", "INSERT", "1", adding)
        yield _on_source(source, "changed", "UPDATE", _differs(source), removing, adding)
        yield _on_source(source, "removed", "DELETE", "1", removing)


def _on_source(source: Searched, name: str, event: str, when: str, *steps: str) -> str:
    body = "\n".join(f"  {step};" for step in steps)
    head = f"CREATE TRIGGER search_{source.table}_{name} AFTER {event} ON {source.table}"
    return f"{head} WHEN {when} BEGIN\n{body}\nEND"


def add_item(source: Searched, row: str, rest: str = "") -> str:
    """The statement that puts a row of the source, called ``row``, into the index where it belongs."""
    values = ", ".join(_values(source, row))
    chosen = f"SELECT {values} {rest} WHERE {source.when.format(row=row)}"
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
    for expression in (source.kind, source.private, source.at, source.title, source.body):
        empty = "0" if expression is source.private else "''"
        yield f"coalesce({expression.format(row=row)}, {empty})"


def _differs(source: Searched) -> str:
    """Whether an update changes anything that is searched; most do not and cost nothing then."""
    parts = (source.id, source.deal_id, source.kind, source.private, source.at, source.title, source.body)
    moving = (part for part in (*parts, source.when) if "{row}" in part)
    return " OR ".join(f"({part.format(row='NEW')}) IS NOT ({part.format(row='OLD')})" for part in moving)
