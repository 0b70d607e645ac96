"""A record that is saved is the record that is loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, create_engine

from se_desk.domain.errors import NotFound
from se_desk.storage import rows
from se_desk.storage.columns import Day, Key, Moment, Prose, Truth
from tests.storage.test_columns import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A record with a field of every type."""

    id: str
    text: str = ""
    at: datetime | None = None
    on: date | None = None
    ok: bool = False
    number: int | None = None


@dataclass(frozen=True)
class Seat:
    """A record whose key has two parts and which is nothing but its key."""

    row: int
    letter: str


META = MetaData()
visits = Table(
    "site_visits",
    META,
    Column("id", Key, primary_key=True),
    Column("text", Prose, nullable=False),
    Column("at", Moment),
    Column("on", Day),
    Column("ok", Truth, nullable=False),
    Column("number", Integer),
    Column("left_alone", Text, server_default="as it was"),
)
seats = Table(
    "seats",
    META,
    Column("row", Integer, primary_key=True),
    Column("letter", Text, primary_key=True),
    info={"noun": "a seat"},
)
ENGINE = create_engine("sqlite://")
META.create_all(ENGINE)


@pytest.fixture
def conn() -> Connection:
    """Two empty tables."""
    opened = ENGINE.connect()
    opened.execute(visits.delete())
    opened.execute(seats.delete())
    return opened


VISITS = st.builds(
    Visit,
    id=st.text(min_size=1),
    text=st.text(),
    at=st.none() | moments,
    on=st.none() | st.dates(),
    ok=st.booleans(),
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
)


@given(VISITS)
def test_what_is_saved_is_what_is_loaded(visit: Visit) -> None:
    with ENGINE.begin() as conn:
        conn.execute(visits.delete())
        rows.insert(conn, visits, visit)
        assert rows.get(conn, visits, Visit, visit.id) == visit
        changed = replace(visit, text="other", number=3)
        rows.update(conn, visits, changed)
        assert rows.fetch(conn, visits, Visit) == (changed,)


def test_many_and_none(conn: Connection) -> None:
    rows.insert_many(conn, visits, [])
    rows.insert_many(conn, visits, (Visit(id=key, number=number) for key, number in (("a", 2), ("b", 1))))
    by_number = rows.fetch(conn, visits, Visit, order_by=visits.c.number)
    assert [visit.id for visit in by_number] == ["b", "a"]
    newest = rows.fetch(conn, visits, Visit, order_by=(visits.c.number.desc(), visits.c.id), limit=1)
    assert [visit.id for visit in newest] == ["a"]
    assert rows.fetch(conn, visits, Visit, visits.c.number > 1, visits.c.id == "b") == ()


def test_find_may_find_nothing_and_get_says_so(conn: Connection) -> None:
    assert rows.find(conn, visits, Visit, visits.c.id == "x") is None
    with pytest.raises(NotFound, match="There is nothing in site visits with the key x"):
        rows.get(conn, visits, Visit, "x")
    with pytest.raises(NotFound, match="a seat with the key 3, B"):
        rows.get(conn, seats, Seat, (3, "B"))


def test_update_and_delete_need_a_row(conn: Connection) -> None:
    with pytest.raises(NotFound, match="site visits"):
        rows.update(conn, visits, Visit(id="x"))
    with pytest.raises(NotFound, match="site visits"):
        rows.delete(conn, visits, "x")
    rows.insert(conn, visits, Visit(id="x"))
    rows.delete(conn, visits, "x")
    assert rows.fetch(conn, visits, Visit) == ()


def test_upsert_adds_then_changes_and_leaves_other_columns(conn: Connection) -> None:
    rows.upsert(conn, visits, Visit(id="x", text="one"))
    conn.exec_driver_sql("UPDATE site_visits SET left_alone = 'mine'")
    rows.upsert(conn, visits, Visit(id="x", text="two"))
    assert rows.get(conn, visits, Visit, "x").text == "two"
    assert conn.exec_driver_sql("SELECT left_alone FROM site_visits").scalar() == "mine"


def test_a_key_of_parts(conn: Connection) -> None:
    rows.upsert(conn, seats, Seat(3, "B"))
    rows.upsert(conn, seats, Seat(3, "B"))
    assert rows.get(conn, seats, Seat, (3, "B")) == Seat(3, "B")
    rows.delete(conn, seats, (3, "B"))
    assert rows.fetch(conn, seats, Seat) == ()


def test_an_update_beside_what_stands_there_writes_only_what_differs(conn: Connection) -> None:
    before = Visit(id="x", text="one", number=1)
    rows.insert(conn, visits, before)
    conn.exec_driver_sql("UPDATE site_visits SET number = 7")
    rows.update(conn, visits, replace(before, text="two"), before)
    assert rows.get(conn, visits, Visit, "x") == replace(before, text="two", number=7)
    rows.update(conn, visits, before, before)
    assert rows.get(conn, visits, Visit, "x").text == "two"
