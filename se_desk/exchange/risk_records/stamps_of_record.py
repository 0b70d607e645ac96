"""The time stamps of a record: which entry each one pins, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from se_desk.domain.chain import ANCHOR, Fault
from se_desk.domain.risks import AnchorWord
from se_desk.exchange.risk_records.reading import Record, RecordEntry
from se_desk.exchange.risk_records.stamps import BadStamp, Stamp, UnknownStamp, bytes_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

NO_STAMP = "The record shows no time stamp, so there is none of the authority whose certificate was given."


def stamp_findings(
    record: Record, authority: Sequence[Certificate] | None = None
) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Faults of the shown time stamps, and one sentence for each that holds or cannot be checked here.

    ``authority`` are certificates the reader trusts; None where none were given.
    """
    before: dict[str, int] = {}
    faults: list[Fault] = []
    said: list[str] = []
    for entry in record.entries:
        if text := token_of(entry):
            found = _finding(entry.core.seq, text, before, authority)
            if isinstance(found, Fault):
                faults.append(found)
            else:
                said.append(found)
        before[entry.hash] = entry.core.seq
    if authority is not None and not faults and not said:
        faults.append(Fault(0, NO_STAMP))
    return tuple(faults), tuple(said)


def token_of(entry: RecordEntry) -> str:
    """The token that a time stamp entry shows; "" where there is none to see."""
    kind = entry.opened.get("anchor")
    shown = entry.opened.get("token")
    stamped = entry.core.kind == ANCHOR and kind is not None and kind.value == AnchorWord.RFC3161
    return shown.value if stamped and shown is not None else ""


def places(record: Record) -> dict[str, int]:
    """The number of each entry by its hash."""
    return {entry.hash: entry.core.seq for entry in record.entries}


def _finding(
    seq: int, text: str, before: Mapping[str, int], authority: Sequence[Certificate] | None
) -> Fault | str:
    from se_desk.exchange.risk_records.stamp_check import check_stamp

    try:
        stamp = check_stamp(bytes_of(text), authority or ())
    except UnknownStamp as error:
        if authority is None:
            return f"Entry {seq} carries a time stamp that was not checked. {error}"
        return Fault(seq, f"Entry {seq}: {error}")
    except BadStamp as error:
        return Fault(seq, f"Entry {seq}: {error}")
    if stamp.imprint not in before:
        return Fault(seq, f"Entry {seq}: its time stamp is of no entry before it.")
    return "".join(_sentence(before[stamp.imprint], stamp, known=authority is not None))


def _sentence(seq: int, stamp: Stamp, *, known: bool) -> Iterator[str]:
    yield f"Time stamp: entry {seq} and all before it were there on {stamp.say_moment()} UTC, "
    if known:
        yield f"signed by {stamp.authority}, which the given certificate vouches for."
        return
    yield f"says {stamp.authority}. Its certificate has the SHA-256 {stamp.certificate}, "
    yield "which was compared with nothing; --authority names a certificate that you trust."
