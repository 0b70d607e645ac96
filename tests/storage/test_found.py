"""What stands behind a row of the index, read with the search itself."""

from __future__ import annotations

import pytest

from se_desk.domain.chain import CORRECT, FLAG, NOTE, ClockReading, append
from se_desk.storage import found, risks, rows
from se_desk.storage.store import Connection, Store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from tests.storage.conftest import NOW, a_deal, a_note

CHAIN, SALT, CLOCK = "ab" * 16, bytes(16), ClockReading(NOW, "00000001", 0)


def log(conn: Connection, entries: list[tuple[str, int, dict[str, str], str | None]]) -> None:
    """A chain with these entries: kind, flag, fields, and the kind of what is corrected."""
    risks.begin_chain(conn, "d1", CHAIN)
    head = None
    for kind, flag, fields, corrected in entries:
        entry = append(CHAIN, head, CLOCK, kind, flag, fields, dict.fromkeys(fields, SALT), corrected)
        risks.append(conn, "d1", entry)
        head = entry.head


@pytest.fixture
def raised(store: Store) -> Store:
    """A flag with a remark and two corrections."""
    said = {"severity": "low", "category": "data", "statement": "Grapes late"}
    with store.writing() as conn:
        log(
            conn,
            [
                (FLAG, 0, said, None),
                (NOTE, 1, {"note": "Still"}, None),
                (CORRECT, 1, {"corrects": "1", "statement": "Grapes too late"}, FLAG),
                (CORRECT, 1, {"corrects": "1", "severity": "high"}, FLAG),
            ],
        )
    return store


def test_a_flag_is_as_its_corrections_left_it(raised: Store) -> None:
    with raised.searcher.searching() as raw:
        flag = found.flag(raw, CHAIN, 1)
        assert flag == found.FlagNow("Grapes too late", "high", NOW)
        assert found.flag(raw, CHAIN, 2) is None
        assert found.flag(raw, "cd" * 16, 1) is None


def test_what_is_gone_has_no_owner(store: Store) -> None:
    with store.searcher.searching() as raw:
        assert found.clause(raw, "c9") == ("", "")
        assert found.note_of_attachment(raw, "a9") == ""


def test_whether_a_change_waits(store: Store) -> None:
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
        rows.insert(conn, notes, a_note(body="one"))
    with store.searcher.searching() as raw:
        assert not found.waits(raw)
    with store.writing() as conn:
        rows.update(conn, notes, a_note(body="two"))
    with store.searcher.searching() as raw:
        assert found.waits(raw)


def test_a_deal_is_called_by_account_and_title(store: Store) -> None:
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    with store.searcher.searching() as raw:
        assert found.deal(raw, "d1") == "Brookmoor Dairy: Cold chain sensors"
        assert found.deal(raw, "d9") == ""
