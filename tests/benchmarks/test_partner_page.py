"""A partner of three years and 600 calls opens about as fast as one without any.

Milliseconds differ from computer to computer and go into the table; what is held with ``--bench`` is the
ratio, both pages opened in turn in one run: the charter's tab, as somebody sees it first, painted once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.huddles import Debrief, Huddle
from se_desk.domain.ids import new_id
from se_desk.domain.notes import Note
from se_desk.domain.partners import CrmTick, Partner
from se_desk.domain.scrubs import Scrub
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import calls, deals, huddles, notes, partners, scrubs
from se_desk.storage.store import Connection, open_store
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place
from tests.benchmarks.figures import Figure, milliseconds
from tests.ui.conftest import dress

__all__ = ["dress"]

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
BEGUN = NOW - timedelta(days=3 * 365)
DEALS, SCRUBS, MOST = 40, 70, 1.5
HOUR = timedelta(hours=1)


def years_of(conn: Connection, partner: Partner, many: int) -> None:
    """Calls on 40 deals, with context, huddle and note, most ticked, every second with a debrief."""
    for number in range(DEALS):
        deal = Deal(
            id=f"deal-{number}",
            title=f"Deal {number}",
            account=f"Account {number}",
            partner_id=partner.id,
            came_on=BEGUN.date(),
            demo_on=(BEGUN + number * timedelta(days=20)).date(),
            changed_at=BEGUN,
        )
        deals.insert(conn, deal)
    for number in range(many):
        _call(conn, number, BEGUN + (number + 1) * (NOW - BEGUN) / (many + 2))
    for number in range(SCRUBS):
        at = BEGUN + number * timedelta(days=15)
        scrubs.insert(
            conn, Scrub(id=new_id(at), partner_id=partner.id, begun_at=at, held_on=at.date(), next_on=None)
        )


def _call(conn: Connection, number: int, at: datetime) -> None:
    at = at.replace(microsecond=0)
    call = Call(
        id=new_id(at - 30 * HOUR),
        deal_id=f"deal-{number % DEALS}",
        title=f"Call {number}",
        kind=list(CallKind)[number % len(CallKind)],
        starts_at=at,
        ends_at=at + HOUR,
        agenda="What is to be said. " * 5,
        context="Who comes, and why. " * 5,
        context_received_at=at - (number % 40) * HOUR,
    )
    calls.insert(conn, call)
    huddles.insert(conn, Huddle(id=new_id(at), call_id=call.id, held_at=at - HOUR))
    wrote = at + (number % 30) * HOUR
    note = Note(
        id=new_id(wrote),
        deal_id=call.deal_id,
        call_id=call.id,
        title=f"Note {number}",
        body="What was said. " * 20,
        written_at=wrote,
        changed_at=wrote,
    )
    notes.insert(conn, note)
    if number % 2:
        huddles.insert_debrief(
            conn, Debrief(id=new_id(wrote), call_id=call.id, note_id=note.id, held_at=wrote)
        )
    if number % 3:
        partners.tick(conn, CrmTick(id=call.id, logged=bool(number % 5), ticked_at=wrote))


@pytest.fixture
def pair(tmp_path: Path, at_length: bool) -> Iterator[tuple[Desk, Partner, Partner, int]]:
    """A desk with somebody new and somebody of three years, and how many calls those held."""
    many = 600 if at_length else 60
    clock = MovableClock(BEGUN)
    desk = Desk(open_store(tmp_path / "desk.db", KEY, create=True), clock)
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
    new, old = desk.partners.meet("Ada Lund"), desk.partners.meet("Pavel Lindqvist")
    for partner in (new, old):
        charter = desk.charters.draft(partner.id, "partnership")
        desk.charters.propose(charter.id)
        desk.charters.agree(charter.id)
    with desk.store.writing() as conn:
        years_of(conn, old, many)
    clock.at = NOW
    yield desk, new, old, many
    desk.close()


def opened(desk: Desk, bus: Bus, partner: Partner) -> None:
    """A new page, filled and painted."""
    page = PartnerPage(desk, bus)
    page.resize(1216, 848)
    page.enter(Place("partner", partner.id, "charter"))
    page.show()
    page.grab()
    page.close()
    page.deleteLater()


def test_years_of_calls_do_not_slow_the_page(
    pair: tuple[Desk, Partner, Partner, int],
    dress: Theme,
    at_length: bool,
    note_down: Callable[[Figure], None],
) -> None:
    desk, new, old, many = pair
    bus, rounds = Bus(), 15 if at_length else 2
    charter = desk.charters.active(old.id)
    assert charter is not None and desk.measures.of_charter(charter.id).calls == many
    took: dict[str, list[float]] = {new.id: [], old.id: []}
    for turn in range(rounds + 1):
        for partner in (new, old):
            spent = milliseconds(lambda who=partner: opened(desk, bus, who))  # type: ignore[misc]
            QApplication.processEvents()
            if turn:  # the first one loads what is loaded once
                took[partner.id].append(spent)
    name = f"Partner of 3 years and {many} calls, beside a new one"
    figure = Figure(name, tuple(took[old.id]), tuple(took[new.id]), f"ratio {MOST}")
    note_down(figure)
    if at_length:
        assert median(figure.ours) <= MOST * median(figure.floor), figure.cells
