"""What selected words become."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import selected
from se_desk.domain.notes import Note
from se_desk.domain.passages import Passage
from se_desk.domain.qualification import Letter
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import FlagRisk, HearAsk, HearInsight, Place, PromiseStep
from tests.ui.notes.conftest import Opened, dialogs_of

WORDS = "Crane 4 stands still twice a week"


def passage(note: Note) -> Passage:
    return Passage(note.id, note.revision, WORDS, note.body.index(WORDS))


@pytest.fixture
def flag(desk: Desk, deal: Deal) -> RiskFlag:
    return desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Signature lies after the quarter")


def test_the_bar_comes_with_a_selection(opened: Opened, qtbot: QtBot) -> None:
    bar = opened.page.writing.selection
    assert not bar.isVisible()
    opened.select(WORDS)
    qtbot.waitUntil(bar.isVisible)
    assert opened.page.rect().contains(bar.geometry())
    opened.type("x")
    assert not bar.isVisible()


def test_words_become_wishes(opened: Opened, deal: Deal, note: Note, qtbot: QtBot) -> None:
    opened.select(WORDS)
    bar = opened.page.writing.selection
    qtbot.waitUntil(bar.isVisible)
    for button in (bar.flag, bar.step, bar.ask):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.went.wishes == [
        FlagRisk(deal.id, items=selected(WORDS, passage(note))),
        PromiseStep(deal.id, WORDS, note.id),
        HearAsk(deal.id, WORDS, note.id),
    ]
    assert opened.page.chosen_text() == (WORDS, False)


def test_the_keyboard_reaches_the_bar_and_leaves_it(opened: Opened, qtbot: QtBot) -> None:
    opened.select(WORDS)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    opened.key(Qt.Key.Key_A, held)
    bar = opened.page.writing.selection
    qtbot.waitUntil(bar.flag.hasFocus)
    QTest.keyClick(bar.flag, Qt.Key.Key_Right)
    assert bar.step.hasFocus()
    QTest.keyClick(bar.step, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert opened.page.writing.editor.hasFocus()


def test_words_are_added_to_an_open_flag(opened: Opened, desk: Desk, flag: RiskFlag) -> None:
    opened.select(WORDS)
    menu = opened.page.becoming.evidence_menu()
    assert menu.actions()[0].text() == "The flag: Signature lies after the quarter"
    menu.actions()[0].trigger()
    now = desk.risks.get(flag.id)
    assert [entry.fields["note"] for entry in now.notes] == [f"• Note: {WORDS}"]
    (kept,) = desk.evidence.of_flag(now)
    assert (kept.item.words, kept.added_at) == (WORDS, now.notes[0].recorded_at)
    assert kept.source is not None
    assert kept.source.excerpt == WORDS


def test_words_stand_behind_an_element_and_can_be_taken_back(
    opened: Opened, desk: Desk, deal: Deal, window: QWidget
) -> None:
    desk.qualification.set_element(deal.id, Letter.METRICS, "31 hours a year")
    opened.select(WORDS)
    menu = opened.page.becoming.evidence_menu()
    assert len(menu.actions()) == len(Letter)
    menu.actions()[0].trigger()
    assert desk.qualification.elements(deal.id)[0].evidence == f"31 hours a year\n{WORDS}"
    (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
    toast.acted.emit()
    assert desk.qualification.elements(deal.id)[0].evidence == "31 hours a year"


def test_private_words_are_asked_about(
    opened: Opened, desk: Desk, deal: Deal, note: Note, window: QWidget
) -> None:
    desk.notes.set_private(note.id, True)
    opened.page.enter(Place("note", note.id))
    opened.select(WORDS)
    assert opened.page.chosen_text() == (WORDS, True)
    opened.page.becoming.flag()
    assert opened.went.wishes == [FlagRisk(deal.id, items=selected(WORDS, passage(note), private=True))]
    for answer in ("reject", "accept"):
        opened.page.becoming.evidence_menu().actions()[0].trigger()
        (dialog,) = dialogs_of(window)
        getattr(dialog, answer)()
        kept = desk.qualification.elements(deal.id)[0].evidence
        assert kept == (WORDS if answer == "accept" else "")


def test_words_become_an_insight(opened: Opened, desk: Desk, deal: Deal, note: Note) -> None:
    opened.select(WORDS)
    opened.page.becoming.insight()
    assert opened.went.wishes == [HearInsight(deal.id, WORDS)]
    desk.notes.set_private(note.id, True)
    opened.page.enter(Place("note", note.id))
    opened.select(WORDS)
    opened.page.becoming.insight()
    assert opened.went.wishes[-1] == HearInsight(deal.id, WORDS, from_private=True)


def test_a_note_of_no_deal_offers_the_flag_and_the_insight(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    loose = desk.notes.start(None, body=WORDS)
    opened.page.enter(Place("note", loose.id))
    opened.select(WORDS)
    bar = opened.page.writing.selection
    qtbot.waitUntil(bar.isVisible)
    assert [button.isEnabled() for button in bar.buttons()] == [True, False, False, True, False]
    texts = [action.text().partition("\t")[0] for action in opened.page.becoming.menu().actions()]
    assert texts[:3] == ["Flag this as a risk", "Next step", "Product ask"]
    assert "Paste" in texts


def test_menus_open_where_they_are_asked_for(opened: Opened, flag: RiskFlag, qtbot: QtBot) -> None:
    opened.select(WORDS)
    for ask in (opened.page.becoming.open_menu, opened.page.becoming.open_evidence):
        ask(QPoint(100, 100))
        qtbot.waitUntil(lambda: QGuiApplication.instance().activePopupWidget() is not None)  # type: ignore[attr-defined]
        QGuiApplication.instance().activePopupWidget().close()  # type: ignore[attr-defined]


def test_words_of_the_preview_alone(opened: Opened, qtbot: QtBot) -> None:
    writing = opened.page.writing
    with qtbot.waitSignal(writing.preview.rendered):
        writing.set_view("read")
    writing.preview.setTextCursor(writing.preview.document().find("stands still"))
    assert opened.page.chosen_text() == ("stands still", False)
