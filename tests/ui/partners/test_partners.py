"""The list of partners and its dialog on a real desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import EditPartner, NewPartner, Place
from se_desk.ui.partners.list_page import PartnersPage
from se_desk.ui.partners.partner_dialog import PartnerDialog
from se_desk.ui.partners.wishes import GRANTS

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot) -> Iterator[PartnersPage]:
    made = PartnersPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made


def cells(page: PartnersPage) -> list[list[str]]:
    model = page.table.records_model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_nobody_yet(page: PartnersPage, qtbot: QtBot) -> None:
    page.enter(Place("partners"))
    assert page.empty.isVisible()
    assert not page.new.isVisible()
    with qtbot.waitSignal(page.requestWish) as heard:
        QTest.keyClick(page, Qt.Key.Key_N)
    assert heard.args == [NewPartner()]
    with qtbot.waitSignal(page.requestWish):
        page.empty.acted.emit()


def test_what_a_row_says(page: PartnersPage, desk: Desk) -> None:
    ilse = desk.partners.meet("Ilse Brandvold", segment="Ferries")
    desk.partners.meet("Anton Ruud")
    deal = desk.deals.open("Berths", "Anker", partner_id=ilse.id)
    for statement in ("Nobody signs", "No test crane"):
        desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, statement)
    desk.risks.tell(desk.risks.flags(deal.id)[0].id, "Ilse", Channel.EMAIL)
    desk.charters.draft(ilse.id, "partnership")
    for score in (4, 6):
        desk.partners.rate(ilse.id, score)
    page.enter(Place("partners"))
    assert cells(page) == [
        ["", "Anton Ruud", "0", "No charter yet", "–", "None waiting"],
        ["", "Ilse Brandvold, Ferries", "1", "Draft v1", "6", "1 not told, 1 answer awaited"],
    ]
    desk.risks.tell(desk.risks.flags(deal.id)[1].id, "Ilse", Channel.EMAIL)
    page.refresh()
    assert cells(page)[1][-1] == "2 answers awaited"
    page.grab()


def test_keys_open_and_change(page: PartnersPage, desk: Desk, qtbot: QtBot) -> None:
    first, second = desk.partners.meet("Anton Ruud"), desk.partners.meet("Ilse Brandvold")
    page.enter(Place("partners"))
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.requestPlace) as heard:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert heard.args == [Place("partner", second.id)]
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.requestWish) as heard:
        QTest.keyClick(page.table, Qt.Key.Key_E)
    assert heard.args == [EditPartner(first.id)]


def test_the_menu_of_a_row(page: PartnersPage, desk: Desk, qtbot: QtBot) -> None:
    ilse = desk.partners.meet("Ilse Brandvold")
    page.enter(Place("partners"))
    page.table.menuRequested.emit(page.table.records_model.record(0), QPoint(0, 0))
    (menu,) = page.findChildren(Menu)
    with qtbot.waitSignal(page.requestPlace) as heard:
        menu.actions()[0].trigger()
    assert heard.args == [Place("partner", ilse.id)]
    with qtbot.waitSignal(page.requestWish) as heard:
        menu.actions()[1].trigger()
    assert heard.args == [EditPartner(ilse.id)]
    menu.close()


def test_news_arrive_by_the_bus(page: PartnersPage, desk: Desk, qtbot: QtBot) -> None:
    page.enter(Place("partners"))
    desk.partners.meet("Ilse Brandvold")
    qtbot.waitUntil(lambda: len(cells(page)) == 1)
    assert page.new.isVisible()


def test_a_new_partner_is_shown(page: PartnersPage, desk: Desk, bus: Bus) -> None:
    gone: list[Place] = []
    GRANTS[NewPartner](NewPartner(), page, desk, bus, gone.append)
    (dialog,) = page.findChildren(PartnerDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert "Type the name" in dialog._name.error
    assert (gone, desk.partners.board()) == ([], ())
    QTest.keyClicks(dialog.name, " Ilse Brandvold ")
    for editor, text in ((dialog.email, "i@b.example"), (dialog.segment, "Ferries")):
        QTest.keyClicks(editor, text)
    QTest.keyClicks(dialog.about, "Calls rather than writes")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    (row,) = desk.partners.board()
    made = row.view.partner
    assert (made.name, made.email, made.segment, made.about) == (
        "Ilse Brandvold",
        "i@b.example",
        "Ferries",
        "Calls rather than writes",
    )
    assert gone == [Place("partner", made.id, "charter")]


def test_esc_keeps_nothing(page: PartnersPage, desk: Desk, bus: Bus) -> None:
    GRANTS[NewPartner](NewPartner(), page, desk, bus, lambda _place: None)
    (dialog,) = page.findChildren(PartnerDialog)
    QTest.keyClicks(dialog.name, "Nobody")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.partners.board() == ()


def test_changing_a_partner(page: PartnersPage, desk: Desk, bus: Bus) -> None:
    ilse = desk.partners.meet("Ilse Brandvold", segment="Ferries")
    GRANTS[EditPartner](EditPartner(ilse.id), page, desk, bus, lambda _place: None)
    (dialog,) = page.findChildren(PartnerDialog)
    assert (dialog.name.text(), dialog.segment.text()) == ("Ilse Brandvold", "Ferries")
    dialog.segment.selectAll()
    QTest.keyClicks(dialog.segment, "Islands")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    changed = desk.partners.get(ilse.id)
    assert (changed.name, changed.segment) == ("Ilse Brandvold", "Islands")


def test_everything_that_takes_keys_has_a_name(page: PartnersPage, desk: Desk, bus: Bus) -> None:
    desk.partners.meet("Ilse Brandvold")
    page.enter(Place("partners"))
    GRANTS[NewPartner](NewPartner(), page, desk, bus, lambda _place: None)
    QApplication.processEvents()
    control = QWidget(page)
    control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    assert nameless(page) == [control]
    control.setParent(None)
    assert nameless(page) == []


def nameless(root: QWidget) -> list[QWidget]:
    able = [w for w in root.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [widget for widget in able if not widget.accessibleName()]


def test_both_themes_paint(page: PartnersPage, desk: Desk, dress: Theme) -> None:
    desk.partners.meet("Ilse Brandvold")
    page.enter(Place("partners"))
    light = page.grab().toImage()
    dress.choose("dark")
    assert page.grab().toImage() != light
