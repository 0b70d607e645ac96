"""How a note on its way looks in a row: what it is, where it goes, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from se_desk.domain.moments import say_near_day, say_time
from se_desk.domain.outbox import Sending, SendingState
from se_desk.services.crm.server import Crm
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.tables import Column

CHANGED_BEFORE = "The note has changed since. What leaves is what you approved, unless you approve it anew."
_ORDER = (SendingState.SENDING, SendingState.WAITING, SendingState.REFUSED, SendingState.SENT)


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``changed``: the note has another text since it was approved. ``today_on`` is the desk's day."""

    sending: Sending
    crm: Crm
    changed: bool
    today_on: date

    @property
    def id(self) -> str:
        """The key of the row."""
        return self.sending.id

    @property
    def place(self) -> str:
        """``Tryton, deal OP-7``."""
        return f"{self.crm.label}, deal {self.sending.crm_deal}"

    @property
    def change(self) -> str:
        """What becomes of the change, empty where there is none."""
        if not self.changed:
            return ""
        return f"The note has changed since. {self.crm.again}" if self._is_sent else CHANGED_BEFORE

    @property
    def _is_sent(self) -> bool:
        return self.sending.state is SendingState.SENT

    @property
    def at(self) -> datetime:
        """When the last thing happened to it."""
        one = self.sending
        return one.sent_at or one.tried_at or one.approved_at

    @property
    def when(self) -> str:
        """The day and time of that."""
        return f"{say_near_day(self.at.date(), self.today_on)}, {say_time(self.at)}"

    @property
    def chip(self) -> ChipSpec:
        """How far it has come, in a word or two."""
        state = self.sending.state
        if state is SendingState.SENT:
            return ChipSpec("Sent, changed since", "amber") if self.changed else ChipSpec("Sent", "green")
        if state is SendingState.REFUSED:
            return ChipSpec("Refused", "high")
        if self.sending.unsure:
            return ChipSpec("No answer yet", "amber")
        return ChipSpec("Waiting, changed since", "amber") if self.changed else ChipSpec("Waiting", "neutral")


def lines_of(
    sendings: tuple[Sending, ...], crms: tuple[Crm, ...], changed: frozenset[str], today_on: date
) -> list[Line]:
    """Rows in groups: what is to be sent, what was refused, what is there; the newest first in each."""
    known = {crm.key: crm for crm in crms}
    made = [Line(one, known[one.crm], one.id in changed, today_on) for one in sendings if one.crm in known]
    return sorted(made, key=lambda line: _ORDER.index(line.sending.state))


def columns() -> tuple[Column, ...]:
    """The columns of the outbox."""
    return (
        Column("Note", lambda line: line.sending.title, second=lambda line: line.place, weight=500),
        Column(
            "State",
            lambda line: line.chip.text,
            width=160,
            chip=lambda line: line.chip,
            sort=lambda line: _ORDER.index(line.sending.state),
        ),
        Column(
            "When",
            lambda line: line.when,
            width=148,
            align="right",
            token="text-2",
            sort=lambda line: line.at,
        ),
    )
