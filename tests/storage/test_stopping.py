"""A query ends when it is no longer wanted, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from se_desk.storage.stopping import Stop, Stopped

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT said(x) FROM n"


@pytest.fixture
def raw() -> Iterator[Any]:
    """A connection in memory; ``said`` is called with every row."""
    made = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
    yield made
    made.close()


def test_a_query_without_end_ends_when_asked_from_another_thread(raw: Any) -> None:
    stop, running = Stop(), Event()
    raw.create_function("said", 1, lambda _x: running.set())
    other = Thread(target=lambda: stop.ask() if running.wait(60) else None)
    other.start()
    with pytest.raises(Stopped), stop.over(raw):
        raw.execute(ENDLESS).fetchall()
    other.join()
    assert raw.execute("SELECT 1").fetchone() == (1,)


def test_asked_before_it_does_not_begin(raw: Any) -> None:
    stop = Stop()
    stop.ask()
    with pytest.raises(Stopped), stop.over(raw):
        raise AssertionError
    with pytest.raises(Stopped):
        stop.check()
    raw.close()
    stop.ask()  # the connection is not its own any more


def test_asked_after_it_changes_nothing(raw: Any) -> None:
    stop = Stop()
    with stop.over(raw):
        found = raw.execute("SELECT 1").fetchone()
    stop.ask()
    assert found == raw.execute("SELECT 1").fetchone()


def test_what_nobody_asked_to_end_is_an_error(raw: Any) -> None:
    raw.create_function("said", 1, lambda _x: raw.interrupt())
    with pytest.raises(dbapi2.OperationalError, match="interrupted"), Stop().over(raw):
        raw.execute(ENDLESS).fetchall()
    with pytest.raises(dbapi2.OperationalError, match="syntax"), Stop().over(raw):
        raw.execute("SELECT FROM")
