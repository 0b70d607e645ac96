"""The Today page: what is next, what waits, and what is late (PRODUCT, part 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from se_desk.domain.deals import load_words
from se_desk.domain.moments import DAY, MINUTE, in_zone, local_moment, say_near_moment
from se_desk.domain.partners import Partner
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import RiskFlag, Status
from se_desk.domain.steps import NextStep
from se_desk.domain.timelines import Quarter, quarter_of, week_of_quarter
from se_desk.paths import DeskPaths
from se_desk.services.call_views import CallView, views_in
from se_desk.services.deals import DealView
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as huddle_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows
from se_desk.storage import scrubs as scrub_rows
from se_desk.storage import steps as step_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

CRM_LOOK_BACK = 7 * DAY


@dataclass(frozen=True, slots=True)
class ScrubAhead:
    """The next scrub: with whom, on which day, and how many open deals there are to go through."""

    partner: Partner
    on: date
    deals: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the page shows, as it stood at ``at``.

    ``current`` goes on now, ``next_call`` is the first that has not begun, on this day or a later one;
    ``later`` are the calls of this day behind it. ``deals`` has, by its id, the deal of every flag, step
    and proposal, as long as it is on the desk.
    ``overdue`` counts its days from ``day``. ``active`` is the number of open deals. ``last_backup_at`` is
    None where there is no backup in the usual folder. ``not_in_crm`` counts the calls of the last week that
    are written down and did not leave for the CRM. ``begun`` are the calls whose debrief was begun.
    """

    at: datetime
    day: date
    quarter: Quarter
    week: int
    current: CallView | None
    next_call: CallView | None
    next_is_today: bool
    later: tuple[CallView, ...]
    to_log: tuple[CallView, ...]
    not_told: tuple[RiskFlag, ...]
    waiting: tuple[RiskFlag, ...]
    overdue: tuple[NextStep, ...]
    proposals: tuple[Proposal, ...]
    active: int
    deals: Mapping[str, DealView]
    last_backup_at: datetime | None = None
    not_in_crm: int = 0
    scrub: ScrubAhead | None = None
    begun: frozenset[str] = frozenset()

    @property
    def minutes_until(self) -> int | None:
        """Minutes until the next call, the one that has begun counted whole; None without a next call."""
        if self.next_call is None:
            return None
        return -((self.at - self.next_call.call.starts_at) // MINUTE)

    @property
    def calls_ahead(self) -> int:
        """How many calls of this day have not begun."""
        return len(self.later) + self.next_is_today

    @property
    def load_words(self) -> str:
        """What the desk says of the number of active deals."""
        return load_words(self.active)

    @property
    def backup_words(self) -> str:
        """When the desk was backed up last, as the page says it."""
        if self.last_backup_at is None:
            return "No backup yet"
        return f"Last backup {say_near_moment(self.last_backup_at, self.day)}"

    @property
    def due(self) -> int:
        """How much asks to be done: notes to write and steps past their day."""
        return len(self.to_log) + len(self.overdue)


class Today:
    """What can be read on the Today page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._backups_at: tuple[int, datetime | None] = (-1, None)

    def page(self, now: datetime | None = None) -> TodayPage:
        """The page as it stands at ``now``; the risk log is always read as it is."""
        at = self._desk.now() if now is None else in_zone(now, self._desk.zone)
        day = at.date()
        current, following, next_is_today = self._calls(at, day)
        flags = self._desk.risks.flags()
        open_flags = [flag for flag in flags if flag.is_open]
        proposals = self._desk.risks.proposals(log=flags)
        with self._desk.reading() as conn:
            profile = profile_rows.find(conn)
            overdue = step_rows.overdue(conn, day)
            active = deal_rows.count_active(conn)
            not_in_crm = call_rows.not_in_crm(conn, at - CRM_LOOK_BACK, at)
            begun = huddle_rows.begun_debriefs(conn)
            scrub = _next_scrub(conn)
        first_month = profile.fiscal_month if profile else 1
        return TodayPage(
            at=at,
            day=day,
            quarter=quarter_of(day, first_month),
            week=week_of_quarter(day, first_month),
            current=current,
            next_call=following[0] if following else None,
            next_is_today=next_is_today,
            later=following[1:],
            to_log=self._desk.calls.to_log(at),
            not_told=_by_urgency(flag for flag in open_flags if flag.status is Status.NOT_TOLD),
            waiting=_by_urgency(flag for flag in open_flags if flag.status is Status.WAITING),
            overdue=overdue,
            proposals=proposals,
            active=active,
            deals=self._deals(chain(open_flags, overdue, proposals)),
            last_backup_at=self._last_backup_at(),
            not_in_crm=not_in_crm,
            scrub=scrub,
            begun=begun,
        )

    def _last_backup_at(self) -> datetime | None:
        """Looked up again only where a file came to the folder or went."""
        from se_desk.services.keeping import Keeping

        paths = DeskPaths.of_desk(self._desk.store.path)
        stamp = 0
        with suppress(OSError):
            stamp = paths.backups.stat().st_mtime_ns
        if stamp != self._backups_at[0]:
            at = Keeping(paths, self._desk.clock, lambda _desk: b"").last_backup_at()  # reads without a key
            self._backups_at = stamp, at
        at = self._backups_at[1]
        return None if at is None else in_zone(at, self._desk.zone)

    def _calls(self, at: datetime, day: date) -> tuple[CallView | None, tuple[CallView, ...], bool]:
        """The call that goes on, those of the day that have not begun, and whether there are any.

        Where there are none, the first one of a later day stands in for them.
        """
        midnight = local_moment(day + DAY, 0, 0, self._desk.zone)
        with self._desk.reading() as conn:
            current, upcoming = call_rows.find_current(conn, at), call_rows.find_next(conn, at)
            ahead = [call for call in call_rows.between(conn, at, midnight) if call.starts_at > at]
            beyond = [upcoming] if upcoming and not ahead else []
            views = views_in(conn, [*([current] if current else []), *ahead, *beyond], at)
        return (views[0], views[1:], bool(ahead)) if current else (None, views, bool(ahead))

    def _deals(self, rows: Iterable[RiskFlag | NextStep | Proposal]) -> dict[str, DealView]:
        with self._desk.reading() as conn:
            return self._desk.deals.views_of(conn, {row.deal_id for row in rows})  # a flag outlives its deal


def _next_scrub(conn: Connection) -> ScrubAhead | None:
    """The nearest day that a scrub of a partner proposed, with the one who has open deals."""
    counts = Counter(deal.partner_id for deal in deal_rows.active(conn))
    found = []
    for partner in partner_rows.all_partners(conn):
        held = [one for one in scrub_rows.of_partner(conn, partner.id) if one.held_on is not None]
        if held and held[-1].next_on is not None and counts[partner.id]:
            found.append(ScrubAhead(partner, held[-1].next_on, counts[partner.id]))
    return min(found, key=lambda one: (one.on, one.partner.name), default=None)


def _by_urgency(flags: Iterable[RiskFlag]) -> tuple[RiskFlag, ...]:
    """The gravest first, and of one severity the one that has waited longest."""
    return tuple(
        sorted(flags, key=lambda flag: (-(flag.severity.rank if flag.severity else -1), _since(flag)))
    )


def _since(flag: RiskFlag) -> datetime:
    return flag.waiting_since or flag.raised_at
