"""Lists of notes, read by pages: however many there are, nobody waits for those out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.domain.note_lines import LineOrder, NoteCount, NoteLine, TrashedLine
from se_desk.storage import note_lines as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class NoteLines:
    """What lists of notes show."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(
        self,
        deal_id: str | None,
        first: int,
        count: int,
        order: LineOrder = LineOrder.WRITTEN,
        *,
        descending: bool = True,
        private: bool = True,
    ) -> tuple[NoteLine, ...]:
        """``count`` notes of a deal, or of none, from the ``first`` on, without the trashed ones.

        Without ``private`` those that are private are left out too.
        """
        with self._desk.reading() as conn:
            return statements.page(conn, deal_id, first, count, order, descending, private=private)

    def count(self, deal_id: str | None) -> NoteCount:
        """How many there are."""
        with self._desk.reading() as conn:
            return statements.count_of(conn, deal_id)

    def trashed(self, first: int, count: int) -> tuple[TrashedLine, ...]:
        """``count`` notes in the trash from the ``first`` on, the last one put there first."""
        with self._desk.reading() as conn:
            return statements.trashed(conn, first, count)

    def count_trashed(self) -> int:
        """How many notes are in the trash."""
        with self._desk.reading() as conn:
            return statements.count_trashed(conn)
