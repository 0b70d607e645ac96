"""Keys sort by the time they were made, and are UUIDs of version 7."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.ids import KEY_LENGTH, made_at, new_id, next_id, short

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
seconds = st.integers(86_400, 7_258_118_400)  # from 1970 to 2200
moments = st.builds(
    lambda second, ms: EPOCH + timedelta(seconds=second, milliseconds=ms), seconds, st.integers(0, 999)
)
noise = st.integers(0, 2**74 - 1)


def millis(key: str) -> int:
    return uuid.UUID(key).int >> 80


@given(moments, noise)
def test_is_a_uuid_of_version_7(at: datetime, chance: int) -> None:
    key = uuid.UUID(new_id(at, chance))
    assert key.version == 7
    assert key.variant == uuid.RFC_4122
    assert len(str(key)) == KEY_LENGTH


@given(moments, noise)
def test_holds_the_millisecond(at: datetime, chance: int) -> None:
    assert millis(new_id(at, chance)) == (at - EPOCH) // timedelta(milliseconds=1)


@given(moments, moments, noise, noise)
def test_sorts_by_time(one: datetime, other: datetime, chance: int, more: int) -> None:
    first, second = new_id(one, chance), new_id(other, more)
    if millis(first) < millis(second):
        assert first < second


@given(moments, noise, noise)
def test_noise_makes_the_difference(at: datetime, chance: int, more: int) -> None:
    assert (new_id(at, chance) == new_id(at, more)) is (chance == more)


@pytest.mark.parametrize(
    ("chance", "tail"),
    [
        (0, "7000-8000-000000000000"),
        (2**74 - 1, "7fff-bfff-ffffffffffff"),
        (1 << 62, "7001-8000-000000000000"),
        (1, "7000-8000-000000000001"),
    ],
)
def test_layout(chance: int, tail: str) -> None:
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)  # the moment of RFC 9562, appendix A.6
    assert new_id(at, chance) == f"017f22e2-79b0-{tail}"


def test_two_keys_of_one_moment_differ() -> None:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    assert len({new_id(at) for _ in range(1000)}) == 1000


def test_the_offset_of_the_moment_does_not_matter() -> None:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    shifted = at.astimezone(tz=None)
    assert new_id(at, 5) == new_id(shifted, 5)
    assert new_id(at, 5) != new_id(at + timedelta(milliseconds=1), 5)


def test_short() -> None:
    assert short("017f22e2-79b0-7cc3-98c4-dc0c0c07398f") == "dc0c0c07398f"


@given(st.integers(0, 2**62 - 2), st.integers(0, 2**62 - 1))
def test_keys_of_one_millisecond_sort_in_the_order_of_making(first: int, second: int) -> None:
    at = datetime(2026, 9, 4, 8, 18, tzinfo=UTC)
    before = new_id(at, first)
    assert next_id(at, before, second) > before
    assert next_id(at, "", second) == new_id(at, second)


@given(moments, noise)
def test_a_key_tells_when_it_was_made(at: datetime, noise: int) -> None:
    assert made_at(new_id(at, noise)) == at


@pytest.mark.parametrize("key", ["", "c1", "2b1c7d1e-0b0a-4c57-9c7b-3f1d7a8f9e10"])
def test_another_key_tells_nothing(key: str) -> None:
    assert made_at(key) is None
