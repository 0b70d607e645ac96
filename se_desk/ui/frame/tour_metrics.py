"""The tour's pictures of metrics: a quarter, what is behind a bar, the numbers, an empty and a small page."""

from __future__ import annotations

from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.frame.window import SMALLEST, USUAL
from se_desk.ui.kit.wishes import Place
from se_desk.ui.metrics.page import MetricsPage

LONG_AGO = "Q1 FY2001"


def _page(stage: Stage) -> MetricsPage:
    page = stage.page
    if not isinstance(page, MetricsPage):
        raise TourStopped("The figures are not in front.")
    return page


def _figures(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("metrics"))


def _filtered(stage: Stage) -> None:
    page = _page(stage)
    page.no_gos.choose(page.no_gos.marks[-1].key)
    stage.settle()


def _numbers(stage: Stage) -> None:
    page = _page(stage)
    page.clear_filter()
    page.numbers.click()
    stage.settle()


def _leaving(stage: Stage) -> None:
    stage.clear()
    _page(stage).export_page()
    stage.settle()


def _empty(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("metrics", LONG_AGO))


def _small(stage: Stage) -> None:
    stage.window.resize(*SMALLEST)
    stage.go(Place("metrics"))


def _usual(stage: Stage) -> None:
    stage.window.resize(*USUAL)
    stage.settle()


ROWS = (
    Row("metrics", "The figures of this quarter, each with its n", _figures),
    Row("metrics-filtered", "The deals behind one point", _filtered),
    Row("metrics-numbers", "The same numbers as tables", _numbers),
    Row("metrics-export", "What leaves is shown first", _leaving),
    Row("metrics-empty", "A quarter with nothing to count says so", _empty),
    Row("metrics-small", "In the smallest window", _small),
    Row("", "The window is as large as before", _usual),
)
