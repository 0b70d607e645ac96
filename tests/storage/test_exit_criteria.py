"""Statements of exit criteria."""

from __future__ import annotations

from dataclasses import replace

from se_desk.domain.deals import Stage
from se_desk.domain.exit_criteria import ExitCriterion, ExitEvidence
from se_desk.storage import deals, exit_criteria, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals as deal_table
from tests.storage.conftest import NOW, a_deal

FIRST = ExitCriterion(id="a", stage=Stage.DEMO, position=1, text="A day")
SECOND = replace(FIRST, id="b", position=2, dropped=True)
MET = ExitEvidence(id="e", deal_id="d1", criterion_id="a", evidence="A mail", changed_at=NOW)


def test_a_list_and_what_deals_have_for_it(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        assert exit_criteria.all_criteria(conn) == ()
        exit_criteria.save(conn, SECOND)
        exit_criteria.save(conn, FIRST)
        exit_criteria.save(conn, replace(FIRST, text="A day in writing"))
        assert [one.text for one in exit_criteria.all_criteria(conn)] == ["A day in writing", "A day"]
        assert exit_criteria.find_evidence(conn, "d1", "a") is None
        exit_criteria.save_evidence(conn, MET)
        assert exit_criteria.find_evidence(conn, "d1", "a") == MET
        assert exit_criteria.evidence_of(conn, "d1") == (MET,)


def test_evidence_goes_with_its_deal(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        exit_criteria.save(conn, FIRST)
        exit_criteria.save_evidence(conn, MET)
        rows.delete(conn, deal_table, "d1")
        assert exit_criteria.evidence_of(conn, "d1") == ()
        assert exit_criteria.all_criteria(conn) == (FIRST,)
