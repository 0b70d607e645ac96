"""Statements for field insights."""

from __future__ import annotations

from se_desk.domain.insights import Insight
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.insights import insights

_NEWEST = (insights.c.heard_on.desc(), insights.c.id.desc())


def insert(conn: Connection, insight: Insight) -> None:
    """A new insight."""
    rows.insert(conn, insights, insight)


def update(conn: Connection, insight: Insight) -> None:
    """All fields of one that is there."""
    rows.update(conn, insights, insight)


def delete(conn: Connection, insight_id: str) -> None:
    """Take one away; NotFound where there is none."""
    rows.delete(conn, insights, insight_id)


def get(conn: Connection, insight_id: str) -> Insight:
    """The insight; NotFound where there is none."""
    return rows.get(conn, insights, Insight, insight_id)


def all_insights(conn: Connection) -> tuple[Insight, ...]:
    """Every insight, the newest first."""
    return rows.fetch(conn, insights, Insight, order_by=_NEWEST)


def of_deal(conn: Connection, deal_id: str) -> tuple[Insight, ...]:
    """A deal's insights, the newest first."""
    return rows.fetch(conn, insights, Insight, insights.c.deal_id == deal_id, order_by=_NEWEST)
