"""The high-water mark: how far each risk chain had come, kept in a small file beside the desk.

The cipher notices a changed page, but not an older file in place of a newer one. Comparing the desk with
the mark does (RISK-RECORD, "In the database").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from se_desk.storage import faults, private

FORMAT = "sedesk-heads/1"


@dataclass(frozen=True, slots=True, order=True)
class ChainHead:
    """An entry of a chain: its number and its hash (64 hex digits)."""

    chain: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the mark remembers and the desk does not hold: entries ``first`` to ``last`` of a chain.

    ``changed``: an entry with that number is there, but it is another one.
    """

    chain: str
    first: int
    last: int
    changed: bool = False


def write(file: Path, heads: Iterable[ChainHead]) -> None:
    """Replaces the mark in ``file`` (heads.json beside the desk). Raises DiskFull, DeskReadOnly."""
    listed = [{"chain": head.chain, "seq": head.seq, "hash": head.hash} for head in sorted(heads)]
    with faults.named(file):
        private.write_file(file, json.dumps({"format": FORMAT, "heads": listed}, indent=1).encode())


def read(file: Path) -> tuple[ChainHead, ...] | None:
    """The mark; None where there is none or it cannot be read, which is the same: nothing to compare with."""
    try:
        whole = json.loads(file.read_bytes())
        if whole["format"] != FORMAT:
            return None
        return tuple(
            ChainHead(str(row["chain"]), int(row["seq"]), str(row["hash"])) for row in whole["heads"]
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def compare(stored: Iterable[ChainHead], present: Iterable[ChainHead]) -> tuple[Gap, ...]:
    """What is missing from the desk. ``stored`` is the mark; ``present`` are entries that the desk holds.

    Of each chain ``present`` needs the newest entry and the one with the number in the mark.
    """
    held: dict[str, dict[int, str]] = {}
    for head in present:
        held.setdefault(head.chain, {})[head.seq] = head.hash
    gaps = (_gap(mark, held.get(mark.chain, {})) for mark in stored)
    return tuple(gap for gap in gaps if gap is not None)


def _gap(mark: ChainHead, held: dict[int, str]) -> Gap | None:
    if mark.seq in held:
        return None if held[mark.seq] == mark.hash else Gap(mark.chain, mark.seq, mark.seq, changed=True)
    newest = max((seq for seq in held if seq < mark.seq), default=0)
    return Gap(mark.chain, newest + 1, mark.seq)
