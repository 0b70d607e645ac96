"""The file of the keyslots: what is written is what is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from argon2.exceptions import HashingError
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.errors import DeskDamaged, DeskError, DeskTooNew, WrongKey
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


def _whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(keyslots.to_bytes(_all()))
    return found


def _with_cost(**cost: object) -> dict[str, Any]:
    whole = _whole()
    for slot in whole["slots"]:
        if slot["kind"] == PASSPHRASE:
            slot["argon2id"] |= cost
    return whole


HOSTILE: dict[str, Any] = {
    "endless memory": _with_cost(memory_kib=1 << 21),
    "memory and passes": _with_cost(memory_kib=1 << 20, passes=64),
    "no lanes": _with_cost(lanes=0),
    "a lane each": _with_cost(lanes=1 << 20),
    "text as cost": _with_cost(passes="many"),
    "a long number": _with_cost(passes="9" * 9999),
    "nothing as cost": _with_cost(passes=None),
    "a name without end": _whole() | {"desk": "d" * 9999},
    "a name with a line": _whole() | {"desk": "a\nb"},
    "no text as name": _whole() | {"desk": 7},
    "half a pair": _whole() | {"desk": "\ud800"},
    "twice the same": _whole() | {"slots": _whole()["slots"] * 2},
    "thousands": _whole() | {"slots": _whole()["slots"] * 5000},
    "slots as text": _whole() | {"slots": "keyring"},
    "a slot as list": _whole() | {"slots": [[]]},
    "another kind": _whole() | {"slots": [_whole()["slots"][0] | {"kind": ["keyring"]}]},
    "short salt": _whole() | {"slots": [_whole()["slots"][0] | {"salt": "00"}]},
    "deep": "[" * 50_000,
    "a list": [],
    "a newer one that is no text": _whole() | {"format": ["sedesk-keyslots/2"]},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_anything_is_computed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, slots = json.dumps(_whole()).encode(), _all()
    monkeypatch.setattr(keyslots, "hash_secret_raw", lambda *_args: pytest.fail("nothing to compute"))
    content = HOSTILE[name] if isinstance(HOSTILE[name], str) else json.dumps(HOSTILE[name])
    with pytest.raises(DeskDamaged, match=r"keyslots\.json is damaged"):
        keyslots.from_bytes(content.encode())
    assert keyslots.from_bytes(good) == slots  # the control


@pytest.mark.parametrize(
    ("needed", "words"),
    [("2.1.0", "SE Desk 2.1.0"), (None, "a later SE Desk"), ("<b>", "a later SE Desk"), (["2"], "a later")],
)
def test_a_later_format_names_what_it_needs(needed: object, words: str) -> None:
    content = json.dumps({"format": "sedesk-keyslots/2", "needs": needed}).encode()
    with pytest.raises(DeskTooNew, match=words) as caught:
        keyslots.from_bytes(content)
    assert caught.value.do


@pytest.mark.parametrize("error", [MemoryError(), HashingError("Memory allocation error")])
def test_a_computer_without_that_much_memory_is_told(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def refuse(*_args: object) -> bytes:
        raise error

    slots = _all()
    monkeypatch.setattr(keyslots, "hash_secret_raw", refuse)
    with pytest.raises(DeskError, match="memory") as caught:
        keyslots.unwrap(slots, PASSPHRASE, b"passphrase")
    assert "recovery code" in caught.value.do
    assert keyslots.unwrap(slots, RECOVERY, b"recovery") == KEY
