"""How figures are said: value, base, standing and note, with a table of the numbers (PRODUCT, part 9).

The page, the shell and what is exported say the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from se_desk.domain.metrics import FEWEST, HEALTHY_NO_GOS, WIN_TARGET, Ids, NoGoRate, TrendPoint, say_number
from se_desk.domain.metrics_pace import (
    Band,
    Cycle,
    DemosToPocs,
    NotesInTime,
    PeriodCycle,
    PeriodMetrics,
    Week,
)
from se_desk.domain.moments import MINUTE, count, say_span

FEW = f"Under {FEWEST}, so counts only."
_LOW, _HIGH = HEALTHY_NO_GOS
_LAST_HOUR, _STEP = 42, 3  # the dots go up to so many hours, in columns of so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure in words.

    ``base`` says its n. ``standing`` says how it stands to what is healthy, in ``tone``: green, amber or
    neutral. ``left_out`` names what was not counted, a sentence each. ``rows`` are its numbers under
    ``heads``.
    """

    key: str
    title: str
    value: str
    base: str
    standing: str = ""
    tone: str = "neutral"
    note: str = ""
    left_out: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def say(self) -> str:
        """All of it as running words, for a screen reader."""
        said = f"{self.title}: {self.value}, {self.base}"
        more = " ".join((*([self.note] if self.note else []), *self.left_out))
        return f"{said}, {self.standing}. {more}".strip() if self.standing else f"{said}. {more}".strip()


def figures(here: PeriodMetrics, before: PeriodCycle, trend: Sequence[TrendPoint]) -> tuple[Figure, ...]:
    """The five figures of a period; ``before`` is of the quarter before it, ``trend`` ends with it."""
    return (
        _wins(here, trend),
        _no_gos(here, trend),
        _cycle(here.cycle, before),
        _demos(here.demos),
        _notes(here.notes),
    )


def _wins(here: PeriodMetrics, trend: Sequence[TrendPoint]) -> Figure:
    wins = here.wins
    reached = wins.is_reached
    return Figure(
        key="win_rate",
        title="Win rate",
        value=wins.share.say(WIN_TARGET),
        base=f"{wins.share.count} won of {count(wins.share.n, 'closed deal')}",
        standing="" if reached is None else f"{'meets' if reached else 'under'} the {WIN_TARGET}% target",
        tone="neutral" if reached is None else "green" if reached else "amber",
        note=_swing(wins.share.swing, wins.share.n),
        left_out=_named(
            ("Left out", wins.not_worked, "deal", "closed without a trace of your work"),
            ("Left out", wins.undated, "deal", "with an outcome and no day of it"),
        ),
        heads=("Quarter", "Win rate", "Won", "Closed"),
        rows=tuple(
            (point.period.name, share.say(WIN_TARGET), str(share.count), str(share.n))
            for point in trend
            for share in (point.wins.share,)
        ),
    )


def _no_gos(here: PeriodMetrics, trend: Sequence[TrendPoint]) -> Figure:
    share, side = here.no_gos.share, here.no_gos.side
    places = {-1: f"under {_LOW}%", 0: f"within {_LOW}–{_HIGH}%", 1: f"over {_HIGH}%"}
    return Figure(
        key="no_go_rate",
        title="No-go rate",
        value=share.say(*HEALTHY_NO_GOS),
        base=f"{share.count} of {count(share.n, 'new deal')} without technical fit",
        standing="" if side is None else places[side],
        tone="neutral" if side is None else "amber" if side else "green",
        note=_others(here.no_gos) or _swing(share.swing, share.n),
        heads=("Quarter", "No-go rate", "No technical fit", "Came", "Other no-gos"),
        rows=tuple(
            (
                point.period.name,
                point.no_gos.share.say(*HEALTHY_NO_GOS),
                str(point.no_gos.share.count),
                str(point.no_gos.share.n),
                str(sum(len(keys) for _, keys in point.no_gos.others)),
            )
            for point in trend
        ),
    )


def _others(rate: NoGoRate) -> str:
    """``Beside them 3 for no budget, 1 not said.``"""
    parts = [f"{len(keys)} {why.label.lower() if why else 'not said'}" for why, keys in rate.others]
    return f"Other no-gos: {', '.join(parts)}." if parts else ""


def _cycle(cycle: Cycle, before: PeriodCycle) -> Figure:
    value = cycle.days.value
    return Figure(
        key="cycle",
        title="Pre-sales cycle",
        value=count(cycle.days.n, "deal") if value is None else f"{say_number(value)} days",
        base="signed off" if value is None else f"median of {count(cycle.days.n, 'deal')}",
        standing="discovery to technical sign-off",
        note=FEW if 0 < cycle.days.n < FEWEST else "",
        left_out=_named(
            ("Left out", cycle.undated, "deal", "signed off without a discovery day before"),
            ("In no size", cycle.foreign, "deal", "valued in another currency"),
            ("In no size", cycle.unvalued, "deal", "without a value"),
        ),
        heads=("Size", "Median days", "Deals", f"Median days, {before.period.name}"),
        rows=tuple(
            (band.words, say_days(band), str(band.days.n), say_days(earlier))
            for band, earlier in zip(cycle.bands, before.cycle.bands, strict=True)
        ),
    )


def say_days(band: Band) -> str:
    """The median of a band in days; a dash under five deals."""
    return "–" if band.days.value is None else say_number(band.days.value)


def _demos(found: DemosToPocs) -> Figure:
    pocs = count(found.pocs, "POC start")
    ratio = found.ratio
    crowded = found.crowded
    return Figure(
        key="demos_to_pocs",
        title="Demos to POCs",
        value=f"{_tenths(ratio)} to 1" if ratio is not None else f"{found.demos} to {found.pocs}",
        base=f"{count(found.demos, 'demo')}, {pocs}",
        standing="" if not crowded else f"{count(len(crowded), 'week')} without a POC",
        tone="amber" if crowded else "neutral",
        note=" ".join(_crowded(week) for week in crowded),
        heads=("Of the quarter", "Demos", "POC starts"),
        rows=tuple(
            (f"Week {week.number}", str(len(week.demos)), str(len(week.pocs))) for week in found.weeks
        ),
    )


def _crowded(week: Week) -> str:
    return f"Week {week.number}: {len(week.demos)} demos and no POC start."


def _notes(found: NotesInTime) -> Figure:
    share, median = found.share, found.minutes.value
    took = "" if median is None else f", median {say_span(MINUTE * round(median))}"
    late = share.n - share.count
    crm = f"{len(found.exported)} of {share.n} reached the CRM export."
    return Figure(
        key="notes_in_time",
        title="Notes within 24 h",
        value=share.say(),
        base=f"{share.count} of {count(share.n, 'call')}{took}",
        standing=f"{late} late or missing" if late else "",
        note=crm if share.n else "",
        left_out=_named(
            ("Not counted yet", found.running, "call", "with time left"),
            ("Left out", found.unknown, "call", "entered on the desk after its 24 hours"),
        ),
        heads=("Hours from call to note", "Calls"),
        rows=tuple((column.words, str(len(column.calls))) for column in note_columns(found)),
    )


@dataclass(frozen=True, slots=True)
class NoteColumn:
    """Calls whose note came over ``hours`` and up to three more after their end; None where none came."""

    hours: int | None
    words: str
    calls: tuple[str, ...]


def note_columns(found: NotesInTime) -> tuple[NoteColumn, ...]:
    """The calls by the hours their notes took; later ones stand in the column before last."""
    columns: dict[int, list[str]] = {hours: [] for hours in range(0, _LAST_HOUR, _STEP)}
    for key, minutes in found.minutes.points:
        place = max(0, -(-minutes // (60 * _STEP)) - 1) * _STEP  # 24 hours to the minute are still in time
        columns[min(place, _LAST_HOUR - _STEP)].append(key)
    made = [NoteColumn(hours, _hours(hours), tuple(keys)) for hours, keys in columns.items()]
    return (*made, NoteColumn(None, "no note", found.without))


def _hours(hours: int) -> str:
    return f"{hours} to {hours + _STEP} h" if hours < _LAST_HOUR - _STEP else f"over {hours} h"


def _named(*parts: tuple[str, Ids, str, str]) -> tuple[str, ...]:
    """``Left out: 2 deals without a value.``, of those parts that there are."""
    return tuple(f"{what}: {count(len(keys), noun)} {words}." for what, keys, noun, words in parts if keys)


def _swing(points: int | None, n: int) -> str:
    if points is None:
        return FEW if n else ""
    return f"One deal moves this number by {count(points, 'point')}."


def _tenths(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
