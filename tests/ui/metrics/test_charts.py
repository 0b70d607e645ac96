"""The charts by themselves: odd numbers, the keyboard, tooltips, and what is painted where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import CallKind
from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.metrics import DealFact, HeldCall, TrendPoint, no_go_rate, win_rate
from se_desk.domain.metrics_pace import cycle, demos_to_pocs, notes_in_time
from se_desk.domain.money import Money
from se_desk.domain.periods import newest
from se_desk.ui.kit.theme import Theme, theme
from se_desk.ui.metrics.chart import Chart
from se_desk.ui.metrics.cycle_bars import CycleBars
from se_desk.ui.metrics.hour_dots import HourDots, Stack, stack_of
from se_desk.ui.metrics.rate_bars import RateBars
from se_desk.ui.metrics.rate_line import RateLine
from se_desk.ui.metrics.week_bars import WeekBars

TODAY = date(2026, 3, 20)
PERIODS = newest(TODAY, 1, 6)[::-1]
END = datetime(2026, 2, 3, 10, tzinfo=UTC)
DEAL = DealFact(id="d", account="Fernbank Mills", title="Rounds", came_on=date(2026, 2, 2))
CALL = HeldCall(id="c", deal_id="d", on=END.date(), ends_at=END)
SIZE = (338, 200)


def trend(won: int, lost: int) -> list[TrendPoint]:
    """The last quarter with so many deals, those lost for technical fit; the others empty."""
    made = replace(DEAL, outcome_on=date(2026, 2, 3))
    deals = [replace(made, id=f"w{n}", outcome=Outcome.WON) for n in range(won)]
    out = replace(made, outcome=Outcome.DISQUALIFIED, no_go=NoGo.TECHNICAL_FIT)
    deals += [replace(out, id=f"l{n}") for n in range(lost)]
    return [TrendPoint(one, win_rate(deals, one), no_go_rate(deals, one)) for one in PERIODS]


def shown(chart: Chart, qtbot: QtBot) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(*SIZE)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart.grab().toImage()


def has(picture: QImage, place: QPointF, token: str) -> bool:
    """Whether a colour stands within four pixels of a place."""
    wanted = theme().colour(token)
    near = range(-4, 5)
    points = [QPoint(round(place.x()) + x, round(place.y()) + y) for x in near for y in near]
    inside = [QColor(picture.pixel(point)) for point in points if picture.rect().contains(point)]
    return any(colour.name() == wanted.name() for colour in inside)


def test_a_bar_is_as_high_as_its_rate(dress: Theme, qtbot: QtBot) -> None:
    chart = RateBars()
    chart.show_points(trend(3, 2))
    picture = shown(chart, qtbot)
    column = chart.place_of("Q1 FY2026")
    assert has(picture, QPointF(column.center().x() + 8, column.bottom() - 8), "accent")
    assert not has(picture, QPointF(column.center().x() + 8, column.top() + 20), "accent")
    for name in ("Q4 FY2024", "Q4 FY2025"):
        assert not has(picture, QPointF(chart.place_of(name).center().x(), column.bottom() - 12), "accent")


@pytest.mark.parametrize(("won", "lost"), [(0, 0), (1, 0), (0, 4), (5, 0), (0, 5), (60, 3)])
@pytest.mark.parametrize("make", [RateBars, RateLine])
def test_rates_of_any_number_are_painted_and_said(
    dress: Theme, qtbot: QtBot, make: type[RateBars | RateLine], won: int, lost: int
) -> None:
    chart = make()
    chart.show_points(trend(won, lost))
    assert not shown(chart, qtbot).isNull()
    last = chart.marks[-1].words
    assert ("%" in last) is (won + lost >= 5) and f" of {won + lost}" in last
    assert len(chart.marks) == 6 and chart.accessibleDescription().count("Q") == 6


def test_the_line_breaks_where_there_are_too_few(dress: Theme, qtbot: QtBot) -> None:
    chart = RateLine()
    points = trend(4, 1)
    full = points[-1]
    chart.show_points([replace(full, period=one.period) for one in points[:2]] + points[2:])
    assert not shown(chart, qtbot).isNull()
    assert [("%" in mark.words) for mark in chart.marks] == [True, True, False, False, False, True]


def test_a_size_with_under_five_deals_has_no_bar(dress: Theme, qtbot: QtBot) -> None:
    on = date(2026, 2, 20)
    deals = [
        replace(
            DEAL, id=f"{n}", discovery_on=on - timedelta(days=n + 9), sign_off_on=on, value=Money(1, "EUR")
        )
        for n in range(5)
    ]
    chart = CycleBars()
    found, none = cycle(deals, PERIODS[-1], "EUR"), cycle([], PERIODS[-2], "EUR")
    chart.show_cycle(found, found)
    picture = shown(chart, qtbot)
    small, large = (chart.place_of(mark.key) for mark in (chart.marks[0], chart.marks[2]))
    assert has(picture, QPointF(8, small.center().y() + 9), "accent")
    assert not has(picture, QPointF(8, large.center().y() + 9), "accent")
    assert chart.marks[0].words == "Under €250k: 11 days, 5 deals, 11 days in the quarter before"
    chart.show_cycle(none, none)
    chart.grab()


def test_a_crowded_week_is_amber(dress: Theme, qtbot: QtBot) -> None:
    demos = [replace(CALL, id=str(n), kind=CallKind.DEMO) for n in range(15)]
    chart = WeekBars()
    chart.show_weeks(demos_to_pocs([], demos, PERIODS[-1], TODAY))
    picture = shown(chart, qtbot)
    column = chart.place_of("5")
    assert has(picture, QPointF(column.center().x() - 6, column.bottom() - 20), "sev-medium")
    assert "stand out" in chart.accessibleDescription()
    chart.show_weeks(demos_to_pocs([replace(DEAL, poc_on=END.date())], demos, PERIODS[-1], TODAY))
    assert not has(
        chart.grab().toImage(), QPointF(column.center().x() - 6, column.bottom() - 20), "sev-medium"
    )
    chart.show_weeks(demos_to_pocs([], [], PERIODS[-1], date(2025, 1, 1)))
    assert chart.marks == () and not chart.grab().isNull()


@pytest.mark.parametrize(
    ("most", "stack"),
    [
        (0, Stack(12)),
        (10, Stack(12)),
        (20, Stack(9)),
        (30, Stack(10, across=2)),
        (44, Stack(180 / 22, across=2)),
        (45, Stack(8, calls=3)),
        (500, Stack(8, calls=23)),
    ],
)
def test_dots_fit_whatever_their_number(most: int, stack: Stack) -> None:
    found = stack_of(most, 180, 24)
    assert (found.pitch, found.across, found.calls) == (pytest.approx(stack.pitch), stack.across, stack.calls)
    assert -(-most // found.calls) / found.across * found.pitch <= 180 + found.pitch


@pytest.mark.parametrize("number", [0, 3, 31, 400])
def test_calls_stand_as_dots(dress: Theme, qtbot: QtBot, number: int) -> None:
    calls = [replace(CALL, id=str(n), first_note_at=END + timedelta(minutes=n % 90)) for n in range(number)]
    late = [replace(CALL, id="late", first_note_at=END + timedelta(hours=30))]
    chart = HourDots()
    chart.show_notes(notes_in_time([*calls, *late], END + timedelta(days=9)))
    picture = shown(chart, qtbot)
    first, past = chart.place_of("0 to 3 h"), chart.place_of("27 to 30 h")
    assert has(picture, QPointF(past.center().x(), past.bottom() - 8), "sev-medium")
    near_first = QPointF(first.center().x() - 4, first.bottom() - 8)
    assert has(picture, near_first, "accent") is bool(number)


def test_arrows_home_end_and_enter(dress: Theme, qtbot: QtBot) -> None:
    chart = RateBars()
    chart.show_points(trend(6, 2))
    shown(chart, qtbot)
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    chart.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert heard == []  # nothing is pointed at yet
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(chart, key)
    assert heard == ["Q4 FY2025"] and chart.accessibleName().endswith("Q4 FY2025: 0 won of 0")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Enter):
        QTest.keyClick(chart, key)
    assert heard[-1] == "Q1 FY2025"
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName().startswith("Win rate by quarter, Q1 FY2026: 75%")
    assert not chart.grab().isNull()
    chart.show_points(trend(6, 2)[:1])
    assert chart.value == "" and not chart.grab().isNull()


def test_a_mark_says_its_numbers_under_the_pointer(dress: Theme, qtbot: QtBot) -> None:
    chart = RateBars()
    chart.show_points(trend(6, 2))
    shown(chart, qtbot)
    at = chart.place_of("Q1 FY2026").center().toPoint()
    QTest.mouseMove(chart, at)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    qtbot.waitUntil(lambda: QToolTip.text() == "Q1 FY2026: 75%, 6 won of 8")
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=at)
    assert chart.value == ""
