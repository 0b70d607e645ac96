"""Statements for partners and alignment."""

from __future__ import annotations

from sqlalchemy import func

from se_desk.domain.partners import Alignment, Partner
from se_desk.storage import note_links, rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.partners import alignments, partners


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
