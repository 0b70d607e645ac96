"""The dialogs that append: told, answered, corrected, closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QWidget

from se_desk.domain.risk_messages import receipts_in
from se_desk.domain.risks import Channel, OutcomeWord, RiskFlag, Severity, Status
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import AnswerFlag, CloseFlag, Place, TellFlag, Wish
from se_desk.ui.risks.answer_dialog import AnswerDialog
from se_desk.ui.risks.correct_dialog import CorrectDialog
from se_desk.ui.risks.outcome_dialog import OutcomeDialog
from se_desk.ui.risks.tell_dialog import TellDialog
from se_desk.ui.risks.wishes import GRANTS


def granted(wish: Wish, host: QWidget, desk: Desk, bus: Bus, kind: type[Dialog]) -> Dialog:
    GRANTS[type(wish)](wish, host, desk, bus, lambda _place: None)
    return next(one for one in host.findChildren(kind) if one.isVisible())


def tell(desk: Desk, host: QWidget, flag: RiskFlag) -> TellDialog:
    dialog = TellDialog(host, desk, flag.id)
    dialog.open()
    return dialog


# ---- telling -----------------------------------------------------------------------


def test_the_message_carries_the_newest_receipt_of_the_chain(
    desk: Desk, bus: Bus, host: QWidget, untold: RiskFlag, waiting: RiskFlag
) -> None:
    dialog = granted(TellFlag(untold.id), host, desk, bus, TellDialog)
    assert isinstance(dialog, TellDialog)
    # The newest entry is one of the other flag in the same chain: it pins this one as well.
    assert receipts_in(dialog.message.text) == (waiting.entries[-1].receipt,)
    assert dialog.warning.isHidden()
    dialog.reference.setText("<3@x.example>")
    dialog.accept()
    told = desk.risks.get(untold.id)
    assert told.told[0].fields["reference"] == "<3@x.example>"
    assert told.status is Status.WAITING


def test_a_lost_receipt_is_warned_of_and_put_back(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = tell(desk, host, untold)
    dialog.message.set_text("I want to flag that")
    assert dialog.warning.isVisible()
    dialog.warning.acted.emit()
    assert dialog.warning.isHidden()
    assert dialog.message.text.startswith("I want to flag that\n\nReceipt: SED1-0001-")
    dialog.message.set_text("without")
    dialog.accept()  # a call needs no code: warned, not hindered
    assert desk.risks.get(untold.id).told[0].fields["message"] == "without"


def test_no_message_no_warning(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = tell(desk, host, untold)
    dialog.message.set_text("")
    assert dialog.warning.isHidden()
    dialog.channel.set_value("call")
    dialog.accept()
    told = desk.risks.get(untold.id).told[0]
    assert "message" not in told.fields
    assert told.fields["channel"] == Channel.CALL.value


def test_somebody_was_told_or_nobody(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = tell(desk, host, untold)
    dialog.to.setText(" ")
    dialog.accept()
    assert dialog.to_field.error
    assert desk.risks.get(untold.id).told == ()


def test_a_deal_without_a_partner(desk: Desk, host: QWidget, closed: RiskFlag) -> None:
    desk.risks.close(closed.id, OutcomeWord.REOPENED)
    dialog = tell(desk, host, closed)
    assert dialog.title.text() == "Tell the AE"
    assert (dialog.to.text(), dialog.channel.value) == ("", "direct_message")


def test_copying(desk: Desk, host: QWidget, waiting: RiskFlag) -> None:
    dialog = tell(desk, host, waiting)
    assert dialog.title.text() == "Remind Pavel"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.message.text


def test_the_note_for_the_crm(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = tell(desk, host, untold)
    QGuiApplication.clipboard().clear()
    dialog.note.click()
    (leaving,) = host.findChildren(LeavingDialog)
    assert QGuiApplication.clipboard().text() == "" and dialog.channel.value == "email"
    leaving.accept()
    copied = QGuiApplication.clipboard().text()
    assert copied == leaving.text.text
    assert copied.startswith("Risk flag (Critical, Timeline): The order date is before procurement can end")
    assert "Rests on: Week 2" in copied and dialog.receipt in copied and "Pavel" not in copied
    assert dialog.channel.value == "crm_note" and dialog.message.text == copied
    dialog.note.click()  # now it is in view already
    assert [one for one in host.findChildren(LeavingDialog) if one.isVisible()] == []
    dialog.accept()
    (told,) = desk.risks.get(untold.id).told
    assert (told.fields["channel"], told.fields["message"]) == ("crm_note", copied)


def test_own_words_for_the_crm_stay_as_they_are(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = tell(desk, host, untold)
    dialog.message.set_text("In my own words.")
    dialog.note.click()
    assert QGuiApplication.clipboard().text() == "In my own words." == dialog.message.text


def test_the_mail_is_shown_with_whom_it_goes_to(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    """The AE's address is the AE's: another name does not inherit it."""
    dialog = tell(desk, host, untold)
    assert "Pavel Lindqvist <pavel.lindqvist@tidewright.example>" in dialog.envelope.text()
    assert f"Subject: Halvorsen Quays: {untold.statement}" in dialog.envelope.text()
    dialog.to.setText("Ines Marchetti")
    assert "goes to Ines Marchetti, no address known" in dialog.envelope.text()
    assert dialog._draft().to == (("Ines Marchetti", ""),)
    dialog.to.setText("")
    assert "goes to nobody yet" in dialog.envelope.text()


def test_a_mail_draft_as_a_file(
    desk: Desk, host: QWidget, untold: RiskFlag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = tell(desk, host, untold)
    chosen = tmp_path / "draft.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), ""))
    dialog.save.click()
    data = chosen.read_bytes()
    assert b"To: Pavel Lindqvist <pavel.lindqvist@tidewright.example>" in data
    assert b"X-Unsent: 1" in data
    assert dialog.receipt.encode() in data.replace(b"=\r\n", b"")
    assert desk.risks.get(untold.id).told == ()  # a draft is no message


def test_a_draft_that_cannot_be_saved_is_said(
    desk: Desk, host: QWidget, untold: RiskFlag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = tell(desk, host, untold)
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "file" / "d.eml"), ""))
    dialog.save.click()
    assert dialog.problem is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    dialog.save.click()
    assert dialog.isVisible()


@pytest.mark.parametrize("answers", [True, False])
def test_the_mail_program(
    desk: Desk, host: QWidget, untold: RiskFlag, monkeypatch: pytest.MonkeyPatch, answers: bool
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return answers

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog = tell(desk, host, untold)
    dialog.mail.click()
    assert opened[0].scheme() == "mailto"
    assert opened[0].path() == "pavel.lindqvist@tidewright.example"
    assert dialog.receipt in opened[0].toString()
    assert bool(host.findChildren(Toast)) is not answers


def test_what_is_too_long_for_an_address_line_is_not_cut(
    desk: Desk, host: QWidget, untold: RiskFlag, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = tell(desk, host, untold)
    dialog.message.set_text("long " * 1000)
    dialog.mail.click()
    assert opened == []
    (said,) = host.findChildren(Toast)
    assert "Too long" in said.accessibleName()


# ---- answers, outcomes --------------------------------------------------------------


def test_an_answer_is_kept_as_reported(desk: Desk, bus: Bus, host: QWidget, waiting: RiskFlag) -> None:
    dialog = granted(AnswerFlag(waiting.id), host, desk, bus, AnswerDialog)
    assert isinstance(dialog, AnswerDialog)
    assert dialog.who.text() == "Pavel Lindqvist"
    dialog.accept()
    assert dialog.response_field.error
    QTest.keyClicks(dialog.response, "He failed to read it")
    assert not dialog.wording.isHidden()
    dialog.occurred.setText("2026-03-01")
    dialog.accept()
    answer = desk.risks.get(waiting.id).responses[0]
    assert answer.fields == {
        "from": "Pavel Lindqvist", "response": "He failed to read it", "occurred": "2026-03-01",
    }  # fmt: skip
    assert not answer.has_reference


def test_an_answer_needs_a_name_and_a_day_that_is_one(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = AnswerDialog(host, desk, untold.id)
    dialog.open()
    assert dialog.who.text() == "Pavel Lindqvist"
    dialog.who.setText("")
    dialog.response.set_text("Yes")
    dialog.accept()
    assert dialog.who_field.error
    dialog.who.setText("Ingrid")
    dialog.occurred.setText("no day")
    dialog.accept()
    assert dialog.isVisible()
    assert desk.risks.get(untold.id).responses == ()
    dialog.occurred.setText("")
    dialog.accept()
    assert desk.risks.get(untold.id).responses[0].fields["from"] == "Ingrid"


def test_an_answer_of_a_deal_without_partner(desk: Desk, host: QWidget, closed: RiskFlag) -> None:
    assert AnswerDialog(host, desk, closed.id).who.text() == ""


def test_an_outcome_and_its_return(desk: Desk, bus: Bus, host: QWidget, waiting: RiskFlag) -> None:
    dialog = granted(CloseFlag(waiting.id), host, desk, bus, OutcomeDialog)
    assert isinstance(dialog, OutcomeDialog)
    dialog.accept()
    assert dialog.isVisible()  # none is chosen
    buttons = dialog.outcome.findChildren(QAbstractButton)
    buttons[3].click()
    assert dialog.meaning.text() == "It came to pass."
    QTest.keyClicks(dialog.note, "The quarter ended.")
    dialog.accept()
    flag = desk.risks.get(waiting.id)
    assert (flag.outcome, flag.outcomes[0].fields["note"]) == (OutcomeWord.MATERIALISED, "The quarter ended.")
    again = OutcomeDialog(host, desk, waiting.id)
    again.open()
    assert again.title.text() == "Reopen the flag"
    again.accept()
    assert desk.risks.get(waiting.id).is_open


# ---- corrections ----------------------------------------------------------------------


def choose(dialog: CorrectDialog, field: str) -> None:
    dialog.field.setCurrentIndex(dialog.field.findData(field))
    dialog.field.activated.emit(0)


def test_a_correction_of_words(desk: Desk, host: QWidget, waiting: RiskFlag) -> None:
    told = waiting.entries[1]
    dialog = CorrectDialog(host, desk, waiting.id, told.seq)
    dialog.open()
    assert dialog.entry.value == str(told.seq)
    choose(dialog, "to")
    assert dialog.before.text() == "Pavel Lindqvist"
    dialog.accept()
    assert dialog.value_field.error  # the same again corrects nothing
    dialog.text.set_text("Ingrid Vale")
    dialog.accept()
    flag = desk.risks.get(waiting.id)
    assert flag.told[0].fields["to"] == "Ingrid Vale"
    assert flag.entries[1].fields["to"] == "Pavel Lindqvist"


def test_a_correction_of_a_choice_and_of_a_day(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = CorrectDialog(host, desk, untold.id)
    dialog.open()
    choose(dialog, "severity")
    assert dialog.token.isVisible()
    assert dialog.before.text() == "Critical"
    dialog.token.set_value("low")
    dialog.accept()
    assert desk.risks.get(untold.id).severity is Severity.LOW
    again = CorrectDialog(host, desk, untold.id)
    again.open()
    choose(again, "occurred")
    assert again.before.text() == "Nothing yet."
    again.accept()
    assert again.value_field.error
    again.day.setText("2026-03-02")
    again.accept()
    assert desk.risks.get(untold.id).occurred_on == date(2026, 3, 2)


@pytest.mark.parametrize("gives_up", [True, False])
@pytest.mark.parametrize("typed_in", ["statement", "evidence"])
def test_typed_words_are_given_up_only_in_so_many_words(
    desk: Desk, host: QWidget, untold: RiskFlag, typed_in: str, gives_up: bool
) -> None:
    dialog = CorrectDialog(host, desk, untold.id)
    dialog.open()
    choose(dialog, typed_in)
    (dialog.text if typed_in == "statement" else dialog.evidence.typed).set_text("Other words")
    asked: list[str] = []

    def answer() -> None:
        (question,) = [one for one in host.findChildren(Dialog) if one.isVisible() and one is not dialog]
        asked.append(question.title.text())
        question.accept() if gives_up else question.reject()

    QTimer.singleShot(0, answer)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == ["Throw this correction away?"]
    assert dialog.isVisible() is not gives_up


def test_a_correction_without_a_word_closes_at_once(desk: Desk, host: QWidget, untold: RiskFlag) -> None:
    dialog = CorrectDialog(host, desk, untold.id)
    dialog.open()
    for field in ("statement", "evidence", "occurred", "severity"):
        choose(dialog, field)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_entry_has_other_fields(desk: Desk, host: QWidget, waiting: RiskFlag) -> None:
    dialog = CorrectDialog(host, desk, waiting.id, 999)
    dialog.open()
    assert dialog.entry.value == str(waiting.seq)
    dialog.entry.setCurrentIndex(1)
    dialog.entry.activated.emit(1)
    fields = [dialog.field.itemData(row) for row in range(dialog.field.count())]
    assert fields == ["to", "channel", "message", "reference"]
    dialog.text.set_text("as usual")
    assert not dialog.wording.isHidden()


@pytest.mark.parametrize("kind", [TellDialog, AnswerDialog, OutcomeDialog, CorrectDialog])
def test_names_and_the_smallest_window(
    desk: Desk, host: QWidget, waiting: RiskFlag, kind: type[TellDialog]
) -> None:
    host.resize(1100, 680)
    dialog = kind(host, desk, waiting.id)
    dialog.open()
    assert host.rect().contains(dialog.geometry())
    for control in (QAbstractButton, QLineEdit, TextArea, QComboBox):
        for widget in dialog.findChildren(control):
            assert widget.accessibleName() or widget.parent() is None, widget


def test_the_grants_are_those_of_the_wishes() -> None:
    names = {wish.__name__ for wish in GRANTS}
    assert names == {"FlagRisk", "TellFlag", "AnswerFlag", "CloseFlag", "ExportRecord", "StampChain"}
    assert Place("risks").id == ""
