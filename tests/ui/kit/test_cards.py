"""Cards, rows, heads of pages and the layouts they stand in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card, ListRow, SayBox
from se_desk.ui.kit.headers import EmptyState, IconMark, PageHeader
from se_desk.ui.kit.labels import Run
from se_desk.ui.kit.layout import HLine, Scroller, Surface, VLine, clear_layout, hbox, vbox
from se_desk.ui.kit.theme import Theme


def test_a_card_with_a_head(dress: Theme, qtbot: QtBot) -> None:
    card = Card("Load", 10, "Healthy range 8 to 12", (Button("Agenda", small=True),))
    qtbot.addWidget(card)
    card.show()
    assert card._head.height() == 44
    assert card._count.text() == "10"
    card.set_count(None)
    card.set_note("")
    assert not card._count.isVisible()
    assert not card._note.isVisible()
    card.set_title("Active deals")
    card.add_action(IconButton("plus", "New deal"))
    assert card.accessibleName() == "Active deals"
    dress.set_scale(1.5)
    assert card._head.height() == 66


def test_a_card_is_emptied(dress: Theme, qtbot: QtBot) -> None:
    card = Card(flush=True)
    qtbot.addWidget(card)
    row = card.add(ListRow("One"))
    card.body.addLayout(hbox(QLabel("inner"), None))
    card.clear()
    assert card.body.count() == 0
    assert row.parent() is None


@pytest.mark.parametrize(("second", "height"), [("", 44), ("Osprey Glass", 52)])
def test_rows_have_the_heights_of_the_design(second: str, height: int, dress: Theme, qtbot: QtBot) -> None:
    card = Card(flush=True)
    qtbot.addWidget(card)
    row = ListRow(
        (Run("Intro call", weight=500), Run(" · Tue")), second, right=(Button("Write", small=True),)
    )
    card.add(row)
    card.resize(500, 400)
    card.show()
    assert row.height() == height
    row.set_second("" if second else "Now two lines")
    qtbot.waitUntil(lambda: row.height() == (44 if second else 52))


def test_a_row_is_activated_by_key_and_pointer(side: str, qtbot: QtBot) -> None:
    row = ListRow("Send the list", "Osprey Glass", clickable=True)
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(row.activated):
            QTest.keyClick(row, key)
    with qtbot.assertNotEmitted(row.activated):
        QTest.keyClick(row, Qt.Key.Key_A)
        QTest.mousePress(row, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
    row.setFocus(Qt.FocusReason.TabFocusReason)
    row.set_selected(True)
    assert not row.grab().isNull()
    assert row.accessibleName() == "Send the list, Osprey Glass"
    row.set_main("Sent")
    assert row.accessibleName() == "Sent, Osprey Glass"


def test_a_row_that_is_only_read(dress: Theme, qtbot: QtBot) -> None:
    row = ListRow("Read", rule=False)
    qtbot.addWidget(row)
    row.show()
    with qtbot.assertNotEmitted(row.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_head_of_a_page(dress: Theme, qtbot: QtBot) -> None:
    header = PageHeader("Risk log", "34 flags", (Button("Export"),), back=True)
    qtbot.addWidget(header)
    header.resize(800, 56)
    header.show()
    assert header.height() == 56
    with qtbot.waitSignal(header.backRequested):
        header.findChild(IconButton).click()
    header.set_title("A very long title of a page " * 6)
    header.set_second("more")
    header.add_action(Button("More"))
    assert header.accessibleName().startswith("A very long title")
    assert not header.grab().isNull()


def test_an_empty_place_offers_a_way(side: str, qtbot: QtBot) -> None:
    empty = EmptyState(
        "flag", "No open flags", "Press the keys when something is off.", "Flag a risk", "Ctrl+R"
    )
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.acted):
        empty.findChild(Button).click()
    assert empty.accessibleName() == "No open flags. Press the keys when something is off."
    mark = empty.findChild(IconMark)
    mark.set("lock", "accent")
    assert not mark.grab().isNull()


def test_words_that_were_said(dress: Theme, qtbot: QtBot) -> None:
    box = SayBox("One")
    qtbot.addWidget(box)
    box.set_text("Two")
    assert box._text.text() == "Two"
    assert not box.grab().isNull()


def test_layouts_take_widgets_spaces_and_layouts(dress: Theme, qtbot: QtBot) -> None:
    surface = Surface("pane", vbox(QLabel("a"), 8, hbox(QLabel("b"), None, VLine()), HLine(), None, gap=4))
    qtbot.addWidget(surface)
    assert surface.layout().count() == 5
    clear_layout(surface.layout())
    assert surface.layout().count() == 0


def test_a_scroller_never_scrolls_sideways(dress: Theme, qtbot: QtBot) -> None:
    scroller, own = Scroller(), Scroller(QWidget())
    for made in (scroller, own):
        qtbot.addWidget(made)
        made.resize(200, 200)
        made.show()
    scroller.body.addWidget(QLabel("x" * 200))
    assert scroller.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert own.widget() is not None
