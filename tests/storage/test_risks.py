"""Statements of the risk log: chains, heads, and reading back what was sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from se_desk.domain.chain import FLAG, NOTE, ClockReading, Head, Sealed, append, reopened
from se_desk.domain.errors import DeskError
from se_desk.domain.proposals import Dismissal
from se_desk.storage import risks
from se_desk.storage.store import Store
from tests.storage.conftest import NOW

CHAIN, OTHER = "ab" * 16, "cd" * 16


def sealed(number: int, head: Head | None, kind: str, chain: str = CHAIN) -> Sealed:
    clock = ClockReading(NOW + timedelta(minutes=number), "00000001", number * 60_000)
    fields = {"note": "Words"}
    if kind == FLAG:
        fields = {"severity": "low", "category": "data", "statement": "Sample data is late"}
    return append(chain, head, clock, kind, 1, fields, {name: bytes(16) for name in fields})


@pytest.fixture
def entries(store: Store) -> tuple[Sealed, ...]:
    first = sealed(1, None, FLAG)
    second = sealed(2, first.head, NOTE)
    with store.writing() as conn:
        risks.begin_chain(conn, "d1", CHAIN)
        for entry in (first, second):
            risks.append(conn, "d1", entry)
    return first, second


def test_what_was_sealed_is_read_back(store: Store, entries: tuple[Sealed, ...]) -> None:
    with store.reading() as conn:
        assert risks.sealed_of(conn, CHAIN) == entries
        assert risks.sealed_of(conn, CHAIN, after=1) == entries[1:]
        assert risks.sealed_of(conn, CHAIN, flag_seq=2) == ()
        assert risks.head(conn, CHAIN) == entries[1].head
        assert risks.head(conn, OTHER) is None
        cores, opened = risks.raw_chain(conn, CHAIN)
        assert cores == tuple(entry.core_bytes for entry in entries)
        assert opened[1]["statement"].value == "Sample data is late"
        assert risks.count_entries(conn) == 2


def test_an_entry_whose_words_are_forgotten_keeps_its_place(
    store: Store, entries: tuple[Sealed, ...]
) -> None:
    bare = reopened(sealed(3, entries[1].head, NOTE).core_bytes, {})
    with store.writing() as conn:
        risks.append(conn, "d1", bare)
        assert risks.sealed_of(conn, CHAIN, after=2) == (bare,)
        assert risks.head(conn, CHAIN) == bare.head


def test_chains_and_heads(store: Store, entries: tuple[Sealed, ...]) -> None:
    with store.writing() as conn:
        risks.begin_chain(conn, "d2", OTHER)
        other = sealed(1, None, FLAG, OTHER)
        risks.append(conn, "d2", other)
        assert risks.chains(conn) == (("d1", CHAIN), ("d2", OTHER))
        assert risks.heads(conn) == ((CHAIN, 2, entries[1].hash), (OTHER, 1, other.hash))
        assert (risks.chain_of(conn, "d1"), risks.deal_of(conn, OTHER)) == (CHAIN, "d2")
        assert (risks.chain_of(conn, "d9"), risks.deal_of(conn, "ef" * 16)) == (None, None)
        assert [entry.deal_id for entry in risks.all_entries(conn)] == ["d1", "d1", "d2"]


def test_a_deal_has_one_chain(store: Store, entries: tuple[Sealed, ...]) -> None:
    for deal_id, chain in (("d1", OTHER), ("d2", CHAIN)):
        with pytest.raises((DBAPIError, DeskError)), store.writing() as conn:
            risks.begin_chain(conn, deal_id, chain)


def test_an_entry_only_follows_the_newest_one(store: Store, entries: tuple[Sealed, ...]) -> None:
    gap = sealed(9, Head(8, "00" * 32, entries[1].head.rec, "00000001", 0), NOTE)
    for entry in (entries[0], entries[1], gap):
        with pytest.raises((DBAPIError, DeskError)), store.writing() as conn:
            risks.append(conn, "d1", entry)
    with store.writing() as conn:  # the control: the next one is taken
        risks.append(conn, "d1", sealed(3, entries[1].head, NOTE))


def test_dismissals_stand_in_the_order_of_their_making(store: Store) -> None:
    def record(key: str, minutes: int = 0) -> Dismissal:
        at = NOW + timedelta(minutes=minutes)
        return Dismissal(id=key, deal_id="d1", rule="r", facts=key, reason="known", dismissed_at=at)

    with store.writing() as conn:
        for one in (record("c"), record("a", minutes=1), record("b")):
            risks.dismiss(conn, one)
        assert risks.dismissed(conn) == (record("b"), record("c"), record("a", minutes=1))
        again = replace(record("d", minutes=2), facts="c", reason="known better")
        risks.dismiss(conn, again)  # the same proposal, settled once more
        (*_others, last) = risks.dismissed(conn)
        assert (last.id, last.reason) == ("c", "known better. Before that: known")
        assert last.dismissed_at == again.dismissed_at and len(_others) == 2
