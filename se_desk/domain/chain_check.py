"""Checking a risk chain: every fault in one sentence, none repaired. Pure.

A chain is whole when its entries are numbered from 1 without a gap, each carries the hash of the one
before, every entry belongs to a flag, and every opened value fits the commitment made when it was
recorded. A clock that went wrong is no fault: it was judged when the entry was made, and is only
compared with that judgement here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from se_desk.domain.canonical import NotJson, OutsideFormat
from se_desk.domain.chain_core import (
    SALT_BYTES,
    ZEROS,
    BadCore,
    Core,
    Head,
    Opened,
    OpenedFields,
    clk,
    commitment,
    entry_hash,
    read_core,
)
from se_desk.domain.chain_swift import is_whole
from se_desk.domain.entry_kinds import ANCHOR, CORRECT, FLAG, names_fault, value_fault


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in one sentence; ``seq`` is the entry it was seen at, 0 for the whole."""

    seq: int
    reason: str

    def __str__(self) -> str:
        """The sentence."""
        return self.reason


def check_chain(
    cores: Sequence[bytes],
    opened: Mapping[int, OpenedFields],
    head: tuple[int, str] | None = None,
    after: Head | None = None,
) -> tuple[Fault, ...]:
    """Every fault of a chain given as the bytes of its cores in order; empty when it is whole.

    ``opened`` maps seq to opened fields. ``head`` is the (seq, hash) that somebody else holds.
    ``after`` is an entry already checked, when ``cores`` are only what came later.
    """
    return () if is_whole(cores, opened, head, after) else every_fault(cores, opened, head, after)


def every_fault(
    cores: Sequence[bytes],
    opened: Mapping[int, OpenedFields],
    head: tuple[int, str] | None = None,
    after: Head | None = None,
) -> tuple[Fault, ...]:
    """The same, entry by entry with care, whatever the quick way said."""
    read: list[Core] = []
    for place, data in enumerate(cores, start=after.seq + 1 if after else 1):
        try:
            read.append(read_core(data))
        except (BadCore, NotJson, OutsideFormat) as error:
            so_far = {core.seq: opened.get(core.seq, {}) for core in read}
            return (*link_faults(read, so_far, after=after), Fault(place, f"Entry {place}: {error}"))
    return link_faults(read, opened, head, after)


def link_faults(
    cores: Sequence[Core],
    opened: Mapping[int, OpenedFields],
    head: tuple[int, str] | None = None,
    after: Head | None = None,
) -> tuple[Fault, ...]:
    """Like ``check_chain``, for cores that were read already (their hash is that of their own bytes)."""
    faults: list[Fault] = []
    kinds: dict[int, tuple[str, int]] = {}
    before, deal = after, cores[0].deal if cores else ""
    for core in cores:
        faults.extend(_order_faults(core, before, deal))
        faults.extend(_belonging_faults(core, kinds, after))
        faults.extend(_opened_faults(core, opened.get(core.seq, {}), kinds, after))
        kinds[core.seq] = core.kind, core.flag
        before = core.head(entry_hash(core))
    faults.extend(_stray_faults(opened, kinds, after))
    faults.extend(_head_faults(before, head))
    return tuple(faults)


def _order_faults(core: Core, before: Head | None, deal: str) -> Iterator[Fault]:
    seq, expected = core.seq, before.seq + 1 if before else 1
    if core.deal != deal:
        yield Fault(seq, f"Entry {seq} belongs to the chain of another deal.")
    if seq > expected:
        missing = f"Entry {expected} is" if seq == expected + 1 else f"Entries {expected} to {seq - 1} are"
        yield Fault(expected, f"{missing} missing: entry {seq} stands in that place.")
    elif seq < expected:
        yield Fault(seq, f"Entry {seq} stands where entry {expected} should be.")
    elif core.prev != (before.hash if before else ZEROS):
        yield Fault(seq, f"Entry {seq} does not carry the hash of the entry before it.")
    elif core.clk != (judged := clk(before, core.rec, core.boot, core.mono)):
        yield Fault(seq, f"Entry {seq} calls its clock {core.clk}, and its times say {judged}.")


def _belonging_faults(
    core: Core, kinds: Mapping[int, tuple[str, int]], after: Head | None
) -> Iterator[Fault]:
    if core.kind in (FLAG, ANCHOR) or (after and core.flag <= after.seq):
        return
    if kinds.get(core.flag, ("", 0))[0] != FLAG:
        yield Fault(core.seq, f"Entry {core.seq} belongs to entry {core.flag}, which is no flag.")


def _opened_faults(
    core: Core, opened: OpenedFields, kinds: Mapping[int, tuple[str, int]], after: Head | None
) -> Iterator[Fault]:
    for name, field in opened.items():
        if reason := _field_fault(core, name, field):
            yield Fault(core.seq, f"Entry {core.seq}: {reason}")
    if core.kind == CORRECT and "corrects" in opened:
        yield from _target_faults(core, opened["corrects"].value, kinds, after)


def _field_fault(core: Core, name: str, field: Opened) -> str | None:
    if name not in core.f:
        return f"It has no field {name!r:.40}."
    if len(field.salt) != SALT_BYTES:
        return f"The salt of {name} has {len(field.salt)} bytes, not {SALT_BYTES}."
    if fault := value_fault(name, field.value):
        return fault
    if commitment(name, field.salt, field.value) != core.f[name]:
        return f"The field {name} is not what was recorded: it does not fit its commitment."
    return None


def _target_faults(
    core: Core, corrects: str, kinds: Mapping[int, tuple[str, int]], after: Head | None
) -> Iterator[Fault]:
    target = int(corrects) if corrects.isascii() and corrects.isdigit() and len(corrects) < 17 else 0
    if after and 0 < target <= after.seq:
        return
    kind, flag = kinds.get(target, ("", 0))
    if flag != core.flag:
        yield Fault(
            core.seq, f"Entry {core.seq} corrects entry {corrects:.20}, which its flag does not have."
        )
    elif fault := names_fault(CORRECT, core.f, kind):
        yield Fault(core.seq, f"Entry {core.seq}: {fault}")


def _stray_faults(
    opened: Mapping[int, OpenedFields], kinds: Mapping[int, tuple[str, int]], after: Head | None
) -> Iterator[Fault]:
    for seq in sorted(opened):
        if opened[seq] and seq not in kinds and not (after and seq <= after.seq):
            yield Fault(seq, f"There are opened fields of entry {seq}, and no such entry.")


def _head_faults(last: Head | None, head: tuple[int, str] | None) -> Iterator[Fault]:
    if head is None:
        return
    seq, digest = head
    ends = last.seq if last else 0
    if ends < seq:
        yield Fault(
            ends + 1, f"The chain ends at entry {ends} and should end at entry {seq}: its tail is cut."
        )
    elif ends > seq:
        yield Fault(seq + 1, f"The chain goes on to entry {ends} and should end at entry {seq}.")
    elif last and last.hash != digest:
        yield Fault(seq, f"The hash of entry {seq}, the last one, is not the one it should be.")
