"""Where something was taken from is kept as long as its note."""

from __future__ import annotations

from se_desk.domain.passages import TakenFrom
from se_desk.storage import deals, notes, passages, rows
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note


def taken(key: str, noun: str = "step", target: str = "x") -> TakenFrom:
    return TakenFrom(
        id=key, noun=noun, target_id=target, note_id="n1", revision=2, excerpt="words", start=7, taken_at=NOW
    )


def test_passages_in_the_order_of_taking(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal())
        notes.insert(conn, a_note())
        for one in (taken("t2"), taken("t1"), taken("t3", "ask"), taken("t4", target="y")):
            passages.insert(conn, one)
        assert passages.of(conn, "step", "x") == (taken("t1"), taken("t2"))
        assert passages.of_note(conn, "n1") == tuple(
            taken(*each) for each in (("t1",), ("t2",), ("t3", "ask"), ("t4", "step", "y"))
        )
        assert passages.find(conn, "t3") == taken("t3", "ask")
        rows.delete(conn, notes.notes, "n1")
        assert passages.find(conn, "t3") is None
