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
from se_desk.domain.chain_core import JUMP_MS, REC, SALT_BYTES, ZEROS, Head, OpenedFields
from se_desk.domain.entry_kinds import ANCHOR, CORRECT, FLAG, KINDS, TOKENS, names_fault, value_fault

_FRONT = re.compile(r'\{"boot":"([0-9a-f]{8})","clk":"(ok|jumped|regressed)","deal":"([0-9a-f]{32})"')
# What stands behind the fields: flag, kind, mono, prev, rec and seq. A number has one spelling.
_read_tail = re.compile(
    r'(0|[1-9][0-9]{0,15}),"kind":"([a-z.]+)","mono":(0|[1-9][0-9]{0,15})'
    r',"off":"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]","prev":"(.{64})"'
    r',"rec":"([0-9]{4}-[0-9][0-9]-[0-9][0-9]T(?:[01][0-9]|2[0-3]):[0-9][0-9]:[0-9][0-9]\.[0-9]{3})Z"'
    r',"seq":([1-9][0-9]*),"v":1\}'
).fullmatch
_HEX64 = re.compile(r"[0-9a-f]{64}")
_EARLIEST, _LATEST = "0002", "9998"  # the edges of time are looked at with care
_F, _FLAG = ',"f":{', '},"flag":'
_NOTHING = "\0"  # stands in no core
# A name, how it begins in a core, what is hashed before its salt, the only words it may have, and whether
# its form is looked at.
_Field = tuple[str, str, bytes, frozenset[str] | None, bool]
_KNOWN: dict[str, _Field] = {
    name: (
        name,
        f'"{name}":"',
        f"sedesk/field/1\0{name}\0".encode(),
        frozenset(TOKENS[name]) if name in TOKENS else None,
        name in ("occurred", "corrects"),
    )
    for fields in KINDS.values()
    for name in fields.all
}
_UNSEEN: tuple[list[_Field], set[str]] = ([], set())


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
        "boot", "clk", "deal", "first", "front", "hash", "kinds", "mono", "rec", "seq", "shapes", "when",
    )  # fmt: skip

    def __init__(self, after: Head | None) -> None:
        self.seq, self.hash = (after.seq, after.hash) if after else (0, ZEROS)
        self.first = self.seq  # entries up to here were checked before
        self.rec, self.mono = (after.rec[:-1], after.mono) if after else ("", 0)
        self.boot = after.boot if after else ""
        self.when = _moment(after.rec[:-1] if after else f"{_EARLIEST}-01-01T00:00:00.000")
        if after and not REC.fullmatch(after.rec):
            raise _Odd
        self.front, self.clk, self.deal = "", "", ""
        self.kinds: dict[int, tuple[str, int]] = {}
        # By the names as they were opened: the same in the order of a core, and the kinds that have them.
        self.shapes: dict[tuple[str, ...], tuple[list[_Field], set[str]]] = {}

    def step(self, core: bytes, opened: Mapping[int, OpenedFields]) -> None:
        """One entry further. _Odd, or a ValueError, where it is not as usual."""
        seq = self.seq + 1
        text = core.decode("ascii")
        begin = text.find(',"f":{')
        values = opened.get(seq) or {}
        order, kinds = self.shapes.get(tuple(values), _UNSEEN)
        made = _committed(order, values) if order else _NOTHING
        usual = text.startswith(made, begin)
        until = begin + len(made) if usual else text.index(_FLAG, begin) + len(_FLAG)
        tail = _read_tail(text, until)
        if tail is None:
            raise _Odd
        flag, kind, mono, prev, rec, number = tail.groups()
        if prev != self.hash or int(number) != seq:
            raise _Odd
        self._clock(text[:begin], rec, int(mono))
        if not usual or kind not in kinds:
            self._fields(kind, int(flag), text[begin + len(_F) : until - len(_FLAG)], values)
        self.seq, self.kinds[seq] = seq, (kind, int(flag))
        self._belongs(kind, int(flag))
        self.hash = sha256(core).hexdigest()

    def _clock(self, front: str, rec: str, mono: int) -> None:
        """The clock is judged as its times say (``chain_core.clk``)."""
        boot = self.boot
        if front != self.front:
            self._take_front(front)
        when = _moment(rec)
        if mono > MAX_WHOLE:
            raise _Odd
        judged = "ok"
        if self.seq:
            if rec < self.rec:
                judged = "regressed"
            elif boot == self.boot:
                span = when - self.when
                wall = span.days * 86_400_000 + span.seconds * 1_000 + span.microseconds // 1_000
                if not -JUMP_MS <= wall - (mono - self.mono) <= JUMP_MS:
                    judged = "jumped"
        if judged != self.clk:
            raise _Odd
        self.rec, self.when, self.mono = rec, when, mono

    def _take_front(self, front: str) -> None:
        found = _FRONT.fullmatch(front)
        if found is None or (self.deal and found[3] != self.deal):
            raise _Odd
        self.front = front
        self.boot, self.clk, self.deal = found[1], found[2], found[3]

    def _fields(self, kind: str, flag: int, fields: str, values: OpenedFields) -> None:
        """Each commitment and the set of them, looked at one by one; known from then on where all is open."""
        names = _one_by_one(fields, values)
        if names_fault(kind, names) or names != sorted(set(names)):
            raise _Odd
        if kind == CORRECT:  # never usual: what it may have depends on what it corrects
            self._corrects(flag, names, values)
        elif len(names) == len(values):
            order = [_KNOWN[name] for name in names]
            self.shapes.setdefault(tuple(values), (order, set()))[1].add(kind)

    def _corrects(self, flag: int, names: list[str], values: OpenedFields) -> None:
        if "corrects" not in values:
            return
        target = int(values["corrects"].value)
        if not 0 < target <= self.first:
            kind, of_flag = self.kinds[target]
            if of_flag != flag or names_fault(CORRECT, names, kind):
                raise _Odd

    def _belongs(self, kind: str, flag: int) -> None:
        if kind == FLAG:
            right = flag == self.seq
        elif kind == ANCHOR:
            right = flag == 0
        else:
            right = 0 < flag <= self.first or self.kinds[flag][0] == FLAG
        if not right:
            raise _Odd


def _moment(rec: str) -> datetime:
    """When, in UTC. _Odd or ValueError for a moment that does not exist, or one at the edges of time."""
    if not _EARLIEST < rec < _LATEST:
        raise _Odd
    return datetime.fromisoformat(rec)


def _committed(order: Sequence[_Field], values: OpenedFields) -> str:
    """Fields as they stand in a core, from their opened values; _Odd for a value that no field may have."""
    made = []
    for name, front, prefix, allowed, looked_at in order:
        field = values[name]
        salt, value = field.salt, field.value
        if allowed is not None:
            taken = value in allowed
        elif looked_at:
            taken = value_fault(name, value) is None
        else:  # half a surrogate cannot be encoded, and so ends the walk below
            taken = bool(value) and "\0" not in value and "\r" not in value
        if not taken or len(salt) != SALT_BYTES:
            raise _Odd
        made.append(f'{front}{sha256(prefix + salt + value.encode()).hexdigest()}"')
    return f',"f":{{{",".join(made)}}},"flag":'


def _one_by_one(fields: str, values: OpenedFields) -> list[str]:
    """The names, each commitment that of its opened value or, for a hidden one, of the right form."""
    names = []
    for part in fields.split(","):
        _, name, colon, commitment, _ = part.split('"')
        right = f'"{name}":"{commitment}"'
        if name in values:
            right = _committed((_KNOWN[name],), values)[len(_F) : -len(_FLAG)]
        if part != right or colon != ":" or not _HEX64.fullmatch(commitment):
            raise _Odd
        names.append(name)
    if not set(values) <= set(names):
        raise _Odd
    return names
