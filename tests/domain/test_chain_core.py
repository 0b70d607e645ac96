"""A core is read strictly, and its clock is judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from se_desk.domain.canonical import canonical
from se_desk.domain.chain import FLAG, ClockReading, Head, append
from se_desk.domain.chain_core import BadCore, clk, commitment, off_of, read_core, rec_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIELDS = {"severity": "low", "category": "data", "statement": "Late"}
CORE = append(
    "ab" * 16, None, ClockReading(AT, "00000001", 0), FLAG, 0, FIELDS, dict.fromkeys(FIELDS, bytes(16))
)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("v", 2), ("v", True), ("deal", "AB" * 16), ("deal", "ab"), ("seq", 0), ("seq", "1"), ("seq", 2**53),
        ("flag", 2), ("kind", "risk.other"), ("kind", 3), ("prev", "00"), ("rec", "2026-02-30T00:00:00.000Z"),
        ("rec", "2026-03-02 09:30:00"), ("off", "+15:00"), ("off", "Z"), ("boot", "0000000G"), ("mono", -1),
        ("mono", 1.5), ("clk", "fine"), ("f", []), ("f", {"statement": "00"}), ("more", 1),
    ],
)  # fmt: skip
def test_what_is_no_core(key: str, value: object) -> None:
    read_core(CORE.core_bytes)  # the control
    changed = {**json.loads(CORE.core_bytes), key: value}
    with pytest.raises(BadCore):
        read_core(changed)


def test_a_key_that_is_missing_or_another_spelling() -> None:
    found = json.loads(CORE.core_bytes)
    found.pop("clk")
    for bad in (found, [], "x"):
        with pytest.raises(BadCore):
            read_core(bad)
    with pytest.raises(BadCore):
        read_core(json.dumps(json.loads(CORE.core_bytes)).encode())
    assert canonical(json.loads(CORE.core_bytes)) == CORE.core_bytes


@pytest.mark.parametrize(
    ("minutes", "mono_ms", "boot", "word"),
    [
        (5, 300_000, "00000001", "ok"),
        (5, 300_000 + 120_000, "00000001", "ok"),
        (5, 300_000 + 120_001, "00000001", "jumped"),
        (5, 9, "00000002", "ok"),
        (-1, 60_000, "00000001", "regressed"),
        (0, 0, "00000001", "ok"),
    ],
)
def test_clocks(minutes: int, mono_ms: int, boot: str, word: str) -> None:
    head = Head(1, "00" * 32, rec_of(AT), "00000001", 0)
    assert clk(head, rec_of(AT + timedelta(minutes=minutes)), boot, mono_ms) == word
    assert clk(None, rec_of(AT), boot, mono_ms) == "ok"


def test_commitments_and_offsets() -> None:
    assert commitment("note", bytes(16), "a") != commitment("other", bytes(16), "a")
    with pytest.raises(ValueError, match="16 bytes"):
        commitment("note", bytes(15), "a")
    assert off_of(AT.astimezone(timezone(timedelta(hours=-3, minutes=-30)))) == "-03:30"
