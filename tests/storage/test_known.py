"""What was read once holds until somebody writes, and not a moment longer."""

from __future__ import annotations

from typing import Any

from se_desk.storage import known, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals
from tests.storage.conftest import a_deal


def count(raw: Any, account: str = "%") -> int:
    """How many deals there are of an account, by asking the desk."""
    asked.append(account)
    found: int = raw.execute("SELECT count(*) FROM deals WHERE account LIKE ?", (account,)).fetchone()[0]
    return found


asked: list[str] = []


def test_an_answer_is_read_once_until_somebody_writes(store: Store) -> None:
    asked.clear()
    for _ in range(2):
        with store.searcher.looking() as here:
            assert [here.ask(count), here.ask(count), here.ask(count, "Brook%")] == [0, 0, 0]
    assert asked == ["%", "Brook%"]
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    with store.searcher.looking() as here:
        assert [here.ask(count), here.ask(count, "Brook%")] == [1, 1]
    assert asked == ["%", "Brook%"] * 2


def test_an_answer_belongs_to_the_state_of_its_search(store: Store) -> None:
    with store.searcher.looking() as here:
        assert here.ask(count) == 0
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal())
        assert here.ask(count, "Brook%") == 0  # as the search began
    with store.searcher.looking() as here:
        assert here.ask(count) == 1


def test_no_more_is_kept_than_a_person_asks_for(store: Store, monkeypatch: Any) -> None:
    monkeypatch.setattr(known, "MOST", 1)
    asked.clear()
    for _ in range(2):
        with store.searcher.looking() as here:
            for account in "abc":
                here.ask(count, account)
    assert asked == [*"abc"] * 2
