"""Everything is painted in both themes, has a name, and leaves the interpreter's counts alone."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import bars, marks
from se_desk.ui.kit.painting import Painted
from se_desk.ui.kit.theme import Theme, theme
from tests.ui.kit.gallery import components, menu, wide

PAGES: dict[str, Callable[[], QWidget]] = {"components": lambda: components("x"), "wide": wide, "menu": menu}


def colours(picture: QImage) -> set[str]:
    """Colours of every third pixel."""
    return {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_is_painted_in_both_themes(page: str, side: str, qtbot: QtBot) -> None:
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    shown.show()
    found = colours(shown.grab().toImage())
    assert len(found) > 20
    assert theme().value("raised" if page == "menu" else "window").lower() in found


def test_a_change_of_theme_reaches_what_is_shown(dress: Theme, qtbot: QtBot) -> None:
    shown = components("light")
    qtbot.addWidget(shown)
    shown.show()
    before = shown.grab().toImage()
    dress.choose("dark")
    after = shown.grab().toImage()
    gone = {dress_value.lower() for dress_value in ("#F6F5F1", "#FFFFFF", "#1A2023")}
    assert before != after
    assert "#f6f5f1" in colours(before)
    assert not (gone - {"#ffffff"}) & colours(after)


@pytest.mark.parametrize("scale", [0.9, 1.5])
def test_the_page_stands_at_every_text_size(scale: float, dress: Theme, qtbot: QtBot) -> None:
    dress.set_scale(scale)
    shown = components("light")
    qtbot.addWidget(shown)
    shown.show()
    assert len(colours(shown.grab().toImage())) > 20


@pytest.mark.parametrize("page", ["components", "wide"])
def test_everything_that_means_something_has_a_name(page: str, dress: Theme, qtbot: QtBot) -> None:
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    shown.show()
    speaks = (QAbstractButton, QComboBox, QLineEdit, QTextEdit, Painted)
    silent = [
        widget
        for widget in shown.findChildren(QWidget)
        if isinstance(widget, speaks)
        and widget.isVisible()
        and not (widget.accessibleName() or _words(widget))
        and not _beside(widget)
    ]
    assert not silent


def _words(widget: QWidget) -> str:
    return str(getattr(widget, "text", lambda: "")()) if isinstance(widget, QAbstractButton) else ""


def _beside(widget: QWidget) -> bool:
    """A drawing whose words stand next to it, and a check of a row that has the words."""
    return type(widget).__name__ in ("IconMark", "CheckBox")


def test_qt_tells_the_names_to_a_screen_reader(dress: Theme, qtbot: QtBot) -> None:
    shown = components("light")
    qtbot.addWidget(shown)
    shown.show()
    told = {
        QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        for widget in shown.findChildren(QWidget)
        if QAccessible.queryAccessibleInterface(widget) is not None
    }
    assert {"Critical", "Logged after 24 hours", "Ines Brandt", "Lock now"} <= told
    assert "10, within the healthy range of 8 to 12" in told


def test_painting_does_not_use_up_the_interpreters_none(dress: Theme, qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None with each void call."""
    ring, chip = marks.ClockRing("running", 0.5), marks.Chip("Not told", "amber")
    bar = bars.ProgressBar(0.5)
    for widget in (ring, chip, bar):
        qtbot.addWidget(widget)
        widget.show()
    before = sys.getrefcount(None)
    for step in range(2000):
        ring.set("soon", step / 2000)
        chip.set(str(step), "line")
        bar.set(step / 2000)
        if step % 20 == 0:
            ring.grab()
            chip.grab()
    assert sys.getrefcount(None) > before - 200


def test_nothing_painted_is_wider_than_its_place(dress: Theme, qtbot: QtBot) -> None:
    shown = wide()
    qtbot.addWidget(shown)
    shown.show()
    for widget in shown.findChildren(Painted):
        assert shown.rect().contains(widget.rect().translated(widget.mapTo(shown, widget.rect().topLeft())))


def test_fonts_are_not_hinted(dress: Theme, qtbot: QtBot) -> None:
    shown = components("light")
    qtbot.addWidget(shown)
    assert shown.font().hintingPreference() is shown.font().HintingPreference.PreferNoHinting
    assert shown.isEnabled() and not shown.testAttribute(Qt.WidgetAttribute.WA_Disabled)
