"""What a restore brings over from the desk it replaces: the longer risk chain of each deal (RISK-RECORD).

Where a chain of the backup is the beginning of the present one, the rest is appended. Where it is not, or
the present desk cannot be read, the chain goes on after an anchor that says which entries were lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from se_desk.domain.chain import ANCHOR, SALT_BYTES, ClockReading, Sealed, append
from se_desk.domain.deals import Deal
from se_desk.domain.partners import Partner
from se_desk.domain.receipts import receipt
from se_desk.storage import checks, heads, risks, rows
from se_desk.storage.engine import make_engine
from se_desk.storage.heads import ChainHead, Gap
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.partners import partners

RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of one deal as the present desk holds it, with the deal."""

    deal_id: str
    name: str
    entries: tuple[Sealed, ...]
    deal: Deal | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the risk log: entries brought over, entries lost, and gaps no chain could tell of."""

    entries: int = 0
    lost: int = 0
    unplaced: tuple[Gap, ...] = ()


def present_chains(desk: Path, key: bytes) -> tuple[Chain, ...] | None:
    """The chains of a desk that is to be replaced; None where its log is not whole.

    Raises WrongKey, DeskDamaged, DeskMissing, BadFile, DeskBusy where it cannot be read.
    """
    engine = make_engine(desk, key, writes=False)
    try:
        with engine.connect() as conn, conn.begin():
            if checks.chain_problems(conn):
                return None
            return tuple(_chain(conn, deal_id, name) for deal_id, name in risks.chains(conn))
    finally:
        engine.dispose()


def _chain(conn: Connection, deal_id: str, name: str) -> Chain:
    deal = rows.find(conn, deals, Deal, deals.c.id == deal_id)
    return Chain(deal_id, name, risks.sealed_of(conn, name), deal)


def carry(
    conn: Connection,
    present: tuple[Chain, ...] | None,
    marks: Iterable[ChainHead] | None,
    clock: ClockReading,
    *,
    replaced: bool,
) -> Carried:
    """Brings the chains of the desk behind ``conn`` to what is known of the ``present`` ones.

    ``present`` is None where it cannot be read; then the ``marks`` beside it say how far it had come.
    ``replaced``: whether there is a desk that is replaced at all.
    """
    brought = [_bring(conn, chain, clock) for chain in present or ()]
    seen = {entry.hash for chain in present or () for entry in chain.entries}
    open_marks = {mark.chain: mark for mark in marks or () if mark.hash not in seen}
    gaps = missing_from(conn, open_marks.values())
    unplaced = tuple(gap for gap in gaps if not _anchor_gap(conn, gap, open_marks[gap.chain], clock))
    if replaced and present is None and marks is None:
        for deal_id, name in risks.chains(conn):
            _anchor(conn, deal_id, name, _UNKNOWN, clock)
    lost = sum(gap.last - gap.first + 1 for gap in gaps) + sum(one.lost for one in brought)
    return Carried(sum(one.entries for one in brought), lost, unplaced)


_UNKNOWN = (
    "A backup was restored here. The desk it replaced could not be read, so it is not known whether this "
    "chain had further entries."
)


def _bring(conn: Connection, chain: Chain, clock: ClockReading) -> Carried:
    """The rest of one chain, or an anchor for what cannot follow."""
    name = risks.chain_of(conn, chain.deal_id)
    if name is None:
        _bring_deal(conn, chain)
        risks.begin_chain(conn, chain.deal_id, chain.name)
    held = risks.sealed_of(conn, name) if name == chain.name else ()
    common = _common(held, chain.entries)
    if name in (None, chain.name) and common == len(held):
        for entry in chain.entries[common:]:
            risks.append(conn, chain.deal_id, entry)
        return Carried(len(chain.entries) - common)
    if common == len(chain.entries):
        return Carried()
    last = chain.entries[-1]
    note = _lost_words(common + 1, last.core.seq, last.receipt)
    if _told(conn, name or chain.name, note):
        return Carried()
    _anchor(conn, chain.deal_id, name or chain.name, note, clock)
    return Carried(lost=len(chain.entries) - common)


def _common(held: tuple[Sealed, ...], present: tuple[Sealed, ...]) -> int:
    """How many entries both begin with."""
    same = 0
    for one, other in zip(held, present, strict=False):
        if one.hash != other.hash:
            break
        same += 1
    return same


def _bring_deal(conn: Connection, chain: Chain) -> None:
    """A deal that the backup does not have comes along, since its flags would hang in the air."""
    if chain.deal is None or rows.find(conn, deals, Deal, deals.c.id == chain.deal_id):
        return
    partner_id = chain.deal.partner_id
    known = partner_id and rows.find(conn, partners, Partner, partners.c.id == partner_id)
    rows.insert(conn, deals, chain.deal if known else replace(chain.deal, partner_id=None))


def missing_from(conn: Connection, marks: Iterable[ChainHead]) -> tuple[Gap, ...]:
    """What the marks remember of the risk log and the desk behind ``conn`` does not hold."""
    held = [ChainHead(*head) for head in risks.heads(conn)]
    marks = tuple(marks)
    for mark in marks:
        found = risks.sealed_of(conn, mark.chain, after=mark.seq - 1)
        held += [ChainHead(mark.chain, mark.seq, found[0].hash)] if found else []
    return heads.compare(marks, held)


def _anchor_gap(conn: Connection, gap: Gap, mark: ChainHead, clock: ClockReading) -> bool:
    """Has the chain say what it lacks; False where there is no such chain."""
    deal_id = risks.deal_of(conn, gap.chain)
    if deal_id is None:
        return False
    note = _lost_words(gap.first, gap.last, receipt(mark.seq, mark.hash))
    _anchor(conn, deal_id, gap.chain, note, clock)
    return True


def _lost_words(first: int, last: int, code: str) -> str:
    which = f"entry {first}" if first == last else f"entries {first} to {last}"
    return (
        f"A backup was restored here. The desk it replaced had {which} that this chain does not have. "
        f"The receipt of the last was {code}."
    )


def _told(conn: Connection, name: str, note: str) -> bool:
    return any(
        one.core.kind == ANCHOR and one.values.get("note") == note for one in risks.sealed_of(conn, name)
    )


def _anchor(conn: Connection, deal_id: str, name: str, note: str, clock: ClockReading) -> None:
    fields = {"anchor": RESTORED, "note": note}
    salts = {field: secrets.token_bytes(SALT_BYTES) for field in fields}
    risks.append(conn, deal_id, append(name, risks.head(conn, name), clock, ANCHOR, 0, fields, salts))
