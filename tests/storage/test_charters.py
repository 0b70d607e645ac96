"""Statements of charters and clauses, and the guard of an agreed version."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from se_desk.domain.charters import Charter, CharterStatus, Clause
from se_desk.domain.errors import DeskError
from se_desk.domain.partners import Partner
from se_desk.storage import charters, partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW


def version(number: int, status: CharterStatus = CharterStatus.DRAFT, **fields: object) -> Charter:
    made = {"id": f"c{number}", "partner_id": "p1", "version": number, "title": "Us", "changed_at": NOW}
    return Charter(status=status, **(made | fields))  # type: ignore[arg-type]


def clause(key: str, position: int) -> Clause:
    return Clause(id=key, charter_id="c1", origin_id=key, position=position, topic=key, text="Words.")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Otto"))
        charters.insert(conn, version(2))
        charters.insert(conn, version(1))
        charters.write_clauses(conn, "c1", (clause("b", 2), clause("a", 1)))
    return store


def test_versions_and_clauses_in_order(filled: Store) -> None:
    with filled.writing() as conn:
        assert [one.version for one in charters.of_partner(conn, "p1")] == [1, 2]
        assert [one.id for one in charters.clauses_of(conn, "c1")] == ["a", "b"]
        charters.write_clauses(conn, "c1", (clause("b", 1),))
        assert [one.id for one in charters.clauses_of(conn, "c1")] == ["b"]
        assert charters.clause(conn, "b").position == 1
        charters.write_clauses(conn, "c1", ())
        assert charters.clauses_of(conn, "c1") == ()


def test_an_agreed_version_can_only_be_superseded(filled: Store) -> None:
    agreed = version(1, CharterStatus.AGREED, agreed_on=date(2026, 3, 2))
    with filled.writing() as conn:
        charters.update(conn, agreed)
    with pytest.raises((DBAPIError, DeskError)), filled.writing() as conn:
        charters.write_clauses(conn, "c1", ())
    with pytest.raises((DBAPIError, DeskError)), filled.writing() as conn:
        charters.update(conn, version(1, CharterStatus.AGREED, title="Other", agreed_on=date(2026, 3, 2)))
    with filled.writing() as conn:
        gone = version(
            1, CharterStatus.SUPERSEDED, agreed_on=date(2026, 3, 2), superseded_on=date(2026, 4, 2)
        )
        charters.update(conn, gone)
        assert charters.get(conn, "c1").status is CharterStatus.SUPERSEDED
    with pytest.raises((DBAPIError, DeskError)), filled.writing() as conn:
        charters.update(conn, agreed)
