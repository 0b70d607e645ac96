"""What was set aside on a deal can be read, and raised after all while the data say the same."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.proposals import Proposal
from se_desk.services.desk import Desk
from se_desk.ui.deals.risks_panel import RisksPanel
from se_desk.ui.deals.set_aside_dialog import CHANGED, GONE, SAME, SetAsideDialog
from se_desk.ui.deals.shown import read_deal
from tests.ui.deals.conftest import dialog_of, unnamed


@pytest.fixture
def panel(desk: Desk, deal: Deal, window: QWidget) -> RisksPanel:
    """The Risks tab of a deal with one proposal set aside, in the window."""
    desk.deals.set_procurement(deal.id, date(2026, 3, 2), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 3, 31))
    made = RisksPanel(desk)
    made.setParent(window)
    made.show_deal(read_deal(desk, deal.id))
    made.show()
    assert made.set_aside is None
    desk.risks.dismiss(desk.risks.proposals(deal.id)[0], "The buyer signs without procurement")
    made.show_deal(read_deal(desk, deal.id))
    return made


def words_of(dialog: SetAsideDialog) -> str:
    return " ".join(child.accessibleName() for child in dialog.findChildren(QWidget))


def test_one_that_still_stands_is_raised_after_all(panel: RisksPanel, window: QWidget, qtbot: QtBot) -> None:
    assert panel.set_aside is not None and panel.set_aside.isVisible()
    assert panel.set_aside.accessibleName() == "1 proposal set aside"
    panel.set_aside.click()
    dialog = dialog_of(window)
    assert isinstance(dialog, SetAsideDialog) and unnamed(dialog) == []
    said = words_of(dialog)
    assert "The buyer signs without procurement" in said and SAME in said
    wished: list[Proposal] = []
    panel.flagRequested.connect(wished.append)
    dialog.flags[0].click()
    assert [one.rule for one in wished] == ["before_signature"]
    assert not dialog.isVisible()


@pytest.mark.parametrize(("close_on", "standing"), [(date(2026, 4, 7), CHANGED), (date(2026, 12, 1), GONE)])
def test_other_data_leave_nothing_to_raise(
    panel: RisksPanel, desk: Desk, deal: Deal, window: QWidget, close_on: date, standing: str
) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, close_on)
    assert panel.set_aside is not None
    panel.set_aside.click()
    dialog = dialog_of(window)
    assert isinstance(dialog, SetAsideDialog)
    assert dialog.flags == [] and standing in words_of(dialog)
    dialog.accept()
    assert not dialog.isVisible()
