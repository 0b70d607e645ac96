"""What filters name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from se_desk.domain.deals import Outcome
from se_desk.domain.partners import Partner
from se_desk.storage import named, rows
from se_desk.storage.known import Known
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from se_desk.storage.tables.partners import partners
from tests.storage.conftest import NOW, a_deal, a_note


@pytest.fixture
def raw(store: Store) -> Iterator[Any]:
    """Two deals, one of them closed, a partner, and tags."""
    closed = {"outcome": Outcome.WON, "outcome_on": NOW.date()}
    with store.writing() as conn:
        rows.insert(conn, partners, Partner(id="p1", name="Pavel Lindqvist", segment="Ports"))
        rows.insert(conn, deals, a_deal(**closed))
        rows.insert(conn, deals, a_deal("d2", title="Berths", account="Kestrel Port", partner_id="p1"))
        rows.insert_many(conn, notes, [a_note(), a_note("n2")])
        for note_id, name in (("n1", "Cold"), ("n2", "cold"), ("n2", "later")):
            row = (note_id, name.casefold(), name)
            conn.exec_driver_sql(
                "INSERT INTO note_links (note_id, kind, key, name) VALUES (?, 'tag', ?, ?)", row
            )
    with store.searcher.searching() as found:
        yield found


@pytest.mark.parametrize(
    ("deal", "ae", "found"),
    [
        ("", "", None),
        ("KESTREL", "", ("d2",)),
        ("port berths", "", ("d2",)),
        ("d1", "", ("d1",)),
        ("", "pavel", ("d2",)),
        ("brookmoor", "pavel", ()),
        ("nowhere", "", ()),
    ],
)
def test_deals_by_account_title_id_and_partner(raw: Any, deal: str, ae: str, found: object) -> None:
    assert named.deals_like(Known().at(raw), deal, ae) == found


def test_deals_partners_and_tags(raw: Any) -> None:
    assert named.deals(raw) == (
        ("Kestrel Port", "Berths", True),
        ("Brookmoor Dairy", "Cold chain sensors", False),
    )
    assert named.partners(raw) == (("Pavel Lindqvist", "Ports"),)
    assert named.tags(raw) == (("Cold", 2), ("later", 1))
