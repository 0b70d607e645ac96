"""The lines of an import's preview: a deal each, and what could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from se_desk.services.deals_in import CHANGED, NEW, SAME, DealChange, DealsPlan
from se_desk.ui.kit.marks import ChipSpec

LEFT_OUT, PROBLEM = "left out", "problem"
_WORDS = {
    NEW: ("New", "accent"),
    CHANGED: ("Changed", "amber"),
    SAME: ("As it is", "line"),
    PROBLEM: ("Not read", "high"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file. ``taken``: it would be taken in; ``change`` is None where it could not be read."""

    row: int
    how: str
    name: str
    account: str
    says: str
    taken: bool = False
    change: DealChange | None = None
    problems: tuple[str, ...] = ()

    @property
    def chip(self) -> ChipSpec:
        """New, changed, as it is, or not read."""
        return ChipSpec(*_WORDS[self.how])

    @property
    def can_be_left_out(self) -> bool:
        """Whether there is anything to take."""
        return self.how in (NEW, CHANGED)


def lines_of(plan: DealsPlan, left_out: Collection[int] = ()) -> list[Line]:
    """In the order of the file, so that it can be held beside it."""
    wrong: dict[int, list[str]] = defaultdict(list)
    for one in plan.problems:
        wrong[one.row].append(one.sentence)
    lines = [_line(change, tuple(wrong.pop(change.row, ())), left_out) for change in plan.changes]
    lines += [Line(row, PROBLEM, "", "", " ".join(said), problems=tuple(said)) for row, said in wrong.items()]
    return sorted(lines, key=lambda line: line.row)


def _line(change: DealChange, problems: tuple[str, ...], left_out: Collection[int]) -> Line:
    taken = change.how != SAME and change.row not in left_out
    says = " ".join((*problems, change.say() or "Nothing to change"))
    return Line(change.row, change.how, change.title, change.account, says, taken, change, problems)
