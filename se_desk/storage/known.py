"""What search has read of the desk as it stands, so that the next letter does not read it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

MOST = 4_096  # answers; more than a person's letters ask for between two changes

Answer = TypeVar("Answer")


class Known:
    """Answers that hold until somebody writes, on one connection that itself only reads.

    Within one search at a time: ``at`` begins it, after which ``raw`` is the driver's connection.
    """

    def __init__(self) -> None:
        self.raw: Any = None
        self._state: int | None = None
        self._answers: dict[tuple[object, ...], Any] = {}

    def at(self, raw: Any) -> Known:
        """Forget what was read, if anybody has written since. https://sqlite.org/pragma.html#pragma_data_version"""
        state = raw.execute("PRAGMA data_version").fetchone()[0]
        if raw is not self.raw or state != self._state or len(self._answers) > MOST:
            self.raw, self._state = raw, state
            self._answers.clear()
        return self

    def ask(self, question: Callable[..., Answer], *about: object) -> Answer:
        """``question(raw, *about)``, asked once; never a question whose answer is as large as the desk."""
        key = (question, *about)
        try:
            found: Answer = self._answers[key]
        except KeyError:
            found = self._answers[key] = question(self.raw, *about)
        return found
