"""Statements for the risk log: append and read; nothing here changes or removes an entry (RISK-RECORD)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, insert, select

from se_desk.domain.chain import ANCHOR, Head, Opened, Sealed, reopened
from se_desk.domain.proposals import Dismissal
from se_desk.domain.risks import RiskEntry, entry_of
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.risks import dismissals, risk_chains, risk_entries, risk_opened


def chain_of(conn: Connection, deal_id: str) -> str | None:
    """The chain of a deal, 32 hex digits; None while it has no entry."""
    found = conn.execute(select(risk_chains.c.chain).where(risk_chains.c.deal_id == deal_id))
    return found.scalar_one_or_none()


def deal_of(conn: Connection, chain: str) -> str | None:
    """The deal of a chain."""
    found = conn.execute(select(risk_chains.c.deal_id).where(risk_chains.c.chain == chain))
    return found.scalar_one_or_none()


def begin_chain(conn: Connection, deal_id: str, chain: str) -> None:
    """A deal's chain, once."""
    conn.execute(insert(risk_chains).values(deal_id=deal_id, chain=chain))


def head(conn: Connection, chain: str) -> Head | None:
    """What the next entry follows; None at the beginning."""
    last = select(risk_entries.c.core).where(risk_entries.c.chain == chain)
    core = conn.execute(last.order_by(risk_entries.c.seq.desc()).limit(1)).scalar_one_or_none()
    return None if core is None else reopened(core, {}).head


def append(conn: Connection, deal_id: str, sealed: Sealed) -> None:
    """One entry at the end of its chain, with its opened values."""
    core = sealed.core
    place = {"deal_id": deal_id, "chain": core.deal, "seq": core.seq, "flag_seq": core.flag}
    conn.execute(
        insert(risk_entries).values(
            **place,
            kind=core.kind,
            core=sealed.core_bytes,
            hash=sealed.hash,
            recorded_at=core.recorded_at,
        )
    )
    opened = [{**place, "name": n, "salt": o.salt, "value": o.value} for n, o in sealed.opened.items()]
    if opened:
        conn.execute(insert(risk_opened), opened)


def sealed_of(
    conn: Connection, chain: str, flag_seq: int | None = None, after: int = 0
) -> tuple[Sealed, ...]:
    """The entries of a chain in order, or those of one of its flags; only those behind entry ``after``."""
    entries = select(risk_entries.c.seq, risk_entries.c.core).where(
        risk_entries.c.chain == chain, risk_entries.c.seq > after
    )
    opened = select(risk_opened.c.seq, risk_opened.c.name, risk_opened.c.salt, risk_opened.c.value).where(
        risk_opened.c.chain == chain, risk_opened.c.seq > after
    )
    if flag_seq is not None:
        entries = entries.where(risk_entries.c.flag_seq == flag_seq)
        opened = opened.where(risk_opened.c.flag_seq == flag_seq)
    by_seq = _by_seq(conn.execute(opened.order_by(risk_opened.c.seq)))
    found = conn.execute(entries.order_by(risk_entries.c.seq))
    return tuple(reopened(core, by_seq.get(seq, {})) for seq, core in found)


def core_of(conn: Connection, chain: str, seq: int) -> bytes | None:
    """The bytes of one entry, as they lie there; None where there is none."""
    found = select(risk_entries.c.core).where(risk_entries.c.chain == chain, risk_entries.c.seq == seq)
    core = conn.execute(found).scalar_one_or_none()
    return core if isinstance(core, bytes) else None


def raw_chain(
    conn: Connection, chain: str, after: int = 0
) -> tuple[tuple[bytes, ...], dict[int, dict[str, Opened]]]:
    """The bytes of all cores in order and the opened values by entry, for a check that trusts nothing; or
    of those behind entry ``after`` alone."""
    opened = (
        select(risk_opened.c.seq, risk_opened.c.name, risk_opened.c.salt, risk_opened.c.value)
        .where(risk_opened.c.chain == chain, risk_opened.c.seq > after)
        .order_by(risk_opened.c.seq)
    )
    cores = select(risk_entries.c.core).where(risk_entries.c.chain == chain, risk_entries.c.seq > after)
    return tuple(conn.execute(cores.order_by(risk_entries.c.seq)).scalars()), _by_seq(conn.execute(opened))


def entries(conn: Connection, chain: str, flag_seq: int | None = None) -> tuple[RiskEntry, ...]:
    """The same as people read them."""
    deal_id = deal_of(conn, chain) or ""
    return tuple(entry_of(deal_id, sealed) for sealed in sealed_of(conn, chain, flag_seq))


def all_entries(conn: Connection) -> tuple[RiskEntry, ...]:
    """Every entry of every chain, in two statements however many chains there are."""
    owners = {chain: deal_id for deal_id, chain in chains(conn)}
    entries_of = select(risk_entries.c.chain, risk_entries.c.seq, risk_entries.c.core)
    opened = select(
        risk_opened.c.chain, risk_opened.c.seq, risk_opened.c.name, risk_opened.c.salt, risk_opened.c.value
    )
    values: dict[tuple[str, int], dict[str, Opened]] = {}
    for chain, seq, name, salt, value in conn.execute(opened):
        values.setdefault((chain, seq), {})[name] = Opened(salt, value)
    found = conn.execute(entries_of.order_by(risk_entries.c.chain, risk_entries.c.seq))
    return tuple(
        entry_of(owners[chain], reopened(core, values.get((chain, seq), {})))
        for chain, seq, core in found
        if chain in owners
    )


def chains(conn: Connection) -> tuple[tuple[str, str], ...]:
    """(deal id, chain) of every deal with entries."""
    found = conn.execute(select(risk_chains.c.deal_id, risk_chains.c.chain).order_by(risk_chains.c.chain))
    return tuple((deal_id, chain) for deal_id, chain in found)


def anchors_of(conn: Connection, chain: str) -> tuple[Sealed, ...]:
    """The anchors of a chain in order, with their opened values."""
    kept = select(risk_entries.c.seq, risk_entries.c.core).where(
        risk_entries.c.chain == chain, risk_entries.c.kind == ANCHOR
    )
    opened = select(risk_opened.c.seq, risk_opened.c.name, risk_opened.c.salt, risk_opened.c.value).where(
        risk_opened.c.chain == chain, risk_opened.c.flag_seq == 0
    )
    by_seq = _by_seq(conn.execute(opened.order_by(risk_opened.c.seq)))
    found = conn.execute(kept.order_by(risk_entries.c.seq))
    return tuple(reopened(core, by_seq.get(seq, {})) for seq, core in found)


def seq_of(conn: Connection, chain: str, digest: str) -> int:
    """The number of the entry with this hash; 0 where the chain has none."""
    found = select(risk_entries.c.seq).where(risk_entries.c.chain == chain, risk_entries.c.hash == digest)
    return conn.execute(found).scalar_one_or_none() or 0


def heads(conn: Connection) -> tuple[tuple[str, int, str], ...]:
    """(chain, seq, hash) of the newest entry of every chain: the high-water mark."""
    newest = (
        select(risk_entries.c.chain, func.max(risk_entries.c.seq).label("seq"))
        .group_by(risk_entries.c.chain)
        .subquery()
    )
    joined = risk_entries.join(
        newest, (risk_entries.c.chain == newest.c.chain) & (risk_entries.c.seq == newest.c.seq)
    )
    found = conn.execute(
        select(risk_entries.c.chain, risk_entries.c.seq, risk_entries.c.hash)
        .select_from(joined)
        .order_by(risk_entries.c.chain)
    )
    return tuple((chain, seq, digest) for chain, seq, digest in found)


def count_entries(conn: Connection) -> int:
    """How many entries the log has, over all chains."""
    return conn.execute(select(func.count()).select_from(risk_entries)).scalar_one()


def newest_at(conn: Connection) -> datetime | None:
    """When the newest entry of all chains was recorded, as the clock said then; None without one."""
    newest = select(risk_entries.c.recorded_at).order_by(risk_entries.c.recorded_at.desc()).limit(1)
    return conn.execute(newest).scalar_one_or_none()


def dismiss(conn: Connection, record: Dismissal) -> None:
    """A proposal is settled, with the reason; one that was so before keeps that reason behind the new one."""
    same = [dismissals.c[name] == getattr(record, name) for name in ("deal_id", "rule", "facts")]
    before = rows.find(conn, dismissals, Dismissal, *same)
    if before is None:
        rows.insert(conn, dismissals, record)
    else:
        reason = f"{record.reason}. Before that: {before.reason}"
        rows.update(conn, dismissals, replace(record, id=before.id, reason=reason))


def dismissed(conn: Connection) -> tuple[Dismissal, ...]:
    """All of them, oldest first."""
    return rows.fetch(conn, dismissals, Dismissal, order_by=(dismissals.c.dismissed_at, dismissals.c.id))


def _by_seq(found: Iterable[Any]) -> dict[int, dict[str, Opened]]:
    return {
        seq: {name: Opened(salt, value) for _, name, salt, value in group}
        for seq, group in groupby(found, key=lambda row: row[0])
    }
