"""Metrics of pace: days to the technical win, demos beside POC starts, notes in time (PRODUCT, part 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from se_desk.domain.calls import CallKind
from se_desk.domain.metrics import (
    FEWEST,
    DealFact,
    HeldCall,
    Ids,
    Median,
    NoGoRate,
    Share,
    WinRate,
    median_of,
)
from se_desk.domain.money import Money, minor_digits
from se_desk.domain.note_clock import LIMIT, clock_of
from se_desk.domain.periods import Period

DEMOS_A_WEEK = 15  # with no POC begun, demos have taken the place of selling
_SIZES = (250_000, 750_000)  # major units that part small, middle and large deals
_COINLESS = 100  # so many times that, where a currency has no minor units
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Band:
    """Deals of one size: from ``low`` to under ``high``, None for no bound; their days."""

    low: Money | None
    high: Money | None
    days: Median

    @property
    def words(self) -> str:
        """``Under €250k``, ``€250k to €750k``, ``€750k and more``."""
        if self.low is None:
            return f"Under {self.high.short()}" if self.high else "Any size"
        return f"{self.low.short()} to {self.high.short()}" if self.high else f"{self.low.short()} and more"


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days from discovery to technical sign-off, of deals signed off in the period.

    ``bands`` hold those with a value in the desk's currency. ``foreign`` are valued in another one and
    ``unvalued`` in none: both count in ``days`` alone. ``undated`` have no discovery day before the
    sign-off and count nowhere.
    """

    days: Median
    bands: tuple[Band, ...]
    foreign: Ids = ()
    unvalued: Ids = ()
    undated: Ids = ()


@dataclass(frozen=True, slots=True)
class PeriodCycle:
    """The cycle of a period, to stand beside that of another one."""

    period: Period
    cycle: Cycle


@dataclass(frozen=True, slots=True)
class Start:
    """A demo that was held, or a POC that began, on ``on``; ``call_id`` is empty where no call shows it."""

    deal_id: str
    on: date
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the period, counted in sevens of days from its first."""

    number: int
    first: date
    demos: tuple[Start, ...] = ()
    pocs: tuple[Start, ...] = ()

    @property
    def is_crowded(self) -> bool:
        """15 demos or more, and no POC."""
        return len(self.demos) >= DEMOS_A_WEEK and not self.pocs


@dataclass(frozen=True, slots=True)
class DemosToPocs:
    """Demos beside POC starts, by the weeks of the period up to today."""

    weeks: tuple[Week, ...]

    @property
    def demos(self) -> int:
        """How many demos there were."""
        return sum(len(week.demos) for week in self.weeks)

    @property
    def pocs(self) -> int:
        """How many POCs began."""
        return sum(len(week.pocs) for week in self.weeks)

    @property
    def ratio(self) -> Fraction | None:
        """Demos for each POC; None under five demos, and where no POC began."""
        return Fraction(self.demos, self.pocs) if self.pocs and self.demos >= FEWEST else None

    @property
    def crowded(self) -> tuple[Week, ...]:
        """The weeks that call for a warning."""
        return tuple(week for week in self.weeks if week.is_crowded)

    @property
    def deals(self) -> Ids:
        """Whose demos and POCs they were."""
        found = (start.deal_id for week in self.weeks for start in (*week.demos, *week.pocs))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class NotesInTime:
    """Calls by their 24-hour clock.

    ``share`` is those written down in time of those whose time is over, or that are written down.
    ``minutes`` are from the end of a call to its note, 0 for one written during the call; ``without`` have
    none. ``running`` have time left, ``unknown`` came on the desk after their time: neither is counted.
    ``exported`` are those of ``share.whole`` of which a note left for the CRM.
    """

    share: Share
    minutes: Median
    without: Ids = ()
    running: Ids = ()
    unknown: Ids = ()
    exported: Ids = ()


@dataclass(frozen=True, slots=True)
class PeriodMetrics:
    """All figures of a period, as they stood at the end of ``until`` at the latest."""

    period: Period
    until: date
    wins: WinRate
    no_gos: NoGoRate
    cycle: Cycle
    demos: DemosToPocs
    notes: NotesInTime

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.until >= self.period.last

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        counted = (self.wins.share.n, self.no_gos.share.n, self.cycle.days.n, self.notes.share.n)
        return not any((*counted, self.demos.demos, self.demos.pocs))


def cycle(deals: Iterable[DealFact], period: Period, currency: str) -> Cycle:
    """The pre-sales cycle, with bands in ``currency``."""
    signed = [deal for deal in deals if deal.worked and period.has(deal.sign_off_on)]
    days = {deal.id: took for deal in signed if (took := _days(deal)) is not None}
    dated = [deal for deal in signed if deal.id in days]
    values = {deal.id: deal.value for deal in dated if deal.value and deal.value.currency == currency}
    return Cycle(
        median_of(days.items()),
        tuple(_band(low, high, values, days) for low, high in _bounds(currency)),
        foreign=tuple(deal.id for deal in dated if deal.value and deal.value.currency != currency),
        unvalued=tuple(deal.id for deal in dated if deal.value is None),
        undated=tuple(deal.id for deal in signed if deal.id not in days),
    )


def _days(deal: DealFact) -> int | None:
    if deal.discovery_on is None or deal.sign_off_on is None or deal.sign_off_on < deal.discovery_on:
        return None
    return (deal.sign_off_on - deal.discovery_on).days


def _bounds(currency: str) -> tuple[tuple[Money | None, Money | None], ...]:
    digits = minor_digits(currency)
    scale = 10**digits if digits else _COINLESS
    marks = [Money(size * scale, currency) for size in _SIZES]
    return tuple(zip((None, *marks), (*marks, None), strict=True))


def _band(low: Money | None, high: Money | None, values: dict[str, Money], days: dict[str, int]) -> Band:
    inside = (
        key
        for key, value in values.items()
        if (low is None or value.minor >= low.minor) and (high is None or value.minor < high.minor)
    )
    return Band(low, high, median_of((key, days[key]) for key in inside))


def demos_to_pocs(
    deals: Iterable[DealFact], calls: Iterable[HeldCall], period: Period, today: date
) -> DemosToPocs:
    """By week. A deal's demo day counts where no call of the desk shows a demo of it."""
    known, until = tuple(deals), min(period.last, today)
    demos = [Start(call.deal_id, call.on, call.id) for call in calls if call.kind is CallKind.DEMO]
    demos += [Start(deal.id, deal.demo_on) for deal in known if deal.demo_on and not deal.demo_called]
    pocs = [Start(deal.id, deal.poc_on) for deal in known if deal.poc_on]
    number = max(0, (until - period.first) // _WEEK + 1)
    return DemosToPocs(
        tuple(_week(place, period.first + place * _WEEK, until, demos, pocs) for place in range(number))
    )


def _week(place: int, first: date, until: date, demos: Iterable[Start], pocs: Iterable[Start]) -> Week:
    def within(starts: Iterable[Start]) -> tuple[Start, ...]:
        found = (start for start in starts if first <= start.on < first + _WEEK and start.on <= until)
        return tuple(sorted(found, key=lambda start: (start.on, start.deal_id, start.call_id)))

    return Week(place + 1, first, within(demos), within(pocs))


def notes_in_time(calls: Iterable[HeldCall], now: datetime) -> NotesInTime:
    """How the calls of a period stand by the 24-hour clock (Partnership charter, CRM logging)."""
    known = tuple(calls)
    took = {call.id: call.first_note_at - call.ends_at for call in known if call.first_note_at is not None}
    timely = {key for key, span in took.items() if span <= LIMIT}
    unknown = [call.id for call in known if call.id not in timely and _came_late(call)]
    running = [
        call.id for call in known if call.id not in took and call.id not in unknown and _has_time(call, now)
    ]
    left_out = {*unknown, *running}
    counted = tuple(call for call in known if call.id not in left_out)
    return NotesInTime(
        Share(tuple(call.id for call in counted), tuple(call.id for call in counted if call.id in timely)),
        median_of((call.id, _minutes(took[call.id])) for call in counted if call.id in took),
        without=tuple(call.id for call in counted if call.id not in took),
        running=tuple(running),
        unknown=tuple(unknown),
        exported=tuple(call.id for call in counted if call.exported_at is not None),
    )


def _came_late(call: HeldCall) -> bool:
    return call.known_at is not None and call.known_at > call.ends_at + LIMIT


def _has_time(call: HeldCall, now: datetime) -> bool:
    return clock_of(call.ends_at, None, now).left >= timedelta()


def _minutes(span: timedelta) -> int:
    return max(0, int(span / timedelta(minutes=1)))
