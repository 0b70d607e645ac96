"""Joins a jot to the flag that was made of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from se_desk.domain.calls import Jot
from se_desk.domain.errors import DeskError
from se_desk.domain.risks import read_flag_id

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class FlaggedJot:
    """Waits for the flag that holds a jot's words, raised after it was asked for."""

    def __init__(self, desk: Desk, author: object) -> None:
        self._desk, self._author = desk, author
        self._deal_id = ""
        self._jot: Jot | None = None
        self._asked_at: datetime | None = None

    def wait_for(self, deal_id: str, jot: Jot) -> None:
        """The jot whose flag is being written."""
        self._deal_id, self._jot, self._asked_at = deal_id, jot, self._desk.now()

    def look(self) -> None:
        """A flag was written somewhere; join it where it is the one."""
        jot, asked_at = self._jot, self._asked_at
        if jot is None or asked_at is None:
            return
        try:
            for flag in self._desk.risks.flags(self._deal_id):
                of_jot = jot.text in flag.evidence or jot.text in flag.statement
                if of_jot and flag.raised_at >= asked_at:
                    self._desk.calls.flag_jot(jot.id, read_flag_id(flag.id)[1], author=self._author)
                    self._jot = None
                    return
        except DeskError:
            return  # the flag is raised, and the next announcement tries again
