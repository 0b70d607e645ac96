"""Metrics: figures of a fiscal quarter, read in one snapshot (PRODUCT, part 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from se_desk.domain.metrics import DealFact, HeldCall, TrendPoint, closed_in, no_go_rate, win_rate
from se_desk.domain.metrics_pace import PeriodCycle, PeriodMetrics, cycle, demos_to_pocs, notes_in_time
from se_desk.domain.metrics_words import Figure, figures
from se_desk.domain.moments import DAY, local_moment
from se_desk.domain.periods import Period, newest, period_on, read_period
from se_desk.domain.periods import before as period_before
from se_desk.domain.profile import Profile
from se_desk.storage import metrics as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

SHOWN = 4  # quarters to choose from
TREND = 6  # quarters of the two rates, the chosen one last


@dataclass(frozen=True, slots=True)
class MetricsPage:
    """All that the page shows of a quarter.

    ``before`` is the cycle of the quarter before it, ``trend`` six quarters up to it, the oldest first.
    ``deals`` has, by its id, every deal that a figure or a point counts, ``calls`` every call of the quarter.
    ``behind`` are the ids of the quarter's deals: closed first, then what came or was worked on in it.
    """

    at: datetime
    currency: str
    here: PeriodMetrics
    before: PeriodCycle
    trend: tuple[TrendPoint, ...]
    deals: Mapping[str, DealFact]
    calls: Mapping[str, HeldCall]
    behind: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The five figures in words."""
        return figures(self.here, self.before, self.trend)


class Metrics:
    """What can be asked of metrics."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def periods(self, count: int = SHOWN) -> tuple[Period, ...]:
        """The fiscal quarters one can choose, the oldest first and this one last."""
        return newest(self._desk.today_on(), self._desk.profile.get().fiscal_month, count)[::-1]

    def period(self, name: str = "this") -> Period:
        """``this``, ``last``, or one such as ``Q3 FY2026`` or ``Q3-2026``. BadInput for anything else."""
        return read_period(name, self._desk.today_on(), self._desk.profile.get().fiscal_month)

    def of(self, period: Period | None = None) -> PeriodMetrics:
        """All figures of a period, of this quarter where none is named."""
        profile, now = self._desk.profile.get(), self._desk.now()
        chosen = period or period_on(now.date(), profile.fiscal_month)
        with self._desk.reading() as conn:
            deals = statements.deals_of(conn, chosen.first, chosen.last, now)
            calls = _calls_of(conn, chosen, profile, now)
        return _metrics_of(chosen, deals, calls, profile, now)

    def page(self, period: Period | None = None) -> MetricsPage:
        """The figures with the quarters before them and the deals behind them, in one snapshot."""
        profile, now = self._desk.profile.get(), self._desk.now()
        chosen = period or period_on(now.date(), profile.fiscal_month)
        periods = newest(chosen.first, profile.fiscal_month, TREND)[::-1]
        earlier = period_before(chosen, profile.fiscal_month)
        with self._desk.reading() as conn:
            deals = statements.deals_of(conn, periods[0].first, chosen.last, now)
            calls = _calls_of(conn, chosen, profile, now)
        here = _metrics_of(chosen, deals, calls, profile, now)
        return MetricsPage(
            at=now,
            currency=profile.currency,
            here=here,
            before=PeriodCycle(earlier, cycle(deals, earlier, profile.currency)),
            trend=tuple(TrendPoint(one, win_rate(deals, one), no_go_rate(deals, one)) for one in periods),
            deals={deal.id: deal for deal in deals},
            calls={call.id: call for call in calls},
            behind=_behind(here, deals),
        )


def _calls_of(conn: Connection, period: Period, profile: Profile, now: datetime) -> tuple[HeldCall, ...]:
    since, until = (local_moment(day, 0, 0, profile.tz) for day in (period.first, period.last + DAY))
    return statements.calls_of(conn, since, until, now, profile.tz)


def _metrics_of(
    period: Period,
    deals: tuple[DealFact, ...],
    calls: tuple[HeldCall, ...],
    profile: Profile,
    now: datetime,
) -> PeriodMetrics:
    today = now.date()
    return PeriodMetrics(
        period=period,
        until=min(period.last, today),
        wins=win_rate(deals, period),
        no_gos=no_go_rate(deals, period),
        cycle=cycle(deals, period, profile.currency),
        demos=demos_to_pocs(deals, calls, period, today),
        notes=notes_in_time(calls, now),
    )


def _behind(here: PeriodMetrics, deals: tuple[DealFact, ...]) -> tuple[str, ...]:
    closed = [deal.id for deal in closed_in(deals, here.period) if deal.worked][::-1]
    parts = (here.no_gos.share.whole, here.cycle.days.ids, here.demos.deals)
    return tuple(dict.fromkeys((*closed, *(key for part in parts for key in part))))
