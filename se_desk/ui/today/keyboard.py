"""Where the keyboard is on a page whose rows are made anew, and the way back to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from se_desk.ui.kit.layout import focus_on


def where(page: QWidget) -> tuple[str, int]:
    """The name of the row that has the keyboard and its place on the page; nothing where it is elsewhere.

    Elsewhere is also a dialog over the page: a minute that passes must not take the keyboard from it.
    """
    focused = QApplication.focusWidget()
    if focused is None or not page.isAncestorOf(focused):
        return "", 0
    stops = _stops(page)
    return focused.accessibleName(), stops.index(focused) if focused in stops else 0


def go_back(page: QWidget, name: str, place: int) -> None:
    """To the same row, else to the one that has taken its place."""
    stops = _stops(page) if name else []
    same = [widget for widget in stops if widget.accessibleName() == name]
    near = same or stops[min(place, len(stops) - 1) :]
    if near:
        focus_on(near[0])


def _stops(page: QWidget) -> list[QWidget]:
    """What Tab reaches, from top to bottom."""
    inside = page.findChildren(QWidget)
    return [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.isHidden()]
