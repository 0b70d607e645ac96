"""Shortcuts and what they do: every one is bound, tabs and panes go round, a backup says where it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.domain.evidence import own
from se_desk.services.keeping import Keeping
from se_desk.services.opening import Opening
from se_desk.ui.frame import navigation
from se_desk.ui.frame.actions import ACTIONS
from se_desk.ui.frame.deal_list import DealList
from se_desk.ui.frame.focus import focus_inside, panes_of
from se_desk.ui.frame.keysheet import KeySheet, key_groups
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.tabs import Tab, TabBar
from se_desk.ui.kit.wishes import FlagRisk, Place, Wish
from tests.ui.frame.conftest import NotedPage, Rig

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LONG = 10_000


class TabbedPage(NotedPage):
    """A page with tabs and two lists side by side."""

    def __init__(self, desk: Any, bus: Any) -> None:
        super().__init__(desk, bus)
        self.tabs = TabBar([Tab("a", "A"), Tab("b", "B")], "a")
        self.left, self.right = QListWidget(), QListWidget()
        for part in (self.left, self.right):
            part.addItem("x")
        self.setLayout(vbox(self.tabs, hbox(self.left, self.right)))


@pytest.fixture
def tabbed(rig: Rig, set_up: Opening, monkeypatch: pytest.MonkeyPatch) -> tuple[Frame, TabbedPage]:
    monkeypatch.setattr(navigation, "feature_page", lambda _name: TabbedPage)
    frame = rig.open_frame()
    sitting = frame.door.sitting
    assert sitting is not None
    page = sitting.pages.page
    assert isinstance(page, TabbedPage)
    return frame, page


def test_every_key_of_the_table_is_bound_to_the_window(frame: Frame) -> None:
    bound = {keys.toString() for made in frame.window.actions() for keys in made.shortcuts()}
    wanted = {key for each in ACTIONS for key in each.keys}
    assert {key.replace("Backtab", "Tab") for key in wanted} == {
        key.replace("Backtab", "Tab") for key in bound
    }


_NUMBERED = list(enumerate(("today", "deals", "partners", "risks", "metrics"), start=1))


@pytest.mark.parametrize(("number", "page"), _NUMBERED)
def test_numbers_go_to_pages(frame: Frame, number: int, page: str) -> None:
    frame.acting.go(Place("settings"))
    QTest.keyClick(frame.window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    assert frame.acting.place == Place(page)


def test_alt_and_arrows_go_back_and_forward(frame: Frame) -> None:
    frame.acting.go(Place("deals"))
    QTest.keyClick(frame.window, Qt.Key.Key_Left, ALT)
    assert frame.acting.place == Place("today")
    QTest.keyClick(frame.window, Qt.Key.Key_Right, ALT)
    assert frame.acting.place == Place("deals")


def test_ctrl_tab_goes_round_the_tabs(tabbed: tuple[Frame, TabbedPage]) -> None:
    frame, page = tabbed
    QTest.keyClick(frame.window, Qt.Key.Key_Tab, CTRL)
    assert page.tabs.value == "b"
    QTest.keyClick(frame.window, Qt.Key.Key_Tab, CTRL)
    assert page.tabs.value == "a"
    QTest.keyClick(frame.window, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert page.tabs.value == "b"


def test_a_page_without_tabs_takes_no_harm(frame: Frame) -> None:
    frame.acting.step_tab(+1)


def test_f6_goes_round_the_panes(tabbed: tuple[Frame, TabbedPage], qtbot: QtBot) -> None:
    frame, page = tabbed
    page.right.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(frame.window, Qt.Key.Key_F6)
        seen.append(frame.app.focusWidget())
    sidebar, topbar = frame.window.sidebar, frame.window.topbar
    assert sidebar.isAncestorOf(seen[0])
    assert topbar.isAncestorOf(seen[1])
    assert seen[2:] == [page.left, page.right]
    QTest.keyClick(frame.window, Qt.Key.Key_F6, SHIFT)
    assert frame.app.focusWidget() is page.left


def test_f6_stays_on_the_cover(frame: Frame) -> None:
    frame.door.lock()
    QTest.keyClick(frame.window, Qt.Key.Key_F6)
    cover = frame.window.cover_page
    assert cover is not None
    assert cover.isAncestorOf(frame.app.focusWidget())


def test_panes_are_what_scrolls_or_the_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit()
    page.setLayout(vbox(field))
    page.show()
    assert panes_of(page) == [page]
    assert focus_inside(page)
    field.setEnabled(False)
    assert not focus_inside(page)


def test_a_flag_takes_deal_and_selection(
    frame: Frame, pages: type[NotedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[Wish] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda w: lambda *_args: granted.append(w))
    pages.words = ("no budget", True)
    frame.acting.go(Place("deal", "d1"))
    QTest.keyClick(frame.window, Qt.Key.Key_R, CTRL | SHIFT)
    assert granted == [FlagRisk("d1", items=(replace(own("no budget"), private=True),))]


def test_a_page_without_an_export_says_so(frame: Frame) -> None:
    frame.acting.go(Place("search", "crane"))
    QTest.keyClick(frame.window, Qt.Key.Key_E, CTRL)
    assert any("nothing to export" in label.text() for label in frame.window.findChildren(PlainLabel))


def test_the_top_bar_does_the_same(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    granted: list[Wish] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda w: lambda *_args: granted.append(w))
    frame.window.topbar.requestAction.emit("quick-note")
    frame.window.topbar.requestAction.emit("find")
    assert len(granted) == 1
    assert frame.acting.palette is not None


def test_a_backup_says_its_name(frame: Frame, qtbot: QtBot, set_up: Opening) -> None:
    frame.acting.do("backup")
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Toast)), timeout=LONG)
    (file,) = set_up.paths.backups.iterdir()
    assert file.name in frame.window.findChildren(Toast)[0].accessibleName()


def test_a_backup_that_does_not_work_is_told(
    frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> object:
        raise DiskFull("No room is left.")

    monkeypatch.setattr(Keeping, "back_up", full)
    frame.acting.do("backup")
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)


def test_a_second_copy_that_is_not_made_is_told_too(
    frame: Frame, qtbot: QtBot, set_up: Opening, tmp_path: Path
) -> None:
    stick, sitting = tmp_path / "stick", frame.door.sitting
    assert sitting is not None
    stick.mkdir()
    set_up.keeping.set_folder(sitting.desk, stick)
    frame.acting.do("backup")
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Toast)), timeout=LONG)
    assert "copied to the second folder" in frame.window.findChildren(Toast)[0].accessibleName()
    assert not frame.window.findChildren(Dialog)  # the control
    stick.rename(tmp_path / "gone")
    frame.acting.do("backup")
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)


def test_f1_shows_all_keys_also_while_locked(frame: Frame) -> None:
    frame.door.lock()
    QTest.keyClick(frame.window, Qt.Key.Key_F1)
    assert frame.window.findChildren(KeySheet)[0].isVisible()


def test_the_key_sheet_has_every_key() -> None:
    listed = {keys for rows in key_groups().values() for keys, _ in rows}
    assert {each.shown_keys for each in ACTIONS if each.keys} <= listed
    assert {"F2", "Ctrl+B"} <= listed


def test_keys_that_need_a_desk_rest_while_it_is_locked(frame: Frame) -> None:
    frame.door.lock()
    for key in ("find", "today", "flag", "backup", "back", "next-tab"):
        frame.acting.do(key)
    assert frame.acting.palette is None
    assert frame.window.cover_page is not None


def test_before_any_desk_nothing_happens(rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    acting = frame.acting
    acting.go(Place("today"))
    acting.wish(FlagRisk())
    acting.step_place(-1)
    acting.step_tab(1)
    acting.step_pane(1)
    acting.find()
    acting.back_up()
    assert acting.selection() == ("", False)
    assert acting.deal_in_front() == ""
    assert acting.place is None


def test_ctrl_q_closes(frame: Frame) -> None:
    QTest.keyClick(frame.window, Qt.Key.Key_Q, CTRL)
    assert not frame.window.isVisible()


def test_the_list_of_deals_is_reached_by_keyboard(frame: Frame, qtbot: QtBot) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    qtbot.waitUntil(lambda: bool(sitting.overview.deals), timeout=LONG)
    deals = frame.window.findChildren(DealList)[0]
    deals.setFocus(Qt.FocusReason.TabFocusReason)
    assert deals.current_id() == sitting.overview.deals[0].id
    assert deals.by_keyboard


def test_ctrl_l_locks_also_over_a_dialog_which_keeps_its_words(frame: Frame, qtbot: QtBot) -> None:
    dialog = Dialog(frame.window, "A person")
    words = QLineEdit()
    dialog.add(words)
    dialog.open()
    words.setFocus()
    QTest.keyClicks(words, "Ha")
    QTest.keyClick(words, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # rests under a dialog
    QTest.keyClick(words, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not frame.acting.is_open
    assert not words.isVisible()
    assert not words.hasFocus()
    assert words.text() == "Ha"
