"""Rows of a whole desk, out and in; what services promise of it is tested there."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile
from se_desk.storage import whole
from se_desk.storage.store import Store, open_store
from se_desk.storage.tables import charters
from se_desk.storage.whole import TableRows

KEY = bytes(range(32))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "new.db"
    open_store(path, KEY, create=True).close()
    return path


def guards(path: Path) -> set[str]:
    store = Store(path, KEY)
    with store.reading() as conn:
        found = conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        names = {str(name) for (name,) in found}
    store.close()
    return names


def test_no_rows_leave_a_new_desk_as_it_is(empty: Path) -> None:
    before, told = guards(empty), []
    whole.write_all(empty, KEY, (TableRows("notes", ()),), lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert guards(empty) == before
    assert {guard.split()[2] for guard in charters.GUARDS} <= before


@pytest.mark.parametrize(
    "table",
    [
        TableRows("search_items", ()),
        TableRows("partners", ({"id": "x"},)),
        TableRows("upkeep", ()),
        TableRows("risk_chains", ({"deal_id": "a", "chain": "c"}, {"deal_id": "b", "chain": "c"})),
    ],
)
def test_rows_that_are_none_of_a_desk_are_refused_and_guards_stay(empty: Path, table: TableRows) -> None:
    before = guards(empty)
    with pytest.raises(BadFile):
        whole.write_all(empty, KEY, (table,))
    assert guards(empty) == before


def test_every_table_but_what_is_made_from_others_goes_along() -> None:
    names = {table.name for table in whole.TABLES}
    assert {"deals", "notes", "risk_entries", "risk_opened", "attachment_bytes", "profile"} <= names
    assert not {"search_items", "search_due", "upkeep", "search_words"} & names
