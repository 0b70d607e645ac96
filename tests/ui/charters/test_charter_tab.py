"""The charter's tab: clauses, editor, preview and versions on a real desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.charters import CharterStatus, Owes, Rule
from se_desk.domain.errors import DiskFull
from se_desk.services.desk import Desk
from se_desk.ui.charters.add_menu import add_menu
from se_desk.ui.charters.clause_list import ROW
from se_desk.ui.charters.marked_text import MarkedText
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.charters.word_changes import ADDED, REMOVED
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.wishes import Place
from tests.ui.charters.conftest import Pair

ALT = Qt.KeyboardModifier.AltModifier


def button(parent: QWidget, name: str) -> Button:
    QApplication.processEvents()
    return next(
        b for b in parent.findChildren(Button) if b.accessibleName() == name and b.isVisibleTo(parent)
    )


def marks(page: PartnerPage, how: str) -> str:
    QApplication.processEvents()
    texts = page.charter.preview.findChildren(MarkedText)
    pieces = (piece for text in texts if text.isVisibleTo(page) for piece in text.pieces)
    return "".join(piece.text for piece in pieces if piece.how == how)


def banners(page: PartnerPage) -> list[str]:
    QApplication.processEvents()
    return [b.accessibleName() for b in page.findChildren(Banner) if b.isVisibleTo(page)]


def test_the_draft_is_in_front_and_nothing_is_marked(open_page: PartnerPage, pair: Pair) -> None:
    tab = open_page.charter
    assert [line.clause.topic for line in tab.clauses.lines()] == pair.topics()
    assert tab.preview.against.full_text() == "The same as v1"
    assert tab.editor.topic.text() == pair.topics()[0]
    assert (marks(open_page, ADDED), marks(open_page, REMOVED)) == ("", "")


def test_typing_is_saved_without_being_asked_and_seen_in_the_preview(
    open_page: PartnerPage, pair: Pair, qtbot: QtBot
) -> None:
    tab = open_page.charter
    tab.editor.text.setFocus()
    tab.editor.text.moveCursor(tab.editor.text.textCursor().MoveOperation.End)
    with qtbot.waitSignal(tab.editor.saved, timeout=5_000):
        QTest.keyClicks(tab.editor.text, " And the titles.")
        qtbot.waitUntil(lambda: "And the titles." in marks(open_page, ADDED))
    assert pair.clauses()[0].text.endswith(" And the titles.")
    assert tab.preview.against.full_text() == "Marked: what differs from v1"
    assert tab.clauses.lines()[0].changed == "changed"
    assert open_page.heading.chips.draft.spec.text == "Draft v2, 1 change"


def test_leaving_the_page_saves_first(open_page: PartnerPage, pair: Pair) -> None:
    QTest.keyClicks(open_page.charter.editor.topic, " x")
    assert open_page.charter.editor.autosave.dirty
    assert open_page.leave()
    assert pair.topics()[0].endswith(" x")


def test_choosing_another_clause_saves_first(open_page: PartnerPage, pair: Pair) -> None:
    tab = open_page.charter
    QTest.keyClicks(tab.editor.topic, " y")
    tab.clauses.setFocus()
    QTest.keyClick(tab.clauses, Qt.Key.Key_Down)
    assert tab.editor.topic.text() == pair.topics()[1]
    assert pair.topics()[0].endswith(" y")


def test_a_blank_topic_is_no_topic(open_page: PartnerPage, pair: Pair) -> None:
    tab, before = open_page.charter, pair.topics()[0]
    tab.editor.topic.setFocus()
    tab.editor.topic.selectAll()
    QTest.keyClick(tab.editor.topic, Qt.Key.Key_Backspace)
    tab.editor.text.setFocus()
    assert "needs a topic" in tab.editor._topic.error
    assert open_page.leave()
    assert pair.topics()[0] == before


def test_terms(open_page: PartnerPage, pair: Pair) -> None:
    terms = open_page.charter.editor.terms
    terms.rule.setCurrentIndex(terms.rule.findData(Rule.SCRUB_EVERY_WEEKS.value))
    terms.rule.activated.emit(terms.rule.currentIndex())
    first = pair.clauses()[0]
    assert (first.rule, first.amount, first.target_percent) == (Rule.SCRUB_EVERY_WEEKS, 2, 80)
    assert terms.amount.accessibleName() == "Weeks"
    terms.amount.setFocus()
    terms.amount.selectAll()
    QTest.keyClicks(terms.amount, "3")
    terms.target.setFocus()
    terms.target.selectAll()
    QTest.keyClicks(terms.target, "95")
    QTest.mouseClick(terms.owes._buttons["se"], Qt.MouseButton.LeftButton)
    first = pair.clauses()[0]
    assert (first.amount, first.target_percent, first.owes) == (3, 95, Owes.SE)
    terms.amount.setFocus()
    assert terms.target.text() == "95 %"
    terms.rule.setCurrentIndex(0)
    terms.rule.activated.emit(0)
    first = pair.clauses()[0]
    assert (first.rule, first.amount, first.target_percent) == (None, None, None)
    assert not terms.target.isVisibleTo(open_page)


@pytest.mark.parametrize("typed", ["0", "101", "many", "-5"])
def test_a_target_that_is_none_stays_on_the_screen(open_page: PartnerPage, pair: Pair, typed: str) -> None:
    terms, before = open_page.charter.editor.terms, pair.clauses()[0].target_percent
    terms.target.setFocus()
    terms.target.selectAll()
    QTest.keyClicks(terms.target, typed)
    open_page.charter.clauses.setFocus()
    assert "1 to 100" in terms._target.error
    assert terms.target.text() == typed
    assert open_page.leave()
    assert pair.clauses()[0].target_percent == before


def test_a_number_is_not_touched_while_it_is_typed(open_page: PartnerPage, qtbot: QtBot) -> None:
    tab = open_page.charter
    tab.editor.terms.target.setFocus()
    tab.editor.terms.target.selectAll()
    with qtbot.waitSignal(tab.editor.saved, timeout=5_000):
        QTest.keyClicks(tab.editor.terms.target, "9")
    assert tab.editor.terms.target.text() == "9"


def test_another_wording_and_back(open_page: PartnerPage, pair: Pair) -> None:
    tab, before = open_page.charter, pair.clauses()[0].text
    QTest.mouseClick(button(tab.editor, "Use wording 1"), Qt.MouseButton.LeftButton)
    assert pair.clauses()[0].text != before
    QTest.mouseClick(button(tab.editor, "Restore the wording of version 1"), Qt.MouseButton.LeftButton)
    assert pair.clauses()[0].text == before
    QTest.keyClick(tab.editor.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_page.leave()
    assert pair.clauses()[0].text != before


def test_keys_move_and_remove_and_put_back(open_page: PartnerPage, pair: Pair) -> None:
    tab, before = open_page.charter, pair.topics()
    tab.clauses.setFocus()
    QTest.keyClick(tab.clauses, Qt.Key.Key_Down, ALT)
    assert pair.topics()[:2] == [before[1], before[0]]
    assert tab.clauses.current_id() == pair.clauses()[1].id
    QTest.keyClick(tab.clauses, Qt.Key.Key_Up, ALT)
    assert pair.topics() == before
    QTest.keyClick(tab.clauses, Qt.Key.Key_Delete)
    assert pair.topics() == before[1:]
    assert tab.editor.topic.text() == before[1]
    assert before[0] in marks(open_page, REMOVED)
    QTest.keyClick(tab.clauses, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pair.topics() == before
    QTest.keyClick(tab.clauses, Qt.Key.Key_Return)
    assert tab.editor.text.hasFocus()


def test_the_toast_puts_a_clause_back(open_page: PartnerPage, pair: Pair) -> None:
    before = pair.topics()
    open_page.charter.clause_acts.remove(pair.clauses()[2].id)
    (toast,) = (t for t in open_page.findChildren(Toast) if t.isVisible())
    assert before[2] in toast.accessibleName()
    QTest.mouseClick(button(toast, "Undo"), Qt.MouseButton.LeftButton)
    assert pair.topics() == before


def test_dragging_a_clause(open_page: PartnerPage, pair: Pair) -> None:
    view, before = open_page.charter.clauses, pair.topics()
    port = view.viewport()

    def at(row: float) -> QPoint:
        return QPoint(80, int(ROW * row))

    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at(0.5))
    for row in (1.0, 2.0, 2.9):
        drag(port, at(row))
    assert (view.dragged, view.gap) == (0, 3)
    open_page.grab()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(2.9))
    assert pair.topics()[:3] == [before[1], before[2], before[0]]
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at(1.5))
    drag(port, at(3.5))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(3.5))
    assert pair.topics()[:3] == [before[1], before[2], before[0]]


def drag(port: QWidget, place: QPoint) -> None:
    """QTest's own moves carry no button."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(port.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def test_adding_from_the_menu(open_page: PartnerPage, pair: Pair) -> None:
    tab = open_page.charter
    assert tab.shown is not None
    menu = add_menu(open_page, tab.shown, tab.clause_acts.add)
    actions: dict[str, QAction] = {a.text(): a for a in menu.actions() if a.text()}
    assert "Pricing" in actions
    assert pair.topics()[0] not in actions
    actions["Rescue phrase"].trigger()
    added = pair.clauses()[-1]
    assert (added.topic, added.value) == ("Rescue phrase", "Taking a step back conceptually…")
    assert tab.editor._value.isVisibleTo(open_page)
    assert tab.editor.topic.hasFocus()
    actions["Empty clause"].trigger()
    QTest.keyClicks(tab.editor.topic, "Travel")
    assert open_page.leave()
    assert pair.topics()[-1] == "Travel"
    assert "Travel" in marks(open_page, ADDED)


def test_an_agreed_version_is_only_read(open_page: PartnerPage, pair: Pair) -> None:
    tab = open_page.charter
    tab.preview.versions.set_value(pair.agreed.id)
    tab.preview.versions.chosen.emit(pair.agreed.id)
    before = pair.desk.charters.clauses(pair.agreed.id)
    assert banners(open_page) == ["v1 is agreed and never changes."]
    QTest.keyClicks(tab.editor.text, "no")
    QTest.keyClicks(tab.editor.topic, "no")
    tab.clauses.setFocus()
    QTest.keyClick(tab.clauses, Qt.Key.Key_Delete)
    QTest.keyClick(tab.clauses, Qt.Key.Key_Down, ALT)
    assert open_page.leave()
    assert pair.desk.charters.clauses(pair.agreed.id) == before
    assert not tab.editor.terms.rule.isEnabled()
    assert not tab.add.isVisibleTo(open_page)
    QTest.mouseClick(button(tab.editor, "Revise it"), Qt.MouseButton.LeftButton)
    assert tab.shown is not None
    assert tab.shown.charter.id == pair.draft.id
    assert tab.add.isVisibleTo(open_page)


def test_a_proposed_version_says_that_a_change_makes_it_a_draft(open_page: PartnerPage, pair: Pair) -> None:
    pair.desk.charters.propose(pair.draft.id, author=open_page.charter)
    open_page.refresh()
    assert "draft again" in open_page.charter.editor._note.text()
    QTest.keyClicks(open_page.charter.editor.topic, " z")
    assert open_page.leave()
    (draft,) = (c for c in pair.desk.charters.versions(pair.partner.id) if not c.is_fixed)
    assert draft.status is CharterStatus.DRAFT


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Callable[[bool], None]:
    """Fills the disk, or makes room again."""
    real = desk.charters.edit_clause

    def write(*words: object, **fields: object) -> object:
        if full:
            raise DiskFull("The disk is full.", "What you typed is still on the screen.", "Make room.")
        return real(*words, **fields)  # type: ignore[arg-type]

    full = [True]
    monkeypatch.setattr(desk.charters, "edit_clause", write)

    def fill(on: bool) -> None:
        full[:] = [True] if on else []

    return fill


def test_a_full_disk_loses_no_word(
    open_page: PartnerPage, pair: Pair, full_disk: Callable[[bool], None]
) -> None:
    tab, before = open_page.charter, pair.topics()
    QTest.keyClicks(tab.editor.topic, " kept")
    assert not open_page.leave()
    assert "The disk is full." in banners(open_page)[0]
    tab.clauses.setFocus()
    QTest.keyClick(tab.clauses, Qt.Key.Key_Down)
    assert tab.editor.topic.text() == f"{before[0]} kept"
    assert tab.clauses.current_id() == pair.clauses()[0].id
    open_page.tabs.set_value("deals")
    open_page.tabs.chosen.emit("deals")
    assert open_page.tabs.value == "charter"
    full_disk(False)
    assert open_page.leave()
    assert banners(open_page) == []
    assert pair.topics()[0] == f"{before[0]} kept"


def test_words_can_be_given_up(open_page: PartnerPage, pair: Pair, full_disk: Callable[[bool], None]) -> None:
    before = pair.topics()[0]
    QTest.keyClicks(open_page.charter.editor.topic, " lost")
    assert not open_page.leave()
    QTest.mouseClick(button(open_page, "Give up these words"), Qt.MouseButton.LeftButton)
    assert open_page.charter.editor.topic.text() == before
    assert open_page.leave()
    assert banners(open_page) == []


def test_somebody_else_changes_a_clause(open_page: PartnerPage, pair: Pair, qtbot: QtBot) -> None:
    tab, first = open_page.charter, pair.clauses()[0]
    pair.desk.charters.edit_clause(first.id, text="From the shell.")
    qtbot.waitUntil(lambda: tab.editor.text.text == "From the shell.")
    QTest.keyClicks(tab.editor.topic, " mine")
    pair.desk.charters.edit_clause(pair.clauses()[1].id, text="Also from the shell.")
    qtbot.waitUntil(lambda: "Also from the shell." in marks(open_page, ADDED))
    assert tab.editor.topic.text().endswith(" mine")
    assert open_page.leave()
    assert pair.topics()[0].endswith(" mine")
    assert pair.clauses()[1].text == "Also from the shell."


def test_narrow_windows_show_one_at_a_time(open_page: PartnerPage, qapp: QApplication) -> None:
    tab = open_page.charter
    assert tab.preview.isVisible()
    assert tab.editor.isVisible()
    open_page.resize(876, 628)
    qapp.processEvents()
    assert (tab.preview.isVisible(), tab.editor.isVisible()) == (False, True)
    QTest.mouseClick(tab.parts.views._buttons["whole"], Qt.MouseButton.LeftButton)
    assert (tab.preview.isVisible(), tab.editor.isVisible()) == (True, False)
    assert open_page.heading.low_chips.isVisible()


def test_a_charter_without_clauses(open_page: PartnerPage, pair: Pair) -> None:
    for clause in pair.clauses():
        open_page.charter.clause_acts.remove(clause.id)
    assert not open_page.charter.editor.isVisibleTo(open_page)
    assert pair.topics() == []
    open_page.enter(Place("partner", pair.partner.id))
    assert open_page.charter.clauses.current_id() == ""
