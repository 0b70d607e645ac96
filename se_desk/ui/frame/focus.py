"""Panes: the parts of the window that F6 goes through, and where the keyboard lands in each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def panes_of(page: QWidget) -> list[QWidget]:
    """The parts of a page that scroll, from left to right, or the page itself."""
    areas = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
    outer = [area for area in areas if not any(o is not area and o.isAncestorOf(area) for o in areas)]
    found = [area for area in outer if _first_inside(area) is not None]
    corners = {area: area.mapTo(page, area.rect().topLeft()) for area in found}
    return [*sorted(found, key=lambda area: (corners[area].x(), corners[area].y()))] or [page]


def _first_inside(pane: QWidget) -> QWidget | None:
    inside = [pane, *pane.findChildren(QWidget)]
    able = [widget for widget in inside if _reachable(widget)]
    return able[0] if able else None


def _reachable(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled()


def focus_inside(pane: QWidget, *, back: bool = False) -> bool:
    """Give the keyboard to the first widget of a pane that takes it; False where none does."""
    widget = _first_inside(pane)
    if widget is None:
        return False
    widget.setFocus(Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason)
    return True
