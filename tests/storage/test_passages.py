"""Where something was taken from is kept as long as its note, call or attachment."""

from __future__ import annotations

from dataclasses import replace

from se_desk.domain.attachments import Attachment
from se_desk.domain.passages import TakenFrom
from se_desk.storage import attachments, calls, deals, notes, passages, rows, tables
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note
from tests.storage.test_calls import a_call


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


def test_a_source_goes_with_the_call_or_the_file_it_was(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal())
        calls.insert(conn, a_call())
        file = Attachment(id="a1", deal_id="d1", name="Plan.pdf", sha256="5" * 64, size=1, added_at=NOW)
        attachments.insert(conn, file, b"x")
        blank = replace(taken("t1", "flag"), note_id=None, excerpt="", item="words")
        for one in (replace(blank, call_id="c1"), replace(blank, id="t2", attachment_id="a1")):
            passages.insert(conn, one)
            assert passages.find(conn, one.id) == one
        rows.delete(conn, tables.calls.calls, "c1")
        rows.delete(conn, tables.attachments.attachments, "a1")
        assert passages.of(conn, "flag", "x") == ()
