"""Icons exist, are drawn in the theme's colour and follow it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QImage
from pytestqt.qtbot import QtBot

from se_desk.ui import kit
from se_desk.ui.kit import icons
from se_desk.ui.kit.theme import Theme

UI = Path(kit.__file__).parent.parent
# Calls whose n-th argument is the name of an icon.
TAKES = {"icon": 0, "pixmap": 0, "IconButton": 0, "IconMark": 0, "EmptyState": 0, "dress_icon": 1}


def solid(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }


def test_there_are_enough() -> None:
    assert {"search", "flag", "lock", "square-pen", "handshake", "life-buoy", "signpost"} <= icons.ICONS
    assert len(icons.ICONS) > 90


@pytest.mark.parametrize("name", sorted(icons.ICONS))
def test_each_is_drawn_with_the_stroke_of_the_design(name: str, dress: Theme) -> None:
    assert 'stroke-width="1.75"' in icons._source(name)
    picture = icons.pixmap(name, "accent", 32).toImage()
    assert any(
        picture.pixelColor(x, y).alpha() > 128
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_they_take_the_colour_of_the_side(side: str) -> None:
    wanted = {"light": "#0b6a66", "dark": "#5cc6bb"}[side]
    assert solid(icons.pixmap("square", "accent", 64).toImage()) == {wanted}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_they_are_sharp_on_every_screen(ratio: float, dress: Theme) -> None:
    made = icons.pixmap("flag", "text-3", 16, ratio)
    assert made.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert made.devicePixelRatio() == ratio


def test_an_action_follows_the_theme(dress: Theme, qtbot: QtBot) -> None:
    action = QAction("Flag a risk")
    icons.dress_icon(action, "square", "accent", 64)
    before = solid(action.icon().pixmap(64, 64).toImage())
    dress.choose("dark")
    after = solid(action.icon().pixmap(64, 64).toImage())
    assert QColor("#0B6A66").name() in before
    assert QColor("#5CC6BB").name() in after


def test_an_unknown_name_is_a_fault(dress: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def named_icons(source: str) -> set[str]:
    """Names of icons that a source file writes as literals."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = [node.args[TAKES[called]]] if called in TAKES and len(node.args) > TAKES[called] else []
        if called == "Button" and len(node.args) > 1:
            given.append(node.args[1])
        given.extend(word.value for word in node.keywords if word.arg == "icon")
        found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found - {""}


def test_every_icon_that_is_asked_for_exists() -> None:
    missing = {
        f"{file.relative_to(UI)}: {name}"
        for file in UI.rglob("*.py")
        for name in named_icons(file.read_text("utf-8")) - icons.ICONS
    }
    assert not missing


def test_the_search_for_names_can_fail() -> None:
    assert named_icons('Button("Save", "no-such-icon")') == {"no-such-icon"}
