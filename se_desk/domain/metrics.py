"""Metrics: figures over a fiscal quarter, each with its n and what is behind it (PRODUCT, part 9).

Under five there are counts only: no percentage and no median. A deal counts by how it stands now, so one
that was opened again is not closed. Days are those of the desk's zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from se_desk.domain.calls import CallKind
from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.money import Money
from se_desk.domain.periods import Period

FEWEST = 5
WIN_TARGET = 70  # percent, and more
HEALTHY_NO_GOS = (15, 25)  # percent, both ends included
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFact:
    """What the figures need to know of a deal.

    ``worked``: the SE worked on it. A deal the SE opened counts as such; one from the CRM does once there
    is a call, a note or a step of the technical win, or the SE turned it down. ``demo_called``: a demo of
    it is on the desk as a call that took place.
    """

    id: str
    account: str
    title: str
    came_on: date
    discovery_on: date | None = None
    demo_on: date | None = None
    poc_on: date | None = None
    sign_off_on: date | None = None
    outcome: Outcome | None = None
    outcome_on: date | None = None
    outcome_reason: str = ""
    no_go: NoGo | None = None
    value: Money | None = None
    worked: bool = True
    demo_called: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCall:
    """A call of a deal that took place; it began on ``on``.

    ``known_at`` is when it came on the desk, ``first_note_at`` when it was first written down and
    ``exported_at`` when a note of it first left for a CRM; None where that is not known or did not happen.
    """

    id: str
    deal_id: str
    title: str = ""
    kind: CallKind = CallKind.OTHER
    on: date
    ends_at: datetime
    known_at: datetime | None = None
    first_note_at: datetime | None = None
    exported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, as the ids that were counted."""

    whole: Ids = ()
    part: Ids = ()

    @property
    def n(self) -> int:
        """How many it is a share of."""
        return len(self.whole)

    @property
    def count(self) -> int:
        """How many of them."""
        return len(self.part)

    @property
    def is_enough(self) -> bool:
        """Whether there are five, so that a percentage says something."""
        return self.n >= FEWEST

    @property
    def percent(self) -> Fraction | None:
        """The exact percentage; None under five."""
        return Fraction(100 * self.count, self.n) if self.is_enough else None

    @property
    def swing(self) -> int | None:
        """By how many points one of them moves the percentage, rounded; None under five."""
        return _rounded(Fraction(100, self.n)) if self.is_enough else None

    def say(self, *marks: int) -> str:
        """``74%``, or ``3 of 4`` under five. What only rounding takes to one of ``marks`` has a decimal."""
        percent = self.percent
        if percent is None:
            return f"{self.count} of {self.n}" if self.n else "none"
        nearest = _rounded(percent)
        if nearest not in marks or percent == nearest:
            return f"{nearest}%"
        tenths = 10 * percent // 1 if percent < nearest else -(-10 * percent // 1)
        return f"{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True, slots=True)
class WinRate:
    """Won ÷ all SE-involved deals closed in the period, disqualified ones included.

    ``not_worked`` were closed in it without a trace of work by the SE, ``undated`` name no day: neither
    is counted.
    """

    share: Share
    not_worked: Ids = ()
    undated: Ids = ()

    @property
    def is_reached(self) -> bool | None:
        """Whether it is 70 % or more; None under five."""
        percent = self.share.percent
        return None if percent is None else percent >= WIN_TARGET


@dataclass(frozen=True, slots=True)
class NoGoRate:
    """Turned down by the SE for technical fit ÷ deals that came to the SE in the period.

    Both are the same deals: of those that came, how many were turned down so far. ``others`` were turned
    down for something else, by why; None where that was not said.
    """

    share: Share
    others: tuple[tuple[NoGo | None, Ids], ...] = ()

    @property
    def side(self) -> int | None:
        """-1 under 15 %, 0 from 15 to 25 %, 1 over it; None under five deals."""
        percent = self.share.percent
        if percent is None:
            return None
        low, high = HEALTHY_NO_GOS
        return -1 if percent < low else int(percent > high)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The two rates of one quarter."""

    period: Period
    wins: WinRate
    no_gos: NoGoRate


@dataclass(frozen=True, slots=True)
class Median:
    """Numbers with the ids they are of, the smallest first; their median from five on."""

    points: tuple[tuple[str, int], ...] = ()

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.points)

    @property
    def ids(self) -> Ids:
        """Of whom they are."""
        return tuple(key for key, _ in self.points)

    @property
    def value(self) -> Fraction | None:
        """The middle one, of an even number the mean of both; None under five."""
        if self.n < FEWEST:
            return None
        below, above = self.points[(self.n - 1) // 2][1], self.points[self.n // 2][1]
        return Fraction(below + above, 2)


def median_of(points: Iterable[tuple[str, int]]) -> Median:
    """The same in order."""
    return Median(tuple(sorted(points, key=lambda point: (point[1], point[0]))))


def closed_in(deals: Iterable[DealFact], period: Period) -> tuple[DealFact, ...]:
    """The deals that have an outcome of a day in the period, by that day."""
    found = [deal for deal in deals if deal.outcome is not None and period.has(deal.outcome_on)]
    return tuple(sorted(found, key=lambda deal: (deal.outcome_on or date.min, deal.account, deal.id)))


def win_rate(deals: Iterable[DealFact], period: Period) -> WinRate:
    """Of the deals that were closed in the period."""
    known = tuple(deals)
    closed = closed_in(known, period)
    worked = tuple(deal for deal in closed if deal.worked)
    return WinRate(
        Share(_ids(worked), _ids(deal for deal in worked if deal.outcome is Outcome.WON)),
        not_worked=_ids(deal for deal in closed if not deal.worked),
        undated=_ids(deal for deal in known if deal.outcome is not None and deal.outcome_on is None),
    )


def no_go_rate(deals: Iterable[DealFact], period: Period) -> NoGoRate:
    """Of the deals that came to the SE in the period; one from the CRM nobody worked on did not come."""
    came = [deal for deal in deals if deal.worked and period.has(deal.came_on)]
    refused = [deal for deal in came if deal.outcome is Outcome.DISQUALIFIED]
    whys: tuple[NoGo | None, ...] = (*(one for one in NoGo if one is not NoGo.TECHNICAL_FIT), None)
    others = ((why, _ids(deal for deal in refused if deal.no_go is why)) for why in whys)
    technical = _ids(deal for deal in refused if deal.no_go is NoGo.TECHNICAL_FIT)
    return NoGoRate(Share(_ids(came), technical), tuple(pair for pair in others if pair[1]))


def say_number(value: Fraction) -> str:
    """``46`` or ``46.5``."""
    return f"{float(value):g}"


def _ids(deals: Iterable[DealFact]) -> Ids:
    return tuple(deal.id for deal in deals)


def _rounded(value: Fraction) -> int:
    """Half up, as people round."""
    return int((value + Fraction(1, 2)) // 1)
