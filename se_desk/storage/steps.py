"""Statements for next steps."""

from __future__ import annotations

from datetime import date

from se_desk.domain.steps import NextStep
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.steps import steps


def insert(conn: Connection, step: NextStep) -> None:
    """A new promise."""
    rows.insert(conn, steps, step)


def update(conn: Connection, step: NextStep) -> None:
    """All fields of one that is there."""
    rows.update(conn, steps, step)


def get(conn: Connection, step_id: str) -> NextStep:
    """The step; NotFound where there is none."""
    return rows.get(conn, steps, NextStep, step_id)


def of_deal(conn: Connection, deal_id: str) -> tuple[NextStep, ...]:
    """A deal's steps: open ones first, by due day, then the settled ones."""
    return rows.fetch(
        conn,
        steps,
        NextStep,
        steps.c.deal_id == deal_id,
        order_by=(steps.c.settled_at.is_not(None), steps.c.due_on.is_(None), steps.c.due_on, steps.c.id),
    )


def open_steps(conn: Connection) -> tuple[NextStep, ...]:
    """The open steps of all deals, by due day; those without a day last."""
    by_day = (steps.c.due_on.is_(None), steps.c.due_on, steps.c.id)
    return rows.fetch(conn, steps, NextStep, steps.c.settled_at.is_(None), order_by=by_day)


def overdue(conn: Connection, today: date) -> tuple[NextStep, ...]:
    """Open steps whose day is past, the oldest first."""
    return rows.fetch(
        conn,
        steps,
        NextStep,
        steps.c.settled_at.is_(None),
        steps.c.due_on < today,
        order_by=(steps.c.due_on, steps.c.id),
    )
