"""What figures are made of: the deals of some days, the calls that took place, and traces of work."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal, NoGo, Outcome
from se_desk.domain.exports import NoteExport
from se_desk.domain.ids import new_id
from se_desk.domain.metrics import DealFact, HeldCall
from se_desk.storage import calls, deals, exports, metrics, notes
from se_desk.storage.store import Connection, Store
from tests.storage.conftest import NOW, a_deal, a_note

H = timedelta(hours=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
BEFORE, INSIDE, AFTER = date(2025, 12, 31), date(2026, 2, 1), date(2026, 4, 1)
AUCKLAND, UTC_ZONE = ZoneInfo("Pacific/Auckland"), ZoneInfo("UTC")


def old(key: str = "d1", **fields: object) -> Deal:
    """A deal that came before the days asked for."""
    return a_deal(key, **({"came_on": BEFORE} | fields))


def call(key: str, start: datetime = NOW - 5 * H, **fields: object) -> Call:
    made = {"id": key, "deal_id": "d1", "title": key, "starts_at": start, "ends_at": start + H}
    return Call(**(made | fields))  # type: ignore[arg-type]


def facts(conn: Connection) -> dict[str, DealFact]:
    return {fact.id: fact for fact in metrics.deals_of(conn, FIRST, LAST, NOW)}


def held(conn: Connection, since: datetime, zone: ZoneInfo = UTC_ZONE) -> dict[str, HeldCall]:
    return {one.id: one for one in metrics.calls_of(conn, since, NOW + 9 * H, NOW, zone)}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, False),
        ({"came_on": FIRST}, True),
        ({"came_on": LAST}, True),
        ({"came_on": AFTER}, False),
        *[({name: INSIDE}, True) for name in ("demo_on", "poc_on", "sign_off_on")],
        *[({name: BEFORE}, False) for name in ("demo_on", "poc_on", "sign_off_on")],
        ({"discovery_on": INSIDE}, False),  # nothing is counted by the day of discovery
        ({"outcome": Outcome.LOST, "outcome_on": INSIDE}, True),
        ({"outcome": Outcome.LOST, "outcome_on": BEFORE}, False),
        ({"outcome": Outcome.LOST}, True),  # without a day: it is named
    ],
)
def test_deals_of_some_days(store: Store, fields: dict[str, object], found: bool) -> None:
    with store.writing() as conn:
        deals.insert(conn, old(**fields))
        assert ("d1" in facts(conn)) is found


def test_every_field_comes_along(store: Store) -> None:
    deal = a_deal(
        discovery_on=BEFORE,
        demo_on=INSIDE,
        poc_on=INSIDE,
        sign_off_on=LAST,
        outcome=Outcome.DISQUALIFIED,
        outcome_on=LAST,
        outcome_reason="Signals are missing",
        no_go=NoGo.TECHNICAL_FIT,
        value_minor=12_00,
        value_currency="EUR",
    )
    with store.writing() as conn:
        deals.insert(conn, deal)
        fact = facts(conn)["d1"]
    for name in metrics._FIELDS:
        assert getattr(fact, name) == getattr(deal, name)
    assert (fact.value, fact.worked, fact.demo_called) == (deal.value, True, False)


@pytest.mark.parametrize(
    ("fields", "trace", "worked"),
    [
        ({"crm_id": ""}, "", True),  # the SE opened it
        ({}, "", False),
        ({}, "call", True),
        ({}, "cancelled call", False),
        ({}, "coming call", False),
        ({}, "note", True),
        ({}, "trashed note", False),
        ({"outcome": Outcome.DISQUALIFIED, "outcome_on": INSIDE}, "", True),
        ({"outcome": Outcome.WON, "outcome_on": INSIDE}, "", False),
        *[({name: BEFORE}, "", True) for name in ("discovery_on", "demo_on", "poc_on", "sign_off_on")],
    ],
)
def test_what_shows_that_the_se_worked_on_a_deal_from_the_crm(
    store: Store, fields: dict[str, object], trace: str, worked: bool
) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal(**({"crm_id": "006X"} | fields)))
        if "call" in trace:
            start = NOW + H if trace.startswith("coming") else NOW - 5 * H
            calls.insert(conn, call("c", start, cancelled=trace.startswith("cancelled")))
        if "note" in trace:
            notes.insert(conn, a_note(trashed_at=NOW if trace.startswith("trashed") else None))
        assert facts(conn)["d1"].worked is worked


def test_a_demo_that_took_place_as_a_call(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        calls.insert(conn, call("talk"))
        calls.insert(conn, call("off", kind=CallKind.DEMO, cancelled=True))
        calls.insert(conn, call("ahead", NOW, kind=CallKind.DEMO))
        assert not facts(conn)["d1"].demo_called
        calls.insert(conn, call("shown", NOW - 900 * H, kind=CallKind.DEMO))
        assert facts(conn)["d1"].demo_called


def test_calls_that_took_place(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        since = NOW - 5 * H
        for one in (
            call("early", since - timedelta(milliseconds=1)),
            call("first", since, kind=CallKind.POC),
            call("off", since, cancelled=True),
            call("nobody's", since, deal_id=None),
            call("just over", NOW - H),
            call("going on", NOW - H + timedelta(milliseconds=1)),
        ):
            calls.insert(conn, one)
        assert list(held(conn, since)) == ["first", "just over"]
        assert held(conn, since)["first"].kind is CallKind.POC
        until = metrics.calls_of(conn, since, NOW - H, NOW, UTC_ZONE)
        assert [one.id for one in until] == ["first"]


def test_the_day_of_a_call_is_the_desks(store: Store) -> None:
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        calls.insert(conn, call("c", late))
        assert held(conn, late)["c"].on == date(2026, 2, 28)
        assert held(conn, late, AUCKLAND)["c"].on == date(2026, 3, 1)


def test_notes_exports_and_when_a_call_came_on_the_desk(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "_MOST_KEYS", 1)  # asked in parts that a statement can take
    key = new_id(NOW - 6 * H)
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        calls.insert(conn, call(key))
        calls.insert(conn, call("plain"))
        for note, of, at in (("n1", key, NOW - 2 * H), ("n2", "plain", NOW - H)):
            notes.insert(conn, a_note(note, call_id=of, body="Words.", written_at=at, changed_at=at))
            left = {"note_id": note, "format": "hubspot", "revision": 1, "digest": "", "place": ""}
            exports.insert(conn, NoteExport(id=note, exported_at=NOW, **left))  # type: ignore[arg-type]
        found = held(conn, NOW - 9 * H)
    assert found[key].known_at == NOW - 6 * H
    assert (found[key].first_note_at, found[key].exported_at) == (NOW - 2 * H, NOW)
    assert (found["plain"].known_at, found["plain"].exported_at) == (None, NOW)
