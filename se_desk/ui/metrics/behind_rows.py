"""The rows behind a number: which deals, or which calls. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.metrics import DealFact, TrendPoint
from se_desk.domain.metrics_pace import Start, Week
from se_desk.domain.metrics_words import note_columns
from se_desk.domain.moments import MINUTE, count, say_day, say_span
from se_desk.exchange.metrics_out import outcome
from se_desk.services.metrics import MetricsPage

_TONES = {Outcome.WON: "green", Outcome.LOST: "amber", Outcome.NO_DECISION: "amber"}


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One line: what it is, its chip, the deal it leads to; ``more`` says the rest."""

    id: str
    words: str
    chip: str
    tone: str = "line"
    deal_id: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind something, under a title."""

    title: str
    rows: tuple[BehindRow, ...]


def behind_all(page: MetricsPage) -> Behind:
    """All deals of the quarter."""
    return Behind("Behind the numbers", _deals(page, page.behind))


def behind_mark(page: MetricsPage, figure: str, mark: str) -> Behind:
    """What stands behind one mark of a figure's chart."""
    return _BEHIND[figure](page, mark)


def _point(page: MetricsPage, mark: str) -> TrendPoint:
    return next(point for point in page.trend if point.period.name == mark)


def _wins(page: MetricsPage, mark: str) -> Behind:
    share = _point(page, mark).wins.share
    return Behind(f"Closed in {mark}", _deals(page, share.whole))


def _no_gos(page: MetricsPage, mark: str) -> Behind:
    """Those turned down for technical fit first."""
    rate = _point(page, mark).no_gos
    others = tuple(key for _, keys in rate.others for key in keys)
    ordered = dict.fromkeys((*rate.share.part, *others, *rate.share.whole))
    return Behind(f"Came in {mark}", _deals(page, ordered))


def _cycle(page: MetricsPage, mark: str) -> Behind:
    band = next(band for band in page.here.cycle.bands if band.words == mark)
    rows = (
        _row(page, key, key, count(days, "day"), "neutral", page.deals[key]) for key, days in band.days.points
    )
    return Behind(mark, tuple(rows))


def _demos(page: MetricsPage, mark: str) -> Behind:
    week = next(week for week in page.here.demos.weeks if str(week.number) == mark)
    return Behind(f"Week {mark}, from {say_day(week.first)}", tuple(_starts(page, week)))


def _starts(page: MetricsPage, week: Week) -> Iterable[BehindRow]:
    for number, (start, what) in enumerate(_in_order(week)):
        deal = page.deals.get(start.deal_id)
        call = page.calls.get(start.call_id)
        words = deal.account if deal else call.title if call else "A deal"
        tone = "accent" if what == "POC" else "neutral"
        key = f"{number} {start.deal_id}"
        yield BehindRow(key, words, f"{what}, {say_day(start.on)}", tone, start.deal_id, _title(deal))


def _in_order(week: Week) -> list[tuple[Start, str]]:
    both = [*((start, "demo") for start in week.demos), *((start, "POC") for start in week.pocs)]
    return sorted(both, key=lambda pair: pair[0].on)


def _notes(page: MetricsPage, mark: str) -> Behind:
    column = next(column for column in note_columns(page.here.notes) if column.words == mark)
    minutes = dict(page.here.notes.minutes.points)
    late = set(page.here.notes.share.whole) - set(page.here.notes.share.part)
    rows = []
    for key in column.calls:
        call, deal = page.calls[key], page.deals.get(page.calls[key].deal_id)
        chip = say_span(MINUTE * minutes[key]) if key in minutes else "no note"
        tone = "amber" if key in late else "green"
        words = f"{deal.account}, {say_day(call.on)}" if deal else f"{call.title}, {say_day(call.on)}"
        rows.append(BehindRow(key, words, chip, tone, call.deal_id, call.title))
    title = "Calls without a note" if column.hours is None else f"Notes, {mark}"
    return Behind(title, tuple(rows))


_BEHIND: dict[str, Callable[[MetricsPage, str], Behind]] = {
    "win_rate": _wins,
    "no_go_rate": _no_gos,
    "cycle": _cycle,
    "demos_to_pocs": _demos,
    "notes_in_time": _notes,
}


def _deals(page: MetricsPage, keys: Iterable[str]) -> tuple[BehindRow, ...]:
    found = ((key, page.deals[key]) for key in keys if key in page.deals)
    return tuple(_row(page, key, key, outcome(deal), _tone(deal), deal) for key, deal in found)


def _tone(deal: DealFact) -> str:
    if deal.outcome is None:
        return "line"
    technical = deal.no_go is NoGo.TECHNICAL_FIT
    return _TONES.get(deal.outcome, "accent" if technical else "neutral")


def _row(page: MetricsPage, key: str, deal_id: str, chip: str, tone: str, deal: DealFact) -> BehindRow:
    closed = f", {_short(deal.outcome_on, page.at.date())}" if deal.outcome_on else ""
    reason = f". {deal.outcome_reason}" if deal.outcome_reason else ""
    return BehindRow(key, deal.account, chip, tone, deal_id, f"{_title(deal)}{closed}{reason}")


def _title(deal: DealFact | None) -> str:
    return deal.title if deal else ""


def _short(day: date, today: date) -> str:
    return say_day(day, today)
