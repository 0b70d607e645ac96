"""The high-water mark: how far each risk chain had come, kept in a small file beside the desk.

The cipher notices a changed page, but not an older file in place of a newer one. Comparing the desk with
the mark does (RISK-RECORD, "In the database"). The mark also says how often the desk had been written, so
that an older file is noticed where it lacks no entry of the risk log.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from se_desk.domain.canonical import MAX_WHOLE
from se_desk.storage import faults, private

FORMAT = "sedesk-heads/1"
LARGEST = 1 << 24  # bytes; a chain takes about 120
_HASH = re.compile(r"[0-9a-f]{64}")


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


def write(file: Path, heads: Iterable[ChainHead], writes: int = 0) -> None:
    """Replaces the mark in ``file`` (heads.json beside the desk); ``writes`` is how often the desk was
    written. Raises DiskFull, DeskReadOnly."""
    listed = [{"chain": head.chain, "seq": head.seq, "hash": head.hash} for head in sorted(heads)]
    whole = {"format": FORMAT, "writes": writes, "heads": listed}
    with faults.named(file):
        private.write_file(file, json.dumps(whole, indent=1).encode())


def read(file: Path) -> tuple[ChainHead, ...] | None:
    """The mark; None where there is none or it cannot be read, which is the same: nothing to compare with."""
    whole = _whole(file)
    try:
        return None if whole is None else tuple(_head(row) for row in whole["heads"])
    except (ValueError, KeyError, TypeError):
        return None


def writes_in(file: Path) -> int:
    """How often the desk had been written when the mark was; 0 where nothing says it."""
    count = (_whole(file) or {}).get("writes", 0)
    return count if type(count) is int and 0 < count <= MAX_WHOLE else 0


def _whole(file: Path) -> dict[str, Any] | None:
    try:
        with file.open("rb") as content:
            whole = json.loads(content.read(LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return whole if isinstance(whole, dict) and whole.get("format") == FORMAT else None


def _head(row: dict[str, Any]) -> ChainHead:
    seq, digest = int(row["seq"]), str(row["hash"])
    if not 0 < seq <= MAX_WHOLE or not _HASH.fullmatch(digest):
        raise ValueError("no entry of a chain")
    return ChainHead(str(row["chain"]), seq, digest)


def tally(heads: Iterable[ChainHead], writes: int = 0) -> str:
    """How many entries there are, one digest over all heads, and how often the desk was written: short
    enough for a keyring."""
    listed = sorted(heads)
    digest = hashlib.sha256("".join(f"{h.chain} {h.seq} {h.hash}\n" for h in listed).encode()).hexdigest()
    return f"{sum(head.seq for head in listed)} {digest} {writes}"


def entries_in(tally: str | None) -> int:
    """How many entries a tally counts; 0 for none, or one that cannot be read."""
    return _number(tally, 0)


def writes_told(tally: str | None) -> int:
    """How many writes a tally counts; 0 for none, or one that cannot be read."""
    return _number(tally, 2)


def _number(tally: str | None, place: int) -> int:
    words = (tally or "").split(" ")
    count = words[place] if place < len(words) else ""
    return int(count) if len(count) < 20 and count.isascii() and count.isdigit() else 0


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
