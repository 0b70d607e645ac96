"""Checking a risk record, as ``se-desk verify`` does: codes 0, 1 and 2, and one sentence for each fault.

It needs no desk and trusts nothing in the file: the order is shape, chain, opened fields, what the
manifest says is shown, the head, the signature, then what the reader brought along (receipts, key).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from se_desk.domain.chain import (
    CORRECT,
    BadReceipt,
    Core,
    Fault,
    NotJson,
    link_faults,
    read_receipt,
    receipt,
    receipt_code,
)
from se_desk.exchange.risk_records.reading import MAX_BYTES, BadRecord, Record, read_record
from se_desk.exchange.risk_records.signatures import fits
from se_desk.exchange.risk_records.stamps import BadStamp
from se_desk.exchange.risk_records.stamps_of_record import stamp_findings, token_of

MAX_CERTIFICATES = 1024 * 1024  # bytes of a file of certificates
INTACT, NOT_INTACT, NOT_READABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. ``code`` is the exit code; ``record`` is None where none could be read.

    ``receipts`` says of each receipt that was found which entry it pins, ``stamps`` the same of each time
    stamp that holds, and of one that could not be checked here that it was not; a sentence each.
    """

    code: int
    faults: tuple[Fault, ...] = ()
    record: Record | None = None
    receipts: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found."""
        return self.code == INTACT

    @property
    def sentence(self) -> str:
        """The verdict in one sentence: the first fault where there is one."""
        if self.faults:
            return self.faults[0].reason
        entries = len(self.record.entries) if self.record else 0
        return f"The record is intact: {entries} {'entry' if entries == 1 else 'entries'}, signature valid."

    @property
    def lines(self) -> tuple[str, ...]:
        """What a shell prints of it, apart from the faults: the key always, where there is a record."""
        key = (f"Public key: {self.public_key}",) if self.record else ()
        found = (*self.receipts, *self.stamps, *key)
        return (self.sentence, *found) if self.is_intact else found

    @property
    def public_key(self) -> str:
        """The key that the record names (64 hex), to be compared with the one in the charter."""
        return self.record.manifest.pub if self.record else ""


def verify_file(
    path: Path, receipts: Iterable[str] = (), key: str | None = None, authority: Path | None = None
) -> Verdict:
    """``verify`` of a file, of which no more is read than a record may weigh. Raises nothing."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        known = None if authority is None else _read_certificate(authority)
    except OSError as error:
        name = Path(error.filename or path).name
        return Verdict(NOT_READABLE, (Fault(0, f"{name} cannot be read: {error.strerror}."),))
    return verify(data, receipts, key, known)


def _read_certificate(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_CERTIFICATES)


def verify(
    data: bytes, receipts: Iterable[str] = (), key: str | None = None, authority: bytes | None = None
) -> Verdict:
    """The verdict on a file's bytes, on receipts as typed, and on a public key in hex. Raises nothing.

    ``authority`` are certificates (PEM or DER) that the reader trusts to make time stamps.
    """
    try:
        record = read_record(data)
    except NotJson as error:
        return Verdict(NOT_READABLE, (Fault(0, f"This is not readable as JSON. {error}"),))
    except BadRecord as error:
        return Verdict(NOT_INTACT, (Fault(error.seq, str(error)),))
    typed = tuple(receipts)
    stamp_faults, stamps = _stamps(record, authority)
    faults = (
        *record_faults(record),
        *stamp_faults,
        *_receipt_faults(record, typed),
        *_key_faults(record, key or ""),
    )
    found = tuple(_found(record, typed))
    return Verdict(NOT_INTACT if faults else INTACT, faults, record, found, stamps)


def _stamps(record: Record, authority: bytes | None) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    if authority is None and not any(map(token_of, record.entries)):
        return (), ()
    from se_desk.exchange.risk_records.stamp_check import certificates_in

    try:
        known = None if authority is None else certificates_in(authority)
    except BadStamp as error:
        return (Fault(0, f"The certificate of the authority cannot be read. {error}"),), ()
    return stamp_findings(record, known)


def record_faults(record: Record) -> tuple[Fault, ...]:
    """Every fault of a record in itself."""
    manifest = record.manifest
    cores = [entry.core for entry in record.entries]
    opened = {entry.core.seq: entry.opened for entry in record.entries}
    return (
        *link_faults(cores, opened, (manifest.head_seq, manifest.head_hash)),
        *_deal_faults(record),
        *_shown_faults(record),
        *_correction_faults(record),
        *_signature_faults(record),
    )


def _deal_faults(record: Record) -> Iterator[Fault]:
    if record.entries[0].core.deal != record.manifest.deal:
        yield Fault(0, "The manifest and the entries are of different deals.")


def _shown_faults(record: Record) -> Iterator[Fault]:
    opened = {entry.core.seq: sorted(entry.opened) for entry in record.entries if entry.opened}
    shown, known = record.manifest.shown, {entry.core.seq for entry in record.entries}
    for seq in sorted(set(opened) | set(shown)):
        if seq not in known and seq <= record.manifest.head_seq:
            continue  # the entry itself is missing, which was said
        named, present = list(shown.get(seq, ())), opened.get(seq, [])
        if taken := [name for name in named if name not in present]:
            yield Fault(seq, f"Entry {seq}: the field {taken[0]:.40} was shown when signed and is taken out.")
        elif added := [name for name in present if name not in named]:
            yield Fault(seq, f"Entry {seq}: the field {added[0]:.40} is open and was not shown when signed.")
        elif named != present or not named:
            yield Fault(seq, f"Entry {seq}: the names of its shown fields are not sorted, once each.")


def _correction_faults(record: Record) -> Iterator[Fault]:
    """A field and its corrections are shown or hidden together, so that no page can mislead."""
    opened = {entry.core.seq: set(entry.opened) for entry in record.entries}
    cores = {entry.core.seq: entry.core for entry in record.entries}
    groups: dict[tuple[int, str], list[int]] = {}
    for entry in record.entries:
        core, names = entry.core, set(entry.core.f) - {"corrects"}
        if core.kind != CORRECT:
            continue
        if "corrects" in entry.opened:
            target = int(entry.opened["corrects"].value)
            for name in sorted(names):
                has_it = target in cores and name in cores[target].f
                groups.setdefault((target, name), [target] if has_it else []).append(core.seq)
        elif entry.opened:
            yield Fault(core.seq, f"Entry {core.seq} shows a correction and hides which entry it corrects.")
        elif _certainly_shown(core, names, cores, opened):
            yield Fault(core.seq, f"Entry {core.seq} corrects a shown field, and the correction is hidden.")
    for (_, name), seqs in groups.items():
        yield from _halves(name, seqs, opened)


def _halves(name: str, seqs: list[int], opened: Mapping[int, set[str]]) -> Iterator[Fault]:
    shown = [seq for seq in seqs if name in opened[seq]]
    hidden = [seq for seq in seqs if name not in opened[seq]]
    if shown and hidden:
        yield Fault(
            hidden[0],
            f"Entry {hidden[0]} hides {name}, which entry {shown[0]} shows: one corrects the other.",
        )


def _certainly_shown(
    core: Core, names: set[str], cores: Mapping[int, Core], opened: Mapping[int, set[str]]
) -> bool:
    """Whether every entry that a closed correction could mean shows one of the corrected fields."""
    targets = [
        one.seq
        for one in cores.values()
        if one.seq < core.seq and one.flag == core.flag and one.kind != CORRECT and names <= set(one.f)
    ]
    return bool(targets) and all(names & opened[seq] for seq in targets)


def _signature_faults(record: Record) -> Iterator[Fault]:
    if not fits(record.manifest.pub, record.sig, record.manifest_bytes):
        yield Fault(0, "The signature does not fit the manifest: it was changed after signing.")


def _receipt_faults(record: Record, receipts: Iterable[str]) -> Iterator[Fault]:
    codes = {entry.core.seq: receipt_code(entry.core.seq, entry.hash) for entry in record.entries}
    for text in receipts:
        try:
            seq, code = read_receipt(text)
        except BadReceipt as error:
            yield Fault(0, f"The receipt {text!r:.60} cannot be read. {error}")
            continue
        if seq not in codes:
            yield Fault(seq, f"The receipt {text:.60} is of entry {seq}, which this record does not have.")
        elif codes[seq] != code:
            yield Fault(
                seq, f"The receipt {text:.60} does not match entry {seq}: another text was receipted."
            )


def _found(record: Record, receipts: Iterable[str]) -> Iterator[str]:
    """Of each receipt that fits: which entry it pins, and when that was recorded by the desk's clock."""
    entries = {entry.core.seq: entry for entry in record.entries}
    for text in receipts:
        with suppress(BadReceipt):
            seq, code = read_receipt(text)
            entry = entries.get(seq)
            if entry is not None and receipt_code(seq, entry.hash) == code:
                at = entry.core.rec.replace("T", " ")[:19]
                yield f"Receipt found: {receipt(seq, entry.hash)} is entry {seq}, recorded {at} UTC."


def _key_faults(record: Record, key: str) -> Iterator[Fault]:
    given = re.sub(r"[\s:-]", "", key).lower()
    if given and given != record.manifest.pub:
        yield Fault(0, f"The record was signed with the key {record.manifest.pub}, not with the one given.")
