"""Whether a desk reads back as it was written: every page, every reference, the search index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from se_desk.domain.errors import DeskDamaged
from se_desk.storage import faults, search
from se_desk.storage.engine import connect, make_engine

Check = Callable[[Connection], tuple[str, ...]]
MOST_LISTED = 20


def problems(path: Path, key: bytes, checks: tuple[Check, ...] = (search.problems,)) -> tuple[str, ...]:
    """What is wrong with a desk, one sentence each; nothing where it is whole.

    Reads the whole file on a connection of its own, since a damaged page can hide behind a page already
    read. ``checks`` look at what the rows mean, each in a transaction that is undone. Raises DeskMissing,
    BadFile, WrongKey, DeskBusy.
    """
    try:
        found = tuple(_of_pages(path, key))
        return found or tuple(_of_rows(path, key, checks))
    except DeskDamaged as error:
        return (error.happened,)


def _of_pages(path: Path, key: bytes) -> Iterator[str]:
    raw = connect(path, key, guarded=False)
    try:
        with faults.named(path):
            yield from _listed(raw, "cipher_integrity_check", "A page does not decrypt: {}.")
            yield from _listed(raw, "integrity_check", "The file is not in order: {}.")
            yield from _listed(raw, "foreign_key_check", "A row of {} refers to something that is gone.")
    finally:
        raw.close()


def _listed(raw: Any, pragma: str, sentence: str) -> Iterator[str]:
    for row in raw.execute(f"PRAGMA {pragma}").fetchmany(MOST_LISTED):
        if row[0] != "ok":
            yield sentence.format(" ".join(str(row[0]).split()))


def _of_rows(path: Path, key: bytes, checks: tuple[Check, ...]) -> Iterator[str]:
    engine = make_engine(path, key)
    try:
        with engine.connect() as conn, conn.begin() as transaction:
            for check in checks:
                yield from check(conn)
            transaction.rollback()
    finally:
        engine.dispose()
