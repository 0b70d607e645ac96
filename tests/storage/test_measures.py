"""What charters are measured by, gathered for one partner and one stretch of time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.huddles import Huddle
from se_desk.domain.partners import CrmTick, Partner
from se_desk.domain.qualification import GateChange, GateKind, GateState
from se_desk.storage import calls, deals, huddles, measures, notes, partners, qualification
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note

H = timedelta(hours=1)


def call(key: str, deal_id: str, hours: int, **fields: object) -> Call:
    start = NOW + hours * H
    made = {"id": key, "deal_id": deal_id, "title": key, "starts_at": start, "ends_at": start + H}
    return Call(**(made | fields))  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as conn:
        for key in ("p1", "p2"):
            partners.insert(conn, Partner(id=key, name=key))
        deals.insert(conn, a_deal("d1", partner_id="p1"))
        deals.insert(conn, a_deal("d2", partner_id="p2"))
        for one in (
            call("early", "d1", -3),
            call("second", "d1", 2),
            call("first", "d1", 1),
            call("off", "d1", 1, cancelled=True),
            call("other", "d2", 1),
            call("late", "d1", 9),
        ):
            calls.insert(conn, one)
    return store


def test_a_partners_calls_of_a_time(filled: Store) -> None:
    with filled.reading() as conn:
        found = measures.calls_of(conn, "p1", NOW, NOW + 5 * H)
        assert [one.id for one in found] == ["first", "second"]
        edges = measures.calls_of(conn, "p1", NOW + H, NOW + 2 * H)
        assert [one.id for one in edges] == ["first", "second"]


def test_huddles_notes_ticks_and_gates(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled.writing() as conn:
        for key, held in (("first", NOW), ("second", None), ("other", NOW)):
            huddles.insert(conn, Huddle(id=key, call_id=key, held_at=held))
        found = {one.id: one for one in measures.calls_of(conn, "p1", NOW, NOW + 5 * H)}
        assert (found["first"].huddle_held_at, found["second"].huddle_held_at) == (NOW, None)
        at = NOW + 2 * H
        notes.insert(conn, a_note("n1", call_id="first", body="Words.", written_at=at, changed_at=at))
        monkeypatch.setattr(measures, "_MOST_KEYS", 1)
        assert measures.first_notes(conn, ("second", "first")) == {"first": at}
        assert measures.first_notes(conn, ()) == {}
        for key in ("first", "other"):
            partners.tick(conn, CrmTick(id=key, logged=True, ticked_at=NOW))
        partners.tick(conn, CrmTick(id="first", logged=False, ticked_at=NOW))
        assert partners.ticks_of(conn, "first") == (CrmTick(id="first", logged=False, ticked_at=NOW),)
        assert [one.ae_logged for one in measures.calls_of(conn, "p1", NOW, NOW + 5 * H)] == [False, None]
        partners.untick(conn, "first")
        assert partners.ticks_of(conn, "first") == ()
        for key, deal_id in (("g1", "d1"), ("g2", "d2")):
            change = GateChange(
                id=key,
                deal_id=deal_id,
                kind=GateKind.BUDGET,
                state=GateState.CLAIMED,
                since_on=NOW.date(),
                recorded_at=NOW,
            )
            qualification.insert_change(conn, change)
        assert [one.id for one in qualification.changes_of_partner(conn, "p1")] == ["g1"]
