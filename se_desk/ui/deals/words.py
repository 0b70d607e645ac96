"""What the deals' pages say of a deal: dates, names, gaps, counts. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from se_desk.domain.deals import Forecast
from se_desk.domain.moments import count, say_day
from se_desk.domain.risks import RiskFlag
from se_desk.domain.steps import NextStep
from se_desk.domain.timelines import procurement_of
from se_desk.services.deal_board import BoardRow, totals, worst_of
from se_desk.services.deals import DealView


def short(day: date, today: date) -> str:
    """``30 Sep``; with the year where it is not this one."""
    text = f"{day.day} {day:%b}"
    return text if day.year == today.year else f"{text} {day.year}"


def heading_of(day: date, today: date) -> str:
    """The heading over a day of the timeline: ``Today``, ``Yesterday``, ``Wed 3 September``."""
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((day - today).days)
    if near:
        return near
    text = f"{day:%a} {day.day} {day:%B}"
    return text if day.year == today.year else f"{text} {day.year}"


def ae_name(view: DealView) -> str:
    """How the AE is called, ``the AE`` where there is none yet."""
    return view.partner.first_name if view.partner else "the AE"


def forecast_words(forecast: Forecast | None, today: date) -> str:
    """``Commit, 30 Sep``."""
    return f"{forecast.category.label}, {short(forecast.close_on, today)}" if forecast else "none yet"


def read_words(view: DealView, today: date) -> str:
    """The SE's date; without one the earliest signature that procurement allows."""
    if view.read is not None:
        return short(view.read.close_on, today)
    believed = view.believed_on
    return f"{short(believed, today)}, earliest" if believed else "no date"


@dataclass(frozen=True, slots=True)
class Due:
    """When a next step is due in words, and the token they are written in."""

    words: str
    token: str


def due_of(step: NextStep | None, today: date) -> Due:
    """``2 days late``, ``today``, ``Mon 8 Sep``, ``no day``, or ``none``."""
    if step is None:
        return Due("none", "sev-medium")
    if step.due_on is None:
        return Due("no day", "text-3")
    late = step.days_late(today)
    if late:
        return Due(f"{count(late, 'day')} late", "clock-over")
    near = {0: "today", 1: "tomorrow"}.get((step.due_on - today).days)
    return Due(near or say_day(step.due_on, today), "text-2")


def due_sentence(step: NextStep, today: date) -> Due:
    """``Due Tue 2 Sep, 2 days late``, for the step in full."""
    if step.due_on is None:
        return Due("No due day", "text-3")
    late = step.days_late(today)
    after = f", {count(late, 'day')} late" if late else ", today" if step.due_on == today else ""
    return Due(f"Due {say_day(step.due_on, today)}{after}", "clock-over" if late else "text-3")


def owner_words(step: NextStep) -> str:
    """Whose move a step is."""
    return step.owner or "Yours"


def sums(rows: Iterable[BoardRow]) -> str:
    """``€4.9M, $300k``: the value of deals, each currency by itself."""
    return ", ".join(money.short() for money in totals(rows))


def open_flag_words(flags: Iterable[RiskFlag]) -> tuple[str, str]:
    """``2 high flags open`` and the severity, for the chip of a deal's head; empty without an open flag."""
    found = [flag for flag in flags if flag.is_open]
    worst = worst_of(found)
    if not found or worst is None:
        return (f"{count(len(found), 'flag')} open", "") if found else ("", "")
    alike = sum(flag.severity is worst for flag in found)
    return f"{count(alike, f'{worst.value} flag')} open", worst.value


def noted(who: str, at: datetime, today: date) -> str:
    """``Callum, noted 12 Aug``: who says so, and since when it stands."""
    return f"{who}, noted {short(at.date(), today)}"


def procurement_week(view: DealView, today: date) -> str:
    """``week 2 of 12``."""
    procurement = procurement_of(view.deal)
    if procurement is None:
        return ""
    week = procurement.week_on(today)
    return f"week {week} of {procurement.weeks}" if week else "not begun"
