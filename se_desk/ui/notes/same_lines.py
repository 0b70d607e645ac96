"""Which lines of two texts are the same ones; pure, and quick however long they are.

Lines that stand once in each text hold the others in place; what lies between them is compared for itself.
Comparing all with all, as for a short text, would take minutes for a megabyte full of blank lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MOST_COMPARED = 250_000  # pairs of lines that are compared one with another
DEEPEST = 12  # times that what lies between is parted again

Code = tuple[str, int, int, int, int]  # tag, and the lines from a to b of the old, from c to d of the new


def codes(old: Sequence[str], new: Sequence[str]) -> tuple[Code, ...]:
    """How the new lines come of the old ones, as ``difflib`` says it: equal, replace, delete, insert."""
    made: list[Code] = []
    a = c = 0
    for at, to, size in (*_joined(_blocks(old, new, 0, 0, DEEPEST)), (len(old), len(new), 0)):
        if a < at or c < to:
            tag = "replace" if a < at and c < to else "delete" if a < at else "insert"
            made.append((tag, a, at, c, to))
        if size:
            made.append(("equal", at, at + size, to, to + size))
        a, c = at + size, to + size
    return tuple(made)


Block = tuple[int, int, int]  # where it begins in the old and in the new, and how many lines


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks that follow one another without a gap as one."""
    held: Block | None = None
    for at, to, size in blocks:
        if held is not None and (held[0] + held[2], held[1] + held[2]) == (at, to):
            held = (held[0], held[1], held[2] + size)
            continue
        if held is not None:
            yield held
        held = (at, to, size)
    if held is not None:
        yield held


def _blocks(old: Sequence[str], new: Sequence[str], a: int, c: int, depth: int) -> Iterator[Block]:
    """The same lines of two stretches that begin at ``a`` and ``c``, in order."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    if head:
        yield a, c, head
    yield from _inner(old[head : len(old) - tail], new[head : len(new) - tail], a + head, c + head, depth)
    if tail:
        yield a + len(old) - tail, c + len(new) - tail, tail


def _inner(old: Sequence[str], new: Sequence[str], a: int, c: int, depth: int) -> Iterator[Block]:
    if not old or not new:
        return
    if len(old) * len(new) <= MOST_COMPARED:
        for at, to, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()[:-1]:
            yield a + at, c + to, size
        return
    held = _held(old, new) if depth else []
    if not held:
        return  # nothing holds them in place: the one is there instead of the other
    i = j = 0
    for at, to in [*held, (len(old), len(new))]:
        yield from _blocks(old[i:at], new[j:to], a + i, c + j, depth - 1)
        if at < len(old):
            yield a + at, c + to, 1
        i, j = at + 1, to + 1


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines the two begin with alike."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _held(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The most of the lines that stand once in each and in the same order in both."""
    once, again = Counter(old), Counter(new)
    places = {line: number for number, line in enumerate(new) if again[line] == 1}
    pairs = [(n, places[line]) for n, line in enumerate(old) if once[line] == 1 and line in places]
    ends: list[int] = []  # the least new place with which a row of so many can end
    last: list[int] = []  # the pair it ends with
    before: list[int] = []  # the pair before each
    for number, (_old, to) in enumerate(pairs):
        at = bisect_left(ends, to)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [to], [number]
    found, number = list[tuple[int, int]](), last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
