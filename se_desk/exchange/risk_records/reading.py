"""Reading a risk record strictly: its shape, its keys, its types. What fits together is checked elsewhere.

The spelling of the file itself is free (spaces, order of keys); what is hashed and signed are the
canonical bytes of each core and of the manifest, made again from what was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from se_desk.domain.chain import (
    KINDS,
    BadCore,
    Core,
    NotJson,
    Opened,
    OutsideFormat,
    canonical,
    entry_hash,
    read_core,
    read_json,
)
from se_desk.domain.chain_core import REC, moment
from se_desk.domain.entry_kinds import value_fault

__all__ = ["ABOUT_KEYS", "FORMAT", "MAX_BYTES", "BadRecord", "Manifest", "NotJson", "Record", "RecordEntry"]

FORMAT = "sedesk-risk-record/1"
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 5  # record, entries, entry, core, f
ABOUT_KEYS = (
    "title",
    "account",
    "partner",
    "value",
    "stage",
    "ae_forecast",
    "se_read",
    "gap_days",
    "procurement",
    "earliest_signature",
    "author",
    "recipient",
    "period",
)
_NAMES = [name for fields in KINDS.values() for name in fields.all]
_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (32, 64, 128)}
_SALT = re.compile(r"(?:[0-9a-f]{2})*")
_DECIMAL = re.compile(r"[1-9][0-9]{0,15}")


class BadRecord(ValueError):
    """JSON, and no risk record of the format; one sentence. ``seq`` is the entry, 0 for the whole."""

    def __init__(self, reason: str, seq: int = 0) -> None:
        super().__init__(reason)
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is signed. ``shown`` maps seq to the sorted names of opened fields; ``exported`` is UTC."""

    deal: str
    head_seq: int
    head_hash: str
    exported: str
    pub: str
    about: Mapping[str, str]
    shown: Mapping[int, tuple[str, ...]]

    def as_json(self) -> dict[str, object]:
        """The object whose canonical bytes are signed."""
        return {
            "format": FORMAT,
            "deal": self.deal,
            "head": {"seq": self.head_seq, "hash": self.head_hash},
            "exported": self.exported,
            "pub": self.pub,
            "about": dict(self.about),
            "shown": {str(seq): list(names) for seq, names in self.shown.items()},
        }


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One entry of the chain with the fields that the record opens."""

    core: Core
    opened: Mapping[str, Opened]

    @property
    def core_bytes(self) -> bytes:
        """The bytes that are hashed."""
        return canonical(self.core.as_json())

    @property
    def hash(self) -> str:
        """SHA-256 of the core's bytes, lower-case hex."""
        return entry_hash(self.core)


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was read: of the right shape, not yet checked."""

    manifest: Manifest
    sig: str
    entries: tuple[RecordEntry, ...]

    @property
    def manifest_bytes(self) -> bytes:
        """The bytes that are signed."""
        return canonical(self.manifest.as_json())


def read_record(data: bytes) -> Record:
    """The record in a file's bytes. Raises NotJson for no JSON, BadRecord for no record."""
    if len(data) > MAX_BYTES:
        raise BadRecord(f"The file is larger than {MAX_BYTES // 2**20} MiB.")
    try:
        record = _object(read_json(data, MAX_DEPTH), "The record", ("manifest", "sig", "entries"))
    except OutsideFormat as error:
        raise BadRecord(str(error)) from error
    sig = _hex(record["sig"], 128, "The signature")
    return Record(_manifest(record["manifest"]), sig, _entries(record["entries"]))


def _manifest(value: object) -> Manifest:
    keys = ("format", "deal", "head", "exported", "pub", "about", "shown")
    manifest = _object(value, "The manifest", keys)
    if manifest["format"] != FORMAT:
        raise BadRecord(f"The format is {manifest['format']!r:.40}; this program reads {FORMAT}.")
    head = _object(manifest["head"], "The head", ("seq", "hash"))
    return Manifest(
        deal=_hex(manifest["deal"], 32, "The manifest's deal"),
        head_seq=_whole(head["seq"], "The head's seq"),
        head_hash=_hex(head["hash"], 64, "The head's hash"),
        exported=_moment(manifest["exported"]),
        pub=_hex(manifest["pub"], 64, "The public key"),
        about=_about(manifest["about"]),
        shown=_shown(manifest["shown"]),
    )


def _about(value: object) -> dict[str, str]:
    about = _object(value, "about")
    for key, text in about.items():
        if key not in ABOUT_KEYS:
            raise BadRecord(f"about has an unknown key {key!r:.40}.")
        if fault := value_fault(key, text):
            raise BadRecord(f"about: {fault}")
    return {key: str(text) for key, text in about.items()}


def _shown(value: object) -> dict[int, tuple[str, ...]]:
    found = {}
    for key, names in _object(value, "shown").items():
        if not _DECIMAL.fullmatch(key):
            raise BadRecord(f"shown has a key {key!r:.40}, which is no number of an entry.")
        if not isinstance(names, list) or not all(name in _NAMES for name in names):
            raise BadRecord(f"shown must list names of fields for entry {key}.")
        found[int(key)] = tuple(names)
    return found


def _entries(value: object) -> tuple[RecordEntry, ...]:
    if not isinstance(value, list):
        raise BadRecord("entries must be a list.")
    if not value:
        raise BadRecord("There is no entry at all.")
    return tuple(_entry(entry, place) for place, entry in enumerate(value, start=1))


def _entry(value: object, place: int) -> RecordEntry:
    try:
        entry = _object(value, "It", ("core", "open"))
        core = read_core(_object(entry["core"], "Its core"))
        opened = _object(entry["open"], "Its open")
        return RecordEntry(core, {name: _opened(name, field) for name, field in opened.items()})
    except (BadCore, BadRecord) as error:
        raise BadRecord(f"Entry {place}: {error}", place) from error


def _opened(name: str, value: object) -> Opened:
    field = _object(value, f"The opened field {name!r:.40}", ("salt", "value"))
    salt = field["salt"]
    if not isinstance(salt, str) or not _SALT.fullmatch(salt):
        raise BadRecord(f"The salt of {name!r:.40} must be lower-case hex digits.")
    if fault := value_fault(name, field["value"]):
        raise BadRecord(fault)
    return Opened(bytes.fromhex(salt), str(field["value"]))


def _object(value: object, what: str, keys: tuple[str, ...] | None = None) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadRecord(f"{what} must be an object.")
    if keys is not None:
        if unknown := sorted(set(value) - set(keys)):
            raise BadRecord(f"{what} has an unknown key {unknown[0]!r:.40}.")
        if missing := [key for key in keys if key not in value]:
            raise BadRecord(f"{what} has no {missing[0]}.")
    return value


def _hex(value: object, length: int, what: str) -> str:
    if not isinstance(value, str) or not _HEX[length].fullmatch(value):
        raise BadRecord(f"{what} must be {length} lower-case hex digits.")
    return value


def _whole(value: object, what: str) -> int:
    if type(value) is not int:
        raise BadRecord(f"{what} must be a whole number, and is {value!r:.40}.")
    return value


def _moment(value: object) -> str:
    if not isinstance(value, str) or not REC.fullmatch(value):
        raise BadRecord(f"exported must be a moment in UTC, and is {value!r:.40}.")
    try:
        moment(value)
    except ValueError:
        raise BadRecord(f"exported is {value}, a moment that does not exist.") from None
    return value
