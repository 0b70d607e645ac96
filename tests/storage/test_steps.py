"""Statements of next steps: open before settled, and what is overdue."""

from __future__ import annotations

from datetime import timedelta

from se_desk.domain.steps import NextStep
from se_desk.storage import deals, steps
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal

TODAY = NOW.date()


def test_order_and_overdue(store: Store) -> None:
    rows = (
        ("s1", TODAY - timedelta(days=9), NOW),
        ("s2", None, None),
        ("s3", TODAY, None),
        ("s4", TODAY - timedelta(days=1), None),
        ("s5", TODAY - timedelta(days=2), None),
    )
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        for key, due, settled in rows:
            made = NextStep(id=key, deal_id="d1", text=key, due_on=due, made_at=NOW, settled_at=settled)
            steps.insert(conn, made)
        assert [step.id for step in steps.of_deal(conn, "d1")] == ["s5", "s4", "s3", "s2", "s1"]
        assert [step.id for step in steps.overdue(conn, TODAY)] == ["s5", "s4"]
        steps.update(conn, NextStep(id="s5", deal_id="d1", text="s5", made_at=NOW, settled_at=NOW))
        assert [step.id for step in steps.overdue(conn, TODAY)] == ["s4"]
        assert steps.get(conn, "s4").due_on == TODAY - timedelta(days=1)
