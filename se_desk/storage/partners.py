"""Statements for partners, alignment, and what the AE logged."""

from __future__ import annotations

from sqlalchemy import func

from se_desk.domain.partners import Alignment, CrmTick, Partner
from se_desk.storage import note_links, rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.partners import alignments, crm_ticks, partners


def insert(conn: Connection, partner: Partner) -> None:
    """A new partner."""
    rows.insert(conn, partners, partner)
    note_links.settle_person(conn, partner.name)


def update(conn: Connection, partner: Partner) -> None:
    """All fields of a partner who is there."""
    rows.update(conn, partners, partner)
    note_links.settle_person(conn, partner.name)


def get(conn: Connection, partner_id: str) -> Partner:
    """The partner; NotFound where there is none."""
    return rows.get(conn, partners, Partner, partner_id)


def all_partners(conn: Connection) -> tuple[Partner, ...]:
    """Every partner, by name."""
    return rows.fetch(conn, partners, Partner, order_by=(func.lower(partners.c.name), partners.c.id))


def insert_alignment(conn: Connection, record: Alignment) -> None:
    """One more rating."""
    rows.insert(conn, alignments, record)


def alignments_of(conn: Connection, partner_id: str) -> tuple[Alignment, ...]:
    """The ratings, oldest first."""
    return rows.fetch(
        conn,
        alignments,
        Alignment,
        alignments.c.partner_id == partner_id,
        order_by=(alignments.c.rated_at, alignments.c.id),
    )


def tick(conn: Connection, record: CrmTick) -> None:
    """Whether the AE logged a call; written the first time or again."""
    rows.upsert(conn, crm_ticks, record)


def untick(conn: Connection, call_id: str) -> None:
    """Not known after all."""
    conn.execute(crm_ticks.delete().where(crm_ticks.c.id == call_id))


def ticks_of(conn: Connection, *call_ids: str) -> tuple[CrmTick, ...]:
    """The ticks of these calls, as far as there are any."""
    return rows.fetch(conn, crm_ticks, CrmTick, crm_ticks.c.id.in_(call_ids), order_by=crm_ticks.c.id)
