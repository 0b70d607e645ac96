"""Verbs of what comes in: deals, calls and notes from files. A plan first, then the taking in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile
from se_desk.domain.moments import DAY, count
from se_desk.domain.notes import Note
from se_desk.services.calls_in import Calendar, Taken
from se_desk.services.columns import Columns
from se_desk.services.deals_in import DealsPlan
from se_desk.services.deals_taking import DealsIn
from se_desk.services.import_undo import ImportUndo, TakenBack
from se_desk.services.notes_in import NotesIn, NotesInPlan, Progress

if TYPE_CHECKING:
    from se_desk.exchange.days import DayOrder
    from se_desk.services.desk import Desk

BACK, AHEAD = 90 * DAY, 400 * DAY
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CallsPlan:
    """What taking a calendar in would do, and what was skipped in it, one sentence each."""

    calendar: Calendar
    taken: Taken
    problems: tuple[str, ...]

    def say(self) -> str:
        """``4 new, 1 changed, 12 as they are, 1 cancelled.``"""
        found = self.taken
        words = (
            f"{len(found.new)} new",
            f"{len(found.changed)} changed",
            f"{len(found.unchanged)} as they are",
        )
        bad = f", {count(len(self.problems), 'entry', 'entries')} skipped" if self.problems else ""
        return f"{', '.join(words)}, {len(found.cancelled)} cancelled{bad}."


class Imports:
    """What can be taken in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._deals = DealsIn(desk)
        self._undo = ImportUndo(desk)
        self.columns = Columns(desk)
        self._notes = NotesIn(desk)

    def plan_deals(
        self,
        path: Path,
        profile: str = "",
        day_order: DayOrder | None = None,
        *,
        currency: str = "",
        progress: Progress | None = None,
    ) -> DealsPlan:
        """The deals of a CRM's file, CSV or workbook, against the desk.

        ``profile`` is a kind of file the desk knows, or the name of one's own; ``currency`` is that of
        amounts which name none, the desk's where it is not given. ``progress`` may raise to stop. Raises
        UnknownHeaders for a table whose columns must be named first, BadFile for what is no table.
        """
        from se_desk.exchange.crm_profiles import profile_named
        from se_desk.exchange.deals_in import read_deals

        own = self.columns.profiles()
        chosen = profile_named(profile, own) if profile else None
        file = read_deals(
            path,
            currency=currency or self._desk.profile.get().currency,
            day_order=day_order,
            profile=chosen,
            own=own,
            progress=progress,
        )
        return self._deals.plan(file)

    def take_deals(
        self, plan: DealsPlan, *, progress: Progress | None = None, author: object | None = None
    ) -> tuple[Deal, ...]:
        """Take in what is new or changed, in one transaction; where ``progress`` raises, nothing."""
        return self._deals.take(plan, progress=progress, author=author)

    def last(self) -> tuple[str, datetime] | None:
        """Whose export of deals came in last and when; None where there is nothing to take back."""
        return self._undo.last()

    def undo_last(self, *, author: object | None = None) -> TakenBack:
        """Take the last import of deals back. NotFound where there is none."""
        return self._undo.undo(author=author)

    def plan_calls(self, path: Path) -> CallsPlan:
        """The calls of a calendar file, 90 days back to 400 ahead. BadFile for what is no calendar."""
        from se_desk.exchange.calls_in import read_calls

        now = self._desk.now()
        file = read_calls(read_file(path), now - BACK, now + AHEAD, self._desk.zone)
        calendar = Calendar(rows=tuple(file.rows), whole=file.whole, until=now + AHEAD)
        return CallsPlan(calendar, self._desk.calls.preview(calendar), tuple(file.problems))

    def file_calls(self, plan: CallsPlan, uid: str, deal_id: str | None) -> CallsPlan:
        """The plan with what the SE says of the entries with one ``uid``: a deal, or None for no deal.

        A blank ``deal_id`` takes back what was said.
        """
        filed = {key: said for key, said in plan.calendar.filed.items() if key != uid}
        calendar = replace(plan.calendar, filed=filed if deal_id == "" else {**filed, uid: deal_id})
        return replace(plan, calendar=calendar, taken=self._desk.calls.preview(calendar))

    def take_calls(self, plan: CallsPlan, *, author: object | None = None) -> Taken:
        """Take in what is new, changed or cancelled, in one transaction."""
        return self._desk.calls.take_in(plan.calendar, author=author)

    def plan_notes(self, path: Path, progress: Progress | None = None) -> NotesInPlan:
        """The notes of a folder of Obsidian, Joplin or plain files. BadFile where there is none of that name.

        ``progress`` is told how many are done of how many, and may raise to stop.
        """
        return self._notes.plan(path, progress)

    def take_notes(
        self,
        plan: NotesInPlan,
        deal_id: str | None = None,
        *,
        progress: Progress | None = None,
        author: object | None = None,
    ) -> tuple[Note, ...]:
        """Take them in, private, with their pictures and files, in one transaction.

        Where ``progress`` raises, nothing is taken in.
        """
        return self._notes.take(plan, deal_id, progress=progress, author=author)


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file. BadFile where it cannot be read or is larger than ``most``."""
    try:
        with path.open("rb") as source:
            data = source.read(most + 1)
    except OSError as fault:
        raise BadFile(f"{path} cannot be read.", do="Check its name.") from fault
    if len(data) > most:
        raise BadFile(f"{path} is larger than {most // 2**20} MB.", do="Take in a part of it.")
    return data
