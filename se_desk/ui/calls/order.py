"""Tab goes through a page in reading order, also after rows were made anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Everything below ``root`` that Tab can reach, as its layouts place it."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    inside = root.widget() if isinstance(root, QScrollArea) else None
    layout = root.layout()
    if inside is not None:
        yield from in_reading_order(inside)
    elif layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from in_reading_order(widget)
        elif inner is not None:
            yield from _of_layout(inner)


def order_tabs(root: QWidget) -> None:
    """Chain what Tab reaches below ``root`` in reading order."""
    for one, following in pairwise(in_reading_order(root)):
        QWidget.setTabOrder(one, following)
