"""How far something is that takes its time: one line of the terminal, written over and over.

Nothing is said where nobody looks: no terminal at stderr, or records as JSON wanted.
"""

from __future__ import annotations

import sys
from types import TracebackType

from se_desk.cli.shell import options

STAGES = {
    "unsealing": "Opening the archive",
    "filling": "Filling a new desk with it",
    "packing": "Checking the new desk",
    "saving": "Backing up the desk that is here",
    "copying": "Copying the desk",
    "unpacking": "Reading the backup",
    "checking": "Checking every page",
    "carrying": "Bringing over the risk log",
    "placing": "Putting it in place",
}
CLEAR = "\r\x1b[K"


class ProgressLine:
    """The line; gone again when the work has ended, one way or the other."""

    def __init__(self) -> None:
        self._shown = ""
        self._wanted = sys.stderr.isatty() and not options().json

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()

    def far(self, stage: str, done: float) -> None:
        """A stage, and how much of it is done, 0 to 1."""
        words = f"{STAGES.get(stage, stage)} {min(max(done, 0.0), 1.0):4.0%}"
        if self._wanted and words != self._shown:
            self._shown = words
            sys.stderr.write(f"{CLEAR}{words}")
            sys.stderr.flush()

    def copied(self, done: int, total: int) -> None:
        """Steps of a backup: what is copied, then what is checked."""
        self.far("checking" if done >= total else "copying", done / max(total, 1))

    def checked(self, done: int, total: int) -> None:
        """Steps of a check."""
        self.far("checking", done / max(total, 1))
