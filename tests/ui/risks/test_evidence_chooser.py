"""Evidence is chosen from what a deal has, and a flag with it is raised with a few keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, read
from se_desk.domain.notes import Note
from se_desk.domain.qualification import GateKind, GateState
from se_desk.domain.risks import Status
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.wishes import FlagRisk, TellFlag
from se_desk.ui.risks.evidence_chooser import EvidenceChooser
from se_desk.ui.risks.flag_dialog import NO_DEAL, FlagDialog
from se_desk.ui.risks.tell_dialog import TellDialog
from se_desk.ui.risks.wishes import GRANTS

NOTE, CALL, DOCUMENT, FACT, OWN = EvidenceKind
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BODY = "- Legal starts when the report is in\n- Crane 4 stands still\n"


class Hand:
    """A hand at the keyboard that counts its keys."""

    def __init__(self) -> None:
        self.keys = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(_focused(), key, held)
        self.keys += 1

    def type(self, words: str) -> None:
        QTest.keyClicks(_focused(), words)
        self.keys += len(words)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, title="Quay walk", body=BODY)


@pytest.fixture
def chooser(
    desk: Desk, deal: Deal, note: Note, clock: MovableClock, host: QWidget, qtbot: QtBot
) -> EvidenceChooser:
    """Open over a deal with a note, a call that was held, and a document."""
    call = desk.calls.plan("Readout", clock.now(), deal_id=deal.id)
    clock.move(timedelta(hours=2))
    desk.calls.jot(call.id, "The board decides")
    desk.attachments.add(b"x", "Draft.pdf", deal_id=deal.id)
    host.activateWindow()
    made = EvidenceChooser(host, desk, deal.id, deal.account)
    made.open()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def shown(chooser: EvidenceChooser) -> list[tuple[EvidenceKind, str]]:
    return [(one.item.kind, one.item.words) for one in chooser.table.records_model.records()]


def chosen_by(chooser: EvidenceChooser) -> list[EvidenceItem]:
    found: list[EvidenceItem] = []
    chooser.chosen.connect(found.append)
    return found


def test_a_fact_and_a_passage_are_raised_and_told_with_few_keys(
    desk: Desk, deal: Deal, note: Note, bus: Bus, host: QWidget, qtbot: QtBot
) -> None:
    for gate in GateKind:
        desk.qualification.set_gate(deal.id, gate, GateState.EVIDENCED, "Mail")
    desk.deals.set_procurement(deal.id, date(2026, 2, 22), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    host.activateWindow()
    hand = Hand()
    GRANTS[FlagRisk](FlagRisk(deal.id), host, desk, bus, lambda _place: None)  # Ctrl+Shift+R
    dialog = next(iter(host.findChildren(FlagDialog)))
    qtbot.waitUntil(dialog.statement.hasFocus)
    hand.press(Qt.Key.Key_X, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(host.findChildren(EvidenceChooser)))
    qtbot.waitUntil(host.findChildren(EvidenceChooser)[0].field.hasFocus)
    hand.type("legal")
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.statement.hasFocus)  # back where the hand was
    assert "- Legal starts when the report is in" in dialog.message.text
    hand.press(Qt.Key.Key_Return, CTRL)
    (flag,) = desk.risks.flags(deal.id)
    qtbot.waitUntil(lambda: bool(host.findChildren(TellDialog)))
    qtbot.waitUntil(host.findChildren(TellDialog)[0].message.hasFocus)
    hand.press(Qt.Key.Key_Return, CTRL)
    assert [item.kind for item in read(flag.evidence)] == [FACT, NOTE]
    assert desk.risks.get(flag.id).status is Status.WAITING
    assert desk.risks.proposals(deal.id) == ()
    assert hand.keys == 9  # at two keys a second five seconds, of the twenty there are
    assert TellFlag in GRANTS


def test_all_kinds_are_offered_and_can_be_chosen_from(chooser: EvidenceChooser) -> None:
    assert [kind for kind, _ in dict.fromkeys(shown(chooser))] != []
    for kind in (FACT, NOTE, CALL, DOCUMENT):
        chooser.kinds.set_value(kind.value)
        chooser.kinds.chosen.emit(kind.value)
        assert {found for found, _ in shown(chooser)} == {kind}
    assert chooser.words.text() == "Draft.pdf"


def test_letters_narrow_and_arrows_move_while_the_field_keeps_the_keyboard(chooser: EvidenceChooser) -> None:
    taken = chosen_by(chooser)
    QTest.keyClicks(chooser.field, "board")
    assert [kind for kind, _ in shown(chooser)] == [CALL, OWN, DOCUMENT]
    for _ in range(5):
        QTest.keyClick(chooser.field, Qt.Key.Key_Down)
    assert chooser.field.hasFocus()
    QTest.keyClick(chooser.field, Qt.Key.Key_PageUp)
    assert chooser.table.currentIndex().row() == 0
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert [item.kind for item in taken] == [CALL]
    assert not chooser.isVisible()


@pytest.mark.parametrize(("steps", "kind"), [(0, OWN), (1, DOCUMENT)])
def test_what_is_on_no_desk_is_named(chooser: EvidenceChooser, steps: int, kind: EvidenceKind) -> None:
    taken = chosen_by(chooser)
    QTest.keyClicks(chooser.field, "Terms of 2019, section 8")
    for _ in range(steps):
        QTest.keyClick(chooser.field, Qt.Key.Key_Down)
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert taken == [EvidenceItem(kind, "Terms of 2019, section 8")]


def test_a_whole_note_opens_its_passages_and_esc_goes_back(chooser: EvidenceChooser) -> None:
    taken = chosen_by(chooser)
    QTest.keyClicks(chooser.field, "quay walk")
    assert chooser.primary.text() == "Show passages"
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser.where.text() == "Passages of “Quay walk”"
    assert [words for _, words in shown(chooser)] == [
        "Legal starts when the report is in",
        "Crane 4 stands still",
    ]
    QTest.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert chooser.isVisible()
    assert not chooser.where.isVisible()
    QTest.keyClicks(chooser.field, "quay walk")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    QTest.keyClicks(chooser.field, "crane")
    chooser.accept()
    assert [item.words for item in taken] == ["Crane 4 stands still"]


def test_the_way_back_is_a_button_too(chooser: EvidenceChooser) -> None:
    QTest.keyClicks(chooser.field, "quay walk")
    chooser.table.opened.emit(chooser.table.current())
    chooser.all.click()
    assert chooser.kinds.isVisible()
    assert chooser.field.hasFocus()


def test_where_nothing_fits_nothing_is_added(chooser: EvidenceChooser) -> None:
    QTest.keyClicks(chooser.field, "quay walk")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    chooser.table.set_records(())
    chooser._show_words(chooser.table.current())
    assert chooser.words.text() == "Nothing fits."
    assert not chooser.primary.isEnabled()
    assert not chooser.confirm()


def test_without_a_deal_there_is_nothing_to_choose_from(
    desk: Desk, deal: Deal, bus: Bus, host: QWidget
) -> None:
    GRANTS[FlagRisk](FlagRisk(), host, desk, bus, lambda _place: None)
    dialog = next(iter(host.findChildren(FlagDialog)))
    dialog.evidence.add.click()
    assert dialog.deal_field.error == NO_DEAL
    assert host.findChildren(EvidenceChooser) == []


def test_every_control_has_a_name_and_it_fits_the_smallest_window(
    chooser: EvidenceChooser, desk: Desk, deal: Deal, host: QWidget
) -> None:
    for widget in (chooser.field, chooser.table, chooser.kinds, *chooser.findChildren(QAbstractButton)):
        assert widget.accessibleName() or widget.objectName().startswith("qt_"), widget
    chooser.reject()
    host.resize(1100, 680)
    small = EvidenceChooser(host, desk, deal.id, deal.account)
    small.open()
    assert host.rect().contains(small.geometry())


def test_a_deal_that_is_gone_is_said_and_what_is_typed_can_be_named(desk: Desk, host: QWidget) -> None:
    gone = EvidenceChooser(host, desk, "nowhere", "A deal that was removed")
    gone.open()
    taken = chosen_by(gone)
    gone.field.setText("Terms of 2019")
    assert [kind for kind, _ in shown(gone)] == [OWN, DOCUMENT]
    assert len([one for one in gone.findChildren(Banner) if not one.isHidden()]) == 1
    gone.accept()
    assert [item.words for item in taken] == ["Terms of 2019"]
