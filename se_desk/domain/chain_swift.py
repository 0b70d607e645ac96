"""A quick way through a chain that is whole: nearly as fast as hashing its bytes, and able to say only yes.

It compares a core with what must stand there (the hash before, the number, the commitments made from the
opened values) and takes the rest apart as text, without building an object. Whatever is not exactly as usual
ends the walk, and the careful check (``chain_check``) says what it is. So every yes here must be a yes there;
tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from se_desk.domain.canonical import MAX_WHOLE
from se_desk.domain.chain_core import JUMP_MS, SALT_BYTES, ZEROS, Head, Opened, OpenedFields
from se_desk.domain.entry_kinds import ANCHOR, CORRECT, FLAG, KINDS, TOKENS, names_fault, value_fault

_FRONT = re.compile(r'\{"boot":"([0-9a-f]{8})","clk":"(ok|jumped|regressed)","deal":"([0-9a-f]{32})"')
_OFF = re.compile(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_ZERO_DIGITS = str.maketrans("123456789", "0" * 9)
_REC = "0000-00-00T00:00:00.000Z"
_LINK = len(f'","prev":"{ZEROS}","rec":"')
_EARLIEST = datetime(2, 1, 1)  # noqa: DTZ001 - UTC throughout; the edges of time are looked at with care
_PREFIXES = {name: f"sedesk/field/1\0{name}\0".encode() for fields in KINDS.values() for name in fields.all}
_ALLOWED = {name: frozenset(words) for name, words in TOKENS.items()}
_LOOKED_AT = ("occurred", "corrects")


class _Odd(Exception):
    """Something that the careful check has to look at."""


def is_whole(
    cores: Sequence[bytes],
    opened: Mapping[int, OpenedFields],
    head: tuple[int, str] | None = None,
    after: Head | None = None,
) -> bool:
    """Whether ``check_chain`` would surely find nothing; False says no more than that it has to look."""
    try:
        walk = _Walk(after)
        for core in cores:
            walk.step(core, opened)
    except (_Odd, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False
    strays = any(fields and not 0 < seq <= walk.seq for seq, fields in opened.items())
    return bool(cores) and not strays and (head is None or head == (walk.seq, walk.hash))


class _Walk:
    """Where the walk has come to, and what was seen often enough to be known."""

    __slots__ = (
        "boot", "clk", "deal", "first", "flags", "front", "hash", "kinds", "link", "mono", "offs", "orders",
        "rec", "seq", "shapes", "when",
    )  # fmt: skip

    def __init__(self, after: Head | None) -> None:
        self.seq, self.hash = (after.seq, after.hash) if after else (0, ZEROS)
        self.first = self.seq  # entries up to here were checked before
        self.rec, self.mono = (after.rec, after.mono) if after else ("", 0)
        self.boot = after.boot if after else ""
        self.when = _moment(after.rec) if after else _EARLIEST
        self.link = f'","prev":"{self.hash}","rec":"'
        self.front, self.clk, self.deal = "", "", ""
        self.flags: set[int] = set()
        self.kinds: dict[int, tuple[str, int]] = {}
        self.offs: set[str] = set()
        # Of the names as they were opened: their order in a core, and the same where a kind has just these.
        self.orders: dict[tuple[str, ...], list[str]] = {}
        self.shapes: dict[tuple[str, ...], list[str]] = {}

    def step(self, core: bytes, opened: Mapping[int, OpenedFields]) -> None:
        """One entry further. _Odd, or a ValueError, where it is not as usual."""
        text = core.decode("ascii")
        seq = self.seq + 1
        end = f'","seq":{seq},"v":1}}'
        stop = len(text) - len(end) - 24
        if not (text.endswith(end) and text.startswith(self.link, stop - _LINK)):
            raise _Odd
        begin = text.find(',"f":{')
        values = opened.get(seq) or {}
        order = self.orders.get(tuple(values))
        made = ",".join([_committed(name, values[name]) for name in order]) + '},"flag":' if order else "{"
        usual = text.startswith(made, begin + 6)
        until = begin + len(made) + 6 if usual else text.index('},"flag":', begin) + 9
        flag, rest = text[until : stop - _LINK].split(',"kind":"')
        kind, rest = rest.split('","mono":')
        mono, off = rest.split(',"off":"')
        self._clock(text[:begin], text[stop : stop + 24], mono, off)
        names = self.shapes.get((kind, *values)) if usual else None
        if names is None:
            names = self._fields(kind, text[begin + 6 : until - 9], values)
        self.seq = seq
        self._belongs(kind, flag, names, values)
        self.hash = digest = sha256(core).hexdigest()
        self.link = f'","prev":"{digest}","rec":"'

    def _clock(self, front: str, rec: str, mono: str, off: str) -> None:
        """The clock is judged as its times say (``chain_core.clk``)."""
        boot = self.boot
        if front != self.front:
            self._take_front(front)
        if off not in self.offs:
            self._take_off(off)
        when, ran = _moment(rec), int(_plain(mono))
        judged = "ok"
        if self.seq:
            if rec < self.rec:
                judged = "regressed"
            elif boot == self.boot:
                span = when - self.when
                wall = span.days * 86_400_000 + span.seconds * 1_000 + span.microseconds // 1_000
                if not -JUMP_MS <= wall - (ran - self.mono) <= JUMP_MS:
                    judged = "jumped"
        if judged != self.clk:
            raise _Odd
        self.rec, self.when, self.mono = rec, when, ran

    def _take_front(self, front: str) -> None:
        found = _FRONT.fullmatch(front)
        if found is None or (self.deal and found[3] != self.deal):
            raise _Odd
        self.front = front
        self.boot, self.clk, self.deal = found[1], found[2], found[3]

    def _take_off(self, off: str) -> None:
        if not _OFF.fullmatch(off):
            raise _Odd
        self.offs.add(off)

    def _fields(self, kind: str, fields: str, values: OpenedFields) -> list[str]:
        """The names of the fields, once each commitment and the set of them was looked at by itself."""
        names = _one_by_one(fields, values)
        if names_fault(kind, names) or names != sorted(set(names)):
            raise _Odd
        if len(names) == len(values):
            self.orders[tuple(values)] = self.shapes[(kind, *values)] = names
        return names

    def _belongs(self, kind: str, digits: str, names: list[str], values: OpenedFields) -> None:
        seq, flag = self.seq, int(_plain(digits))
        if kind == FLAG:
            self.flags.add(seq)
            right = flag == seq
        elif kind == ANCHOR:
            right = flag == 0
        else:
            right = flag in self.flags or 0 < flag <= self.first
        if not right:
            raise _Odd
        self.kinds[seq] = kind, flag
        if kind == CORRECT and "corrects" in values:
            target = int(_plain(values["corrects"].value))
            if not 0 < target <= self.first:
                other, of_flag = self.kinds[target]
                if of_flag != flag or target == seq or names_fault(CORRECT, names, other):
                    raise _Odd


def _moment(rec: str) -> datetime:
    """When, in UTC. _Odd or ValueError for a moment that does not exist, or one at the edges of time."""
    if rec.translate(_ZERO_DIGITS) != _REC or rec[11:13] > "23":
        raise _Odd
    when = datetime.fromisoformat(rec[:23])
    if not when >= _EARLIEST or rec > "9998":
        raise _Odd
    return when


def _plain(digits: str) -> str:
    """The digits of a whole number in its one spelling. _Odd for anything else."""
    if not digits.isdigit() or (digits[0] == "0" and digits != "0"):
        raise _Odd
    if len(digits) > 15 and (not digits.isascii() or int(digits) > MAX_WHOLE):
        raise _Odd
    return digits


def _committed(name: str, field: Opened) -> str:
    """A field as it stands in a core, from its opened value; _Odd for a value that no field may have."""
    salt, value = field.salt, field.value
    if name in _ALLOWED:
        taken = value in _ALLOWED[name]
    elif name in _LOOKED_AT:
        taken = value_fault(name, value) is None
    else:  # half a surrogate cannot be encoded, and so ends the walk below
        taken = bool(value) and "\0" not in value and "\r" not in value
    if not taken or len(salt) != SALT_BYTES:
        raise _Odd
    return f'"{name}":"{sha256(_PREFIXES[name] + salt + value.encode()).hexdigest()}"'


def _one_by_one(fields: str, values: OpenedFields) -> list[str]:
    """The names, each commitment that of its opened value or, for a hidden one, of the right form."""
    names = []
    for part in fields.split(","):
        _, name, colon, commitment, _ = part.split('"')
        opened = values.get(name)
        right = f'"{name}":"{commitment}"' if opened is None else _committed(name, opened)
        if part != right or colon != ":" or not _HEX64.fullmatch(commitment):
            raise _Odd
        names.append(name)
    if not set(values) <= set(names):
        raise _Odd
    return names
