"""Writes the schema that the tables describe into the SQL of the newest step.

For developers, until the step is released: ``python -m se_desk.storage.migrations.freeze``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from se_desk.storage import fts, tables

SCRIPT = Path(__file__).parent / "versions" / "0001_first_desk.sql"
FLAVOUR = dialect()


def schema() -> Iterator[str]:
    """Every statement of an empty desk's schema, in an order that works."""
    for table in tables.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=FLAVOUR))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=FLAVOUR))
    yield from tables.EXTRA_DDL
    yield from fts.index_ddl()
    yield from fts.source_ddl(tables.SEARCHED)


def script() -> str:
    """The statements as one file."""
    tidy = ("\n".join(line.rstrip() for line in statement.strip().splitlines()) for statement in schema())
    return "".join(f"{statement};\n\n" for statement in tidy)


if __name__ == "__main__":
    SCRIPT.write_text(script(), encoding="utf-8")
