"""A partner with an agreed charter and an open draft, and the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.charters import Charter, Clause
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import Place

WIDE = (1216, 848)


@dataclass
class Pair:
    """A partner, the version both agreed to, and the draft after it."""

    desk: Desk
    partner: Partner
    agreed: Charter
    draft: Charter

    def clauses(self) -> tuple[Clause, ...]:
        """The draft's clauses as they are on the desk."""
        return self.desk.charters.clauses(self.draft.id)

    def topics(self) -> list[str]:
        """What the draft's clauses are about."""
        return [clause.topic for clause in self.clauses()]


@pytest.fixture
def partner(desk: Desk) -> Partner:
    return desk.partners.meet("Pavel Lindqvist", segment="Ports")


@pytest.fixture
def pair(desk: Desk, partner: Partner) -> Pair:
    first = desk.charters.draft(partner.id, "partnership")
    desk.charters.propose(first.id, date(2026, 2, 9))
    agreed = desk.charters.agree(first.id, date(2026, 2, 10), "on the pier")
    return Pair(desk, partner, agreed, desk.charters.revise(partner.id))


@pytest.fixture
def page(desk: Desk, bus: Bus, partner: Partner, qtbot: QtBot) -> Iterator[PartnerPage]:
    """The page, shown, with nobody in it yet."""
    made = PartnerPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.charter.editor.autosave.forget()


@pytest.fixture
def open_page(page: PartnerPage, pair: Pair, qapp: QApplication) -> PartnerPage:
    """The page with the pair's draft in front."""
    page.enter(Place("partner", pair.partner.id, "charter"))
    qapp.processEvents()
    return page
