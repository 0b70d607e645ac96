"""The foot of the sidebar: what waits in the outbox, and the way there."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from se_desk.services.desk import Desk
from se_desk.ui.frame.nav import NavRow
from se_desk.ui.frame.overview import Overview, read_overview
from se_desk.ui.frame.sidebar import Sidebar
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place


@pytest.fixture
def sidebar(qtbot: QtBot, dress: Theme) -> Sidebar:
    assert dress
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(224, 680)
    made.show()
    return made


def outbox_row(sidebar: Sidebar) -> NavRow:
    return next(row for row in sidebar.findChildren(NavRow) if row.text() == "Outbox")


def test_how_many_wait_and_the_way_there(qtbot: QtBot, sidebar: Sidebar) -> None:
    row = outbox_row(sidebar)
    assert row.accessibleName() == "Outbox"
    sidebar.show_overview(Overview(outbox=2))
    assert row.accessibleName() == "Outbox, 2"
    with qtbot.waitSignal(sidebar.requestPlace) as wished:
        row.click()
    assert wished.args == [Place("outbox")]
    sidebar.light("outbox", "")
    assert row.isChecked()
    sidebar.light("today", "")
    assert not row.isChecked()
    sidebar.set_open(False)
    assert not row.isEnabled()


def test_the_foot_holds_all_its_rows_in_the_smallest_window(sidebar: Sidebar) -> None:
    row = outbox_row(sidebar)
    assert row.height() >= 28 and row.mapTo(sidebar, row.rect().bottomRight()).y() < sidebar.height()


def test_the_overview_counts_what_waits(desk: Desk) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="OP-7")
    note = desk.notes.start(deal.id, title="Demo")
    assert read_overview(desk).outbox == 0
    desk.outbox.approve((note.id,), "tryton")
    assert read_overview(desk).outbox == 1
