"""One entry of a risk chain as it is hashed: its core, its hash, its commitments, its clock.

The core holds no text of a person, only commitments; the opened fields (salt and value) lie beside it
and can be forgotten without breaking the chain. ``rec`` is the desk's clock in UTC, milliseconds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from se_desk.domain.canonical import MAX_WHOLE, canonical, read_json
from se_desk.domain.entry_kinds import ANCHOR, FLAG, names_fault

ZEROS = "0" * 64
SALT_BYTES = 16
JUMP_MS = 120_000
CLOCKS = ("ok", "jumped", "regressed")
_KEYS = ("v", "deal", "seq", "flag", "kind", "prev", "rec", "off", "boot", "mono", "clk", "f")
_HEX64 = re.compile(r"[0-9a-f]{64}")
REC = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}\.[0-9]{3}Z")  # no 24:00
_PATTERNS = {
    "deal": (re.compile(r"[0-9a-f]{32}"), "32 lower-case hex digits"),
    "prev": (_HEX64, "64 lower-case hex digits"),
    "rec": (REC, "a moment in UTC"),
    "off": (re.compile(r"[+-](0[0-9]|1[0-4]):[0-5][0-9]"), "an offset such as +02:00"),
    "boot": (re.compile(r"[0-9a-f]{8}"), "8 lower-case hex digits"),
    "clk": (re.compile("|".join(CLOCKS)), "ok, jumped or regressed"),
}


class BadCore(ValueError):
    """A core that is not of the format; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the clocks said: an aware moment, the boot's id (8 hex) and milliseconds since boot."""

    at: datetime
    boot: str
    mono: int

    def __post_init__(self) -> None:
        """Raises ValueError for a naive moment, which would say nothing about when."""
        if self.at.utcoffset() is None:
            raise ValueError("A reading of the clock needs a time zone.")


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of a chain, as far as the next one needs it."""

    seq: int
    hash: str
    rec: str
    boot: str
    mono: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A field with what opens its commitment: 16 random bytes and the value."""

    salt: bytes
    value: str


OpenedFields = Mapping[str, Opened]


@dataclass(frozen=True, slots=True)
class Core:
    """The hashed part of an entry; ``f`` maps field names to commitments (64 hex)."""

    deal: str
    seq: int
    flag: int
    kind: str
    prev: str
    rec: str
    off: str
    boot: str
    mono: int
    clk: str
    f: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """The object whose canonical bytes are hashed."""
        found: dict[str, object] = {"v": 1}
        found.update({key: getattr(self, key) for key in _KEYS[1:-1]})
        found["f"] = dict(self.f)
        return found

    @property
    def recorded_at(self) -> datetime:
        """The moment of recording, with the local offset of that time."""
        return moment(self.rec).astimezone(timezone(_offset(self.off)))

    def head(self, entry_hash: str) -> Head:
        """This entry as the head of a chain."""
        return Head(self.seq, entry_hash, self.rec, self.boot, self.mono)


def commitment(name: str, salt: bytes, value: str) -> str:
    """Binds a value to an entry without showing it: 64 lower-case hex. Salt: 16 bytes, else ValueError."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes, not {len(salt)}.")
    front = b"sedesk/field/1\0" + name.encode() + b"\0"
    return hashlib.sha256(front + salt + value.encode("utf-8")).hexdigest()


def entry_hash(core: Core | Mapping[str, object] | bytes) -> str:
    """SHA-256 of the core's bytes, lower-case hex; what ``sha256sum`` says of the core in a file."""
    if isinstance(core, Core):
        core = core.as_json()
    data = core if isinstance(core, bytes) else canonical(dict(core))
    return hashlib.sha256(data).hexdigest()


def read_core(value: object) -> Core:
    """A core from its bytes, or from an object already read. Strict; raises BadCore (or NotJson)."""
    if isinstance(value, bytes):
        core = read_core(read_json(value))
        if canonical(core.as_json()) != value:
            raise BadCore("The core is not in its canonical spelling.")
        return core
    if not isinstance(value, dict) or set(value) != set(_KEYS):
        raise BadCore(_keys_fault(value))
    if type(value["v"]) is not int or value["v"] != 1:
        raise BadCore("v must be the whole number 1.")
    core = Core(**{key: value[key] for key in _KEYS[1:]})
    _check_parts(core)
    return core


def clk(head: Head | None, rec: str, boot: str, mono: int) -> str:
    """The clock's judgement of an entry after ``head``: regressed, jumped or ok. Never a refusal."""
    if head is None:
        return "ok"
    if rec < head.rec:
        return "regressed"
    wall = (moment(rec) - moment(head.rec)) // timedelta(milliseconds=1)
    if boot == head.boot and abs(wall - (mono - head.mono)) > JUMP_MS:
        return "jumped"
    return "ok"


def moment(rec: str) -> datetime:
    """The UTC moment of a ``rec``. Raises ValueError for a day or hour that does not exist."""
    return datetime.fromisoformat(rec.removesuffix("Z") + "+00:00")


def rec_of(at: datetime) -> str:
    """An aware moment in UTC with milliseconds, cut and not rounded: ``2026-07-14T13:05:09.123Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def off_of(at: datetime) -> str:
    """The local offset of an aware moment as ``+HH:MM``; seconds of an old zone are cut."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _offset(off: str) -> timedelta:
    size = timedelta(hours=int(off[1:3]), minutes=int(off[4:6]))
    return -size if off[0] == "-" else size


def _keys_fault(value: object) -> str:
    if not isinstance(value, dict):
        return "The core is no object."
    if unknown := sorted(set(value) - set(_KEYS)):
        return f"The core has an unknown key {unknown[0]!r:.40}."
    return f"The core has no {next(key for key in _KEYS if key not in value)}."


def _check_parts(core: Core) -> None:
    for key in ("seq", "flag", "mono"):
        number = getattr(core, key)
        if type(number) is not int or not 0 <= number <= MAX_WHOLE:
            raise BadCore(f"{key} must be a whole number, and is {number!r:.40}.")
    for key, (pattern, meant) in _PATTERNS.items():
        text = getattr(core, key)
        if not isinstance(text, str) or not pattern.fullmatch(text):
            raise BadCore(f"{key} must be {meant}, and is {text!r:.40}.")
    _check_moment(core)
    _check_commitments(core)
    _check_place(core)


def _check_moment(core: Core) -> None:
    try:
        core.recorded_at  # noqa: B018  (both the UTC moment and the local one must exist)
    except (ValueError, OverflowError):
        raise BadCore(f"rec is {core.rec}, a moment that does not exist.") from None


def _check_commitments(core: Core) -> None:
    if not isinstance(core.kind, str):
        raise BadCore("kind must be text.")
    if not isinstance(core.f, dict):
        raise BadCore("f must be an object.")
    if fault := names_fault(core.kind, core.f):
        raise BadCore(fault)
    for name, text in core.f.items():
        if not isinstance(text, str) or not _HEX64.fullmatch(text):
            raise BadCore(f"The commitment of {name} must be 64 lower-case hex digits.")


def _check_place(core: Core) -> None:
    """The flag's number: its own for a flag, 0 for an anchor, an earlier one for everything else."""
    if core.seq == 0:
        raise BadCore("seq begins at 1.")
    right = {FLAG: core.flag == core.seq, ANCHOR: core.flag == 0}
    if not right.get(core.kind, 0 < core.flag < core.seq):
        raise BadCore(
            f"flag is {core.flag}, which an entry of kind {core.kind} with seq {core.seq} cannot have."
        )
