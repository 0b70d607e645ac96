"""Columns give back what they took, and refuse what they could not give back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from se_desk.storage.columns import (
    Day,
    Key,
    Moment,
    Prose,
    Truth,
    Word,
    metadata,
    moment_of,
    moment_text,
)


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


things = Table(
    "things",
    MetaData(naming_convention=metadata.naming_convention),
    Column("id", Integer, primary_key=True),
    Column("at", Moment),
    Column("on", Day),
    Column("light", Word(Light)),
    Column("key", Key),
    Column("text", Prose),
    Column("ok", Truth),
)
ENGINE = create_engine("sqlite://")
things.metadata.create_all(ENGINE)


def _kept(**values: object) -> tuple[object, ...]:
    with ENGINE.begin() as conn:
        conn.execute(things.delete())
        conn.execute(insert(things), {"id": 1} | values)
        return tuple(conn.execute(select(*(things.c[name] for name in values))).one())


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
YEAR_1900, YEAR_2200 = -2_208_988_800_000, 7_258_118_400_000  # milliseconds from 1970
moments = st.builds(
    lambda millis, offset: (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)).astimezone(
        offset
    ),
    st.integers(YEAR_1900, YEAR_2200),
    offsets,
)


def test_a_moment_is_utc_then_the_offset() -> None:
    at = datetime(2026, 11, 22, 13, 18, 1, 123_999, tzinfo=timezone(timedelta(hours=1)))
    assert moment_text(at) == "2026-11-22T12:18:01.123Z+01:00"
    west = datetime(2026, 1, 1, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    assert moment_text(west) == "2026-01-01T03:30:00.000Z-03:30"


@given(moments)
def test_a_moment_comes_back_with_its_offset(at: datetime) -> None:
    kept = moment_of(moment_text(at))
    assert kept == at
    assert kept.utcoffset() == at.utcoffset()


@given(moments, moments)
def test_the_order_of_texts_is_the_order_of_instants(one: datetime, two: datetime) -> None:
    if one < two:
        assert moment_text(one) < moment_text(two)


@pytest.mark.parametrize("text", ["", "2026-11-22", "2026-11-22T12:18:01Z", "2026-11-22T12:18:01.123Z+1:00"])
def test_another_text_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="stored moment"):
        moment_of(text)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(StatementError, match="offset"):
        _kept(at=datetime(2026, 1, 1))  # noqa: DTZ001  (the point of the test)
    with pytest.raises(ValueError, match="offset"):
        _ = things.c.at > datetime(2026, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("shift", "holds"),
    [
        (-1, {"<": False, "<=": False, "=": False}),
        (0, {"<=": True}),
        (1, {"<": True, "<=": True, "=": False}),
    ],
)
def test_moments_are_compared_as_instants(shift: int, holds: dict[str, bool]) -> None:
    """The same instant written with another offset is equal; a millisecond decides."""
    east, west = timezone(timedelta(hours=9)), timezone(-timedelta(hours=5))
    at = datetime(2026, 5, 1, 8, tzinfo=east)
    other = (at + timedelta(milliseconds=shift)).astimezone(west)
    column = things.c.at
    _kept(at=at)
    wanted = {
        column < other: at < other,
        column <= other: at <= other,
        column > other: at > other,
        column >= other: at >= other,
        column == other: at == other,
        column != other: at != other,
        column.between(other, other): at == other,
        column.is_(None): False,
    }
    with ENGINE.begin() as conn:
        for condition, holds_here in wanted.items():
            found = conn.execute(select(func.count()).where(condition).select_from(things)).scalar_one()
            assert bool(found) is holds_here, str(condition)


@given(st.dates())
def test_a_day_comes_back(on: date) -> None:
    assert _kept(on=on) == (on,)


def test_a_day_is_no_moment() -> None:
    with pytest.raises(StatementError, match="without a time"):
        _kept(on=datetime(2026, 1, 1, tzinfo=UTC))


def test_words_come_from_their_list() -> None:
    assert _kept(light=Light.RED) == (Light.RED,)
    assert _kept(light="green") == (Light.GREEN,)
    with pytest.raises(StatementError, match="blue"):
        _kept(light="blue")
    with ENGINE.begin() as conn:
        conn.exec_driver_sql("UPDATE things SET light = 'blue'")
        with pytest.raises(ValueError, match="blue"):
            conn.execute(select(things.c.light)).all()
        with pytest.raises(StatementError, match="blue"):
            conn.execute(select(things.c.id).where(things.c.light == "blue"))


def test_a_key_is_never_empty() -> None:
    assert _kept(key="k") == ("k",)
    with pytest.raises(StatementError, match="empty"):
        _kept(key="")


@given(st.text())
def test_prose_is_kept_to_the_code_point(text: str) -> None:
    assert _kept(text=text) == (text,)


def test_half_a_surrogate_pair_costs_one_character_and_not_the_text() -> None:
    assert _kept(text="before \ud83d after\r\n\0\u2028\u00a0") == ("before \ufffd after\r\n\0\u2028\u00a0",)


def test_truth_is_one_or_nought_and_nothing_else() -> None:
    assert _kept(ok=True) == (True,)
    with ENGINE.begin() as conn:
        assert conn.exec_driver_sql("SELECT ok FROM things").scalar() == 1
        with pytest.raises(IntegrityError, match="ck_things_ok"):
            conn.exec_driver_sql("UPDATE things SET ok = 2")


def test_nothing_stays_nothing() -> None:
    assert _kept(at=None, on=None, light=None, key=None, text=None, ok=None) == (None,) * 6
