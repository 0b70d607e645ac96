"""Measures show the part they are given and say the number."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import bars
from se_desk.ui.kit.painting import Painted
from se_desk.ui.kit.theme import Theme


def shown(widget: Painted, qtbot: QtBot, width: int = 100) -> list[str]:
    """The colours along the middle of a widget."""
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    picture = widget.grab().toImage()
    return [picture.pixelColor(x, picture.height() // 2).name() for x in range(width)]


@pytest.mark.parametrize(("fraction", "filled"), [(-1, 0), (0, 0), (0.5, 50), (1, 100), (7, 100)])
def test_progress_fills_its_part(fraction: float, filled: int, dress: Theme, qtbot: QtBot) -> None:
    row = shown(bars.ProgressBar(fraction), qtbot)
    assert row.count("#0b6a66") == pytest.approx(filled, abs=4)


def test_progress_has_a_tick_and_a_band(dress: Theme, qtbot: QtBot) -> None:
    bar = bars.ProgressBar(0.1, 0.7, (0.5, 0.6), words="14 won of 19")
    row = shown(bar, qtbot)
    assert row[70] == dress.value("text-2").lower()
    assert row[55] not in (dress.value("track").lower(), dress.value("accent").lower())
    assert bar.height() == 12
    assert bar.accessibleName() == "14 won of 19"


@pytest.mark.parametrize(
    ("value", "place", "token"),
    [(3, "below", "sev-medium"), (10, "within", "accent"), (40, "above", "sev-medium")],
)
def test_a_gauge_says_where_the_number_stands(
    value: int, place: str, token: str, dress: Theme, qtbot: QtBot
) -> None:
    gauge = bars.RangeGauge(value, 8, 12, 16)
    qtbot.addWidget(gauge)
    gauge.resize(160, 32)
    picture = gauge.grab().toImage()
    assert place in gauge.accessibleName()
    needle = min(max(value * 10, 2), 158)
    assert picture.pixelColor(needle, 2).name() == dress.value(token).lower()


def test_steps_are_counted(dress: Theme, qtbot: QtBot) -> None:
    bar = bars.StepBar(3, 5, segment=20, gap=0)
    row = shown(bar, qtbot)
    assert row[50] == dress.value("accent").lower()
    assert row[70] == dress.value("track").lower()
    assert bar.accessibleName() == "3 of 5"


def test_the_step_under_way_is_filled_in_part(dress: Theme, qtbot: QtBot) -> None:
    row = shown(bars.StepBar(0, 2, 0.5, segment=50, gap=0), qtbot)
    assert row[10] == dress.value("accent").lower()
    assert row[40] == dress.value("track").lower()
    weeks = shown(bars.StepBar(0, 2, 0.5, 16, segment=50, gap=0), qtbot)
    assert weeks[40] not in (dress.value("accent").lower(), dress.value("track").lower())


@pytest.mark.parametrize("points", [(), (5,), (5, 5), (1, 10, 4, 8)])
def test_a_sparkline_takes_any_number_of_points(
    points: tuple[float, ...], dress: Theme, qtbot: QtBot
) -> None:
    line = bars.Sparkline(points)
    shown(line, qtbot)
    assert line.accessibleName() == (f"{', '.join(map(str, points))} of 10" if points else "No numbers yet")


def test_a_timer_ring_says_what_is_left(dress: Theme, qtbot: QtBot) -> None:
    ring = bars.TimerRing(0.25)
    shown(ring, qtbot, 24)
    assert ring.accessibleName() == "25% of the time left"
