"""An open desk file: snapshots to read from, transactions to write in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from se_desk.domain.errors import BadFile, NotAllowed
from se_desk.storage import faults, locks, private, upkeep
from se_desk.storage.engine import APPLICATION_ID, PATIENCE, connect, make_engine
from se_desk.storage.migrations import SCHEMA_VERSION
from se_desk.storage.searcher import Searcher

__all__ = ["BeforeMigration", "Connection", "Store", "migrate", "open_store"]

BeforeMigration = Callable[[Path, int], None]


class Store:
    """The desk's file, open. Threads may read while one writes; there is one writer at a time."""

    def __init__(
        self, path: Path, key: bytes, *, patience: float = PATIENCE, use: locks.DeskLock | None = None
    ) -> None:
        self.path, self.is_open, self._use = path, True, use
        self._writer: Engine = make_engine(path, key, patience=patience)
        self._readers: Engine = make_engine(path, key, writes=False, patience=patience)
        self.searcher = Searcher(path, key, patience)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the desk and cannot change it."""
        with self._connected(self._readers) as conn, conn.begin():
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: on the disk when the block ends, undone where it raises.

        Raises DiskFull, DeskReadOnly, DeskBusy or DeskDamaged; the desk is then as it was before.
        """
        with self._connected(self._writer) as conn, conn.begin():
            before = _changes(conn)
            yield conn
            if _changes(conn) != before:
                upkeep.count_write(conn)

    def _connected(self, engine: Engine) -> Connection:
        with faults.named(self.path):
            return engine.connect()

    def close(self) -> None:
        """Gives the file back; the last connection folds the write-ahead log into it."""
        self.is_open = False
        self.searcher.close()
        self._readers.dispose()
        self._writer.dispose()
        if self._use is not None:
            self._use.release()


def _changes(conn: Connection) -> int:
    """How many rows the connection has changed in its life."""
    return int(getattr(conn.connection.driver_connection, "total_changes", 0))


def open_store(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    before_migration: BeforeMigration | None = None,
    patience: float = PATIENCE,
) -> Store:
    """Opens the desk at ``path`` with its 32-byte key, brought to this version's schema.

    ``create`` makes a new one and refuses to touch one that is there (NotAllowed). ``before_migration``
    is called with the path and the older schema's number before anything is changed. Raises DeskMissing,
    BadFile, WrongKey, DeskDamaged, DeskReadOnly, DeskBusy, DiskFull, or DeskTooNew before any write.
    """
    with faults.leaving_as_it_was():
        return _opened(path, key, create, before_migration, patience)


def _opened(
    path: Path, key: bytes, create: bool, before_migration: BeforeMigration | None, patience: float
) -> Store:
    if create:
        _create(path, key)
    use = locks.use(path, patience) if path.is_file() else None
    try:
        version = _version(path, key, patience)
        if version < SCHEMA_VERSION:
            if before_migration is not None:
                before_migration(path, version)
            migrate(path, key)
        return Store(path, key, patience=patience, use=use)
    except BaseException:
        if use is not None:
            use.release()
        raise


def migrate(path: Path, key: bytes) -> None:
    """Brings a file to this version's schema in one transaction: all of it or nothing."""
    from se_desk.storage.migrations.run import upgrade  # alembic is slow to import and rarely needed

    engine = make_engine(path, key, guarded=False)
    try:
        with faults.named(path):
            upgrade(engine)
    finally:
        engine.dispose()


def _create(path: Path, key: bytes) -> None:
    """Makes the desk beside its place and moves it there whole, so that a kill leaves none or one."""
    if path.exists():
        raise NotAllowed(f"There already is a desk at {path}.", do="Open it, or choose another folder.")
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    with faults.named(path):
        private.make_folder(path.parent)
        private.make_file(beside)
        try:
            migrate(beside, key)
            private.replace(beside, path)
        finally:
            for name in (beside.name, f"{beside.name}-wal", f"{beside.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)


def _version(path: Path, key: bytes, patience: float) -> int:
    """The schema's number; BadFile for a database that is no desk, DeskTooNew for a later one.

    Reads only, so that the log of a desk that is refused is not folded into it.
    """
    raw = connect(path, key, patience=patience, writes=False)
    try:
        with faults.named(path):
            mark = int(raw.execute("PRAGMA application_id").fetchone()[0])
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
        if mark != APPLICATION_ID:
            raise BadFile(f"{path.name} is a database, but not a desk.", do="Choose the file desk.db.")
        if version > SCHEMA_VERSION:
            raise upkeep.too_new(raw, "This desk", version, "Open it with that version.")
    finally:
        raw.close()
    return version
