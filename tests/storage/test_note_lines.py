"""Pages of notes: every note once, in any order, without its text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.note_lines import LineOrder, NoteCount
from se_desk.domain.notes import NoteKind
from se_desk.storage import note_lines, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from tests.storage.conftest import NOW, a_deal, a_note


@pytest.fixture
def filled(store: Store) -> Store:
    """Seven notes of a deal, one of them trashed; one of another deal, two of none."""
    written = [
        a_note(
            f"n{number}",
            title="" if number == 3 else f"{'bB'[number % 2]}erth {7 - number}",
            kind=NoteKind.DEMO if number % 3 else NoteKind.IDEA,
            private=number in (1, 2),
            written_at=NOW + timedelta(days=number // 2),
            trashed_at=NOW if number == 6 else None,
            body=f"# Line {number}\n" + "words " * (2_000 if number else 2_001),
        )
        for number in range(7)
    ]
    written += [a_note("o1", deal_id="d2"), a_note("f1", deal_id=None), a_note("f2", deal_id=None)]
    with store.writing() as conn:
        rows.insert_many(conn, deals, [a_deal(), a_deal("d2")])
        rows.insert_many(conn, notes, written)
    return store


@pytest.mark.parametrize(
    ("order", "descending", "ids"),
    [
        (LineOrder.WRITTEN, True, ["n5", "n4", "n3", "n2", "n1", "n0"]),
        (LineOrder.WRITTEN, False, ["n0", "n1", "n2", "n3", "n4", "n5"]),
        (LineOrder.TITLE, False, ["n5", "n4", "n2", "n1", "n0", "n3"]),
        (LineOrder.TITLE, True, ["n0", "n1", "n2", "n4", "n5", "n3"]),
        (LineOrder.KIND, False, ["n5", "n4", "n2", "n1", "n3", "n0"]),
        (LineOrder.PRIVATE, True, ["n2", "n1", "n5", "n4", "n3", "n0"]),
        (LineOrder.LENGTH, True, ["n0", "n5", "n4", "n3", "n2", "n1"]),
        (LineOrder.LENGTH, False, ["n5", "n4", "n3", "n2", "n1", "n0"]),
    ],
)
def test_orders(filled: Store, order: LineOrder, descending: bool, ids: list[str]) -> None:
    with filled.reading() as conn:
        assert [line.id for line in note_lines.page(conn, "d1", 0, 99, order, descending)] == ids
        by_pages = [note_lines.page(conn, "d1", first, 4, order, descending) for first in (0, 4, 8)]
        assert [line.id for page in by_pages for line in page] == ids


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 9), st.sampled_from(LineOrder), st.booleans())
def test_every_note_is_on_one_page(filled: Store, count: int, order: LineOrder, descending: bool) -> None:
    with filled.reading() as conn:
        whole = note_lines.page(conn, "d1", 0, 99, order, descending)
        pages = [note_lines.page(conn, "d1", first, count, order, descending) for first in range(0, 6, count)]
    assert tuple(line for page in pages for line in page) == whole


def test_a_line_has_the_beginning_of_the_text_and_the_title_of_its_note(filled: Store) -> None:
    with filled.reading() as conn:
        line = next(one for one in note_lines.page(conn, "d1", 0, 99) if one.id == "n3")
        assert (line.shown_title, len(line.beginning)) == ("Line 3", note_lines.BEGINNING)
        assert (line.deal_id, line.call_id, line.kind, line.written_at.day) == ("d1", None, NoteKind.IDEA, 3)


def test_the_trash_comes_by_pages_with_the_names_of_its_deals(filled: Store) -> None:
    gone = [
        a_note(f"t{number}", deal_id="d2" if number else None, trashed_at=NOW + timedelta(hours=number))
        for number in range(4)
    ]
    with filled.writing() as conn:
        rows.insert_many(conn, notes, gone)
    with filled.reading() as conn:
        whole = note_lines.trashed(conn, 0, 99)
        assert [line.id for line in whole] == ["t3", "t2", "t1", "t0", "n6"]
        assert [line.account for line in whole] == ["Brookmoor Dairy"] * 3 + ["", "Brookmoor Dairy"]
        assert whole[0].trashed_at == NOW + timedelta(hours=3)
        assert note_lines.trashed(conn, 0, 2) + note_lines.trashed(conn, 2, 9) == whole
        assert note_lines.count_trashed(conn) == 5


def test_private_ones_are_left_out_where_that_is_asked(filled: Store) -> None:
    with filled.reading() as conn:
        found = note_lines.page(conn, "d1", 1, 3, private=False)
    assert [line.id for line in found] == ["n4", "n3", "n0"]


def test_how_many(filled: Store) -> None:
    with filled.reading() as conn:
        assert note_lines.count_of(conn, "d1") == NoteCount(6, 2)
        assert note_lines.count_of(conn, None) == NoteCount(2, 0)
        assert note_lines.count_of(conn, "d9") == NoteCount(0, 0)


def test_a_page_and_a_count_are_read_from_an_index(filled: Store) -> None:
    """Else a deal of many notes is read whole for each of its pages."""
    listed = "FROM notes WHERE deal_id = 'd1' AND trashed_at IS NULL"
    count = f"SELECT count(*), sum(private) {listed}"
    page = f"SELECT title {listed} ORDER BY written_at DESC, id DESC"
    with filled.reading() as conn:
        plans = {
            query: " ".join(str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
            for query in (count, page)
        }
    assert "COVERING INDEX ix_notes_listed" in plans[count]
    assert "INDEX ix_notes_listed" in plans[page]
    assert "TEMP B-TREE" not in plans[page]


@pytest.mark.parametrize("order", [LineOrder.TITLE, LineOrder.KIND, LineOrder.PRIVATE])
def test_other_orders_read_an_index_and_no_texts(filled: Store, order: LineOrder) -> None:
    said: list[str] = []
    with filled.reading() as conn:
        raw: Any = conn.connection.driver_connection
        raw.set_trace_callback(said.append)
        note_lines.page(conn, "d1", 0, 9, order)
        raw.set_trace_callback(None)
        plan = [str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {said[-1]}")]
    assert any("COVERING INDEX ix_notes_listed" in step for step in plan)


def test_the_trash_is_read_from_an_index(filled: Store) -> None:
    with filled.reading() as conn:
        for query in ("count(*)", "id"):
            plan = conn.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT {query} FROM notes WHERE trashed_at IS NOT NULL"
            )
            assert "INDEX ix_notes_trashed" in str(plan.all())
