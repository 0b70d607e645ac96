"""Whether a desk reads back as it was written: every page, reference, index and chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from se_desk.domain.chain import Head, check_chain, reopened
from se_desk.domain.chain_core import entry_hash
from se_desk.domain.errors import DeskDamaged
from se_desk.storage import faults, risks, search
from se_desk.storage.beats import beating
from se_desk.storage.engine import connect, make_engine
from se_desk.storage.heads import ChainHead
from se_desk.storage.tables.risks import risk_chains, risk_entries, risk_opened

Check = Callable[[Connection], tuple[str, ...]]
Progress = Callable[[int, int], object]  # steps done, steps in all
MOST_LISTED = 20
_OF_PAGES = (
    ("cipher_integrity_check", "A page does not decrypt: {}."),
    ("integrity_check", "The file is not in order: {}."),
    ("foreign_key_check", "A row of {} refers to something that is gone."),
)


def chain_problems(conn: Connection) -> tuple[str, ...]:
    """How the risk log differs from what was appended to it, one sentence each (RISK-RECORD).

    Reads the columns that the format knows and no others, so it holds for a desk of any schema.
    """
    found: list[str] = []
    for _deal, chain in risks.chains(conn):
        cores, opened = risks.raw_chain(conn, chain)
        found += [fault.reason for fault in check_chain(cores, opened)]
        if cores and not found and risks.sealed_of(conn, chain, after=len(cores) - 1)[0].core.deal != chain:
            found.append("A chain of the risk log stands under the name of another.")
    rows = conn.execute(select(risk_entries.c.seq, risk_entries.c.core, risk_entries.c.hash))
    other = [seq for seq, core, kept in rows if not isinstance(core, bytes) or entry_hash(core) != kept]
    found += [f"The hash kept beside entry {seq} is not its own." for seq in other]
    for part in (risk_entries, risk_opened):
        stray = select(part.c.seq).where(part.c.chain.not_in(select(risk_chains.c.chain)))
        found += [f"Entry {seq} belongs to the chain of no deal." for (seq,) in conn.execute(stray)]
    return tuple(f"Risk log: {reason}" for reason in found[:MOST_LISTED])


def new_entry_problems(conn: Connection, known: Iterable[ChainHead]) -> tuple[str, ...]:
    """The same of what came behind the entries in ``known``, which a full check has seen; of a chain that
    does not hold its entry any more, all of it."""
    seen, found = {head.chain: head for head in known}, []
    for _deal, chain in risks.chains(conn):
        after = _still_there(conn, seen.get(chain))
        cores, opened = risks.raw_chain(conn, chain, after.seq if after else 0)
        found += [fault.reason for fault in check_chain(cores, opened, after=after)]
    return tuple(f"Risk log: {reason}" for reason in found[:MOST_LISTED])


def _still_there(conn: Connection, known: ChainHead | None) -> Head | None:
    """The entry as it was seen; None where it is another one now, or gone."""
    if known is None:
        return None
    core = risks.core_of(conn, known.chain, known.seq)
    return reopened(core, {}).head if core is not None and entry_hash(core) == known.hash else None


OF_ROWS: tuple[Check, ...] = (search.problems, chain_problems)


def problems(
    path: Path, key: bytes, checks: tuple[Check, ...] = OF_ROWS, progress: Progress | None = None
) -> tuple[str, ...]:
    """What is wrong with a desk, one sentence each; nothing where it is whole.

    Reads the whole file on a connection of its own, since a damaged page can hide behind a page already
    read. ``checks`` look at what the rows mean, each in a transaction that is undone. ``progress`` is called
    often; what it raises ends the check and leaves as it is. Raises DeskMissing, BadFile, WrongKey, DeskBusy.
    """
    steps = _Steps(len(_OF_PAGES) + len(checks), progress)
    try:
        found = tuple(_of_pages(path, key, steps))
        return found or tuple(_of_rows(path, key, checks, steps))
    except DeskDamaged as error:
        return (error.happened,)


class _Steps:
    """Counts what is done, and says it to whoever wants to know."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def one(self) -> None:
        self._done += 1
        self.again()

    def again(self) -> None:
        """As far as before: it is still wanted, or not."""
        if self._progress is not None:
            self._progress(self._done, self._total)


def _of_pages(path: Path, key: bytes, steps: _Steps) -> Iterator[str]:
    raw = connect(path, key, guarded=False)
    try:
        with faults.named(path):
            for pragma, sentence in _OF_PAGES:
                with beating(raw, steps.again):
                    found = _listed(raw, pragma, sentence)
                yield from found
                steps.one()
    finally:
        raw.close()


def _listed(raw: Any, pragma: str, sentence: str) -> tuple[str, ...]:
    rows = raw.execute(f"PRAGMA {pragma}").fetchmany(MOST_LISTED)
    return tuple(sentence.format(" ".join(str(row[0]).split())) for row in rows if row[0] != "ok")


def _of_rows(path: Path, key: bytes, checks: tuple[Check, ...], steps: _Steps) -> Iterator[str]:
    engine = make_engine(path, key)
    try:
        with engine.connect() as conn, conn.begin() as transaction:
            for check in checks:
                with beating(conn.connection.driver_connection, steps.again):
                    found = check(conn)
                yield from found
                steps.one()
            transaction.rollback()
    finally:
        engine.dispose()
