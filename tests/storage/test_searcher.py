"""Search has a connection of its own, which only reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import DeskMissing
from se_desk.storage import rows
from se_desk.storage.searcher import Searcher
from se_desk.storage.stopping import Stop, Stopped
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals
from tests.storage.conftest import KEY, a_deal


def test_sees_one_state_while_others_write(store: Store) -> None:
    with store.searcher.searching() as raw:
        assert raw.execute("SELECT count(*) FROM deals").fetchone() == (0,)
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal())
        assert raw.execute("SELECT count(*) FROM deals").fetchone() == (0,)
    with store.searcher.searching() as raw:
        assert raw.execute("SELECT count(*) FROM deals").fetchone() == (1,)


@pytest.mark.parametrize("statement", ["DELETE FROM deals", "DROP TABLE deals", "PRAGMA query_only = OFF"])
def test_changes_nothing(store: Store, statement: str) -> None:
    refused = pytest.raises(Exception, match=r"cannot be written|not authorized")
    with refused, store.searcher.searching() as raw:
        raw.execute(statement)
    with store.searcher.searching() as raw:
        assert not raw.execute("SELECT count(*) FROM deals").fetchone()[0]


def test_an_end_that_was_interrupted_leaves_no_transaction_behind(store: Store) -> None:
    with pytest.raises(Stopped), store.searcher.searching(stopped()):
        raise AssertionError
    with store.searcher.searching() as raw:
        raw.execute("ROLLBACK")
        raw.execute("BEGIN")
    store.searcher._raw.execute("BEGIN")
    with store.searcher.searching() as raw:
        assert raw.in_transaction


def stopped() -> Stop:
    """A wish that was asked for before."""
    stop = Stop()
    stop.ask()
    return stop


def test_is_closed_with_the_desk_and_names_what_is_wrong(store: Store, desk_path: Path) -> None:
    with store.searcher.searching():
        pass
    store.close()
    with pytest.raises(Stopped), store.searcher.searching():
        raise AssertionError
    with pytest.raises(DeskMissing), Searcher(desk_path.with_name("other.db"), KEY).searching():
        raise AssertionError
