"""Evidence of a flag as it is read, added to and corrected; every item leads back to where it is from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, own, read
from se_desk.domain.notes import Note
from se_desk.domain.passages import Origin, Passage
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.wishes import Place
from se_desk.ui.risks.correct_dialog import CorrectDialog
from se_desk.ui.risks.evidence_adding import add_evidence
from se_desk.ui.risks.evidence_chooser import EvidenceChooser
from se_desk.ui.risks.evidence_list import NOTHING, EvidenceList
from se_desk.ui.risks.evidence_private import TakePrivate
from se_desk.ui.risks.page import RisksPage

NOTE, CALL, DOCUMENT, FACT, OWN = EvidenceKind


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, title="Quay walk", body="Crane 4 stands still")


@pytest.fixture
def flag(desk: Desk, deal: Deal, note: Note, clock: MovableClock) -> RiskFlag:
    """With an item of every kind, and one that was added a day later."""
    call = desk.calls.plan("Readout", clock.now() - timedelta(hours=2), deal_id=deal.id)
    file = desk.attachments.add(b"x", "Draft.pdf", deal_id=deal.id)
    passage = Passage(note.id, note.revision, "Crane 4 stands still")
    items = (
        computed("12 weeks"),
        EvidenceItem(NOTE, "Crane 4 stands still", passage),
        EvidenceItem(CALL, "The board decides", Origin("call", call.id)),
        EvidenceItem(DOCUMENT, "Draft.pdf", Origin("attachment", file.id)),
        own("Seen so"),
    )
    made = desk.risks.flag(deal.id, Severity.HIGH, Category.PEOPLE, "Nobody signs", items)
    clock.move(timedelta(days=1))
    return desk.risks.remark(made.id, [own("Seen again")])


@pytest.fixture
def log(page: RisksPage, flag: RiskFlag) -> RisksPage:
    """The risk log at that flag."""
    page.enter(Place("risks", flag.id))
    return page


def test_the_panel_shows_items_and_leads_back(log: RisksPage, deal: Deal, note: Note, desk: Desk) -> None:
    shown = log.panel.evidence
    labels = [each.text() for each in shown.findChildren(PlainLabel)]
    assert labels[0] == "Computed"
    assert "Own words, added Thu 5 Mar" in labels
    assert [each.text() for each in shown.findChildren(BodyText)][:2] == ["12 weeks", "Crane 4 stands still"]
    went: list[Place] = []
    log.requestPlace.connect(went.append)
    for link in shown.links:
        link.click()
    (taken,) = [one for one in desk.note_links.passages("flag", log.panel.flag_id) if one.note_id]
    assert went[0] == Place("note", note.id, f"passage:{taken.id}")
    assert went[1].page == "debrief"
    assert went[2] == Place("deal", deal.id, "overview")
    assert all(link.accessibleName() for link in shown.links)


def test_a_note_that_became_private_is_marked(log: RisksPage, desk: Desk, note: Note) -> None:
    desk.notes.set_private(note.id, True)
    log.enter(Place("risks", log.panel.flag_id))
    labels = [each.text() for each in log.panel.evidence.findChildren(PlainLabel)]
    assert "Note, private" in labels


def test_no_evidence_is_said_to_be_none(qtbot: QtBot, dress: object) -> None:
    empty = EvidenceList()
    qtbot.addWidget(empty)
    empty.show_items(())
    assert [each.text() for each in empty.findChildren(PlainLabel)] == [NOTHING]
    assert empty.links == []


def test_the_thread_says_what_came_with_evidence(log: RisksPage) -> None:
    texts = [entry.second for entry in log.panel.entries.entries()]
    assert texts == ["by you", "by you, with evidence"]


def test_evidence_is_added_by_key_as_an_entry_of_its_own(
    log: RisksPage, desk: Desk, flag: RiskFlag, host: QWidget, qtbot: QtBot
) -> None:
    host.activateWindow()
    log.panel.entries.setFocus()
    qtbot.waitUntil(log.panel.entries.hasFocus)
    QTest.keyClick(log.panel.entries, Qt.Key.Key_E)
    (chooser,) = host.findChildren(EvidenceChooser)
    QTest.keyClicks(chooser.field, "crane")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    now = desk.risks.get(flag.id)
    assert now.notes[-1].fields["note"] == "• Note: Crane 4 stands still"
    assert now.evidence == flag.evidence


@pytest.mark.parametrize("takes", [True, False])
def test_what_is_private_is_asked_about_before_it_is_added(
    desk: Desk, flag: RiskFlag, note: Note, host: QWidget, takes: bool
) -> None:
    desk.notes.set_private(note.id, True)
    add_evidence(host, desk, flag.id)
    (chooser,) = host.findChildren(EvidenceChooser)
    chooser.field.setText("crane")
    chooser.accept()
    (asked,) = host.findChildren(TakePrivate)
    asked.accept() if takes else asked.reject()
    assert len(desk.risks.get(flag.id).notes) == 1 + int(takes)


@pytest.fixture
def mending(desk: Desk, flag: RiskFlag, host: QWidget) -> CorrectDialog:
    """The dialog that corrects the evidence."""
    made = CorrectDialog(host, desk, flag.id)
    made.open()
    made.field.set_value("evidence")
    made.field.chosen.emit("evidence")
    return made


def test_a_correction_is_the_whole_list(mending: CorrectDialog, desk: Desk, flag: RiskFlag) -> None:
    assert len(mending.evidence.rows) == 5
    assert mending.value.height() >= mending.evidence.minimumSizeHint().height()
    mending.evidence.rows[4].remove.click()
    mending.evidence.rows[1].moved.emit(-1)
    mending.evidence.typed.set_text("Said on Monday")
    mending.accept()
    now = desk.risks.get(flag.id)
    assert [item.kind for item in read(now.evidence)] == [NOTE, FACT, CALL, DOCUMENT, OWN]
    assert [one.source is not None for one in desk.evidence.of_flag(now)][:5] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_other_words_for_an_item_keep_its_source(mending: CorrectDialog, desk: Desk, flag: RiskFlag) -> None:
    mending.evidence.rows[1].edited.emit()
    mending.evidence.typed.set_text("Crane 4 stands still twice a week")
    mending.accept()
    kept = desk.evidence.of_flag(desk.risks.get(flag.id))[1]
    assert kept.item.words == "Crane 4 stands still twice a week"
    assert kept.source is not None
    assert kept.source.title == "Quay walk"


def test_the_same_list_and_no_list_correct_nothing(
    mending: CorrectDialog, desk: Desk, flag: RiskFlag
) -> None:
    mending.accept()
    assert mending.value_field.error
    while mending.evidence.rows:
        mending.evidence.rows[0].remove.click()
    mending.accept()
    assert mending.isVisible()
    assert desk.risks.get(flag.id).evidence == flag.evidence


@pytest.mark.parametrize("takes", [True, False])
def test_a_private_item_is_asked_about_in_a_correction(
    mending: CorrectDialog, desk: Desk, deal: Deal, flag: RiskFlag, host: QWidget, takes: bool
) -> None:
    desk.notes.start(deal.id, body="Ana has no budget", private=True)
    mending.evidence.add.click()
    (chooser,) = host.findChildren(EvidenceChooser)
    chooser.field.setText("ana has")
    chooser.accept()
    QTimer.singleShot(0, lambda: _answer(host, takes))
    mending.accept()
    assert ("Ana has no budget" in desk.risks.get(flag.id).evidence) is takes
    assert mending.isVisible() is not takes


def _answer(host: QWidget, takes: bool) -> None:
    (asked,) = host.findChildren(TakePrivate)
    asked.accept() if takes else asked.reject()


def test_the_block_opens_nothing_for_another_field(mending: CorrectDialog, host: QWidget) -> None:
    mending.field.set_value("statement")
    mending.field.chosen.emit("statement")
    mending.evidence.addAsked.emit()
    assert host.findChildren(EvidenceChooser) == []
