"""A statement that takes long is asked whether it is still wanted, and ends with what the asker raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from se_desk.storage.beats import beating

LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n"
)


class Enough(BaseException):
    """Also what is no Exception, such as Ctrl+C, leaves as it is."""


@pytest.fixture
def raw() -> Iterator[Any]:
    with closing(dbapi2.connect(":memory:")) as made:
        yield made


def test_it_is_asked_again_and_again(raw: Any) -> None:
    beats: list[int] = []
    with beating(raw, lambda: beats.append(1)):
        assert raw.execute(LONG).fetchone() == (100_000,)
    assert len(beats) > 10
    before = len(beats)
    raw.execute(LONG).fetchone()
    assert len(beats) == before


def test_what_is_raised_ends_the_statement_and_leaves_as_it_is(raw: Any) -> None:
    def refuse() -> None:
        raise Enough

    with pytest.raises(Enough), beating(raw, refuse):
        raw.execute(LONG).fetchone()
    assert raw.execute(LONG).fetchone() == (100_000,)


def test_a_fault_of_the_statement_stays_its_own(raw: Any) -> None:
    with pytest.raises(dbapi2.OperationalError, match="no such table"), beating(raw, lambda: None):
        raw.execute("SELECT * FROM missing")
    with beating(raw, None):
        assert raw.execute(LONG).fetchone() == (100_000,)


def test_without_it_the_driver_only_says_that_it_was_interrupted(raw: Any) -> None:
    """The control."""

    def refuse() -> int:
        raise Enough

    raw.set_progress_handler(refuse, 1000)
    with pytest.raises(dbapi2.OperationalError, match="interrupt"):
        raw.execute(LONG).fetchone()
