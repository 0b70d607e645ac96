"""A flag that was begun and not raised is there again; nothing typed is lost with Esc."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.evidence import computed, own
from se_desk.services.desk import Desk
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.wishes import FlagRisk
from se_desk.ui.risks.beginning import begin_flag
from se_desk.ui.risks.flag_dialog import FlagDialog


def opened(host: QWidget, desk: Desk, wish: FlagRisk) -> FlagDialog:
    dialog = begin_flag(host, desk, wish)
    dialog.open()
    return dialog


@pytest.fixture
def left(desk: Desk, deal: Deal, host: QWidget) -> FlagRisk:
    """A wish without words for a deal on which a flag was begun and left with Esc."""
    dialog = opened(host, desk, FlagRisk(deal.id))
    dialog.statement.setText("Nobody signs")
    dialog.evidence.append(computed("12 weeks"))
    dialog.evidence.typed.set_text("half a sen")
    dialog.severity.set_value("high")
    dialog.message.set_text("I want to flag that I say it myself")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    return FlagRisk(deal.id)


def banners(dialog: FlagDialog) -> list[Banner]:
    return [one for one in dialog.findChildren(Banner) if not one.isHidden()]


def test_what_was_typed_is_there_again_and_is_raised(
    desk: Desk, deal: Deal, left: FlagRisk, host: QWidget
) -> None:
    again = opened(host, desk, left)
    assert len(banners(again)) == 1
    assert (again.statement.text(), again.severity.value) == ("Nobody signs", "high")
    assert again.evidence.items == (computed("12 weeks"), own("half a sen"))
    assert again.message.text == "I want to flag that I say it myself"
    again.accept()
    assert len(desk.risks.flags(deal.id)) == 1
    assert banners(opened(host, desk, left)) == []


def test_left_once_more_it_is_still_there(desk: Desk, left: FlagRisk, host: QWidget) -> None:
    opened(host, desk, left).reject()
    again = opened(host, desk, left)
    assert again.statement.text() == "Nobody signs"


def test_it_can_be_begun_anew(desk: Desk, left: FlagRisk, host: QWidget) -> None:
    again = opened(host, desk, left)
    banners(again)[0].acted.emit()
    assert (again.statement.text(), again.evidence.items, again.severity.value) == ("", (), "medium")
    assert again.message.text == "I want to flag that …"
    assert banners(again) == []
    again.reject()
    assert opened(host, desk, left).statement.text() == ""


def test_begun_anew_it_begins_with_what_the_data_speak_for(
    desk: Desk, deal: Deal, left: FlagRisk, host: QWidget
) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 2, 22), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.PIPELINE, date(2026, 3, 31))
    again = opened(host, desk, left)
    assert again.statement.text() == "Nobody signs"
    banners(again)[0].acted.emit()
    assert again.statement.text() == desk.risks.proposals(deal.id)[0].statement


def test_words_that_are_given_come_first_and_leave_alone_what_was_begun(
    desk: Desk, left: FlagRisk, host: QWidget
) -> None:
    other = opened(host, desk, FlagRisk(left.deal_id, "Another risk", (own("Seen so"),)))
    assert other.statement.text() == "Another risk"
    other.accept()
    assert opened(host, desk, left).statement.text() == "Nobody signs"


def test_nothing_typed_is_nothing_begun(desk: Desk, deal: Deal, host: QWidget) -> None:
    opened(host, desk, FlagRisk(deal.id, "Given", (own("Seen so"),))).reject()
    dialog = opened(host, desk, FlagRisk(deal.id))
    assert dialog.begun is None
    dialog.reject()
    assert banners(opened(host, desk, FlagRisk(deal.id))) == []


def test_another_deal_begins_with_nothing(desk: Desk, left: FlagRisk, host: QWidget) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    assert opened(host, desk, FlagRisk(other.id)).statement.text() == ""
