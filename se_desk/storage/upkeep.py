"""How often a desk was written, and which version of SE Desk its schema is of.

The count only grows, so an older state of the desk has a lower one: an older file, or an older write-ahead
log that somebody put beside the newer file. The version is what an older SE Desk names when it refuses a
newer desk; both are read in a schema that is not known otherwise, so this table never changes.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, select
from sqlcipher3 import dbapi2

from se_desk import __version__
from se_desk.domain.errors import DeskTooNew
from se_desk.storage.tables.upkeep import upkeep

_VERSION = re.compile(r"\d[0-9A-Za-z.+-]{0,31}")
_ONE_MORE = "UPDATE upkeep SET writes = writes + 1"
_OF_THIS_VERSION = (
    "INSERT INTO upkeep (id, writes, app) VALUES ('file', 1, ?) "
    "ON CONFLICT (id) DO UPDATE SET writes = writes + 1, app = excluded.app"
)


def count_write(conn: Connection) -> None:
    """One more transaction that changed something."""
    conn.exec_driver_sql(_ONE_MORE)


def writes(conn: Connection) -> int:
    """How many transactions have changed this desk."""
    return int(conn.execute(select(upkeep.c.writes)).scalar_one())


def mark_version(conn: Connection) -> None:
    """The schema is of this version from now on; a write as well."""
    conn.exec_driver_sql(_OF_THIS_VERSION, (__version__,))


def writes_seen(raw: Any) -> int | None:
    """The count behind a connection of the driver; None where it cannot be read, or is not kept yet."""
    try:
        found = raw.execute("SELECT writes FROM upkeep").fetchone()
    except dbapi2.Error:
        return None
    return found[0] if found and isinstance(found[0], int) else None


def too_new(raw: Any, what: str, schema: int, do: str) -> DeskTooNew:
    """The refusal of a later schema: ``what`` was written, such as "This desk", and what is needed for it."""
    try:
        found = raw.execute("SELECT app FROM upkeep").fetchone()
    except dbapi2.Error:
        found = None
    return needs(what, str(found[0]) if found else "", f"its schema is {schema}", do)


def needs(what: str, app: str, why: str, do: str) -> DeskTooNew:
    """DeskTooNew that names the version; ``why`` is said where none is known, or only our own."""
    named = bool(_VERSION.fullmatch(app)) and app != __version__
    version = f"SE Desk {app} or later" if named else f"a later SE Desk ({why})"
    return DeskTooNew(f"{what} needs {version}; this is {__version__}.", do=do)
