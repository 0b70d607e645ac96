"""Every key the key sheet names is pressed in the real window, and does what the sheet says.

Those of the note editor are pressed one by one in ``tests/ui/notes/test_keys.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.opening import Opening
from se_desk.ui.frame.actions import ACTIONS
from se_desk.ui.frame.keys_elsewhere import KEYS_ELSEWHERE
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.tabs import TabBar
from se_desk.ui.kit.wishes import Place
from tests.services.conftest import NOW
from tests.ui.frame.conftest import PHRASE, Rig, clock, opening, ring, set_up

__all__ = ["clock", "opening", "ring", "set_up"]


@pytest.fixture
def ids(set_up: Opening) -> dict[str, str]:
    """A desk with one of each thing; ids by noun."""
    desk = set_up.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    note = desk.notes.start(deal.id, title="Crane telemetry", body="Every **second**.")
    loose = desk.notes.start(None, title="Loose", body="Of no deal yet.")
    desk.calls.plan("Walk-through", NOW + timedelta(hours=3), deal_id=deal.id)
    desk.calls.plan("Kick-off", NOW - timedelta(hours=3), deal_id=deal.id)
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Crane permit comes late", "12 weeks")
    desk.risks.tell(flag.id, "Pavel Lindqvist", Channel.EMAIL, message="It comes late.")
    partner = desk.partners.views()[0].partner
    set_up.shut(desk)
    return {"deal": deal.id, "note": note.id, "loose": loose.id, "flag": flag.id, "partner": partner.id}


@pytest.fixture
def frame(ids: dict[str, str], opening: Opening, qtbot: QtBot) -> Iterator[Frame]:
    rig = Rig(opening, qtbot)
    yield rig.open_frame()
    rig.end()


def press(keys: str, window: QWidget) -> None:
    """Press a key by its name where the keyboard is, as the sheet has it."""
    pressed = QKeySequence(keys)[0]
    key = Qt.Key.Key_Backtab if keys.endswith("Shift+Tab") else pressed.key()
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or window
    QTest.keyClick(target, key, pressed.keyboardModifiers())
    QApplication.processEvents()


def seen(frame: Frame) -> set[str]:
    """What is in front: the page with its tab, dialogs and other windows, by their names."""
    place, found = frame.acting.place, set[str]()
    if frame.acting.is_open and place is not None:
        found.add(f"page {place.page}")
        page = frame.door.sitting.pages.page if frame.door.sitting is not None else None
        bars = page.findChildren(TabBar) if page is not None else []
        found |= {f"tab {bar.value}" for bar in bars if bar.isVisible()}
    for widget in [*frame.window.findChildren(QWidget), *QApplication.topLevelWidgets()]:
        if widget.isVisible() and (isinstance(widget, Dialog | QMenu) or widget.isWindow()):
            found.add(type(widget).__name__)
        if widget.isVisible() and type(widget).__name__ in ("Palette", "Toast"):
            found.add(type(widget).__name__)
    found.add(f"focus {type(QApplication.focusWidget()).__name__}")
    if not frame.acting.is_open:
        found.add("locked")
    return found


def tidy(frame: Frame, qtbot: QtBot) -> None:
    """Nothing over the page, and the keyboard in the window."""
    for _ in range(3):
        for widget in [*frame.window.findChildren(Dialog), *QApplication.topLevelWidgets()]:
            if widget.isVisible() and widget is not frame.window:
                widget.close()
        for palette in (each for each in frame.window.findChildren(QWidget) if _is_palette(each)):
            QTest.keyClick(palette, Qt.Key.Key_Escape)
        QApplication.processEvents()
    frame.window.activateWindow()
    qtbot.waitUntil(frame.window.isActiveWindow)


def _is_palette(widget: QWidget) -> bool:
    return widget.isVisible() and type(widget).__name__ == "Palette"


# By the id of an action: where it is pressed, and what is in front then.
DOES = {
    "find": ("deal", "Palette"),
    "today": ("deal", "page today"),
    "deals": ("deal", "page deals"),
    "partners": ("deal", "page partners"),
    "risks": ("deal", "page risks"),
    "metrics": ("deal", "page metrics"),
    "back": ("deal", "page today"),
    "forward": ("deal", "page deal"),
    "next-tab": ("deal", "tab notes"),
    "previous-tab": ("deal", "tab timeline"),
    "quick-note": ("deal", "QuickNoteDialog"),
    "flag": ("deal", "FlagDialog"),
    "card": ("deal", "CallCard"),
    "huddle": ("deal", "page huddle"),
    "debrief": ("deal", "page debrief"),
    "copy-crm": ("note", "Toast"),
    "insight": ("deal", "InsightDialog"),
    "export": ("deal", "ExportNotesDialog"),
    "import-deals": ("deal", "ImportDealsDialog"),
    "settings": ("deal", "page settings"),
    "keys": ("deal", "KeySheet"),
    "lock": ("deal", "locked"),
}
MOVES = ("next-pane", "previous-pane")  # the keyboard, and nothing else
# Keys of pages: the page, and what is in front then.
ON_PAGES = {
    ("N", "Deals"): (Place("deals"), "NewDealDialog"),
    ("F", "Deals"): (Place("deals"), "FlagDialog"),
    ("L", "Deals"): (Place("deals"), "CallDialog"),
    ("T", "Risk log"): (Place("risks"), "TellDialog"),
    ("A", "Risk log"): (Place("risks"), "AnswerDialog"),
    ("N", "Risk log"): (Place("risks"), "focus TextArea"),
    ("C", "Risk log"): (Place("risks"), "CorrectDialog"),
    ("E", "Risk log"): (Place("risks"), "EvidenceChooser"),
    ("O", "Risk log"): (Place("risks"), "OutcomeDialog"),
    ("F", "Inbox"): (Place("inbox"), "FileNote"),
    ("Del", "Inbox"): (Place("inbox"), "Toast"),
    ("B", "Partner, scrubs"): (Place("partner", "partner", "scrubs"), "page scrub"),
    ("N", "Partner, requests"): (Place("partner", "partner", "requests"), "RequestDialog"),
}
# Where the others are pressed, key by key.
PRESSED_IN = {
    "Lists and dialogs": tuple(
        f"ui/{name}.py" for name in ("kit/test_dialogs", "deals/test_list_page", "notes/test_inbox_page")
    ),
    "Flag a risk": tuple(
        f"ui/risks/test_{name}.py" for name in ("flag_dialog", "evidence_block", "evidence_list")
    ),
    "Note editor": ("ui/notes/test_keys.py",),
    "For product": ("ui/deals/test_product_page.py",),
    "Outbox": ("ui/exports/test_outbox_page.py",),
    "Editors": ("ui/charters/test_charter_tab.py",),
    "Partner, how it goes": ("ui/charters/test_between_us.py",),
    "Scrub": ("ui/charters/test_scrub_page.py",),
    "Metrics": tuple(f"ui/metrics/{name}.py" for name in ("test_charts", "test_page")),
    "Call card": ("ui/calls/test_card.py",),
}


def shows(frame: Frame, qtbot: QtBot, keys: str, wanted: str) -> None:
    """Press, and wait for what is to come in front and was not there."""
    before = seen(frame)
    assert wanted not in before, (keys, wanted)
    press(keys, frame.window)
    qtbot.waitUntil(lambda: wanted in seen(frame), timeout=20_000)


def test_keys_of_the_window(frame: Frame, ids: dict[str, str], qtbot: QtBot) -> None:
    for action in (each for each in ACTIONS if each.keys and each.id not in ("quit", *MOVES)):
        tidy(frame, qtbot)
        where, wanted = DOES[action.id]
        frame.acting.go(Place("today"))
        frame.acting.go(Place(where, ids[where]))
        if action.id == "forward":
            frame.acting.step_place(-1)
        shows(frame, qtbot, action.keys[0], wanted)


def test_keys_that_move_the_keyboard_and_the_one_that_closes(frame: Frame, qtbot: QtBot) -> None:
    focus = QApplication.focusWidget()
    for action in (each for each in ACTIONS if each.id in MOVES):
        press(action.keys[0], frame.window)
        assert QApplication.focusWidget() is not focus
        focus = QApplication.focusWidget()
    press("Ctrl+Q", frame.window)
    qtbot.waitUntil(lambda: not frame.window.isVisible())


def test_keys_of_pages(frame: Frame, ids: dict[str, str], qtbot: QtBot) -> None:
    for (keys, _where), (place, wanted) in ON_PAGES.items():
        tidy(frame, qtbot)
        frame.acting.go(Place("today"))
        frame.acting.go(Place(place.page, ids.get(place.id, place.id), place.tab))
        QApplication.processEvents()
        shows(frame, qtbot, keys, wanted)


def test_no_key_of_the_sheet_is_left_out() -> None:
    """A key that is added to the sheet needs a line in one of the tables above."""
    assert {each.id for each in ACTIONS if each.keys} == {*DOES, *MOVES, "quit"}
    for keys, _words, where in KEYS_ELSEWHERE:
        files = [Path(__file__).parents[1] / name for name in PRESSED_IN.get(where, ())]
        text = "".join(file.read_text("utf-8") for file in files if file.exists())
        here = (keys, where) in ON_PAGES or where == "Note editor"
        missing = [] if here else [key for key in keys.split(", ") if not _is_pressed(key, text)]
        assert not missing, f"{missing} of {where}: pressed in no test"


def _is_pressed(key: str, text: str) -> bool:
    last = key.rpartition("+")[2]
    return f"Key_{ {'Enter': 'Return', 'Del': 'Delete', 'Esc': 'Escape'}.get(last, last) }" in text


def test_a_key_that_nobody_presses_is_noticed() -> None:
    assert _is_pressed("Ctrl+Enter", "QTest.keyClick(table, Qt.Key.Key_Return, CTRL)")
    assert not _is_pressed("Ctrl+Enter", "QTest.keyClick(table, Qt.Key.Key_Space)")
