"""Evidence that must not slip along: private words, items of another deal, what a record leaves out."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, own
from se_desk.domain.passages import Passage
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.wishes import FlagRisk
from se_desk.ui.risks.correct_dialog import CorrectDialog
from se_desk.ui.risks.evidence_block import FROM_PRIVATE, EvidenceBlock
from se_desk.ui.risks.evidence_private import WHY, TakePrivate
from se_desk.ui.risks.flag_dialog import FlagDialog
from se_desk.ui.risks.record_choice import RecordChoice
from se_desk.ui.risks.tell_dialog import TellDialog

WORDS = "Crane 4 stands"


def noted(desk: Desk, deal: Deal) -> EvidenceItem:
    note = desk.notes.start(deal.id, title="Quay walk", body=WORDS)
    return EvidenceItem(EvidenceKind.NOTE, WORDS, Passage(note.id, note.revision, WORDS))


def make_private(desk: Desk, item: EvidenceItem) -> None:
    assert isinstance(item.source, Passage)
    desk.notes.set_private(item.source.note_id, True)


def go_back(host: QWidget) -> None:
    (asked,) = host.findChildren(TakePrivate)
    asked.reject()


def test_the_message_leaves_private_items_out_and_the_warning_says_so(
    desk: Desk, deal: Deal, host: QWidget
) -> None:
    private = EvidenceItem(EvidenceKind.NOTE, "From my notes", private=True)
    dialog = FlagDialog(host, desk, FlagRisk(deal.id, "x", (private, own("Seen so"))))
    assert "From my notes" not in dialog.message.text
    assert "Seen so" in dialog.message.text
    for said in (WHY, FROM_PRIVATE):
        assert "log" in said and "record" in said and "message leaves them out" in said


def test_a_draft_is_asked_about_when_its_note_became_private(desk: Desk, deal: Deal, host: QWidget) -> None:
    item = noted(desk, deal)
    dialog = FlagDialog(host, desk, FlagRisk(deal.id, "x", (item,)))
    make_private(desk, item)
    QTimer.singleShot(0, lambda: go_back(host))
    assert not dialog.confirm()
    assert desk.risks.flags() == ()
    assert FlagDialog(host, desk, FlagRisk(deal.id, "x", (item,))).evidence.items[0].private


def test_a_correction_is_asked_about_when_its_note_became_private(
    desk: Desk, untold: RiskFlag, deal: Deal, host: QWidget
) -> None:
    item = noted(desk, deal)
    dialog = CorrectDialog(host, desk, untold.id)
    dialog.field.set_value("evidence")
    dialog.field.chosen.emit("evidence")
    dialog.evidence.append(item)
    make_private(desk, item)
    QTimer.singleShot(0, lambda: go_back(host))
    assert not dialog.confirm()
    assert WORDS not in desk.risks.get(untold.id).evidence


def test_another_deal_takes_its_items_out_and_says_so(
    desk: Desk, deal: Deal, closed: RiskFlag, host: QWidget
) -> None:
    dialog = FlagDialog(host, desk, FlagRisk("", "x", (noted(desk, deal), own("Seen so"))))
    dialog.deal.set_value(deal.id)
    dialog.deal.chosen.emit(deal.id)
    assert len(dialog.evidence.items) == 2
    dialog.deal.set_value(closed.deal_id)
    dialog.deal.chosen.emit(closed.deal_id)
    assert list(dialog.evidence.items) == [own("Seen so")]
    assert dialog.evidence_field._below.text() == "Taken out: 1 item of another deal."


def test_a_shareable_copy_takes_the_place_of_a_private_item(qtbot: QtBot, dress: object) -> None:
    private = EvidenceItem(EvidenceKind.NOTE, WORDS, Passage("mine", 1, WORDS), private=True)
    shared = EvidenceItem(EvidenceKind.NOTE, WORDS, Passage("ours", 1, WORDS))
    block = EvidenceBlock((private,))
    qtbot.addWidget(block)
    block.append(shared)
    block.append(private)
    assert block.items == (shared,)


def test_messages_that_stay_are_said_to_quote_evidence(desk: Desk, untold: RiskFlag, host: QWidget) -> None:
    choice = RecordChoice(desk, untold.deal_id)
    choice.setParent(host)
    evidence, messages = choice.parts[:2]
    assert choice.quoted.isHidden()
    evidence.setChecked(False)
    assert not choice.quoted.isHidden()
    messages.setChecked(False)
    assert choice.quoted.isHidden()


def test_the_note_for_the_crm_leaves_private_items_out(desk: Desk, deal: Deal, host: QWidget) -> None:
    item = noted(desk, deal)
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "x", (item, own("Seen so")))
    make_private(desk, item)
    tell = TellDialog(host, desk, flag.id)
    tell.note.click()
    (shown,) = host.findChildren(LeavingDialog)
    shown.accept()
    assert "Seen so" in tell.message.text
    assert WORDS not in tell.message.text
