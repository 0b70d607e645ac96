"""Every fault of a chain is seen at its entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.chain import FLAG, NOTE, ClockReading, Head, Opened, Sealed, append
from se_desk.domain.chain_check import check_chain

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHAIN = "ab" * 16


def entry(number: int, head: Head | None, kind: str = NOTE, chain: str = CHAIN) -> Sealed:
    clock = ClockReading(AT + timedelta(minutes=number), "00000001", number * 60_000)
    fields = {"note": "Words"}
    if kind == FLAG:
        fields = {"severity": "low", "category": "data", "statement": "Late"}
    return append(chain, head, clock, kind, 1, fields, {name: bytes(16) for name in fields})


@pytest.fixture
def entries() -> list[Sealed]:
    made = [entry(1, None, FLAG)]
    for number in (2, 3, 4):
        made.append(entry(number, made[-1].head))
    return made


def faults(entries: list[Sealed], head: tuple[int, str] | None = None) -> list[int]:
    opened = {one.core.seq: one.opened for one in entries}
    return [fault.seq for fault in check_chain([one.core_bytes for one in entries], opened, head)]


def test_whole(entries: list[Sealed]) -> None:
    assert faults(entries) == []
    assert faults([]) == []
    assert faults(entries, (4, entries[-1].hash)) == []


def test_a_missing_entry_a_swap_and_a_stranger(entries: list[Sealed]) -> None:
    assert faults([*entries[:1], *entries[2:]]) == [2]
    assert faults([entries[0], entries[2], entries[1], entries[3]])
    assert faults([*entries[:3], entry(4, entries[2].head, chain="cd" * 16)])


def test_a_cut_tail_is_seen_by_who_holds_the_head(entries: list[Sealed]) -> None:
    assert faults(entries[:3]) == []  # the control: a chain alone cannot know
    assert faults(entries[:3], (4, entries[-1].hash))


def test_a_changed_value(entries: list[Sealed]) -> None:
    entries[1] = replace(entries[1], opened={"note": Opened(bytes(16), "Other words")})
    assert faults(entries) == [2]


def test_bytes_that_are_no_core(entries: list[Sealed]) -> None:
    cores = [one.core_bytes for one in entries]
    for bad in (b"", b"{}", cores[2].replace(b'"v":1', b'"v":2'), cores[2] + b" "):
        found = check_chain([*cores[:2], bad, cores[3]], {})
        assert [fault.seq for fault in found] == [3]


def test_only_what_came_later(entries: list[Sealed]) -> None:
    later = [one.core_bytes for one in entries[2:]]
    assert check_chain(later, {}, after=entries[1].head) == ()
    assert check_chain(later, {}, after=entries[0].head)
