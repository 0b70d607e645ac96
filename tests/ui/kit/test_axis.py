"""The forecast axis says the gap as a number, and its words never lie on each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.axis import Forecast, ForecastAxis, gap_tone, gap_words, month_starts
from se_desk.ui.kit.theme import Theme

TODAY = date(2025, 9, 4)
NEAR = st.dates(date(2025, 6, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (0, "No gap", "green"),
        (1, "1 day apart", "neutral"),
        (7, "7 days apart", "neutral"),
        (8, "8 days apart", "high"),
        (30, "30 days apart", "high"),
        (31, "31 days apart", "critical"),
        (400, "400 days apart", "critical"),
    ],
)
def test_the_badge(days: int, words: str, tone: str) -> None:
    assert gap_words(days) == words
    assert gap_tone(days) == tone


def test_months_run_past_the_last_day() -> None:
    starts = month_starts(date(2025, 11, 30), date(2026, 1, 15))
    assert starts == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_it_says_both_dates(side: str, qtbot: QtBot) -> None:
    axis = ForecastAxis(
        Forecast(
            TODAY,
            date(2025, 9, 30),
            "Commit, 30 Sep",
            "",
            date(2025, 11, 14),
            "14 Nov",
            "",
            date(2025, 11, 20),
        )
    )
    qtbot.addWidget(axis)
    axis.resize(846, 116)
    assert axis.accessibleName() == (
        "AE forecast: Commit, 30 Sep, SE read: 14 Nov, 45 days apart, earliest signature 20 Nov"
    )
    assert axis.sizeHint().height() == 116
    assert not axis.grab().isNull()


def test_nothing_is_known_yet(dress: Theme, qtbot: QtBot) -> None:
    axis = ForecastAxis()
    qtbot.addWidget(axis)
    assert axis.accessibleName() == "No forecast yet"
    axis.grab()
    axis.set(Forecast(TODAY))
    axis.grab()
    assert "SE read: none" in axis.accessibleName()


def test_a_badge_that_does_not_fit_goes_below(dress: Theme, qtbot: QtBot) -> None:
    near = Forecast(
        TODAY, date(2025, 9, 30), "Commit, 30 Sep", "since 12 Aug", date(2025, 10, 3), "3 Oct", "You"
    )
    axis = ForecastAxis(near)
    qtbot.addWidget(axis)
    axis.resize(480, 116)
    assert axis.sizeHint().height() > 116
    axis.grab()


@given(ae=NEAR | st.none(), read=NEAR | st.none(), ahead=st.integers(0, 60), width=st.integers(360, 1400))
def test_words_never_lie_on_each_other(
    ae: date | None, read: date | None, ahead: int, width: int, qapp: object
) -> None:
    axis = ForecastAxis(
        Forecast(
            TODAY,
            ae,
            "Commit, 30 September",
            "Ines, since 12 Aug",
            read,
            "14 November",
            "You, set 1 Sep",
            TODAY + timedelta(days=ahead),
        )
    )
    axis.resize(width, 148)
    blocks = axis._blocks()
    assert all(block.x >= 15.9 and block.right <= width - 15.9 for block in blocks)
    if len(blocks) == 2:
        assert blocks[0].right + 23.9 <= blocks[1].x
        box = axis._badge_box()
        if box is not None:
            assert blocks[0].right < box.left()
            assert box.right() < blocks[1].x
    axis.grab()
