"""The file of the keyslots: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.errors import DeskDamaged, DeskTooNew, WrongKey
from se_desk.storage import keyslots
from se_desk.storage.keyslots import KEYRING, KINDS, PASSPHRASE, RECOVERY, Cost, Keyslots

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))


def _random(count: int) -> bytes:
    return bytes(range(count))


def _all(desk: str = "desk") -> Keyslots:
    slots = Keyslots(desk)
    for kind in reversed(KINDS):
        slots = keyslots.add(slots, kind, kind.encode(), KEY, _random, CHEAP)
    return slots


def test_every_kind_comes_back_and_opens() -> None:
    slots = keyslots.from_bytes(keyslots.to_bytes(_all()))
    assert slots == _all()
    assert slots.kinds == KINDS
    for kind in KINDS:
        assert keyslots.unwrap(slots, kind, kind.encode()) == KEY
        with pytest.raises(WrongKey):
            keyslots.unwrap(slots, kind, b"other")
    fewer = slots.without(RECOVERY)
    assert fewer.kinds == (KEYRING, PASSPHRASE)
    with pytest.raises(WrongKey, match="no way in by recovery code"):
        keyslots.unwrap(fewer, RECOVERY, b"recovery")


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_no_changed_byte_opens(at: int, change: int) -> None:
    content = bytearray(keyslots.to_bytes(_all()))
    content[at % len(content)] ^= change
    try:
        slots = keyslots.from_bytes(bytes(content))
        opened = {kind: keyslots.unwrap(slots, kind, kind.encode()) for kind in slots.kinds}
    except (DeskDamaged, DeskTooNew, WrongKey):
        return
    assert set(opened.values()) <= {KEY}  # white space, or a slot that is no longer named


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_in_another_way(content: bytes) -> None:
    with pytest.raises((DeskDamaged, DeskTooNew)):
        keyslots.from_bytes(content)


def test_a_cost_without_end_is_damage() -> None:
    content = keyslots.to_bytes(_all()).replace(b'"passes": 1', b'"passes": Infinity')
    with pytest.raises(DeskDamaged):
        keyslots.from_bytes(content)


def test_a_passphrase_with_half_a_surrogate_pair_is_still_one() -> None:
    assert keyslots.passphrase_secret("a\ud800") == b"a\xed\xa0\x80"
