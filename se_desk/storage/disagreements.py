"""Statements for disagreements and the talks about them."""

from __future__ import annotations

from se_desk.domain.disagreements import Attempt, Disagreement
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.disagreements import attempts, disagreements


def insert(conn: Connection, record: Disagreement) -> None:
    """A new disagreement."""
    rows.insert(conn, disagreements, record)


def update(conn: Connection, record: Disagreement) -> None:
    """All fields of one that is there."""
    rows.update(conn, disagreements, record)


def delete(conn: Connection, disagreement_id: str) -> None:
    """Take one away with its attempts; NotFound where there is none."""
    rows.delete(conn, disagreements, disagreement_id)


def get(conn: Connection, disagreement_id: str) -> Disagreement:
    """The disagreement; NotFound where there is none."""
    return rows.get(conn, disagreements, Disagreement, disagreement_id)


def of_partner(conn: Connection, partner_id: str) -> tuple[Disagreement, ...]:
    """The disagreements with a partner, the newest first."""
    order = (disagreements.c.raised_on.desc(), disagreements.c.id.desc())
    which = disagreements.c.partner_id == partner_id
    return rows.fetch(conn, disagreements, Disagreement, which, order_by=order)


def insert_attempt(conn: Connection, attempt: Attempt) -> None:
    """One more talk."""
    rows.insert(conn, attempts, attempt)


def attempts_of(conn: Connection, *disagreement_ids: str) -> tuple[Attempt, ...]:
    """The talks about these, of each in their order."""
    order = (attempts.c.disagreement_id, attempts.c.number)
    return rows.fetch(
        conn, attempts, Attempt, attempts.c.disagreement_id.in_(disagreement_ids), order_by=order
    )
