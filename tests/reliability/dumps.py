"""A desk as what it says, whatever its pages look like."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from se_desk.storage.engine import connect
from se_desk.storage.fts import INDEXES

Dump = dict[str, list[tuple[Any, ...]]]


def dump_of(desk: Path, key: bytes) -> Dump:
    """Every row of every table but those that full-text search keeps for itself, in order; and the schema."""
    with closing(connect(desk, key)) as raw:
        schema = raw.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        names = [name for kind, name, sql in schema if kind == "table" and not _is_shadow(name, sql)]
        rows = {name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
    return {**rows, "": schema}


def _is_shadow(name: str, sql: str | None) -> bool:
    return name.startswith(("sqlite_", *INDEXES)) or "VIRTUAL" in (sql or "")
