"""The ledger of what left."""

from __future__ import annotations

from datetime import timedelta

from se_desk.domain.exports import NoteExport, RecordExport
from se_desk.storage import deals, exports, notes
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note


def test_oldest_first_by_format_and_by_note(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        notes.insert(conn, a_note("n1"))
        for number, form in ((2, "text"), (1, "text"), (3, "html")):
            at = NOW + timedelta(days=number)
            line = NoteExport(
                id=f"x{number}", note_id="n1", format=form, revision=1, digest="", exported_at=at
            )
            exports.insert(conn, line)
        assert [line.id for line in exports.in_format(conn, "text")] == ["x1", "x2"]
        assert [line.id for line in exports.of_note(conn, "n1")] == ["x1", "x2", "x3"]
        record = RecordExport(id="r1", deal_id="d1", head_seq=1, head_hash="00", exported_at=NOW)
        exports.insert_record(conn, record)
        assert exports.records_of(conn, "d1") == (record,)
        assert exports.records_of(conn, "d2") == ()


def test_the_newest_records_of_some_deals(store: Store) -> None:
    with store.writing() as conn:
        for number, deal in enumerate(("d1", "d2", "d3", "d1")):
            at = NOW + timedelta(days=number)
            line = RecordExport(
                id=f"r{number}", deal_id=deal, head_seq=1, head_hash="00", period="Q1", exported_at=at
            )
            exports.insert_record(conn, line)
        found = exports.newest_records(conn, ("d1", "d2"), 2)
        assert [line.id for line in found] == ["r3", "r1"] and found[0].period == "Q1"
        assert exports.newest_records(conn, (), 2) == ()
