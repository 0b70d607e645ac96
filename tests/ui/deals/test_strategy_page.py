"""The strategy page: parts that save themselves, their history, and how it leaves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.strategies import SITTING, Heading
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import rows
from se_desk.storage.tables.deals import deals
from se_desk.ui.deals import leaving
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.strategy_history import StrategyHistory
from se_desk.ui.deals.strategy_page import StrategyPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.wishes import Place
from tests.ui.deals.conftest import dialog_of, unnamed

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot, deal: Deal) -> StrategyPage:
    made = StrategyPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    made.enter(Place("strategy", deal.id))
    return made


def test_what_is_typed_is_kept(page: StrategyPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    assert unnamed(page) == []
    assert page.deal_id() == deal.id
    qtbot.keyClicks(page.fields[Heading.PLAN].editor, "Call Ana on Friday")
    assert page.leave()
    assert [part.text for part in desk.strategies.of_deal(deal.id) if part.text] == ["Call Ana on Friday"]


def test_what_others_write_comes_in(page: StrategyPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.strategies.write(deal.id, Heading.AIM, "Less waiting")
    qtbot.waitUntil(lambda: page.fields[Heading.AIM].text == "Less waiting")


def test_an_earlier_version_is_put_back(
    page: StrategyPage, desk: Desk, deal: Deal, clock: MovableClock, qtbot: QtBot
) -> None:
    assert not page.history.isEnabled()
    desk.strategies.write(deal.id, Heading.AIM, "Less waiting")
    clock.move(SITTING + timedelta(minutes=1))
    desk.strategies.write(deal.id, Heading.AIM, "No waiting")
    page.refresh()
    qtbot.mouseClick(page.history, LEFT)
    dialog = dialog_of(page)
    assert isinstance(dialog, StrategyHistory)
    assert unnamed(dialog) == []
    assert not dialog.primary.isEnabled()  # the newest is what stands there
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.text.text == "Less waiting")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.strategies.of_deal(deal.id)[0].text == "Less waiting"
    qtbot.waitUntil(lambda: page.fields[Heading.AIM].text == "Less waiting")


@pytest.mark.parametrize(("form", "suffix"), [("pdf", ".pdf"), ("docx", ".docx"), ("markdown", ".md")])
def test_it_is_shown_before_it_leaves(
    page: StrategyPage,
    desk: Desk,
    deal: Deal,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    suffix: str,
) -> None:
    monkeypatch.setattr(leaving, "ask_folder", lambda *_: tmp_path / "out")
    qtbot.keyClicks(page.fields[Heading.WHY_US].editor, "We saw the quay")
    page._send(form)
    dialog = dialog_of(page)
    assert isinstance(dialog, LeavingDialog)
    assert "We saw the quay" in dialog.text.text
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    (written,) = (tmp_path / "out").iterdir()
    assert written.suffix == suffix
    assert written.stat().st_size > 100


def test_no_folder_and_nothing_leaves(
    page: StrategyPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "ask_folder", lambda *_: None)
    assert page.export_page()
    dialog = dialog_of(page)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()


def test_there_and_back(page: StrategyPage, desk: Desk, deal: Deal, bus: Bus, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.header.backRequested.emit()
    assert gone.args == [Place("deal", deal.id)]
    with pytest.raises(NotFound):
        page.enter(Place("strategy", "none"))
    before = DealPage(desk, bus)
    qtbot.addWidget(before)
    before.enter(Place("deal", deal.id))
    wanted: list[object] = []
    before.requestPlace.connect(wanted.append)
    for action in before.header.menu().actions():
        if action.text() in ("Deal strategy", "Deal review"):
            action.trigger()
    assert wanted == [Place("strategy", deal.id), Place("paper", f"review:{deal.id}")]


def test_a_deal_that_is_gone_leads_back_to_the_list(
    page: StrategyPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.fields[Heading.AIM].editor, "x")
    with desk.writing() as work:
        rows.delete(work.conn, deals, deal.id)
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.refresh()
    assert gone.args == [Place("deals")]
    assert page.leave()


def test_a_very_long_part_and_hostile_letters(
    page: StrategyPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    text = "\u202egnp\u0007 <script>x</script> \U0001f6a2 " + "quay " * 20_000
    page.fields[Heading.AIM].editor.set_text(text)
    page.fields[Heading.AIM].editor.insertPlainText("!")
    assert page.leave()
    kept = desk.strategies.of_deal(deal.id)[0].text
    assert "<script>" in kept
    page._send("markdown")
    dialog = dialog_of(page)
    assert isinstance(dialog, LeavingDialog)
    assert "\u0007" not in dialog.text.text
