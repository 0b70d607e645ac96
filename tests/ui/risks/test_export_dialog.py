"""Exporting a record: what is ticked is what the preview shows and what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskDamaged, DiskFull
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.exchange.risk_records import verify_file
from se_desk.services.desk import Desk
from se_desk.services.records import Choice
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import ExportRecord
from se_desk.ui.risks import export_dialog, record_choice
from se_desk.ui.risks.export_dialog import ExportRecordDialog
from se_desk.ui.risks.fields_dialog import FieldsDialog
from se_desk.ui.risks.record_choice import EVERY
from se_desk.ui.risks.wishes import GRANTS

Three = tuple[RiskFlag, RiskFlag, RiskFlag]


@pytest.fixture
def dialog(desk: Desk, bus: Bus, host: QWidget, three: Three, qtbot: QtBot) -> ExportRecordDialog:
    GRANTS[ExportRecord](ExportRecord(three[0].deal_id), host, desk, bus, lambda _place: None)
    (made,) = host.findChildren(ExportRecordDialog)
    ready(made, qtbot)
    return made


def ready(dialog: ExportRecordDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and dialog._previewing is None)


def choose(dialog: ExportRecordDialog, scope: str) -> None:
    dialog.choice.deals.setCurrentIndex(dialog.choice.deals.findData(scope))
    dialog.choice.deals.activated.emit(0)


def test_a_deal_comes_with_all_its_flags(dialog: ExportRecordDialog, desk: Desk, three: Three) -> None:
    untold, waiting, _closed = three
    assert set(dialog.choice.flags) == {untold.id, waiting.id}
    assert dialog.sheets.sheet_count() == 1
    assert dialog.primary.isEnabled()
    head = desk.risks.entries(untold.deal_id)[-1].hash[:4].upper()
    assert dialog.notice.words.startswith("Chain intact. 3 entries, 3 with words here. Head " + head)


def test_ticks_decide(dialog: ExportRecordDialog, three: Three, qtbot: QtBot) -> None:
    untold, waiting, _closed = three
    dialog.choice.flags[waiting.id].click()
    dialog.choice.parts[0].click()
    dialog.choice.parts[5].click()
    QTest.keyClicks(dialog.choice.recipient, "Ines")
    ready(dialog, qtbot)
    assert dialog.choice.choices() == (
        Choice(
            untold.deal_id,
            flags=frozenset({untold.id}),
            without=frozenset({"evidence"}),
            about_without=frozenset({"value"}),
        ),
    )
    assert "3 entries, 1 with words" in dialog.notice.words
    dialog.choice.flags[untold.id].click()
    ready(dialog, qtbot)
    assert not dialog.primary.isEnabled()
    assert "Tick at least one flag" in dialog.notice.words
    assert dialog.sheets.sheet_count() == 0


def test_files_are_written_and_kept(
    dialog: ExportRecordDialog,
    desk: Desk,
    three: Three,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    QTest.keyClicks(dialog.choice.recipient, "Ines Marchetti")
    ready(dialog, qtbot)
    with qtbot.waitSignal(dialog.confirmed, timeout=20_000):
        dialog.accept()
    stem = "halvorsen-quays-berth-planning-risk-record"
    found = sorted(path.name for path in folder.iterdir())
    assert found == ["HOW-TO-CHECK.txt", f"{stem}.html", f"{stem}.json", f"{stem}.md", f"{stem}.pdf"]
    key = desk.profile.get().public_key
    assert verify_file(folder / f"{stem}.json", [desk.risks.receipt(three[0].deal_id)], key).code == 0
    assert (folder / f"{stem}.pdf").read_bytes().startswith(b"%PDF")
    (kept,) = desk.records.exported(three[0].deal_id)
    assert kept.recipient == "Ines Marchetti"
    assert len(dialog.written) == 5


def test_what_left_before_is_shown_with_its_period(
    host: QWidget, desk: Desk, three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The days that were chosen stand in the record, in the ledger, and beside the next choice."""
    first = ExportRecordDialog(host, desk, three[0].deal_id)
    first.open()
    assert "Left before" not in words_in(first)
    here = desk.records.quarter("this")
    first.choice.period.setCurrentIndex(first.choice.period.findData(here.name))
    first.choice.period.activated.emit(0)
    ready(first, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    with qtbot.waitSignal(first.confirmed, timeout=20_000):
        first.accept()
    (kept,) = desk.records.exported(three[0].deal_id)
    assert kept.period == here.say()
    again = ExportRecordDialog(host, desk, three[0].deal_id)
    again.open()
    said = words_in(again)
    assert "Left before" in said and kept.say() in said
    choose(again, EVERY)
    assert f"Halvorsen Quays: {kept.say()}" in words_in(again)
    ready(again, qtbot)


def words_in(dialog: ExportRecordDialog) -> list[str]:
    """The labels and texts at the left."""
    choice = dialog.choice
    labels = [label.text() for label in choice.findChildren(PlainLabel)]
    return labels + [text.text() for text in choice.findChildren(BodyText)]


def test_no_folder_no_files(
    dialog: ExportRecordDialog, desk: Desk, three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    dialog.accept()
    assert dialog.isVisible()
    assert desk.records.exported(three[0].deal_id) == ()


def test_several_deals(
    dialog: ExportRecordDialog,
    desk: Desk,
    three: Three,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    choose(dialog, EVERY)
    ready(dialog, qtbot)
    assert len(dialog.choice.choices()) == 2
    assert dialog.sheets.sheet_count() == 2
    assert dialog.notice.words == "2 chains intact. 5 entries, 5 with words here."
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    with qtbot.waitSignal(dialog.confirmed, timeout=20_000):
        dialog.accept()
    assert (tmp_path / "risk-records.pdf").exists()
    assert (tmp_path / "risk-records.md").exists()


def test_all_deals_of_an_ae_and_more_than_the_preview_shows(
    desk: Desk, host: QWidget, three: Three, qtbot: QtBot
) -> None:
    partner = desk.deals.get(three[0].deal_id).partner_id
    for number in range(7):
        more = desk.deals.open(f"Deal {number}", "Aspen Ports", partner_id=partner)
        desk.risks.flag(more.id, Severity.LOW, Category.DATA, "x")
    dialog = ExportRecordDialog(host, desk, three[0].deal_id)
    dialog.open()
    choose(dialog, f"ae:{partner}")
    ready(dialog, qtbot)
    assert len(dialog.choice.choices()) == 8
    assert dialog.more.text() == "and 2 more records, written but not shown here"
    assert dialog.sheets.sheet_count() == 6


def test_a_broken_chain_is_said_and_not_exported(
    dialog: ExportRecordDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(_choice: Choice, _recipient: str = "") -> None:
        raise DeskDamaged(
            "The risk log of this deal is not whole. Entry 2 is missing.", "Nothing was exported."
        )

    monkeypatch.setattr(desk.records, "preview", broken)
    dialog.choice.parts[0].click()
    ready(dialog, qtbot)
    assert "Entry 2 is missing." in dialog.notice.words
    assert not dialog.primary.isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_a_disk_that_refuses_is_said_in_the_dialog(
    dialog: ExportRecordDialog, desk: Desk, three: Three, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise DiskFull("There is no room left.")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "/nowhere")
    monkeypatch.setattr(desk.records, "export", refuse)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.problem is not None)
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    assert dialog.progress.isHidden()
    assert desk.records.exported(three[0].deal_id) == ()


def test_a_fault_of_the_program_is_told_and_the_dialog_stays(
    dialog: ExportRecordDialog, host: QWidget, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fault(*_args: object, **_named: object) -> None:
        raise RuntimeError("not the user's")

    def told() -> int:
        return sum(one.isVisible() for one in host.findChildren(Dialog))

    monkeypatch.setattr(desk.records, "preview", fault)
    dialog.choice.parts[0].click()
    qtbot.waitUntil(lambda: told() == 2)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "/nowhere")
    monkeypatch.setattr(desk.records, "export", lambda *_args, **_named: 1 / 0)
    dialog.primary.setEnabled(True)
    dialog.accept()
    qtbot.waitUntil(lambda: told() == 3)
    assert dialog.isVisible()


def test_cancelling_writes_nothing(
    dialog: ExportRecordDialog, desk: Desk, three: Three, tmp_path: Path, qtbot: QtBot
) -> None:
    job = None
    dialog._write(dialog.choice.choices(), tmp_path / "out")
    job = dialog._writing
    dialog.reject()
    assert job is not None
    assert job.cancelled


def test_a_desk_without_flags(desk: Desk, host: QWidget, qtbot: QtBot) -> None:
    dialog = ExportRecordDialog(host, desk)
    dialog.open()
    assert dialog.choice.choices() == ()
    assert not dialog.primary.isEnabled()
    dialog.primary.setEnabled(True)
    dialog.accept()
    assert dialog.isVisible()


def test_it_says_what_the_files_are(dialog: ExportRecordDialog, desk: Desk) -> None:
    assert "not encrypted" in dialog.accessibleDescription()
    key = desk.profile.get().public_key
    assert any(key in widget.accessibleName() for widget in dialog.notice.findChildren(QWidget))
    halves = [label for label in dialog.notice.findChildren(PlainLabel) if label.text() in key]
    assert "".join(label.text() for label in halves) == key
    assert all(label.height() >= label.sizeHint().height() for label in halves)
    dialog.notice.findChildren(IconButton)[0].click()
    assert QGuiApplication.clipboard().text() == key


def test_the_sheets_are_white_in_both_themes(dialog: ExportRecordDialog, dress: Theme) -> None:
    def paper() -> str:
        picture = dialog.sheets.grab().toImage()
        return picture.pixelColor(picture.width() // 2, 40).name()

    assert paper() == "#ffffff"
    dress.choose("dark")
    assert paper() == "#ffffff"


def test_names_and_the_smallest_window(desk: Desk, host: QWidget, three: Three, qtbot: QtBot) -> None:
    host.resize(1100, 680)
    dialog = ExportRecordDialog(host, desk, three[0].deal_id)
    dialog.open()
    ready(dialog, qtbot)
    assert host.rect().contains(dialog.geometry())
    for control in (QAbstractButton, QLineEdit, QComboBox):
        for widget in dialog.findChildren(control):
            assert widget.accessibleName(), widget


def test_single_fields_are_left_out(
    dialog: ExportRecordDialog, desk: Desk, three: Three, qtbot: QtBot
) -> None:
    untold, waiting, _closed = three
    dialog.choice.single.click()
    (fields,) = dialog.window().findChildren(FieldsDialog)
    pair = (waiting.chain, waiting.entries[1].seq, "message")
    assert (untold.chain, untold.seq, "statement") in fields.rows
    fields.rows[pair].click()
    fields.accept()
    ready(dialog, qtbot)
    assert dialog.choice.single.text() == "Single fields, 1 left out…"
    (choice,) = dialog.choice.choices()
    assert choice.hidden == {(pair[1], "message")}
    shown = desk.records.preview(choice).record.manifest.shown
    assert "message" not in shown[pair[1]] and "statement" in shown[untold.seq]
    dialog.choice.single.click()
    again = [each for each in dialog.window().findChildren(FieldsDialog) if each.isVisible()][-1]
    assert not again.rows[pair].isChecked()
    again.rows[(untold.chain, untold.seq, "statement")].click()
    again.reject()
    assert dialog.choice.choices()[0].hidden == {(pair[1], "message")}


def test_the_records_of_a_quarter(dialog: ExportRecordDialog, three: Three, qtbot: QtBot) -> None:
    def period(name: str) -> None:
        dialog.choice.period.setCurrentIndex(dialog.choice.period.findData(name))
        dialog.choice.period.activated.emit(0)
        ready(dialog, qtbot)

    here, before = dialog.choice.periods[:2]
    period(here.name)
    assert len(dialog.choice.flags) == 2
    assert [choice.period for choice in dialog.choice.choices()] == [here.say()]
    period(before.name)
    assert dialog.choice.flags == {} and not dialog.primary.isEnabled()
    period("")
    assert dialog.choice.choices()[0].period == ""


def test_a_long_log_comes_in_parts(
    host: QWidget, desk: Desk, three: Three, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Rows follow in the pauses, the preview shows the first sheets, and all of it is chosen."""
    for name in ("AT_ONCE", "MOST_SINGLE"):
        monkeypatch.setattr(record_choice, name, 1)
    monkeypatch.setattr(export_dialog, "MOST_FLAGS", 1)
    untold, waiting, _closed = three
    dialog = ExportRecordDialog(host, desk, untold.deal_id)
    dialog.open()
    assert dialog.choice.flags == {}  # only the heading so far
    (chosen,) = dialog.choice.choices()
    assert chosen.flags == {untold.id, waiting.id}
    qtbot.waitUntil(lambda: set(dialog.choice.flags) == {untold.id, waiting.id}, timeout=20_000)
    ready(dialog, qtbot)
    assert dialog.more.text() == "and 1 more flag, written but not shown here"
    assert "3 entries, 3 with words" in dialog.notice.words
    dialog.choice.single.click()
    assert host.findChildren(FieldsDialog) == []
    (said,) = host.findChildren(Toast)
    assert "1 flags at most" in said.accessibleName()
    dialog.choice.flags[untold.id].click()
    (chosen,) = dialog.choice.choices()
    assert chosen.flags == {waiting.id}
    ready(dialog, qtbot)
    assert dialog.more.isHidden()
    dialog.choice.single.click()
    assert len(host.findChildren(FieldsDialog)) == 1
