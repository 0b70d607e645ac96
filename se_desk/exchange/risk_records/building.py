"""Making a signed risk record from a deal's whole chain: what is shown is chosen, what is hashed is not.

Every core of the chain goes in. A field that is hidden, or of a flag that was not chosen, keeps its
commitment and loses salt and value. A hidden field is hidden in its corrections and the other way
round, since half a correction would mislead; ``corrects`` itself says no word and always stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from se_desk.domain.chain import ANCHOR, CORRECT, OpenedFields, Sealed, canonical, link_faults
from se_desk.domain.chain_core import rec_of
from se_desk.domain.entry_kinds import settled
from se_desk.domain.errors import BadInput, DeskDamaged
from se_desk.exchange.risk_records.reading import ABOUT_KEYS, MAX_BYTES, Manifest
from se_desk.exchange.risk_records.signatures import public_key, sign

Hidden: TypeAlias = frozenset[tuple[int, str]]


def build_record(
    entries: Sequence[Sealed],
    seed: bytes,
    exported_at: datetime,
    about: Mapping[str, str],
    flags: Collection[int] | None = None,
    hidden: Iterable[tuple[int, str]] = (),
) -> bytes:
    """The record of a deal's chain as canonical JSON.

    ``entries`` is the whole chain in order; ``seed`` the signing seed (32 bytes); ``exported_at`` aware;
    ``about`` has keys of ABOUT_KEYS (empty values are left out); ``flags`` are the chosen flags' seqs
    (None: all); ``hidden`` are (seq, field) pairs. Raises BadInput for an unknown key, flag or field,
    DeskDamaged where the chain is not whole.
    """
    closed = frozenset(hidden)
    _check_choice(entries, flags, closed)
    _check_chain(entries)
    shown = _shown(entries, flags, closed_pairs(entries, closed))
    manifest = Manifest(
        deal=entries[0].core.deal,
        head_seq=entries[-1].core.seq,
        head_hash=entries[-1].hash,
        exported=rec_of(exported_at),
        pub=public_key(seed),
        about=_about(about),
        shown={seq: tuple(sorted(opened)) for seq, opened in shown.items() if opened},
    )
    data = canonical(
        {
            "manifest": manifest.as_json(),
            "sig": sign(seed, canonical(manifest.as_json())),
            "entries": [_entry(entry, shown[entry.core.seq]) for entry in entries],
        }
    )
    if len(data) > MAX_BYTES:
        raise BadInput("The record is larger than 64 MiB.", do="Choose fewer flags or fields.")
    return data


def hidden_everywhere(entries: Iterable[Sealed], names: Collection[str]) -> Hidden:
    """The pairs that hide fields of these names in all entries, as ``--without`` asks."""
    return frozenset((entry.core.seq, name) for entry in entries for name in entry.core.f if name in names)


def closed_pairs(entries: Sequence[Sealed], hidden: Iterable[tuple[int, str]]) -> Hidden:
    """``hidden`` with everything that must be hidden with it: a field and all its corrections.

    A field whose value is no longer on the desk counts as hidden.
    """
    found = set(hidden)
    lost = {(one.core.seq, name) for one in entries for name in set(one.core.f) - set(one.opened)}
    groups: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for entry in entries:
        for target in _corrected_pairs(entry, entries):
            groups.setdefault(target, {target}).add((entry.core.seq, target[1]))
    for group in groups.values():
        if group & (found | lost):
            found |= group
    return frozenset(found)


def _corrected_pairs(entry: Sealed, entries: Sequence[Sealed]) -> set[tuple[int, str]]:
    """What an entry corrects; where that is forgotten, everything that it may correct."""
    core = entry.core
    if core.kind != CORRECT:
        return set()
    corrects = entry.opened.get("corrects")
    earlier = [one.core for one in entries if one.core.seq < core.seq and one.core.flag == core.flag]
    meant = [one.seq for one in earlier] if corrects is None else [int(corrects.value)]
    return {(seq, name) for seq in meant for name in set(core.f) - {"corrects"}}


def _check_choice(entries: Sequence[Sealed], flags: Collection[int] | None, hidden: Hidden) -> None:
    if not entries:
        raise BadInput("This deal has no entry in its risk log.", do="Raise a flag first.")
    names = {entry.core.seq: set(entry.core.f) for entry in entries}
    own = {entry.core.flag for entry in entries}
    for flag in flags or ():
        if flag not in own or flag == 0:
            raise BadInput(f"There is no flag with the number {flag}.")
    for seq, name in sorted(hidden):
        if name not in names.get(seq, set()):
            raise BadInput(f"Entry {seq} has no field {name:.40} to hide.")
        if name == "corrects":
            raise BadInput("Which entry a correction corrects cannot be hidden.")


def _check_chain(entries: Sequence[Sealed]) -> None:
    faults = link_faults([one.core for one in entries], {one.core.seq: one.opened for one in entries})
    if faults:
        raise DeskDamaged(
            f"The risk log of this deal is not whole. {faults[0].reason}",
            safe="Nothing was exported.",
            do="Check the desk, and take the missing entries from a backup.",
        )


def _shown(
    entries: Sequence[Sealed], flags: Collection[int] | None, hidden: Hidden
) -> dict[int, OpenedFields]:
    found: dict[int, OpenedFields] = {}
    for entry in entries:
        core = entry.core
        chosen = flags is None or core.flag in flags or core.kind == ANCHOR
        shown = {n: field for n, field in entry.opened.items() if chosen and (core.seq, n) not in hidden}
        found[core.seq] = shown
    return found


def _about(about: Mapping[str, str]) -> dict[str, str]:
    if unknown := sorted(set(about) - set(ABOUT_KEYS)):
        raise BadInput(f"A record says nothing about {unknown[0]!r:.40}.")
    return {key: settled(key, text) for key, text in about.items() if text.strip()}


def _entry(entry: Sealed, shown: OpenedFields) -> dict[str, object]:
    opened = {name: {"salt": field.salt.hex(), "value": field.value} for name, field in shown.items()}
    return {"core": entry.core.as_json(), "open": opened}
