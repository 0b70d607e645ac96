"""When writing in a note begins a new revision, and which texts are kept then (PRODUCT, part 2).

One pause of work makes one revision. What was there before a text was cut down is kept, and what it was at
its fullest: an emptied note can be had back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Written:
    """A text that stood in a note, saved at ``at``."""

    title: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision of a note, as far as this sitting has seen it: its text, and the fullest it was."""

    number: int
    now: Written
    fullest: Written

    def is_left(self, at: datetime) -> bool:
        """Whether the last save of the text was a pause ago; a clock that was set back counts too."""
        return abs(at - self.now.at) >= PAUSE

    def is_cut(self, body: str) -> bool:
        """Whether ``body`` is less than half of what it was at its fullest."""
        return len(body) * 2 < len(self.fullest.body)

    def worth_keeping(self, *, cut: bool) -> tuple[Written, ...]:
        """What stands there, and before it the fullest text: at a cut, or where a quarter of it is gone."""
        lost = len(self.now.body) * 4 < len(self.fullest.body) * 3
        both = self.fullest.body != self.now.body and (cut or lost)
        return (self.fullest, self.now) if both else (self.now,)

    def after(self, written: Written) -> Newest:
        """The same revision with another text."""
        fuller = len(written.body) > len(self.fullest.body)
        return replace(self, now=written, fullest=written if fuller else self.fullest)
