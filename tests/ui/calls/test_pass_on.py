"""What a debrief leaves to pass on: flags that were heard, the CRM, the digest, the pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.evidence import EvidenceKind
from se_desk.domain.passages import Origin
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.card import CallCard
from se_desk.ui.calls.debrief_page import DebriefPage
from se_desk.ui.calls.digest_dialog import DigestDialog
from se_desk.ui.calls.follow_ups import LeaveDialog
from se_desk.ui.calls.pack_dialog import PackDialog
from se_desk.ui.calls.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.wishes import (
    CopyForCrm,
    DebriefCall,
    FlagRisk,
    MakePack,
    ManageChecklists,
    OpenCallCard,
    Place,
    PrepareCall,
    Wish,
)
from tests.ui.calls.conftest import AE, MINUTE, dialog_in, nameless

NewDebrief = Callable[[str], DebriefPage]


@pytest.fixture
def alone(desk: Desk, deal: Deal, clock: MovableClock) -> Call:
    """A call the SE held alone, over for half an hour."""
    planned = desk.calls.plan("Site walk", desk.now(), deal_id=deal.id)
    desk.calls.attend(planned.id, "Inga Falk", "Harbour master", title_confirmed=True)
    clock.at = planned.ends_at + 30 * MINUTE
    return planned


def press(card: QWidget, name: str) -> None:
    next(b for b in card.findChildren(Button) if b.accessibleName().startswith(name)).click()


def test_what_was_said_is_flagged_or_left(
    new_debrief: NewDebrief, desk: Desk, deal: Deal, alone: Call, qtbot: QtBot
) -> None:
    desk.calls.jot(alone.id, "No budget before May")
    page = new_debrief(alone.id)
    assert page.body.heard.isVisible()
    with qtbot.waitSignal(page.requestWish) as wished:
        press(page.body.heard, "Flag: No budget")
    wish = wished.args[0]
    assert isinstance(wish, FlagRisk)
    assert (wish.category, wish.rule) == ("qualification", "said")
    (said,) = wish.items
    assert (said.kind, said.source) == (EvidenceKind.CALL, Origin("call", alone.id))
    desk.risks.flag(
        deal.id, Severity.HIGH, Category.QUALIFICATION, wish.statement, wish.items,
        proposal=(wish.rule, wish.facts),
    )  # fmt: skip
    qtbot.waitUntil(lambda: desk.calls.jots(alone.id)[0].flag_seq is not None)
    qtbot.waitUntil(lambda: not page.body.heard.isVisible())
    qtbot.keyClicks(page.body.form.pain, "The rollout slipped.")
    qtbot.waitUntil(page.body.heard.isVisible)
    press(page.body.heard, "Leave: The rollout")
    leave = dialog_in(page)
    assert isinstance(leave, LeaveDialog)
    QTest.keyClicks(leave.reason, "Known since January")
    leave.accept()
    qtbot.waitUntil(lambda: not page.body.heard.isVisible())


def test_an_ae_who_was_not_there_gets_a_digest(
    new_debrief: NewDebrief, desk: Desk, alone: Call, qtbot: QtBot
) -> None:
    page = new_debrief(alone.id)
    assert not page.body.pass_on.isVisible()
    qtbot.keyClicks(page.body.form.pain, "Berths stand empty")
    with qtbot.assertNotEmitted(page.requestPlace):
        page.hold()
    assert page.body.pass_on.isVisible()
    assert page.window().focusWidget() is page.body.pass_on.digest
    QTest.keyClick(page.body.pass_on.digest, Qt.Key.Key_Space)
    dialog = dialog_in(page)
    assert isinstance(dialog, DigestDialog)
    assert "Berths stand empty" in dialog.text.text
    assert nameless(dialog) == []
    QApplication.clipboard().clear()
    dialog.text.set_text(f"{dialog.text.text}One more word.")
    dialog.accept()
    assert QApplication.clipboard().text().endswith("One more word.")
    held = desk.debriefs.of_call(alone.id)
    assert held is not None
    assert held.digest_at == desk.now()
    page.refresh()
    rows = [child.accessibleName() for child in page.body.pass_on.findChildren(QWidget)]
    assert any("Taken along" in name for name in rows) or "Taken along" in str(
        [label.text() for label in page.body.pass_on.findChildren(QWidget) if hasattr(label, "text")]
    )


def test_the_digest_is_saved_as_a_file(
    window: QWidget, desk: Desk, alone: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.debriefs.hold(alone.id, pain="Berths stand empty")
    dialog = DigestDialog(window, desk, alone.id, "Pavel")
    dialog.open()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    dialog.save.click()
    assert dialog.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))

    def full(*_args: object, **_fields: object) -> Path:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(desk.debriefs, "save_digest", full)
        dialog.save.click()
        assert dialog.isVisible()
        dialog_in(window).reject()
    dialog.save.click()
    assert not dialog.isVisible()
    (written,) = tmp_path.glob("digest-*.txt")
    assert "Berths stand empty" in written.read_text("utf-8")


def test_with_the_ae_there_it_goes_on_to_the_note(
    new_debrief: NewDebrief, desk: Desk, alone: Call, qtbot: QtBot
) -> None:
    desk.calls.attend(alone.id, AE, ours=True)
    page = new_debrief(alone.id)
    qtbot.keyClicks(page.body.form.pain, "Berths stand empty")
    with qtbot.waitSignal(page.requestPlace):
        page.hold()
    assert not any(b.text().startswith("Digest") for b in page.body.pass_on.findChildren(Button))


def test_the_note_is_copied_for_the_crm(
    new_debrief: NewDebrief, desk: Desk, bus: Bus, alone: Call, window: QWidget, qtbot: QtBot
) -> None:
    page = new_debrief(alone.id)
    qtbot.keyClicks(page.body.form.pain, "Berths stand empty")
    page.hold()
    with qtbot.waitSignal(page.requestWish) as wished:
        page.body.pass_on.copy.click()
    assert wished.args == [CopyForCrm(call_id=alone.id)]
    GRANTS[CopyForCrm](wished.args[0], window, desk, bus, lambda _place: None)
    assert "Berths stand empty" in QApplication.clipboard().text()
    page.refresh()
    crm = desk.calls.view(alone.id).crm
    assert crm is not None
    assert crm.took is not None
    note_id = desk.notes.of_call(alone.id)[0].id
    GRANTS[CopyForCrm](CopyForCrm(note_id=note_id), window, desk, bus, lambda _place: None)
    assert len(desk.exports.of_note(note_id)) == 2


def test_the_pack_says_how_many_calls_and_writes_both_files(
    window: QWidget, desk: Desk, bus: Bus, call: Call, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    GRANTS[MakePack](MakePack(), window, desk, bus, lambda _place: None)
    dialog = dialog_in(window)
    assert isinstance(dialog, PackDialog)
    assert dialog.found.text() == "1 call in the pack."
    assert nameless(dialog) == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    dialog.accept()
    assert dialog.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    with qtbot.waitSignal(dialog.confirmed, timeout=30_000):
        dialog.accept()
    pdf, html = sorted(tmp_path.glob("calls-*"), key=lambda path: path.suffix, reverse=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "Readout" in html.read_text("utf-8")


def test_a_pack_without_calls_cannot_be_written(window: QWidget, desk: Desk) -> None:
    dialog = PackDialog(window, desk)
    dialog.open()
    assert (dialog.found.text(), dialog.primary.isEnabled()) == ("No call in these days.", False)


def test_a_pack_that_cannot_be_written_is_said(
    window: QWidget, desk: Desk, call: Call, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_args: object) -> tuple[Path, ...]:
        raise NotFound("There is no call any more.")

    dialog = PackDialog(window, desk)
    dialog.open()
    monkeypatch.setattr(desk.packs, "export", none)
    dialog.write(tmp_path)
    qtbot.waitUntil(lambda: dialog.problem is not None, timeout=30_000)
    assert dialog.isVisible()


def test_the_lists_are_opened_by_a_wish(window: QWidget, desk: Desk, bus: Bus) -> None:
    GRANTS[ManageChecklists](ManageChecklists(), window, desk, bus, lambda _place: None)
    assert dialog_in(window).title.text() == "Checklists"


def grant(wish: Wish, window: QWidget, desk: Desk, bus: Bus) -> list[Place]:
    places: list[Place] = []
    GRANTS[type(wish)](wish, window, desk, bus, places.append)
    return places


def test_wishes_without_a_call_find_the_one_that_is_meant(
    window: QWidget, desk: Desk, bus: Bus, call: Call, clock: MovableClock
) -> None:
    assert grant(PrepareCall(), window, desk, bus) == [Place("huddle", call.id)]
    assert grant(PrepareCall("other"), window, desk, bus) == [Place("huddle", "other")]
    with pytest.raises(NotFound, match="written down"):
        grant(DebriefCall(), window, desk, bus)
    clock.at = call.starts_at
    assert grant(PrepareCall(), window, desk, bus) == [Place("huddle", call.id)]  # it goes on
    grant(OpenCallCard(), window, desk, bus)
    (card,) = [top for top in QApplication.topLevelWidgets() if isinstance(top, CallCard) and top.isVisible()]
    assert card.call_id == call.id
    card.close()
    clock.at = call.ends_at + MINUTE
    assert grant(DebriefCall(), window, desk, bus) == [Place("debrief", call.id)]
    assert grant(DebriefCall("other"), window, desk, bus) == [Place("debrief", "other")]
    for wish in (OpenCallCard(), PrepareCall()):
        with pytest.raises(NotFound, match="none is planned"):
            grant(wish, window, desk, bus)
    with pytest.raises(NotFound, match="in front"):
        grant(CopyForCrm(), window, desk, bus)
