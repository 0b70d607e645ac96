"""How two revisions differ, line by line; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from se_desk.ui.notes.same_lines import codes

SAME, CHANGED, ADDED, REMOVED, SKIPPED = "same", "changed", "added", "removed", "skipped"
AROUND = 3  # lines shown around what differs


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One line of a comparison: before at the left, after at the right, None where there is no such line.

    ``skipped`` rows stand for ``count`` lines that are the same on both sides.
    """

    kind: str
    before: str | None = None
    after: str | None = None
    count: int = 0


def compare(before: str, after: str, around: int = AROUND) -> tuple[DiffRow, ...]:
    """The rows of a comparison; lines far from any difference are skipped. Equal texts give none."""
    if before == after:
        return ()
    old, new = before.split("\n"), after.split("\n")
    found = codes(old, new)
    rows: list[DiffRow] = []
    for number, (tag, a, b, c, d) in enumerate(found):
        if tag == "equal":
            rows.extend(_shortened(old[a:b], around, number == 0, number == len(found) - 1))
        else:
            rows.extend(_paired(old[a:b], new[c:d]))
    return tuple(rows)


def _shortened(lines: list[str], around: int, is_first: bool, is_last: bool) -> Iterator[DiffRow]:
    head, tail = 0 if is_first else around, 0 if is_last else around
    left = len(lines) - head - tail
    if left <= 1:
        yield from (DiffRow(SAME, line, line) for line in lines)
        return
    yield from (DiffRow(SAME, line, line) for line in lines[:head])
    yield DiffRow(SKIPPED, count=left)
    yield from (DiffRow(SAME, line, line) for line in lines[len(lines) - tail :])


def _paired(old: list[str], new: list[str]) -> Iterator[DiffRow]:
    for one, other in zip_longest(old, new):
        kind = ADDED if one is None else REMOVED if other is None else CHANGED
        yield DiffRow(kind, one, other)


def one_column(rows: tuple[DiffRow, ...]) -> tuple[DiffRow, ...]:
    """The same in one column: of what changed, all that was before stands over all that came after."""
    made: list[DiffRow] = []
    waiting: list[DiffRow] = []
    for row in rows:
        if row.kind == CHANGED:
            made.append(DiffRow(REMOVED, row.before))
            waiting.append(DiffRow(ADDED, None, row.after))
            continue
        if row.kind not in (ADDED, REMOVED):
            made.extend(waiting)
            waiting = []
        (waiting if row.kind == ADDED else made).append(row)
    return (*made, *waiting)


def tally(rows: tuple[DiffRow, ...]) -> tuple[int, int]:
    """How many lines were added and how many taken away."""
    added = sum(row.kind in (ADDED, CHANGED) for row in rows)
    return added, sum(row.kind in (REMOVED, CHANGED) for row in rows)
