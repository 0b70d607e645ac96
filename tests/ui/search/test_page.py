"""The page of results, over a real desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.theme import install_theme, theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.search.page import PAGE, SearchPage
from tests.services.conftest import clock, deal, desk, heard, partner, set_up_desk

__all__ = ["clock", "deal", "desk", "heard", "partner", "set_up_desk"]  # fixtures of the services' tests

LONG = 10_000


@pytest.fixture
def bus(desk: Desk, qapp: QApplication) -> Bus:
    install_theme(qapp, "light")
    made = Bus()
    desk.listen(made.publish)
    return made


@pytest.fixture
def page(desk: Desk, bus: Bus, deal: Deal, qtbot: QtBot) -> Iterator[SearchPage]:
    note = desk.notes.start(deal.id, title="Crane telemetry", body="The **crane** sends its load.")
    desk.notes.start(deal.id, title="Crane budget", private=True)
    desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Crane permit comes late")
    made = SearchPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.note_id = note.id  # type: ignore[attr-defined]
    yield made
    cancel_all()


def _find(page: SearchPage, qtbot: QtBot, words: str, count: int) -> None:
    page.enter(Place("search", words))
    qtbot.waitUntil(lambda: len(page.found) == count, timeout=LONG)


def _unread(page: SearchPage) -> str:
    return " ".join(label.full_text() for label in page.findChildren(PlainLabel))


def test_shows_what_is_found(page: SearchPage, qtbot: QtBot) -> None:
    _find(page, qtbot, "crane", 3)
    assert {found.noun for found in page.found} == {"note", "flag"}
    assert "3 finds" in _unread(page)
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light
    theme().choose("light")


def test_typing_narrows_and_filters_work(page: SearchPage, qtbot: QtBot) -> None:
    _find(page, qtbot, "crane", 3)
    QTest.keyClicks(page.field, " is:private")
    qtbot.waitUntil(lambda: [one.title for one in page.found] == ["Crane budget"], timeout=LONG)
    assert "1 find" in _unread(page)


def test_a_filter_that_says_nothing_is_named(page: SearchPage, qtbot: QtBot) -> None:
    _find(page, qtbot, "crane before:someday", 3)
    assert "before:someday" in _unread(page)


def test_enter_leads_to_the_list_and_again_to_the_place(page: SearchPage, qtbot: QtBot) -> None:
    _find(page, qtbot, "telemetry", 1)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    page.activateWindow()
    page.results.setFocus()
    with qtbot.waitSignal(page.requestPlace) as asked:
        QTest.keyClick(page.results, Qt.Key.Key_Return)
    assert asked.args == [Place("note", page.note_id)]  # type: ignore[attr-defined]


def test_a_click_leads_there_too(page: SearchPage, qtbot: QtBot) -> None:
    _find(page, qtbot, "permit", 1)
    heading = page.results.visualRect(page.results.model().index(0, 0)).center()
    QTest.mouseClick(page.results.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    spot = page.results.visualRect(page.results.model().index(1, 0)).center()
    with qtbot.waitSignal(page.requestPlace) as asked:
        QTest.mouseClick(page.results.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [Place("risks", page.found[0].id)]


def test_newest_first_is_another_order(page: SearchPage, qtbot: QtBot, desk: Desk, deal: Deal) -> None:
    _find(page, qtbot, "crane", 3)
    page.order.set_value("newest")
    page.order.chosen.emit("newest")
    qtbot.waitUntil(lambda: page.found[0].noun == "flag", timeout=LONG)


def test_follows_changes_on_the_desk_and_keeps_the_row(
    page: SearchPage, qtbot: QtBot, desk: Desk, deal: Deal
) -> None:
    _find(page, qtbot, "crane", 3)
    page.results.setCurrentIndex(page.results.model().index(2, 0))
    kept = page.found[1].id
    desk.notes.start(deal.id, title="Crane crane crane")
    qtbot.waitUntil(lambda: len(page.found) == 4, timeout=LONG)
    assert page.found[page.results.currentIndex().row() - 1].id == kept
    page.hide()
    desk.notes.start(deal.id, title="Crane again")
    cancel_all()
    assert len(page.found) == 4


def test_nothing_asked_and_nothing_found_say_different_things(page: SearchPage, qtbot: QtBot) -> None:
    page.enter(Place("search"))
    qtbot.waitUntil(lambda: bool(page.findChildren(EmptyState)), timeout=LONG)
    assert "Type what you remember" in page.findChildren(EmptyState)[-1].accessibleName()
    _find(page, qtbot, "crane", 3)
    page.enter(Place("search", "zzz"))
    qtbot.waitUntil(
        lambda: any("Nothing on this desk" in e.accessibleName() for e in page.findChildren(EmptyState)),
        timeout=LONG,
    )


def test_more_is_read_where_the_list_is_scrolled_to_its_end(
    page: SearchPage, qtbot: QtBot, desk: Desk, deal: Deal
) -> None:
    for number in range(PAGE + 40):
        desk.notes.start(deal.id, title=f"Bollard {number}", body="Of the pier")
    _find(page, qtbot, "bollard", PAGE)
    qtbot.waitUntil(lambda: f"{PAGE} finds and more" in _unread(page), timeout=LONG)
    bar = page.results.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    qtbot.waitUntil(lambda: len(page.found) == PAGE + 40, timeout=LONG)
    assert "finds and more" not in _unread(page)
    assert 0.8 * place < bar.value() < bar.maximum()  # whoever reads stays about where they were
    bar.setValue(bar.maximum())
    cancel_all()
    assert len(page.found) == PAGE + 40
    _find(page, qtbot, "pier", PAGE)
    assert bar.value() == 0


def test_finds_stand_under_their_deals(page: SearchPage, qtbot: QtBot, desk: Desk) -> None:
    other = desk.deals.open("Kiln control", "Arden Tiles")
    desk.notes.start(other.id, title="Crane of the kiln")
    desk.notes.start(None, title="Crane of nobody")
    _find(page, qtbot, "crane", 5)
    model = page.results.model()
    said = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    assert len(said) == 8
    for heading, under in (
        ("Arden Tiles: Kiln control", "Crane of the kiln"),
        ("Of no deal", "Crane of nobody"),
    ):
        assert said.index(under) - said.index(heading) == 1


def test_a_filter_is_completed_by_keyboard(page: SearchPage, qtbot: QtBot, desk: Desk) -> None:
    page.activateWindow()
    page.field.setFocus()
    QTest.keyClicks(page.field, "crane dea")
    qtbot.waitUntil(lambda: page.completing.is_open, timeout=LONG)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.completing.is_open and page.completing.list.choices[0].key == "Halvorsen Quays",
        timeout=LONG,
    )
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClick(page.field, Qt.Key.Key_Up)
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.field.text() == 'crane deal:"Halvorsen Quays" '
    assert not page.completing.is_open
    qtbot.waitUntil(lambda: len(page.found) == 3, timeout=LONG)


def test_esc_closes_the_completion_and_nothing_else(page: SearchPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.field.setFocus()
    QTest.keyClicks(page.field, "is:")
    qtbot.waitUntil(lambda: page.completing.is_open, timeout=LONG)
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert (page.completing.is_open, page.field.text()) == (False, "is:")
    QTest.keyClicks(page.field, "p")
    qtbot.waitUntil(lambda: page.completing.is_open, timeout=LONG)
    page.completing.list.picked.emit(0)
    assert page.field.text() == "is:private "
    QTest.keyClicks(page.field, "k")
    qtbot.waitUntil(lambda: page.completing.is_open, timeout=LONG)
    page.results.setFocus()
    assert not page.completing.is_open
