"""What lists, pages and the call card show of calls, put together from one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from se_desk.domain.calls import Attendee, Call, ambush
from se_desk.domain.deals import Deal
from se_desk.domain.huddles import Huddle, Tick, done, still_open
from se_desk.domain.note_clock import NoteClock, clock_of
from se_desk.domain.partners import Partner
from se_desk.storage import calls as statements
from se_desk.storage import huddles as huddle_rows
from se_desk.storage import of_deals
from se_desk.storage.store import Connection

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class CallView:
    """A call with its deal, people and preparation.

    ``first_note_at`` is when it was first written down. ``clock`` is its 24-hour clock: None before the
    end where nothing was written yet, for a cancelled call and for a call of no deal; ``crm`` is the same of
    the note's way to the CRM. ``ambush`` holds the
    words of the warning; it is empty where nothing speaks for one, once the call is over and where it is
    cancelled.
    """

    call: Call
    deal: Deal | None
    partner: Partner | None
    attendees: tuple[Attendee, ...]
    huddle: Huddle | None
    ticks: tuple[Tick, ...]
    first_note_at: datetime | None
    clock: NoteClock | None
    crm: NoteClock | None
    ambush: str

    @property
    def ticks_done(self) -> int:
        """How many lines of the checklist are done."""
        return done(self.ticks)

    @property
    def ticks_open(self) -> tuple[Tick, ...]:
        """The lines of the checklist that nobody has touched."""
        return still_open(self.ticks)

    @property
    def customers(self) -> tuple[Attendee, ...]:
        """Who comes from the customer."""
        return tuple(attendee for attendee in self.attendees if not attendee.ours)


def views_in(conn: Connection, calls: Iterable[Call], now: datetime) -> tuple[CallView, ...]:
    """The views of ``calls`` in their order, as they stand at ``now``."""
    chosen = tuple(calls)
    around = _Around(conn, chosen)
    return tuple(around.view(call, now) for call in chosen)


class _Around:
    """All that stands around some calls, read in a handful of statements however many they are."""

    def __init__(self, conn: Connection, calls: tuple[Call, ...]) -> None:
        ids = tuple(call.id for call in calls)
        self.deals = of_deals.deals_by_id(conn, _keys(call.deal_id for call in calls))
        partner_ids = _keys(deal.partner_id for deal in self.deals.values())
        self.partners = of_deals.partners_by_id(conn, partner_ids)
        self.huddles = {huddle.call_id: huddle for huddle in huddle_rows.of_calls(conn, ids)}
        huddle_ids = (huddle.id for huddle in self.huddles.values())
        self.ticks = _grouped(huddle_rows.ticks_of(conn, *huddle_ids), lambda tick: tick.huddle_id)
        self.attendees = _grouped(statements.attendees_of(conn, *ids), lambda one: one.call_id)
        self.logged = statements.first_notes(conn, ids)
        self.exported = statements.first_exports(conn, ids)

    def view(self, call: Call, now: datetime) -> CallView:
        """One of the calls."""
        deal = self.deals.get(call.deal_id or "")
        huddle = self.huddles.get(call.id)
        attendees = self.attendees.get(call.id, ())
        first_note_at = self.logged.get(call.id)
        ahead = not call.cancelled and now < call.ends_at
        return CallView(
            call=call,
            deal=deal,
            partner=self.partners.get(deal.partner_id or "") if deal else None,
            attendees=attendees,
            huddle=huddle,
            ticks=self.ticks.get(huddle.id, ()) if huddle else (),
            first_note_at=first_note_at,
            clock=_clock(call, first_note_at, now),
            crm=_clock(call, self.exported.get(call.id), now),
            ambush=ambush(call, attendees) if ahead else "",
        )


def _clock(call: Call, first_note_at: datetime | None, now: datetime) -> NoteClock | None:
    if call.cancelled or call.deal_id is None:
        return None
    if first_note_at is None and now < call.ends_at:
        return None
    return clock_of(call.ends_at, first_note_at, now)


def _keys(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple({key for key in keys if key is not None})


def _grouped(records: Iterable[R], key: Callable[[R], str]) -> dict[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return {name: tuple(group) for name, group in groups.items()}
