"""Where the keyboard goes when what covered a window is gone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from se_desk.ui.kit.overlay import Scrim
from se_desk.ui.kit.pages import Page

SETTLED_MS = 150  # pages that read anew beside the window have shown it by then


def give_back(window: QWidget, before: QWidget | None) -> None:
    """The keyboard goes to ``before``; where that is gone or out of sight, to the page in front.

    Looks again a little later: what a dialog did may make its page show other rows than before.
    """
    if _in_sight(before):
        before.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]  # in sight, so there
    for pause in (0, SETTLED_MS):
        QTimer.singleShot(pause, window, lambda: _mend(window, before))


def _in_sight(widget: QWidget | None) -> bool:
    return widget is not None and isValid(widget) and widget.isVisible()


def _mend(window: QWidget, before: QWidget | None) -> None:
    """Qt hands the keyboard of what goes to the next in the chain, which is mostly the sidebar."""
    if not isValid(window) or _in_sight(before):
        return
    if any(scrim.isVisible() for scrim in window.findChildren(Scrim)):
        return
    page = next((one for one in window.findChildren(Page) if one.isVisible()), None)
    focus = QApplication.focusWidget()
    if page is None or (focus is not None and (focus is page or page.isAncestorOf(focus))):
        return
    if focus is not None and focus.window() is not window:
        return
    (_first_of(page) or page).setFocus(Qt.FocusReason.OtherFocusReason)


def _first_of(page: QWidget) -> QWidget | None:
    """In the order of Tab."""
    step = page.nextInFocusChain()
    while step is not None and step is not page:
        tabbed = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if page.isAncestorOf(step) and tabbed and step.isVisible() and step.isEnabled():
            return step
        step = step.nextInFocusChain()
    return None
