"""Deals from a CRM's file, seen before they are taken in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.exchange.crm_profiles import Field as DealField
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.deals.import_dialog import ImportDealsDialog
from se_desk.ui.deals.take_back import TakeBackDialog
from se_desk.ui.deals.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.wishes import ImportDeals, Place, TakeBackImport
from tests.ui.deals.conftest import dialog_of, unnamed

HEAD = (
    "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner,Forecast Category"
)
ROWS = (
    ',Berth planning,Halvorsen Quays,Demo,"400,000",2026-12-15,Pavel Lindqvist,Commit',
    ',Gate lanes,Abenrod Terminal,Discovery,"120,000",2026-11-30,Pavel Lindqvist,Pipeline',
    ",Pilot boats,Corran Harbour,Demo,x,2026-10-01,Pavel Lindqvist,Pipeline",
)


@pytest.fixture
def crm(tmp_path: Path) -> str:
    path = tmp_path / "deals.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return str(path)


@pytest.fixture
def dialog(window: QWidget, desk: Desk, deal: Deal) -> ImportDealsDialog:
    made = ImportDealsDialog(window, desk)
    made.open()
    return made


def seen(dialog: ImportDealsDialog) -> list[tuple[int, str, str]]:
    return [(line.row, line.chip.text, line.account) for line in dialog.table.table.records_model.records()]


def test_a_plan_is_seen_before_anything_is_taken(
    dialog: ImportDealsDialog, desk: Desk, crm: str, qtbot: QtBot
) -> None:
    assert dialog.choose.isVisible() and not dialog.primary.isEnabled()
    dialog.read(crm)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    assert seen(dialog) == [
        (2, "Changed", "Halvorsen Quays"),
        (3, "New", "Abenrod Terminal"),
        (4, "New", "Corran Harbour"),
    ]
    assert "AE forecast: Commit" in dialog.table.table.records_model.record(0).says
    assert dialog.primary.text() == "Take in 3 deals"
    assert unnamed(dialog) == []
    assert len(desk.deals.views()) == 1


def test_taking_in_and_then_nothing_is_left(
    window: QWidget, desk: Desk, deal: Deal, bus: Bus, crm: str, qtbot: QtBot
) -> None:
    went: list[Place] = []
    GRANTS[ImportDeals](ImportDeals(crm), window, desk, bus, went.append)
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    qtbot.keyClick(dialog.window().focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(went))
    assert len(desk.deals.views()) == 3
    assert went == [Place("deals")]
    assert window.findChild(Toast).accessibleName() == "3 deals taken in"
    again = ImportDealsDialog(window, desk, crm)
    again.open()
    qtbot.waitUntil(lambda: again.primary.text() == "Nothing to take in")
    assert not again.primary.isEnabled()


def test_a_file_that_is_none(dialog: ImportDealsDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\nsee you\n", encoding="utf-8")
    dialog.read(str(path))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)))
    assert dialog.choose.isVisible() and not dialog.primary.isEnabled()


def test_days_of_two_meanings_are_asked(
    dialog: ImportDealsDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "two.csv"
    row = ",Gate lanes,Abenrod Terminal,Discovery,1,03/04/2026,Pavel Lindqvist,Pipeline"
    path.write_text(f"{HEAD}\n{row}", encoding="utf-8")
    dialog.read(str(path))
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    assert any("3 April" in line.says for line in dialog.table.table.records_model.records())
    assert "choose above" in dialog.table.notices.text() and not dialog.primary.isEnabled()
    dialog.table.orders.set_value("month-first")
    dialog.table.orders.chosen.emit("month-first")
    qtbot.waitUntil(lambda: [r[1] for r in seen(dialog)] == ["New"])
    assert "4 Mar" in dialog.table.table.records_model.record(0).says


def test_amounts_that_name_no_currency_are_given_one(
    dialog: ImportDealsDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bare.csv"
    rows = (
        ",Gate lanes,Abenrod Terminal,Proposal,1200,2026-06-01,Pavel Lindqvist,Pipeline",
        ",Berth lights,Corran Harbour,Demo,EUR 900,2026-06-01,Pavel Lindqvist,Pipeline",
    )
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    dialog.read(str(path))
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    own = desk.profile.get().currency
    assert dialog.table.currencies.isVisible() and dialog.table.currency == own
    assert "“Proposal” is taken as Demo." in dialog.table.notices.text()
    other = "CHF" if own != "CHF" else "SEK"
    dialog.table.currencies.set_value(other)
    dialog.table.currencies.chosen.emit(other)
    qtbot.waitUntil(lambda: dialog.plan.assumed_currency == other and dialog.primary.isEnabled())
    dialog.accept()
    qtbot.waitUntil(lambda: len(desk.deals.views()) == 3)
    values = {view.deal.title: view.deal.value_currency for view in desk.deals.views()}
    assert (values["Gate lanes"], values["Berth lights"]) == (other, "EUR")


def test_where_every_amount_names_its_currency_none_is_asked(
    dialog: ImportDealsDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "named.csv"
    path.write_text(
        f"{HEAD}\n,Berth lights,Corran Harbour,Demo,EUR 900,2026-06-01,Pavel Lindqvist,Pipeline",
        encoding="utf-8",
    )
    dialog.read(str(path))
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    assert dialog.table.currencies.isHidden()
    assert "Stages" not in dialog.table.notices.text()


def test_the_file_is_chosen_or_dropped(
    dialog: ImportDealsDialog, crm: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    dialog.choose.findChild(Button).click()
    assert dialog.choose.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (crm, ""))
    dialog.choose.findChild(Button).click()
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(crm)])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())


def test_reading_can_be_stopped(dialog: ImportDealsDialog, crm: str, qtbot: QtBot) -> None:
    dialog.read(crm)
    assert dialog.progress.isVisible()
    dialog.progress.stop.click()
    assert dialog.choose.isVisible()


def test_a_fault_of_writing_keeps_the_plan(
    dialog: ImportDealsDialog, desk: Desk, crm: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise DiskFull("The disk is full.")

    dialog.read(crm)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    monkeypatch.setattr(desk.imports, "take_deals", full)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)))
    assert dialog.table.isVisible() and dialog.primary.text() == "Take in 3 deals"
    assert len(desk.deals.views()) == 1


def test_rows_are_left_out_by_space_or_a_click(
    dialog: ImportDealsDialog, desk: Desk, crm: str, qtbot: QtBot
) -> None:
    dialog.read(crm)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    table = dialog.table.table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.primary.text() == "Take in 2 deals"
    place = table.visualRect(table.records_model.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.primary.text() == "Take in 1 deal"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    dialog.accept()
    qtbot.waitUntil(lambda: len(desk.deals.views()) == 2)
    assert {view.deal.title for view in desk.deals.views()} == {"Berth planning", "Gate lanes"}


def test_rows_are_chosen_by_what_they_do(dialog: ImportDealsDialog, crm: str, qtbot: QtBot) -> None:
    dialog.read(crm)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    for key, rows in (("new", [3, 4]), ("changed", [2]), ("same", []), ("problems", [4]), ("all", [2, 3, 4])):
        dialog.table.filter.set_value(key)
        dialog.table.filter.chosen.emit(key)
        assert [line.row for line in dialog.table.table.records_model.records()] == rows


def test_the_fields_of_a_row_stand_beside_it(dialog: ImportDealsDialog, crm: str, qtbot: QtBot) -> None:
    dialog.read(crm)
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    dialog.table.table.select("2")
    said = [label.text() for label in dialog.table.pane.findChildren(BodyText)]
    assert "Then: Commit Tue 15 Dec" in said or any("15 Dec" in words for words in said)
    dialog.table.table.select("4")
    said = [label.text() for label in dialog.table.pane.findChildren(BodyText)]
    assert "Row 4 comes without an amount: 'x' is no amount." in said


def test_unknown_columns_are_named_once(
    dialog: ImportDealsDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "north.csv"
    path.write_text("Vorhaben,Kunde,Phase,Betrag\nTorspuren,Abenrod,Demo,900\n", encoding="utf-8")
    dialog.read(str(path))
    qtbot.waitUntil(lambda: dialog.mapping.isVisible())
    assert dialog.mapping.name.text() == "north"
    assert dialog.mapping.columns[DealField.ACCOUNT] == "Kunde"
    assert dialog.mapping.columns[DealField.TITLE] == "Vorhaben"
    dialog.mapping.choices[DealField.TITLE].set_value("")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)))
    title = dialog.mapping.choices[DealField.TITLE]
    title.set_value("Kunde")
    title.chosen.emit("Kunde")
    assert DealField.ACCOUNT not in dialog.mapping.columns
    title.set_value("Vorhaben")
    title.chosen.emit("Vorhaben")
    dialog.mapping.choices[DealField.ACCOUNT].set_value("Kunde")
    assert unnamed(dialog) == []
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.table.isVisible() and dialog.primary.isEnabled())
    assert seen(dialog) == [(2, "New", "Abenrod")]
    assert [one.name for one in desk.imports.columns.all()] == ["north"]
    dialog.table.columns.click()
    qtbot.waitUntil(lambda: dialog.mapping.isVisible())


def test_an_import_is_taken_back(
    window: QWidget, desk: Desk, deal: Deal, bus: Bus, crm: str, qtbot: QtBot
) -> None:
    before = [view.deal for view in desk.deals.views()]
    desk.imports.take_deals(desk.imports.plan_deals(Path(crm)))
    GRANTS[TakeBackImport](TakeBackImport(), window, desk, bus, lambda _place: None)
    asked = dialog_of(window)
    assert "Salesforce report" in asked.words.text()
    asked.accept()
    qtbot.waitUntil(lambda: desk.imports.last() is None)
    assert [view.deal for view in desk.deals.views()] == before
    qtbot.waitUntil(lambda: window.findChild(Toast) is not None)
    again = TakeBackDialog(window, desk)
    assert not again.primary.isEnabled()


def test_what_stays_is_said(window: QWidget, desk: Desk, clock: MovableClock, crm: str, qtbot: QtBot) -> None:
    desk.imports.take_deals(desk.imports.plan_deals(Path(crm)))
    clock.move(timedelta(minutes=5))
    desk.deals.change(desk.deals.named("Gate").id, compelling_event="mine")
    asked = TakeBackDialog(window, desk)
    asked.open()
    asked.accept()
    qtbot.waitUntil(lambda: asked.primary.text() == "Done")
    assert "Gate lanes stays" in asked.words.text()
    asked.accept()
