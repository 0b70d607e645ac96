"""A desk with three flags of two deals, a window to open dialogs over, and no work left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Channel, OutcomeWord, RiskFlag, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import Place
from se_desk.ui.risks import drafts
from se_desk.ui.risks.page import RisksPage

AE = "Pavel Lindqvist"


@pytest.fixture
def partner(desk: Desk) -> Partner:
    return desk.partners.meet(AE, email="pavel.lindqvist@tidewright.example")


@pytest.fixture
def deal(desk: Desk, partner: Partner) -> Deal:
    return desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)


@pytest.fixture
def untold(desk: Desk, deal: Deal) -> RiskFlag:
    """Nobody was told of it."""
    return desk.risks.flag(
        deal.id,
        Severity.CRITICAL,
        Category.TIMELINE,
        "The order date is before procurement can end",
        "Week 2",
    )


@pytest.fixture
def waiting(desk: Desk, untold: RiskFlag, clock: MovableClock) -> RiskFlag:
    """Told, with the receipt in the message, and not answered; in the chain of ``untold``."""
    clock.move(timedelta(hours=1))
    flag = desk.risks.flag(untold.deal_id, Severity.HIGH, Category.DATA, "The sample lacks 2024")
    return desk.risks.tell(flag.id, AE, Channel.EMAIL, message=desk.risks.draft(flag.id))


@pytest.fixture
def closed(desk: Desk, clock: MovableClock) -> RiskFlag:
    """Closed, of another deal without a partner."""
    other = desk.deals.open("Gate", "Aspen Ports")
    clock.move(timedelta(hours=1))
    flag = desk.risks.flag(other.id, Severity.LOW, Category.PEOPLE, "No name for the yard")
    return desk.risks.close(flag.id, OutcomeWord.SOLVED, "Named.")


@pytest.fixture
def three(untold: RiskFlag, waiting: RiskFlag, closed: RiskFlag) -> tuple[RiskFlag, RiskFlag, RiskFlag]:
    return untold, waiting, closed


@pytest.fixture(autouse=True)
def nothing_left_behind(desk: Desk, qapp: QApplication) -> Iterator[None]:
    """No work of a page outlives its desk, no typed words their test."""
    yield
    cancel_all()
    qapp.processEvents()
    drafts._drafts.clear()
    drafts._begun.clear()


@pytest.fixture
def host(qtbot: QtBot, dress: object) -> QWidget:
    """A window for dialogs."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    return made


@pytest.fixture
def page(desk: Desk, bus: Bus, host: QWidget, three: tuple[RiskFlag, ...], qtbot: QtBot) -> RisksPage:
    """The risk log, wide, checked."""
    made = RisksPage(desk, bus, host)
    made.resize(1216, 848)
    made.show()
    made.enter(Place("risks"))
    qtbot.waitUntil(lambda: not made.strip.is_checking)
    return made
