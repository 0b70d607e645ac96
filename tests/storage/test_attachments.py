"""Attachments: bytes once, lists without them, and rows that follow their note."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import NotFound
from se_desk.storage import attachments, deals, notes, rows, search
from se_desk.storage.search import Hit, Wanted
from se_desk.storage.store import Store
from se_desk.storage.tables.notes import notes as note_table
from tests.storage.conftest import NOW, a_deal, a_note


def an_attachment(key: str, data: bytes, **fields: object) -> Attachment:
    given: dict[str, object] = {
        "id": key,
        "note_id": "n1",
        "deal_id": "d1",
        "name": f"{key}.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "added_at": NOW,
    }
    return Attachment(**(given | fields))  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        deals.insert(conn, a_deal("d2"))
        notes.insert(conn, a_note("n1"))
        attachments.insert(conn, an_attachment("a1", b"same"), b"same")
        attachments.insert(conn, an_attachment("a2", b"same"), b"same")
        attachments.insert(conn, an_attachment("a3", b"other", note_id=None), b"other")
    return store


def sums(conn: Connection) -> int:
    return int(conn.execute(text("SELECT count(*) FROM attachment_bytes")).scalar() or 0)


def hits(conn: Connection, words: str) -> tuple[Hit, ...]:
    search.catch_up(conn)
    return search.best(conn.connection.driver_connection, Wanted(words=words), 50)


def found(conn: Connection, words: str) -> list[str]:
    return [hit.id for hit in hits(conn, words)]


def test_bytes_are_kept_once(filled: Store) -> None:
    with filled.writing() as conn:
        assert sums(conn) == 2
        assert attachments.total_size(conn) == 9
        first = attachments.get(conn, "a1")
        assert attachments.bytes_of(conn, first.sha256) == b"same"
        attachments.update(conn, replace(first, removed_at=NOW - timedelta(days=31)))
        assert attachments.let_go(conn, NOW - timedelta(days=30)) == 1
        assert sums(conn) == 2  # a2 holds them
        attachments.update(conn, replace(attachments.get(conn, "a2"), removed_at=NOW))
        assert attachments.let_go(conn, NOW + timedelta(seconds=1)) == 1
        assert sums(conn) == 1
        with pytest.raises(NotFound):
            attachments.bytes_of(conn, first.sha256)


def test_lists(filled: Store) -> None:
    with filled.writing() as conn:
        assert [one.id for one in attachments.of_note(conn, "n1")] == ["a1", "a2"]
        assert [one.id for one in attachments.of_deal(conn, "d1")] == ["a1", "a2", "a3"]
        attachments.update(conn, replace(attachments.get(conn, "a1"), removed_at=NOW))
        assert [one.id for one in attachments.of_note(conn, "n1")] == ["a2"]
        assert [one.id for one in attachments.of_note(conn, "n1", removed=True)] == ["a1"]
        assert [one.id for one in attachments.of_deal(conn, "d1")] == ["a2", "a3"]


def test_they_follow_their_note(filled: Store) -> None:
    with filled.writing() as conn:
        note = notes.get(conn, "n1")
        notes.update(conn, replace(note, private=True, deal_id="d2"))
        moved = attachments.of_note(conn, "n1")
        assert [(one.private, one.deal_id, one.away) for one in moved] == [(True, "d2", False)] * 2
        assert [hit.private for hit in hits(conn, "a1")] == [True]
        notes.update(conn, replace(note, trashed_at=NOW))
        assert attachments.of_deal(conn, "d2") == ()
        assert [one.away for one in attachments.of_note(conn, "n1")] == [True, True]
        assert found(conn, "a1") == []
        notes.update(conn, note)
        assert found(conn, "a1") == ["a1"]
        assert search.problems(conn) == ()


def test_a_note_takes_them_along(filled: Store) -> None:
    with filled.writing() as conn:
        rows.delete(conn, note_table, "n1")
        assert attachments.of_note(conn, "n1") == ()
        assert sums(conn) == 1
        assert attachments.total_size(conn) == 5
        assert found(conn, "txt") == ["a3"]
        assert search.problems(conn) == ()


def test_names_are_found_until_they_are_removed(filled: Store) -> None:
    with filled.writing() as conn:
        first = attachments.get(conn, "a1")
        attachments.update(conn, replace(first, name="Kranbahn_plan-v2.png"))
        assert found(conn, "plan") == found(conn, "kranbahn") == ["a1"]
        attachments.update(conn, replace(first, removed_at=NOW))
        assert found(conn, "kranbahn") == []
