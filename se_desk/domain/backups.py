"""Which backups are kept, and when the next one is due. Pure: files are names, times and sizes here.

The rule is the one of Anki and of most backup programs: close together near today, further apart behind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from se_desk.domain.moments import day_in

DAILY, WEEKLY, MONTHLY = 7, 5, 12
MARKED = 3  # made before an update or a restore: what a person may want back most


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of a desk. ``size`` in bytes; ``marked``: made before an update or a restore."""

    name: str
    made_at: datetime
    size: int
    marked: bool = False


def is_due(made: Iterable[datetime], now: datetime, zone: ZoneInfo) -> bool:
    """Whether no backup was made on this day of the desk's zone.

    One from a later day does not count: then the clock was set back, and today needs one all the same.
    """
    today = day_in(now, zone)
    return all(day_in(at, zone) != today for at in made)


def superfluous(backups: Iterable[Backup], limit: int, zone: ZoneInfo, spare: str = "") -> tuple[Backup, ...]:
    """What may go, oldest first.

    Kept are the newest of the last 7 days, 5 weeks and 12 months that have one, and the last 3 marked ones;
    of these the oldest go while all together are over ``limit`` bytes. The newest stays in any case, and so
    does ``spare``, the one just made (which is not the newest where the clock was set back).
    """
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.name), reverse=True)
    kept = _wanted(newest_first, zone, spare)
    total = sum(one.size for one in kept)
    for one in reversed(kept.copy()):
        if total <= limit:
            break
        if one != newest_first[0] and one.name != spare:
            kept.remove(one)
            total -= one.size
    return tuple(one for one in reversed(newest_first) if one not in kept)


def _wanted(newest_first: list[Backup], zone: ZoneInfo, spare: str) -> list[Backup]:
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAILY, lambda at: day_in(at, zone)),
        (WEEKLY, lambda at: day_in(at, zone).isocalendar()[:2]),
        (MONTHLY, lambda at: (day_in(at, zone).year, day_in(at, zone).month)),
    )
    names = {one.name for most, span in rules for one in _first_of(newest_first, most, span)}
    names |= {one.name for one in [one for one in newest_first if one.marked][:MARKED]} | {spare}
    return [one for one in newest_first if one.name in names]


def _first_of(
    newest_first: list[Backup], most: int, span: Callable[[datetime], Hashable]
) -> Iterable[Backup]:
    """The newest of each of the ``most`` newest spans that have one."""
    firsts: dict[Hashable, Backup] = {}
    for one in newest_first:
        firsts.setdefault(span(one.made_at), one)
    return list(firsts.values())[:most]
