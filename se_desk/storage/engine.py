"""Connections to the encrypted file: SQLCipher with a raw key, under SQLAlchemy.

``connect`` gives the driver's own connection, ``make_engine`` a small pool of them. Transactions are
begun in so many words, because the driver's own way leaves half a migration behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from se_desk.domain.errors import BadFile
from se_desk.storage import faults, guard, upkeep
from se_desk.storage.write_ahead import has_log, of_another, refuse_foreign_log

KEY_BYTES = 32
CIPHER_VERSION = "4."
APPLICATION_ID = 0x5345444B  # "SEDK", in the header of every desk
PATIENCE = 5.0  # seconds to wait for another writer

_PLAIN_DATABASE = b"SQLite format 3\0"
_SMALLEST = 512  # bytes; no database page is smaller
_PRAGMAS = (
    "cipher_memory_security = OFF",
    "foreign_keys = ON",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)


def check_cipher() -> None:
    """RuntimeError unless the driver is SQLCipher 4 with full-text search (its twins share a name)."""
    raw = dbapi2.connect(":memory:")
    try:
        version = raw.execute("PRAGMA cipher_version").fetchone()
        if version is None or not str(version[0]).startswith(CIPHER_VERSION):
            raise RuntimeError(f"SQLCipher 4 is needed, found {version and version[0]}")
        raw.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    finally:
        raw.close()


def connect(
    path: Path, key: bytes, *, guarded: bool = True, writes: bool = True, patience: float = PATIENCE
) -> Any:
    """A connection of the driver to an existing file, with ``key`` (32 bytes) and every pragma set.

    One that does not write leaves a log that is there as it is, also when it is the last one. Raises
    DeskMissing, BadFile, WrongKey, DeskDamaged, DeskReadOnly or DeskBusy.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a desk's key has {KEY_BYTES} bytes")
    with faults.named(path):
        refuse_foreign(path)
        refuse_foreign_log(path, key)
        logged = has_log(path)
        if logged:
            _refuse_older_log(path, key, patience)
        raw = _keyed(path, key, "mode=rw" if writes or not logged else "mode=ro", patience)
        if guarded:
            raw.set_authorizer(guard.authorize)
    return raw


def _keyed(path: Path, key: bytes, options: str, patience: float) -> Any:
    where = f"{path.absolute().as_uri()}?{options}"
    raw = dbapi2.connect(where, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        _prepare(raw, key)
    except BaseException:
        raw.close()
        raise
    return raw


def _refuse_older_log(path: Path, key: bytes, patience: float) -> None:
    """DeskDamaged where the log would take the desk back to a state before the one in its file.

    A log holds what is newer than the file, never older: first the file's count without the log, then the
    one with it. What cannot be read is left to whoever opens the desk.
    """
    held = _writes_in(path, key, "mode=ro&immutable=1", patience)
    seen = None if held is None else _writes_in(path, key, "mode=ro", patience)
    if held is not None and seen is not None and seen < held:
        raise of_another(path)


def _writes_in(path: Path, key: bytes, options: str, patience: float) -> int | None:
    try:
        raw = _keyed(path, key, options, patience)
    except dbapi2.Error:
        return None
    try:
        return upkeep.writes_seen(raw)
    finally:
        raw.close()


def _prepare(raw: Any, key: bytes) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # fails here where the key is wrong


def refuse_foreign(path: Path) -> None:
    """BadFile where the first bytes show that this is no encrypted file; an empty one is a new desk."""
    if path.is_dir():
        raise _foreign(path)
    with path.open("rb") as file:
        head = file.read(_SMALLEST)
    readable = head[:64].isascii() and head[:64].decode("ascii").replace("\n", " ").isprintable()
    if head and (len(head) < _SMALLEST or head.startswith(_PLAIN_DATABASE) or readable):
        raise _foreign(path)


def _foreign(path: Path) -> BadFile:
    return BadFile(f"{path.name} is not a desk.", do="Choose the file desk.db of your desk.")


def make_engine(
    path: Path, key: bytes, *, guarded: bool = True, writes: bool = True, patience: float = PATIENCE
) -> Engine:
    """A pool of connections: one that writes, or a few that only read, each transaction begun openly."""

    def creator() -> Any:
        raw = connect(path, key, guarded=False, patience=patience)
        if not writes:
            raw.execute("PRAGMA query_only = ON")
        if guarded:
            raw.set_authorizer(guard.authorize)
        return raw

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=creator,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=1 if writes else 2,
        max_overflow=0 if writes else 6,
        pool_timeout=patience,
    )
    _begin_openly(engine, "BEGIN IMMEDIATE" if writes else "BEGIN")
    _name_errors(engine, path)
    return engine


def _begin_openly(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "begin")
    def on_begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)


def _name_errors(engine: Engine, path: Path) -> None:
    @event.listens_for(engine, "handle_error")
    def on_error(context: ExceptionContext) -> BaseException | None:
        return faults.from_database(context.original_exception, path)
