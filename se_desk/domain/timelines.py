"""The arithmetic of dates: procurement, the days between forecast and read, fiscal quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from se_desk.domain.deals import Deal
from se_desk.domain.moments import count, say_day

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Procurement:
    """The customer's buying process: ``weeks`` whole weeks from ``start_on``."""

    start_on: date
    weeks: int
    source: str = ""

    @property
    def earliest_signature_on(self) -> date:
        """The first day on which the customer can sign: start plus the whole length."""
        return self.start_on + self.weeks * WEEK

    def week_on(self, today: date) -> int:
        """Which week ``today`` lies in: 0 before the start, 1 to ``weeks``, ``weeks`` after the end."""
        if today < self.start_on:
            return 0
        return min((today - self.start_on) // WEEK + 1, self.weeks)

    def say(self, today: date) -> str:
        """``12-week procurement, week 2: earliest signature 14 Nov``."""
        week = self.week_on(today)
        where = f"week {week}" if week else "not started"
        signature = say_day(self.earliest_signature_on, today)
        return f"{self.weeks}-week procurement, {where}: earliest signature {signature}"


def procurement_of(deal: Deal) -> Procurement | None:
    """The deal's procurement where both its start and its length are known."""
    if deal.procurement_start_on is None or not deal.procurement_weeks:
        return None
    return Procurement(deal.procurement_start_on, deal.procurement_weeks, deal.procurement_source)


def days_apart(ae_on: date, read_on: date) -> int:
    """Whole days between the AE's date and the SE's; positive where the SE expects it later."""
    return (read_on - ae_on).days


def say_apart(days: int) -> str:
    """``45 days apart``, ``none``; never a sign (design system, Writing)."""
    return f"{count(abs(days), 'day')} apart" if days else "none"


def apart_tone(days: int) -> str:
    """How the badge is drawn: green for none, neutral under 8, high 8 to 30, critical over 30."""
    size = abs(days)
    if size == 0:
        return "green"
    if size < 8:
        return "neutral"
    return "high" if size <= 30 else "critical"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A fiscal quarter; ``year`` is the calendar year in which the fiscal year ends."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"Q{self.number} FY{self.year}"


def quarter_of(day: date, first_month: int = 1) -> Quarter:
    """The fiscal quarter of ``day`` where the fiscal year begins in ``first_month`` (1 to 12)."""
    months = (day.month - first_month) % 12
    begins = day.year if day.month >= first_month else day.year - 1
    return Quarter(begins if first_month == 1 else begins + 1, months // 3 + 1)


def quarter_days(quarter: Quarter, first_month: int = 1) -> tuple[date, date]:
    """First and last day of a fiscal quarter."""
    begins = quarter.year if first_month == 1 else quarter.year - 1
    month0 = first_month - 1 + (quarter.number - 1) * 3
    first = date(begins + month0 // 12, month0 % 12 + 1, 1)
    after = month0 + 3
    return first, date(begins + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def week_of_quarter(day: date, first_month: int = 1) -> int:
    """Which week of its fiscal quarter ``day`` lies in, from 1."""
    first, _ = quarter_days(quarter_of(day, first_month), first_month)
    return (day - first) // WEEK + 1
