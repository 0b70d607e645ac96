"""Papers in the window: filled by the desk, written by the SE, of a deal or of a quarter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, ForecastCategory, Outcome, Stage
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.papers import PaperKind
from se_desk.services.desk import Desk
from se_desk.storage import rows
from se_desk.storage.tables.deals import deals
from se_desk.ui.deals.paper_page import PaperPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.wishes import Place
from tests.ui.deals.conftest import dialog_of, unnamed


@pytest.fixture
def page(desk: Desk, bus: Bus, qtbot: QtBot) -> PaperPage:
    made = PaperPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    return made


def lines_in(page: PaperPage) -> str:
    return " | ".join(text.text() for text in page.findChildren(BodyText))


def test_a_review_follows_the_desk_and_keeps_what_is_typed(
    page: PaperPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page.enter(Place("paper", f"review:{deal.id}"))
    assert unnamed(page) == []
    assert page.deal_id() == deal.id
    field = page.cards[0].field
    assert field is not None
    qtbot.keyClicks(field.editor, "Twelve weeks")
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31), "CRM")
    qtbot.waitUntil(lambda: "AE Commit, Tue 31 Mar 2026" in lines_in(page))
    assert field.text == "Twelve weeks"
    assert page.leave()
    assert desk.papers.sheet(PaperKind.REVIEW, deal.id).sections[0].answer == "Twelve weeks"
    page.minute()


def test_an_autopsy_waits_for_the_end(page: PaperPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    with pytest.raises(BadInput):
        page.enter(Place("paper", f"autopsy:{deal.id}"))
    desk.deals.close(deal.id, Outcome.LOST, desk.today_on(), "No budget")
    page.enter(Place("paper", f"autopsy:{deal.id}"))
    assert "Lost: No budget" in lines_in(page)
    assert not page.quarter.isVisible()
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.header.backRequested.emit()
    assert gone.args == [Place("deal", deal.id)]


def test_a_quarter_is_chosen(page: PaperPage, desk: Desk, qtbot: QtBot) -> None:
    page.enter(Place("paper", "impact:this"))
    assert page.quarter.isVisible()
    assert page.quarter.value == "Q1 FY2026"
    assert page.deal_id() == ""
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.quarter.chosen.emit("Q4 FY2025")
    assert gone.args == [Place("paper", "impact:Q4 FY2025")]
    page.enter(Place("paper", "impact:Q4 FY2025"))
    assert page.quarter.value == "Q4 FY2025"
    page.enter(Place("paper", "impact:Q1 FY2019"))
    assert page.quarter.value == "Q1 FY2019"
    desk.deals.open("Gate", "Abenrod")  # heard, though it is of no deal that is shown
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.header.backRequested.emit()
    assert gone.args == [Place("deals")]


@pytest.mark.parametrize("named", ["", "review:", "poem:x", "review:none"])
def test_no_such_paper(page: PaperPage, named: str) -> None:
    with pytest.raises(NotFound):
        page.enter(Place("paper", named))


def test_what_leaves_is_shown_first(page: PaperPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.notes.start(deal.id, title="Hidden thought", body="Between me and me", private=True)
    page.enter(Place("paper", f"review:{deal.id}"))
    field = page.cards[3].field
    assert field is not None
    qtbot.keyClicks(field.editor, "A door to the board")
    assert page.export_page()
    dialog = dialog_of(page)
    assert isinstance(dialog, LeavingDialog)
    assert "A door to the board" in dialog.text.text
    assert "Hidden thought" not in dialog.text.text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_deal_that_runs_again_has_no_autopsy(page: PaperPage, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    desk.deals.close(deal.id, Outcome.LOST, desk.today_on(), "No budget")
    page.enter(Place("paper", f"autopsy:{deal.id}"))
    field = page.cards[-1].field
    assert field is not None
    qtbot.keyClicks(field.editor, "Ask earlier")
    with qtbot.waitSignal(page.requestPlace) as gone:
        desk.deals.reopen(deal.id, Stage.POC)
    assert gone.args == [Place("deal", deal.id)]
    assert page.leave()
    desk.deals.close(deal.id, Outcome.LOST, desk.today_on(), "No budget")
    assert desk.papers.sheet(PaperKind.AUTOPSY, deal.id).answered == 1


def test_a_deal_that_is_gone_leads_back_to_the_list(
    page: PaperPage, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page.enter(Place("paper", f"review:{deal.id}"))
    field = page.cards[0].field
    assert field is not None
    qtbot.keyClicks(field.editor, "x")
    with desk.writing() as work:
        rows.delete(work.conn, deals, deal.id)
    with qtbot.waitSignal(page.requestPlace) as gone:
        page.refresh()
    assert gone.args == [Place("deals")]
    assert page.leave()
