"""Slices on pages: what is tied together stays together, and a page breaks only between slices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPen

PAGE_WIDTH, PAGE_HEIGHT = 794.0, 1123.0
LEFT, RIGHT = 60.0, 734.0
TOP, BOTTOM = 48.0, 1066.0
WIDTH = RIGHT - LEFT

Paint = Callable[[QPainter, float], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """A strip across the page. ``keep``: no break between it and the next one."""

    height: float
    paint: Paint | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A slice at its place, ``y`` px from the top of its page."""

    y: float
    slice: Slice


Pages = tuple[tuple[Placed, ...], ...]


def space(height: float, *, keep: bool = False) -> Slice:
    """Nothing, so high."""
    return Slice(height, keep=keep)


def rule(colour: str, *, left: float = LEFT, right: float = RIGHT, keep: bool = False) -> Slice:
    """A line of one px across the page."""

    def paint(painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawLine(*_line(left, right, y))

    return Slice(1.0, paint, keep)


def _line(left: float, right: float, y: float) -> tuple[int, int, int, int]:
    return round(left), round(y), round(right), round(y)


def flow(slices: Sequence[Slice], foot: Sequence[Slice] = ()) -> Pages:
    """Slices from the top down on as many pages as they need; ``foot`` at the bottom of the last one.

    A group of tied slices that is higher than a page is broken where it must be.
    """
    pages: list[list[Placed]] = [[]]
    y = TOP
    for group in _groups(slices):
        height = sum(one.height for one in group)
        if y + height > BOTTOM and pages[-1] and height <= BOTTOM - TOP:
            pages.append([])
            y = TOP
        for one in group:
            if y + one.height > BOTTOM and pages[-1]:
                pages.append([])
                y = TOP
            if one.paint is None and not pages[-1]:
                continue  # no empty room at the head of a page
            pages[-1].append(Placed(y, one))
            y += one.height
    _place_foot(pages, y, foot)
    return tuple(tuple(page) for page in pages)


def _groups(slices: Sequence[Slice]) -> list[list[Slice]]:
    groups: list[list[Slice]] = []
    open_group = False
    for one in slices:
        if open_group:
            groups[-1].append(one)
        else:
            groups.append([one])
        open_group = one.keep
    return groups


def _place_foot(pages: list[list[Placed]], y: float, foot: Sequence[Slice]) -> None:
    height = sum(one.height for one in foot)
    if not foot:
        return
    if y + height > BOTTOM:
        pages.append([])
        y = TOP
    else:
        y = BOTTOM - height
    for one in foot:
        pages[-1].append(Placed(y, one))
        y += one.height
