"""A walk over every page and dialog: what can be used has a name, every action a key or a line to find it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from se_desk.services.clocks import MovableClock
from se_desk.ui.frame.actions import ACTIONS
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage
from se_desk.ui.frame.touring import ROWS, _dressed, _make_sample

USABLE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Stage]:
    """The tour's window over a sample desk."""
    folder = tmp_path_factory.mktemp("walk")
    clock = MovableClock(datetime(2026, 11, 20, 9, 18, tzinfo=UTC))
    made = Stage(clock, folder / "out", folder / "desks")
    _make_sample(made)
    with _dressed(), made.listening():
        yield made
        made.close_window()


def usable(root: QWidget) -> list[QWidget]:
    """What a person can use in a window: by its kind, or because Tab stops there."""
    return [
        each
        for each in (root, *root.findChildren(QWidget))
        if each.isVisible() and not each.objectName().startswith("qt_") and _is_usable(each)
    ]


def _is_usable(widget: QWidget) -> bool:
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    if isinstance(widget, QAbstractSlider):  # scroll bars are reached by what they scroll
        return stops
    return isinstance(widget, USABLE) or stops


def name_of(widget: QWidget) -> str:
    """What assistive technology says of it: its own name, its text, or its label."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name).strip() if face is not None else ""


def nameless() -> list[str]:
    """What can be used and has no name, in every window that is open."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__} of {type(each.window()).__name__}"
        for top in tops
        for each in usable(top)
        if not name_of(each)
    ]


@pytest.mark.slow
def test_whatever_can_be_used_has_a_name(stage: Stage, qtbot: QtBot) -> None:
    found, seen = dict[str, list[str]](), 0
    for row in ROWS:
        row.act(stage)
        seen += len(usable(stage.window))
        if missing := nameless():
            found[row.says] = missing
    assert not found, "\n".join(f"{says}: {', '.join(names)}" for says, names in found.items())
    assert seen > 1000


def test_what_has_no_name_is_noticed(qtbot: QtBot) -> None:
    bare = QWidget()
    qtbot.addWidget(bare)
    QLineEdit(bare)
    bare.show()
    assert any(name.startswith("QLineEdit") for name in nameless())


def test_every_action_has_a_key_or_a_line_in_the_palette() -> None:
    assert [action.id for action in ACTIONS if not action.keys and not action.listed] == []
    assert len({keys for action in ACTIONS for keys in action.keys}) == sum(len(a.keys) for a in ACTIONS)


def test_every_row_of_the_tour_says_what_it_shows() -> None:
    pictures = [row.picture for row in ROWS if row.picture]
    assert len(set(pictures)) == len(pictures)
    assert all(isinstance(row, Row) and row.says for row in ROWS)


def test_the_walk_goes_over_every_page(tmp_path: Path) -> None:
    from se_desk.ui.frame.navigation import PAGES

    shown = " ".join(row.picture for row in ROWS)
    names = {"deal": "deal-timeline", "partner": "charter"}
    assert [page for page in PAGES if names.get(page, page) not in shown] == []
