"""Raising a flag and telling it, by keyboard, with what the desk says on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, own
from se_desk.domain.risk_messages import receipts_in
from se_desk.domain.risks import Category, Severity, Status
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.cards import SayBox
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import FlagRisk, Place
from se_desk.ui.risks.evidence_block import FROM_PRIVATE
from se_desk.ui.risks.evidence_private import TakePrivate
from se_desk.ui.risks.flag_dialog import FlagDialog
from se_desk.ui.risks.tell_dialog import TellDialog
from se_desk.ui.risks.wishes import GRANTS

MINE = EvidenceItem(EvidenceKind.NOTE, "From my notes", private=True)
CTRL = Qt.KeyboardModifier.ControlModifier


def grant(wish: FlagRisk, host: QWidget, desk: Desk, bus: Bus, places: list[Place]) -> FlagDialog:
    GRANTS[FlagRisk](wish, host, desk, bus, places.append)
    return next(one for one in host.findChildren(FlagDialog) if one.isVisible())


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(words: str) -> None:
    QTest.keyClicks(focused(), words)


def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def test_from_the_first_letter_to_told_by_keyboard_alone(
    desk: Desk, deal: Deal, bus: Bus, host: QWidget, qtbot: QtBot
) -> None:
    host.activateWindow()
    dialog = grant(FlagRisk(deal.id), host, desk, bus, [])
    qtbot.waitUntil(dialog.statement.hasFocus)
    typed("The order date is before procurement can end")
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Right)  # medium, high
    key(Qt.Key.Key_Tab)
    assert dialog.category.hasFocus()
    key(Qt.Key.Key_Tab)
    assert dialog.evidence.typed.hasFocus()
    typed("12 weeks from 2 March is 25 May")
    key(Qt.Key.Key_Return, CTRL)
    (flag,) = desk.risks.flags(deal.id)
    assert (flag.severity, flag.evidence) == (Severity.HIGH, "12 weeks from 2 March is 25 May")
    assert flag.statement == "The order date is before procurement can end"
    qtbot.waitUntil(lambda: bool(host.findChildren(TellDialog)))
    (tell,) = host.findChildren(TellDialog)
    qtbot.waitUntil(tell.message.hasFocus)
    key(Qt.Key.Key_Return, CTRL)
    told = desk.risks.get(flag.id)
    assert told.status is Status.WAITING
    assert receipts_in(told.told[0].fields["message"]) == (flag.entries[0].receipt,)
    assert (told.told[0].fields["to"], told.told[0].fields["channel"]) == ("Pavel Lindqvist", "email")


def test_the_message_follows_until_the_se_writes_it(
    desk: Desk, deal: Deal, bus: Bus, host: QWidget, qtbot: QtBot
) -> None:
    dialog = grant(FlagRisk(deal.id), host, desk, bus, [])
    assert dialog.message.text.startswith("I want to flag that")
    dialog.statement.setText("The sample is small")
    assert dialog.message.text.startswith("I want to flag that the sample is small.")
    assert "Pavel?" in dialog.message.text
    QTest.keyClicks(dialog.evidence.typed, "11 rows")
    assert "What this rests on: 11 rows" in dialog.message.text
    dialog.category.setCurrentIndex(dialog.category.findData("security"))
    dialog.category.activated.emit(0)
    assert "Who on their side decides on this" in dialog.message.text
    dialog.message.set_text("")
    QTest.keyClicks(dialog.message, "I want to flag that I say it myself")
    dialog.statement.setText("The sample is smaller")
    assert dialog.message.text == "I want to flag that I say it myself"
    dialog.accept()
    (flag,) = desk.risks.flags(deal.id)
    (tell,) = host.findChildren(TellDialog)
    assert tell.message.text.startswith("I want to flag that I say it myself\n\nReceipt: ")
    assert tell.receipt == flag.entries[-1].receipt


def test_raised_and_not_told_now(desk: Desk, deal: Deal, bus: Bus, host: QWidget, qtbot: QtBot) -> None:
    places: list[Place] = []
    dialog = grant(FlagRisk(deal.id, statement="x"), host, desk, bus, places)
    dialog.then_tell.setChecked(False)
    dialog.accept()
    assert host.findChildren(TellDialog) == []
    (said,) = host.findChildren(Toast)
    said.acted.emit()
    (flag,) = desk.risks.flags(deal.id)
    assert places == [Place("risks", flag.id)]


def test_a_proposal_comes_filled_in(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    items = (computed("48 days apart"),)
    wish = FlagRisk(deal.id, "Close date is early", items, "critical", "qualification")
    dialog = grant(wish, host, desk, bus, [])
    assert (dialog.severity.value, dialog.category.value) == ("critical", "qualification")
    dialog.accept()
    (flag,) = desk.risks.flags(deal.id)
    assert (flag.severity, flag.category) == (Severity.CRITICAL, Category.QUALIFICATION)
    assert flag.evidence == "• Computed: 48 days apart"


def test_what_is_missing_is_said_and_what_is_typed_stays(
    desk: Desk, deal: Deal, bus: Bus, host: QWidget
) -> None:
    dialog = grant(FlagRisk(), host, desk, bus, [])
    assert dialog.deal_field.isVisible()
    assert dialog.then_tell.text() == "Then tell the AE"
    QTest.keyClicks(dialog.evidence.typed, "typed")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.deal_field.error
    assert dialog.statement_field.error
    assert [item.words for item in dialog.evidence.items] == ["typed"]
    dialog.deal.setCurrentIndex(dialog.deal.findData(deal.id))
    dialog.deal.activated.emit(0)
    dialog.statement.setText("x")
    assert dialog.then_tell.text() == "Then tell Pavel"
    dialog.severity.set_value("")
    dialog.accept()
    assert dialog.isVisible()
    dialog.severity.set_value("low")
    dialog.accept()
    assert len(desk.risks.flags(deal.id)) == 1


@pytest.mark.parametrize("takes", [True, False])
def test_words_of_a_private_note_are_asked_about(
    desk: Desk, deal: Deal, bus: Bus, host: QWidget, takes: bool
) -> None:
    dialog = grant(FlagRisk(deal.id, "x", (MINE, own("Seen so"))), host, desk, bus, [])
    assert dialog.evidence.private.isVisible()
    assert dialog.evidence.private.text() == FROM_PRIVATE
    said: list[str] = []

    def answer() -> None:
        asked = next(iter(host.findChildren(TakePrivate)))
        said.extend(box.findChild(BodyText).text() for box in asked.findChildren(SayBox))
        asked.accept() if takes else asked.reject()

    QTimer.singleShot(0, answer)
    dialog.accept()
    assert said == ["Note: From my notes"]
    assert len(desk.risks.flags(deal.id)) == int(takes)
    assert dialog.isVisible() is not takes
    assert [item.words for item in dialog.evidence.items] == ["From my notes", "Seen so"]


def test_no_question_where_no_private_words_are_kept(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    dialog = grant(FlagRisk(deal.id, "x", (MINE,)), host, desk, bus, [])
    dialog.evidence.rows[0].remove.click()
    assert not dialog.evidence.private.isVisible()
    dialog.accept()
    assert len(desk.risks.flags(deal.id)) == 1


def test_words_that_judge_get_a_quiet_hint(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    dialog = grant(FlagRisk(deal.id), host, desk, bus, [])
    assert dialog.wording.isHidden()
    dialog.statement.setText("Pavel failed to ask, as usual")
    assert "“failed to”, “as usual” may read" in dialog.wording.text()
    assert not dialog.wording.isHidden()
    dialog.accept()  # a hint is no hindrance
    assert len(desk.risks.flags(deal.id)) == 1


def test_both_times_are_said(desk: Desk, deal: Deal, bus: Bus, host: QWidget, clock: MovableClock) -> None:
    clock.move(timedelta(minutes=1))
    dialog = grant(FlagRisk(deal.id), host, desk, bus, [])
    assert dialog.moment.text() == "2026-03-04 09:31 UTC, 10:31 CET"


def test_esc_raises_nothing(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    dialog = grant(FlagRisk(deal.id, "x"), host, desk, bus, [])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.risks.flags(deal.id) == ()


def test_every_control_has_a_name(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    dialog = grant(FlagRisk(deal.id), host, desk, bus, [])
    for kind in (QAbstractButton, QLineEdit, TextArea, QComboBox):
        for widget in dialog.findChildren(kind):
            assert widget.accessibleName(), widget


def test_it_fits_the_smallest_window(desk: Desk, deal: Deal, bus: Bus, host: QWidget) -> None:
    host.resize(1100, 680)
    dialog = grant(FlagRisk(), host, desk, bus, [])
    assert host.rect().contains(dialog.geometry())
