"""Which backups are kept: a table of cases, and what holds for any of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.backups import Backup, is_due, superfluous

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ROOM = 1 << 60


def _made(days_ago: float, size: int = 10, *, marked: bool = False) -> Backup:
    at = NOW - timedelta(days=days_ago)
    return Backup(f"{at:%Y-%m-%d-%H%M%S}", at, size, marked)


def _days(found: tuple[Backup, ...]) -> list[float]:
    return [(NOW - one.made_at) / timedelta(days=1) for one in found]


@pytest.mark.parametrize(
    ("made", "due"),
    [
        ((), True),
        ((NOW,), False),
        ((NOW - timedelta(hours=1),), False),
        ((NOW - timedelta(days=1),), True),
        ((datetime(2026, 3, 3, 23, 30, tzinfo=UTC),), False),  # half past midnight in Berlin
        ((datetime(2026, 3, 3, 22, 30, tzinfo=UTC),), True),
        ((NOW + timedelta(days=3),), True),  # the clock was set back
    ],
)
def test_one_a_day(made: tuple[datetime, ...], due: bool) -> None:
    assert is_due(made, NOW, BERLIN) is due


@pytest.mark.parametrize(
    ("ages", "gone"),
    [
        ([], []),
        ([0], []),
        ([0, 0.1, 0.2], [0.2, 0.1]),  # of a day the newest
        ([*range(7)], []),
        ([0, 400, 800], []),  # few are all kept, however old
        ([*range(14)], [13, 12, 11, 9, 8, 7]),  # 10 is the newest of the week before the last
        ([0, 1, 2, 3, 4, 5, 6, 30, 30.2], [30.2]),
    ],
)
def test_what_may_go(ages: list[float], gone: list[float]) -> None:
    found = superfluous([_made(age) for age in ages], ROOM, BERLIN)
    assert _days(found) == pytest.approx(gone)


def test_a_year_of_days_leaves_a_week_five_weeks_and_twelve_months() -> None:
    every = [_made(age) for age in range(800)]
    gone = superfluous(every, ROOM, BERLIN)
    kept = [one for one in every if one not in gone]
    ages = _days(tuple(kept))
    assert ages[:7] == [*range(7)]
    assert len(kept) in range(19, 25)  # a day may stand for its week and its month
    assert ages[-1] == 308  # the last of April before


def test_the_limit_takes_the_oldest_and_never_the_newest() -> None:
    every = [_made(age, size=100) for age in range(7)]
    assert _days(superfluous(every, 350, BERLIN)) == [6, 5, 4, 3]
    assert _days(superfluous(every, 0, BERLIN)) == [6, 5, 4, 3, 2, 1]


def test_marked_ones_stay_beside_the_newest_of_their_day() -> None:
    every = [_made(0), _made(0.1, marked=True), _made(0.2), *(_made(0.1 + n, marked=True) for n in (1, 2, 3))]
    every += [_made(age) for age in (1, 2, 3)]
    assert _days(superfluous(every, ROOM, BERLIN)) == pytest.approx([3.1, 0.2])


def test_the_one_just_made_stays_where_the_clock_was_set_back() -> None:
    later = [_made(-age) for age in range(1, 400)]
    just = _made(0)
    assert just in superfluous([*later, just], 0, BERLIN)  # the control
    assert just not in superfluous([*later, just], 0, BERLIN, just.name)


backups = st.lists(
    st.builds(
        lambda minutes, size, marked: _made(minutes / 1440, size, marked=marked),
        st.integers(-100_000, 2_000_000),
        st.integers(0, 1000),
        st.booleans(),
    ),
    max_size=60,
    unique_by=lambda one: one.name,
)


@given(backups, st.integers(0, 20_000))
def test_what_holds_for_any_backups(every: list[Backup], limit: int) -> None:
    gone = superfluous(every, limit, BERLIN)
    kept = [one for one in every if one not in gone]
    assert set(gone) <= set(every)
    assert not every or max(every, key=lambda one: (one.made_at, one.name)) in kept
    assert sum(one.size for one in kept) <= limit or len(kept) == 1
    assert superfluous(kept, limit, BERLIN) == ()  # a second time finds nothing more
    assert list(gone) == sorted(gone, key=lambda one: (one.made_at, one.name))


@given(backups)
def test_with_room_every_day_of_the_last_seven_has_its_newest(every: list[Backup]) -> None:
    gone = superfluous(every, ROOM, BERLIN)
    days = sorted({one.made_at.astimezone(BERLIN).date() for one in every}, reverse=True)
    for day in days[:7]:
        of_day = [one for one in every if one.made_at.astimezone(BERLIN).date() == day]
        assert max(of_day, key=lambda one: (one.made_at, one.name)) not in gone
    assert len(every) - len(gone) <= 7 + 5 + 12 + 3
