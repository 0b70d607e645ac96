"""A call of a deal, 42 minutes ahead, with two people of the customer and the pair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.huddles import HuddleView
from se_desk.ui.calls.debrief_page import DebriefPage
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.wishes import Place

SE, AE = "Marlene Okoro", "Pavel Lindqvist"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def partner(desk: Desk) -> Partner:
    return desk.partners.meet(AE, email="pavel@tidewright.example")


@pytest.fixture
def deal(desk: Desk, partner: Partner) -> Deal:
    return desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    planned = desk.calls.plan(
        "Readout", desk.now() + 42 * MINUTE, deal_id=deal.id, kind=CallKind.DEMO, agenda_confirmed=True
    )
    desk.calls.attend(planned.id, "Inga Falk", "Harbour master", title_confirmed=True)
    desk.calls.attend(planned.id, "Ruben Sato", "Finance lead")
    desk.calls.attend(planned.id, AE, ours=True)
    return planned


@pytest.fixture
def huddle(qtbot: QtBot, desk: Desk, bus: Bus, call: Call) -> HuddlePage:
    """The huddle's page, shown for the call."""
    page = HuddlePage(desk, bus)
    qtbot.addWidget(page)
    page.resize(1216, 848)
    page.enter(Place("huddle", call.id))
    page.show()
    return page


@pytest.fixture
def over(call: Call, clock: MovableClock) -> Call:
    """The call, 90 minutes after its end."""
    clock.at = call.ends_at + 90 * MINUTE
    return call


@pytest.fixture
def new_debrief(qtbot: QtBot, desk: Desk, bus: Bus) -> Callable[[str], DebriefPage]:
    """Makes a debrief's page for a call."""

    def make(call_id: str) -> DebriefPage:
        page = DebriefPage(desk, bus)
        qtbot.addWidget(page)
        page.resize(1216, 848)
        page.enter(Place("debrief", call_id))
        page.show()
        return page

    return make


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> QWidget:
    """A window for dialogs."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def told(huddle: HuddlePage, desk: Desk, call: Call) -> HuddlePage:
    """The same with three beats."""
    for topic in ("One", "Two", "Three"):
        desk.huddles.add_beat(call.id, topic)
    huddle.refresh()
    return huddle


def prepared(desk: Desk, call: Call) -> HuddleView:
    """The huddle of a call as it is on the desk."""
    found = desk.huddles.of_call(call.id)
    assert found is not None
    return found


def dialog_in(widget: QWidget) -> Dialog:
    """The dialog that is open over a widget's window."""
    return next(found for found in widget.window().findChildren(Dialog) if found.isVisible())


def collect(qapp: QApplication) -> None:
    """Let Qt throw away what was replaced."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def nameless(root: QWidget) -> list[str]:
    """Widgets that the keyboard reaches and a screen reader could not name."""
    from se_desk.ui.calls.order import in_reading_order

    stops = [widget for widget in in_reading_order(root) if widget.isVisible()]
    return [type(widget).__name__ for widget in stops if not widget.accessibleName()]


__all__ = ["AE", "MINUTE", "SE", "collect", "dialog_in", "nameless", "prepared"]
