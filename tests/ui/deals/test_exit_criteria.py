"""Exit criteria on the deal's page: shown near the stage, evidenced where they stand, named before a move."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, Stage
from se_desk.domain.exit_criteria import MOST, of_stage
from se_desk.services.desk import Desk
from se_desk.services.exit_criteria import standard
from se_desk.ui.deals.edit_deal import EditDealDialog
from se_desk.ui.deals.exit_dialog import ExitCriteriaDialog
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.part_deal import DealPart
from se_desk.ui.deals.qualification_panel import QualificationPanel
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import ArrangeExitCriteria, Place
from tests.ui.deals.conftest import dialog_of, unnamed

LEFT, CTRL, ALT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DISCOVERY = tuple(one for one in standard() if one.stage is Stage.DISCOVERY)


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot, deal: Deal) -> DealPage:
    made = DealPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    made.enter(Place("deal", deal.id, "qualification"))
    return made


def panel_of(page: DealPage) -> QualificationPanel:
    panel = page.panels["qualification"]
    assert isinstance(panel, QualificationPanel)
    return panel


def test_evidence_is_typed_where_the_criterion_stands(
    page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    panel = panel_of(page)
    assert page.header.exits.text() == "0 of 3 exit criteria"
    panel.focus_first()
    first = panel.exits.rows[0].evidence
    qtbot.keyClicks(first.editor, "41 hours, from their log")
    assert panel.flush()
    met = of_stage(desk.exit_criteria.of_deal(deal.id), Stage.DISCOVERY)
    assert [one.evidence for one in met] == ["41 hours, from their log", "", ""]
    qtbot.waitUntil(lambda: page.header.exits.text() == "1 of 3 exit criteria")
    assert panel.exits.rows[0].evidence is first  # what is typed in is not taken away


def test_the_number_beside_the_stage_leads_to_them(page: DealPage, qtbot: QtBot) -> None:
    page.enter(Place("deal", page.deal_id(), "timeline"))
    qtbot.mouseClick(page.header.exits, LEFT)
    assert page.tabs.value == "qualification"


def test_a_move_says_what_is_open_and_moves_all_the_same(
    page: DealPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page.header.stageRequested.emit(Stage.DEMO)
    dialog = dialog_of(page)
    assert unnamed(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.deals.get(deal.id).stage is Stage.DISCOVERY
    page.header.stageRequested.emit(Stage.DEMO)
    dialog = dialog_of(page)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.deals.get(deal.id).stage is Stage.DEMO


def test_nothing_is_asked_where_nothing_is_open(page: DealPage, desk: Desk, deal: Deal) -> None:
    for one in DISCOVERY:
        desk.exit_criteria.show(deal.id, one.id, "Seen")
    page.header.stageRequested.emit(Stage.DEMO)
    assert desk.deals.get(deal.id).stage is Stage.DEMO


def test_the_dialog_of_the_deal_says_it_too(window: QWidget, desk: Desk, deal: Deal) -> None:
    dialog = EditDealDialog(window, desk, deal.id)
    dialog.open()
    part = dialog.parts["deal"]
    assert isinstance(part, DealPart)
    assert not part.left.isVisible()
    part.stage.chosen.emit("poc")
    assert part.left.isVisible()
    assert "5 exit criteria are open" in part.left.text()
    part.stage.chosen.emit("discovery")
    assert not part.left.isVisible()


def test_a_list_that_is_empty_and_a_deal_that_ended(page: DealPage, desk: Desk, qtbot: QtBot) -> None:
    desk.exit_criteria.arrange(Stage.DISCOVERY, [])
    qtbot.waitUntil(lambda: panel_of(page).exits.rows == [])
    assert not page.header.exits.isVisible()
    panel_of(page).focus_first()


def test_the_card_asks_for_the_list(page: DealPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.requestWish) as wished:
        qtbot.mouseClick(panel_of(page).exits.arrange, LEFT)
    assert wished.args == [ArrangeExitCriteria("discovery")]


def test_the_list_is_arranged_by_keyboard(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    dialog = ExitCriteriaDialog(window, desk, "discovery")
    dialog.open()
    assert unnamed(dialog) == []
    rows = dialog.lines.rows
    rows[0].text.setText("A number")
    qtbot.keyClick(rows[0].text, Qt.Key.Key_Down, ALT)
    assert [row.text.text() for row in dialog.lines.rows][1] == "A number"
    qtbot.keyClick(rows[1].text, Qt.Key.Key_Return)  # the row that was moved is now rows[1]
    added = next(row for row in dialog.lines.rows if not row.text.text())
    added.text.setText("A sponsor")
    qtbot.mouseClick(dialog.lines.rows[-1].remove, LEFT)
    dialog.stage.chosen.emit("demo")  # what was typed for the other stage is kept
    dialog.lines.rows[0].text.setText("Their own case")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    texts = [one.text for one in desk.exit_criteria.of_stage(Stage.DISCOVERY)]
    assert "A sponsor" in texts
    assert "A number" in texts
    assert len(texts) == 3
    assert desk.exit_criteria.of_stage(Stage.DEMO)[0].text == "Their own case"
    ids = {one.text: one.id for one in desk.exit_criteria.of_stage(Stage.DISCOVERY)}
    assert ids["A number"] == DISCOVERY[0].id  # its evidence on deals stays with it


def test_the_list_that_came_along_comes_back(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    desk.exit_criteria.arrange(Stage.DISCOVERY, [("", "Mine")])
    dialog = ExitCriteriaDialog(window, desk)
    dialog.open()
    qtbot.mouseClick(dialog.standard, LEFT)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert [one.id for one in desk.exit_criteria.of_stage(Stage.DISCOVERY)] == [one.id for one in DISCOVERY]


def test_no_more_lines_than_there_is_room_for(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    dialog = ExitCriteriaDialog(window, desk, "demo")
    dialog.open()
    for _ in range(MOST):
        dialog.lines.add_line()
    assert len(dialog.lines.rows) == MOST
    assert not dialog.lines.more.isEnabled()
    for row in tuple(dialog.lines.rows):
        row.remove.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.exit_criteria.of_stage(Stage.DEMO) == ()
