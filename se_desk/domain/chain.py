"""The risk chain of one deal: making the next entry, and checking all of them. Pure, no clock, no disk.

This is the door to the format; its parts live in ``canonical`` (bytes), ``entry_kinds`` (closed list),
``chain_core`` (core, hash, clock), ``chain_check`` (faults), ``receipts``. For a storage that keeps chains:

* ``append(deal, head, clock, kind, flag, fields, salts)`` -> ``Sealed``: bytes of the core, hash,
  receipt and the opened fields, all to be written in one transaction. ``head`` is ``sealed.head`` of the
  entry before, or None. ``salts`` are 16 random bytes for each field. ``flag`` is the seq of the
  risk.flag that the entry belongs to; it is ignored for a risk.flag (its own seq) and an anchor (0).
* ``check_chain(cores, opened, head)`` -> faults, an empty tuple when the chain is whole. Opened fields
  may be missing (hidden or forgotten); those present must fit their commitments.
* ``reopened(core, opened)`` -> the ``Sealed`` of an entry read back from storage.

Entry kinds are the constants FLAG, SENT, ACK, NOTE, CORRECT, OUTCOME, ANCHOR.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from se_desk.domain.canonical import NotJson, OutsideFormat, canonical, read_json
from se_desk.domain.chain_check import Fault, check_chain, link_faults
from se_desk.domain.chain_core import (
    SALT_BYTES,
    ZEROS,
    BadCore,
    ClockReading,
    Core,
    Head,
    Opened,
    OpenedFields,
    clk,
    commitment,
    entry_hash,
    off_of,
    read_core,
    rec_of,
)
from se_desk.domain.entry_kinds import (
    ACK,
    ANCHOR,
    CORRECT,
    CORRECTABLE,
    FLAG,
    KINDS,
    NOTE,
    OUTCOME,
    SENT,
    TOKENS,
    names_fault,
    settled,
)
from se_desk.domain.errors import BadInput
from se_desk.domain.receipts import BadReceipt, read_receipt, receipt, receipt_code

__all__ = [
    "ACK",
    "ANCHOR",
    "CORRECT",
    "CORRECTABLE",
    "FLAG",
    "KINDS",
    "NOTE",
    "OUTCOME",
    "SALT_BYTES",
    "SENT",
    "TOKENS",
    "ZEROS",
    "BadCore",
    "BadReceipt",
    "ClockReading",
    "Core",
    "Fault",
    "Head",
    "NotJson",
    "Opened",
    "OpenedFields",
    "OutsideFormat",
    "Sealed",
    "append",
    "canonical",
    "check_chain",
    "clk",
    "commitment",
    "entry_hash",
    "link_faults",
    "read_core",
    "read_json",
    "read_receipt",
    "receipt",
    "receipt_code",
    "reopened",
]

READ_ONCE = 8_192  # entries; about 1 kB each


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry, ready to be kept: the bytes that were hashed, their hash, and what opens them."""

    core: Core
    core_bytes: bytes
    hash: str
    receipt: str
    opened: OpenedFields

    @property
    def head(self) -> Head:
        """What the next entry needs to know of this one."""
        return self.core.head(self.hash)

    @property
    def values(self) -> dict[str, str]:
        """The opened values by field name."""
        return {name: field.value for name, field in self.opened.items()}


def append(
    deal: str,
    head: Head | None,
    clock: ClockReading,
    kind: str,
    flag: int,
    fields: Mapping[str, str],
    salts: Mapping[str, bytes],
    corrected_kind: str | None = None,
) -> Sealed:
    """The entry that follows ``head`` (None: the first). ``deal`` is the chain's id, 32 hex digits.

    Of a risk.correct, ``corrected_kind`` is the kind of the entry it corrects (``risks.corrected_kind``
    finds it). Raises BadInput for values that cannot be kept, BadCore (a ValueError) for a wrong flag,
    chain id or boot id, ValueError for a missing salt.
    """
    if kind == CORRECT and corrected_kind is None:
        raise ValueError("A correction needs the kind of the entry that it corrects.")
    values = _settled_fields(kind, fields, corrected_kind)
    seq = head.seq + 1 if head else 1
    if set(salts) != set(values):
        raise ValueError("Every field needs a salt of its own, and no other salt is taken.")
    rec = rec_of(clock.at)
    core = Core(
        deal=deal,
        seq=seq,
        flag={FLAG: seq, ANCHOR: 0}.get(kind, flag),
        kind=kind,
        prev=head.hash if head else ZEROS,
        rec=rec,
        off=off_of(clock.at),
        boot=clock.boot,
        mono=clock.mono,
        clk=clk(head, rec, clock.boot, clock.mono),
        f={name: commitment(name, salts[name], value) for name, value in values.items()},
    )
    return reopened(canonical(core.as_json()), {n: Opened(salts[n], v) for n, v in values.items()})


def reopened(core_bytes: bytes, opened: OpenedFields) -> Sealed:
    """An entry from the bytes of its core and its opened fields. Raises BadCore; checks no commitment."""
    return Sealed(*_read_once(core_bytes), dict(opened))


@lru_cache(maxsize=READ_ONCE)
def _read_once(core_bytes: bytes) -> tuple[Core, bytes, str, str]:
    """What the bytes alone say. Every list of flags reads them, and the same bytes say the same each time."""
    core, digest = read_core(core_bytes), entry_hash(core_bytes)
    return core, core_bytes, digest, receipt(core.seq, digest)


def _settled_fields(kind: str, fields: Mapping[str, str], corrected_kind: str | None) -> dict[str, str]:
    if fault := names_fault(kind, fields, corrected_kind):
        raise BadInput(fault)
    return {name: settled(name, value) for name, value in fields.items()}
