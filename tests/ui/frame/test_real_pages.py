"""The frame with the real parts of the window: pages open, wishes find their dialogs, a lock takes all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Severity
from se_desk.services.opening import Opening
from se_desk.ui.frame.granting import FEATURES, grant_of
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.overlay import Scrim
from se_desk.ui.kit.wishes import Place, Wish
from se_desk.ui.welcome.unlock import UnlockPage
from tests.services.conftest import NOW
from tests.ui.frame.conftest import PHRASE, Rig
from tests.ui.frame.test_window import nameless, shown

__all__ = ["shown"]  # a fixture

LONG = 10_000


@pytest.fixture
def places(set_up: Opening) -> dict[str, str]:
    """A desk with one of each thing; ids by the page that shows them."""
    desk = set_up.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    note = desk.notes.start(deal.id, title="Crane telemetry", body="Every **second**.")
    call = desk.calls.plan("Walk-through", NOW + timedelta(hours=3), deal_id=deal.id)
    past = desk.calls.plan("Kick-off", NOW - timedelta(hours=3), deal_id=deal.id)
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Crane permit comes late", "12 weeks")
    partner = desk.partners.views()[0].partner
    set_up.shut(desk)
    return {
        "today": "",
        "deals": "",
        "deal": deal.id,
        "note": note.id,
        "huddle": call.id,
        "debrief": past.id,
        "partners": "",
        "partner": partner.id,
        "risks": flag.id,
        "metrics": "",
        "search": "crane",
        "settings": "",
    }


@pytest.fixture
def real(places: dict[str, str], opening: Opening, qtbot: QtBot) -> Iterator[Frame]:
    made = Rig(opening, qtbot)
    yield made.open_frame()
    made.end()


def test_every_page_opens_with_names_and_without_a_stray_window(
    real: Frame, places: dict[str, str], qtbot: QtBot, shown: list[str]
) -> None:
    for page, key in places.items():
        real.acting.go(Place(page, key))
        assert real.acting.place == Place(page, key)
        assert nameless(real.window) == [], page
    assert set(shown) <= {"MainWindow"}
    for _ in places:
        real.acting.step_place(-1)
    assert real.acting.place == Place("today")


def test_a_lock_takes_every_page_and_unlocking_brings_the_last_back(
    real: Frame, places: dict[str, str], qtbot: QtBot
) -> None:
    for page, key in places.items():
        real.acting.go(Place(page, key))
    real.acting.go(Place("deal", places["deal"]))
    real.door.lock()
    cover = real.window.cover_page
    assert isinstance(cover, UnlockPage)
    cover.passphrase.setText(PHRASE)
    cover.unlock.click()
    qtbot.waitUntil(lambda: real.acting.is_open, timeout=LONG)
    assert real.acting.place == Place("deal", places["deal"])
    assert real.acting.deal_in_front() == places["deal"]


@pytest.mark.parametrize("kind", FEATURES, ids=lambda kind: kind.__name__)
def test_every_wish_is_granted_by_its_feature(kind: type[Wish]) -> None:
    pytest.importorskip(f"se_desk.ui.{FEATURES[kind]}.wishes")
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    assert callable(grant_of(kind(**dict.fromkeys(needed, "x"))))


@pytest.mark.parametrize("key", ["new-deal", "quick-note", "flag", "step", "ask", "call", "new-partner"])
def test_an_action_opens_its_dialog(real: Frame, places: dict[str, str], key: str, qtbot: QtBot) -> None:
    real.acting.go(Place("deal", places["deal"]))
    real.acting.do(key)
    scrims = [scrim for scrim in real.window.findChildren(Scrim) if scrim.isVisible()]
    assert scrims, key
    assert nameless(real.window) == []
