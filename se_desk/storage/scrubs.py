"""Statements for scrubs and what they decided."""

from __future__ import annotations

from sqlalchemy import func, select

from se_desk.domain.scrubs import Scrub, ScrubDecision
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.scrubs import scrub_decisions, scrubs


def insert(conn: Connection, scrub: Scrub) -> None:
    """A scrub that begins."""
    rows.insert(conn, scrubs, scrub)


def update(conn: Connection, scrub: Scrub) -> None:
    """All fields of a scrub that is there."""
    rows.update(conn, scrubs, scrub)


def delete(conn: Connection, scrub_id: str) -> None:
    """Take a scrub away with its decisions; NotFound where there is none."""
    rows.delete(conn, scrubs, scrub_id)


def get(conn: Connection, scrub_id: str) -> Scrub:
    """The scrub; NotFound where there is none."""
    return rows.get(conn, scrubs, Scrub, scrub_id)


def of_partner(conn: Connection, partner_id: str) -> tuple[Scrub, ...]:
    """The scrubs with a partner, the first one first."""
    order = (scrubs.c.begun_at, scrubs.c.id)
    return rows.fetch(conn, scrubs, Scrub, scrubs.c.partner_id == partner_id, order_by=order)


def find_open(conn: Connection, partner_id: str) -> Scrub | None:
    """The scrub with a partner that is going on, or None."""
    return rows.find(conn, scrubs, Scrub, scrubs.c.partner_id == partner_id, scrubs.c.held_on.is_(None))


def count_held(conn: Connection, partner_id: str) -> int:
    """How many scrubs were held with a partner."""
    held = (scrubs.c.partner_id == partner_id, scrubs.c.held_on.is_not(None))
    return conn.execute(select(func.count()).select_from(scrubs).where(*held)).scalar_one()


def save_decision(conn: Connection, record: ScrubDecision) -> None:
    """Write a decision, the first time or again."""
    rows.upsert(conn, scrub_decisions, record)


def find_decision(conn: Connection, scrub_id: str, deal_id: str) -> ScrubDecision | None:
    """What a scrub decided of a deal, or None."""
    which = (scrub_decisions.c.scrub_id == scrub_id, scrub_decisions.c.deal_id == deal_id)
    return rows.find(conn, scrub_decisions, ScrubDecision, *which)


def delete_decision(conn: Connection, decision_id: str) -> None:
    """The deal is undecided again; NotFound where there is none."""
    rows.delete(conn, scrub_decisions, decision_id)


def decisions_of(conn: Connection, *scrub_ids: str) -> tuple[ScrubDecision, ...]:
    """What these scrubs decided, in the order it was decided."""
    which = scrub_decisions.c.scrub_id.in_(scrub_ids)
    return rows.fetch(conn, scrub_decisions, ScrubDecision, which, order_by=scrub_decisions.c.id)
