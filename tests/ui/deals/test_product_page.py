"""What goes to product: asks of all deals as lines, field insights, and the roll-ups."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.asks import Weight
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.insights import InsightKind
from se_desk.services.desk import Desk
from se_desk.ui.deals import leaving
from se_desk.ui.deals.insight_dialog import InsightDialog
from se_desk.ui.deals.product_page import ProductPage
from se_desk.ui.deals.wanted_dialog import WantedDialog
from se_desk.ui.deals.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import HearInsight, Place
from tests.ui.deals.conftest import dialog_of, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot) -> ProductPage:
    made = ProductPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_one_line_for_what_several_want(page: ProductPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    other = desk.deals.open("Gate", "Abenrod")
    page.enter(Place("product", "", "asks"))
    assert page.asks.empty.isVisible()
    desk.asks.hear(deal.id, "Offline mode", words="no net in the hall")
    asked = desk.asks.hear(other.id, "offline  mode", weight=Weight.DEAL_BREAKER)
    desk.asks.promise(asked.id, "Pavel")
    qtbot.waitUntil(lambda: page.asks.table.records_model.rowCount() == 1)
    assert unnamed(page) == []
    assert page.words.text() == "2 asks, 2 without an answer. Most deals first."
    page.asks.table.setFocus()
    qtbot.keyClick(page.asks.table, Qt.Key.Key_Return)
    dialog = dialog_of(page)
    assert isinstance(dialog, WantedDialog)
    assert unnamed(dialog) == []
    with qtbot.waitSignal(page.requestPlace) as gone:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert gone.args == [Place("deal", other.id, "asks")]  # the gravest first


def test_the_words_of_the_search(page: ProductPage, desk: Desk, deal: Deal) -> None:
    desk.asks.hear(deal.id, "Offline mode")
    desk.asks.hear(deal.id, "Single sign-on")
    page.enter(Place("product"))
    page.search.setText("SIGN")
    page.search.searched.emit("SIGN")
    assert page.asks.table.records_model.rowCount() == 1
    page.search.setText("nothing has this")
    page.search.searched.emit("nothing has this")
    assert page.asks.none.isVisible()


def test_an_insight_is_noted_changed_and_taken_away(
    page: ProductPage, desk: Desk, deal: Deal, bus: Bus, qtbot: QtBot
) -> None:
    page.enter(Place("product", "", "insights"))
    with qtbot.waitSignal(page.requestWish) as wished:
        qtbot.keyClick(page.add, Qt.Key.Key_N)
    assert wished.args == [HearInsight()]
    GRANTS[HearInsight](
        HearInsight(deal.id, "Ports report outages\nWithin a day"), page, desk, bus, lambda _: None
    )
    dialog = dialog_of(page)
    assert isinstance(dialog, InsightDialog)
    assert unnamed(dialog) == []
    assert dialog.detail.editor.text == "Within a day"  # type: ignore[attr-defined]  # a TextArea
    assert not dialog._warning.isVisible()
    tags = dialog.tags.editor
    assert isinstance(tags, LineEdit)
    tags.setText(",".join(map(str, range(9))))
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.tags.error
    tags.setText("NIS, ports")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    (heard,) = desk.insights.all()
    assert (heard.insight.tags, heard.account, heard.insight.detail) == (
        "nis, ports",
        deal.account,
        "Within a day",
    )
    qtbot.waitUntil(lambda: page.insights.table.records_model.rowCount() == 1)
    page.insights.table.setFocus()
    qtbot.keyClick(page.insights.table, Qt.Key.Key_Return)
    changing = dialog_of(page)
    assert isinstance(changing, InsightDialog)
    changing.kind.set_value("regulation")
    qtbot.keyClick(changing, Qt.Key.Key_Return, CTRL)
    assert desk.insights.get(heard.insight.id).kind is InsightKind.REGULATION
    qtbot.waitUntil(lambda: not changing.isVisible())
    page.insights.table.select(heard.insight.id)
    qtbot.keyClick(page.insights.table, Qt.Key.Key_Delete)
    assert desk.insights.all() == ()
    page.findChild(Toast).acted.emit()
    assert desk.insights.get(heard.insight.id).tags == "nis, ports"


def test_a_blank_insight_stays_open(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    dialog = InsightDialog(window, desk)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.statement.error


def test_words_of_a_private_note_stay_on_the_desk(window: QWidget, desk: Desk, qtbot: QtBot) -> None:
    dialog = InsightDialog(window, desk, statement="Between us", from_private=True)
    dialog.open()
    assert dialog._warning.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    (heard,) = desk.insights.all()
    assert heard.insight.private


def test_a_find_leads_to_its_insight(page: ProductPage, desk: Desk) -> None:
    made = desk.insights.hear("Tablets", InsightKind.USAGE)
    page.enter(Place("product", made.id, "insights"))
    assert page.tabs.value == "insights"
    assert isinstance(dialog_of(page), InsightDialog)
    with pytest.raises(NotFound):
        page.enter(Place("product", "none"))


def test_both_roll_ups_leave_as_files(
    page: ProductPage, desk: Desk, deal: Deal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "ask_folder", lambda *_: tmp_path)
    page.enter(Place("product", "", "asks"))
    assert not page.export_page()
    desk.asks.hear(deal.id, "Offline mode")
    desk.insights.hear("Tablets", InsightKind.USAGE)
    desk.insights.hear("Between us", InsightKind.USAGE, private=True)
    for tab in ("asks", "insights"):
        page.enter(Place("product", "", tab))
        assert page.export_page()
        dialog = dialog_of(page)
        assert isinstance(dialog, LeavingDialog)
        assert "Between us" not in dialog.text.text
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda dialog=dialog: not dialog.isVisible())
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [
        ".csv",
        ".csv",
        ".md",
        ".md",
    ]
