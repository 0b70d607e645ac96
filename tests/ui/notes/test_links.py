"""Links are followed from source and preview, after a renaming too, and a note says who names it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.note_links import links_in
from se_desk.domain.notes import Note
from se_desk.services.desk import Desk
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.evidence import OpenLink
from se_desk.ui.notes.links import place_of, shown_address
from tests.ui.notes.conftest import Opened, dialogs_of

CONTROL = Qt.KeyboardModifier.ControlModifier
TEXT = "@Ana Ruiz of [[Halvorsen Quays]] about [[Quay map]], #port, @Pavel, https://quay.example/a and words"


@pytest.fixture
def linked(desk: Desk, deal: Deal, opened: Opened) -> Opened:
    """The note in front names people, a deal, a note, a tag and an address."""
    desk.people.add(deal.id, "Ana Ruiz")
    desk.notes.start(deal.id, title="Quay map")
    note = desk.notes.start(deal.id, title="Linked", body=TEXT)
    opened.page.enter(Place("note", note.id))
    opened.went.places.clear()
    return opened


def at(opened: Opened, words: str) -> None:
    cursor = opened.page.writing.editor.textCursor()
    cursor.setPosition(TEXT.index(words) + 3)
    opened.page.writing.editor.setTextCursor(cursor)


def places(desk: Desk, deal: Deal) -> dict[str, Place]:
    notes = {note.title: note.id for note in desk.notes.of_deal(deal.id)}
    return {
        "@Ana Ruiz": Place("deal", deal.id, "people"),
        "[[Halvorsen": Place("deal", deal.id),
        "[[Quay": Place("note", notes["Quay map"]),
        "#port": Place("search", "#port"),
        "@Pavel": Place("partner", deal.partner_id or ""),
    }


def test_the_key_follows_the_link_at_the_cursor(linked: Opened, desk: Desk, deal: Deal) -> None:
    for words, place in places(desk, deal).items():
        at(linked, words)
        linked.key(Qt.Key.Key_Return, CONTROL)
        assert linked.went.places.pop() == place, words
    at(linked, "and words")
    linked.key(Qt.Key.Key_Return, CONTROL)
    assert linked.went.places == []
    assert linked.page.writing.editor.source == TEXT


def test_control_and_a_click_follow_it(linked: Opened, desk: Desk, deal: Deal) -> None:
    editor = linked.page.writing.editor
    for words, place in places(desk, deal).items():
        at(linked, words)
        spot = editor.cursorRect().center()
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, CONTROL, spot)
        assert linked.went.places.pop() == place, words
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert linked.went.places == []


def test_the_pointer_says_that_it_can_be_followed(linked: Opened) -> None:
    editor = linked.page.writing.editor
    at(linked, "@Ana")
    spot = QPointF(editor.cursorRect().center())
    for held, shape in ((CONTROL, Qt.CursorShape.PointingHandCursor), (Qt.KeyboardModifier.NoModifier, None)):
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, spot, spot, none, none, held)
        QApplication.sendEvent(editor.viewport(), event)
        assert editor.viewport().cursor().shape() == (shape or Qt.CursorShape.IBeamCursor)


def test_an_address_is_asked_about(linked: Opened, window: QWidget) -> None:
    at(linked, "https")
    linked.key(Qt.Key.Key_Return, CONTROL)
    (dialog,) = dialogs_of(window)
    assert isinstance(dialog, OpenLink)
    dialog.reject()


def test_an_address_over_an_open_line_is_not_opened(linked: Opened, window: QWidget) -> None:
    linked.page.links.follow("http://portal.example/log")
    assert dialogs_of(window) == []
    (said,) = [each.text() for each in linked.page.window().findChildren(QLabel) if "http:" in each.text()]
    assert "not opened" in said


def test_a_link_leads_on_after_a_renaming(linked: Opened, desk: Desk, deal: Deal) -> None:
    note = linked.page.note
    assert note is not None
    desk.deals.change(deal.id, account="Halvorsen Terminals", title="Cranes")
    person = desk.people.of_deal(deal.id)[0]
    desk.people.change(person.id, name="Bea Vega")
    for words, address in (("@Ana Ruiz", "person/Ana%20Ruiz"), ("[[Halvorsen", "deal/Halvorsen%20Quays")):
        at(linked, words)
        assert linked.page.links.address_at(linked.page.writing.editor.textCursor().position()) == (
            f"sedesk:{address}"
        )
        linked.key(Qt.Key.Key_Return, CONTROL)
    assert linked.went.places == [Place("deal", deal.id, "people"), Place("deal", deal.id)]
    said = shown_address(desk, "sedesk:deal/Halvorsen%20Quays", note.id)
    assert said == "Open the deal Halvorsen Terminals"
    assert shown_address(desk, "sedesk:person/Ana%20Ruiz", note.id) == "Open the deal of Bea Vega"
    assert place_of(desk, "sedesk:person/Nobody", note.id) == Place("search", "Nobody")


def test_full_names_are_links_in_the_preview(linked: Opened, qtbot: QtBot) -> None:
    preview = linked.page.writing.preview
    qtbot.waitUntil(lambda: "person/Ana%20Ruiz" in preview.toHtml(), timeout=10_000)


def test_who_names_the_note_is_a_way_there(opened: Opened, desk: Desk, note: Note, qtbot: QtBot) -> None:
    bar = opened.page.links.bar
    assert not bar.isVisible()
    others = [
        desk.notes.start(None, title=f"More {n}", body="[[Line walk]]", private=not n) for n in range(2)
    ]
    opened.page.enter(Place("note", note.id))
    assert bar.isVisible()
    assert bar.button.text() == "Named in 2 notes"
    menu = bar.menu()
    assert [action.text() for action in menu.actions()] == ["More 1", "More 0"]
    menu.actions()[0].trigger()
    assert opened.went.places == [Place("note", others[1].id)]
    desk.notes.trash(others[0].id)
    qtbot.waitUntil(lambda: bar.button.text() == "Named in 1 note", timeout=10_000)
    bar.button.click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=10_000)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_names_of_the_source_are_those_of_the_desk(linked: Opened, desk: Desk) -> None:
    assert [link.name for link in links_in(TEXT, desk.note_links.people())][:2] == [
        "Ana Ruiz",
        "Halvorsen Quays",
    ]


def test_full_names_are_coloured_as_a_whole(linked: Opened, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    editor = linked.page.writing.editor

    def coloured() -> list[str]:
        block = editor.document().firstBlock()
        spans = block.layout().formats()
        look = next(each.format for each in spans if each.start == 0)
        return [TEXT[each.start : each.start + each.length] for each in spans if each.format == look]

    assert coloured()[0] == "@Ana Ruiz"
    desk.people.add(deal.id, "Ana Ruiz of")  # somebody with a longer name comes
    qtbot.waitUntil(lambda: coloured()[0] == "@Ana Ruiz of", timeout=10_000)
