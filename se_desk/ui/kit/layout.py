"""Rows, columns, hairlines and grounds: the quiet furniture between the parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None


def vbox(*items: Item, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> QVBoxLayout:
    """A column: widgets and layouts, a number for a space in px, None for what stretches."""
    made = QVBoxLayout()
    _fill(made, items, margins, gap)
    return made


def hbox(*items: Item, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> QHBoxLayout:
    """A row, in the same terms as ``vbox``; widgets are centred in height."""
    made = QHBoxLayout()
    _fill(made, items, margins, gap)
    return made


def _fill(made: QBoxLayout, items: Sequence[Item], margins: tuple[int, int, int, int], gap: int) -> None:
    made.setContentsMargins(*margins)
    made.setSpacing(gap)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        elif isinstance(item, QLayout):
            made.addLayout(item)
        else:
            made.addWidget(item)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted when Qt has time."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def focus_on(widget: QWidget) -> None:
    """Give the keyboard to a widget that may just have been laid out.

    Qt shows what is put into a layout a turn of the loop later, and what is not shown takes no focus.
    """
    hidden = [widget]
    parent = widget.parentWidget()
    while parent is not None and not parent.isVisible() and not parent.isWindow():
        hidden.append(parent)
        parent = parent.parentWidget()
    for one in reversed(hidden):
        if not one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) or not one.isHidden():
            one.show()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


class HLine(QFrame):
    """A hairline from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "line")
        self.setFixedHeight(1)


class VLine(QFrame):
    """A hairline from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "line")
        self.setFixedWidth(1)


class Surface(QFrame):
    """A plain ground: "card", "pane", "sidebar", "sunken", "window" or "clear"."""

    def __init__(self, surface: str, layout: QLayout | None = None) -> None:
        super().__init__()
        self.setProperty("surface", surface)
        if layout is not None:
            self.setLayout(layout)


class Scroller(QScrollArea):
    """Scrolls what is in its ``body``, without a frame and never sideways."""

    def __init__(self, widget: QWidget | None = None, padding: int = 24) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = widget or QWidget()
        inside.setProperty("surface", "clear")
        self.body: QVBoxLayout = QVBoxLayout()
        if widget is None:
            inside.setLayout(self.body)
            self.body.setContentsMargins(padding, 0, padding, padding)
            self.body.setSpacing(16)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
