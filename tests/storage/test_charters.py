"""Statements of charters and clauses, and the guard of an agreed version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from se_desk.domain.charters import Charter, CharterStatus, Clause, OwnTemplate
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


HOLES = (
    "UPDATE clauses SET text = 'x' WHERE id = 'a'",
    "UPDATE clauses SET charter_id = 'c2' WHERE id = 'a'",
    "UPDATE clauses SET charter_id = 'c1' WHERE id = 'z'",
    "DELETE FROM clauses WHERE id = 'a'",
    "DELETE FROM clauses",
    "INSERT OR REPLACE INTO clauses SELECT id, charter_id, origin_id, position, topic, 'x', kind, value, "
    "rule, amount, target_percent, owes FROM clauses WHERE id = 'a'",
    "INSERT OR REPLACE INTO clauses SELECT 'a', 'c2', origin_id, position, topic, text, kind, value, rule, "
    "amount, target_percent, owes FROM clauses WHERE id = 'z'",
    "INSERT INTO clauses SELECT 'new', 'c1', origin_id, 9, topic, text, kind, value, rule, amount, "
    "target_percent, owes FROM clauses WHERE id = 'z'",
    "UPDATE OR REPLACE clauses SET id = 'a' WHERE id = 'z'",
    "UPDATE charters SET title = 'x' WHERE id = 'c1'",
    "UPDATE charters SET id = 'c9' WHERE id = 'c1'",
    "UPDATE charters SET template = 'x' WHERE id = 'c1'",
    "UPDATE charters SET agreed_how = 'x' WHERE id = 'c1'",
    "UPDATE charters SET agreed_on = '2020-01-01' WHERE id = 'c1'",
    "UPDATE charters SET status = 'draft' WHERE id = 'c1'",
    "UPDATE charters SET status = 'superseded', title = 'x' WHERE id = 'c1'",
    "UPDATE OR REPLACE charters SET id = 'c1' WHERE id = 'c2'",
    "UPDATE OR REPLACE charters SET version = 1 WHERE id = 'c2'",
    "DELETE FROM charters WHERE id = 'c1'",
    "DELETE FROM partners WHERE id = 'p1'",
    "INSERT OR REPLACE INTO charters SELECT 'c1', partner_id, 7, 'x', 'draft', template, proposed_on, "
    "agreed_on, agreed_how, superseded_on, changed_at FROM charters WHERE id = 'c2'",
    "INSERT OR REPLACE INTO charters SELECT 'c7', partner_id, 1, 'x', 'draft', template, proposed_on, "
    "agreed_on, agreed_how, superseded_on, changed_at FROM charters WHERE id = 'c2'",
)


@pytest.mark.parametrize("status", [CharterStatus.AGREED, CharterStatus.SUPERSEDED])
@pytest.mark.parametrize("sql", HOLES)
def test_no_statement_changes_an_agreed_version(filled: Store, sql: str, status: CharterStatus) -> None:
    with filled.writing() as conn:
        other = replace(clause("z", 1), charter_id="c2")
        charters.write_clauses(conn, "c2", (other,))
        charters.update(conn, version(1, CharterStatus.AGREED, agreed_on=date(2026, 3, 2)))
        if status is CharterStatus.SUPERSEDED:
            charters.update(conn, version(1, status, agreed_on=date(2026, 3, 2)))
        before = charters.get(conn, "c1"), charters.clauses_of(conn, "c1")
    with pytest.raises((DBAPIError, DeskError)), filled.writing() as conn:
        conn.execute(text(sql))
    with filled.reading() as conn:
        assert (charters.get(conn, "c1"), charters.clauses_of(conn, "c1")) == before


@pytest.mark.parametrize("sql", [sql for sql in HOLES if "OR REPLACE" not in sql and "partners" not in sql])
def test_the_same_statements_change_a_draft(filled: Store, sql: str) -> None:
    """The control: it is the guard that refuses, not the statement that is wrong."""
    with filled.writing() as conn:
        charters.write_clauses(conn, "c2", (replace(clause("z", 1), charter_id="c2"),))
        if "id = 'c9'" in sql or sql.startswith("DELETE FROM charters"):
            charters.write_clauses(conn, "c1", ())
        assert conn.execute(text(sql)).rowcount >= 1


def test_own_templates_by_title(store: Store) -> None:
    with store.writing() as conn:
        for key, title in (("t1", "zeta"), ("t2", "Alpha")):
            charters.keep_template(conn, OwnTemplate(id=key, title=title, source="[]", made_at=NOW))
        assert [one.id for one in charters.templates(conn)] == ["t2", "t1"]
        charters.drop_template(conn, "t1")
        assert len(charters.templates(conn)) == 1
