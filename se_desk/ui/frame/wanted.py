"""Whether work beside the window is still wanted, and how it ends where it is not.

A job that is cancelled is never heard of again. Work that changes a desk must be: between the wish to stop
and the next look at it the work may have come to its end, and then that is what has to be said.
"""

from __future__ import annotations

from se_desk.ui.kit.background import Job


class GivenUp(Exception):
    """The work ended because nobody wanted it any more; it left everything as it was."""


class Wanted:
    """Asked by the work, answered by the person."""

    def __init__(self) -> None:
        self._given_up = False

    def give_up(self) -> None:
        """It is not wanted any more."""
        self._given_up = True

    def ask(self, job: Job) -> None:
        """Called by the work where it can stop. Raises GivenUp, or Stopped where the window is closing."""
        job.stop_if_cancelled()
        if self._given_up:
            raise GivenUp
