"""Statements for requests from account executives."""

from __future__ import annotations

from sqlalchemy import func, select

from se_desk.domain.requests import Request
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.requests import requests

_NEWEST = (requests.c.asked_on.desc(), requests.c.id.desc())


def insert(conn: Connection, request: Request) -> None:
    """A new request."""
    rows.insert(conn, requests, request)


def update(conn: Connection, request: Request) -> None:
    """All fields of one that is there."""
    rows.update(conn, requests, request)


def delete(conn: Connection, request_id: str) -> None:
    """Take one away; NotFound where there is none."""
    rows.delete(conn, requests, request_id)


def get(conn: Connection, request_id: str) -> Request:
    """The request; NotFound where there is none."""
    return rows.get(conn, requests, Request, request_id)


def of_deal(conn: Connection, deal_id: str) -> tuple[Request, ...]:
    """The requests on a deal, the newest first."""
    return rows.fetch(conn, requests, Request, requests.c.deal_id == deal_id, order_by=_NEWEST)


def of_partner(conn: Connection, partner_id: str) -> tuple[Request, ...]:
    """The requests of a partner, the newest first."""
    return rows.fetch(conn, requests, Request, requests.c.partner_id == partner_id, order_by=_NEWEST)


def count_of_partner(conn: Connection, partner_id: str) -> int:
    """How many requests a partner has made."""
    which = requests.c.partner_id == partner_id
    return conn.execute(select(func.count()).select_from(requests).where(which)).scalar_one()
