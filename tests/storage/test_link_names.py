"""Who and what can be named; what names mean is tested with the notes that use them (test_note_links)."""

from __future__ import annotations

from se_desk.domain.partners import Partner
from se_desk.domain.people import Stakeholder
from se_desk.storage import deals, link_names, notes, partners, people
from se_desk.storage.store import Store
from tests.storage.conftest import a_deal, a_note


def test_everybody_with_what_they_are(store: Store) -> None:
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Pavel Lindqvist", segment="Ports"))
        partners.insert(conn, Partner(id="p2", name="Ola Berg"))
        deals.insert(conn, a_deal(partner_id="p1"))
        people.insert(conn, Stakeholder(id="s1", deal_id="d1", name="Ana Ruiz", title="CIO"))
        notes.insert(conn, a_note(title="Line walk"))
        seen = {(one.name, one.near, one.about) for one in link_names.everyone(conn, "d1")}
        assert seen == {
            ("Ana Ruiz", True, "CIO, Brookmoor Dairy"),
            ("Pavel Lindqvist", True, "Account executive, Ports"),
            ("Ola Berg", False, "Account executive"),
        }
        assert not any(one.near for one in link_names.everyone(conn, None))
        assert set(link_names.all_people(conn)) == {"Ana Ruiz", "Pavel Lindqvist", "Ola Berg"}
        assert link_names.target(conn, "deal", "d1") == ("deal", "d1", "Brookmoor Dairy", "d1")
        assert link_names.target(conn, "note", "n1") == ("note", "n1", "Line walk", "d1")
        assert link_names.target(conn, "person", "s1") == ("person", "s1", "Ana Ruiz", "d1")
        assert link_names.target(conn, "partner", "p1") == ("partner", "p1", "Pavel Lindqvist", None)
        assert link_names.target(conn, "person", "gone") is None
