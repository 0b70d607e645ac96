"""Statements for deal strategies: the parts as they read now, and their versions."""

from __future__ import annotations

from se_desk.domain.strategies import Heading, StrategyPart, StrategyVersion
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.strategies import strategy_parts, strategy_versions

_NEWEST = (strategy_versions.c.recorded_at.desc(), strategy_versions.c.id.desc())


def save(conn: Connection, part: StrategyPart) -> None:
    """Write a part, the first time or again."""
    rows.upsert(conn, strategy_parts, part)


def of_deal(conn: Connection, deal_id: str) -> tuple[StrategyPart, ...]:
    """The parts of a deal that somebody has touched."""
    return rows.fetch(conn, strategy_parts, StrategyPart, strategy_parts.c.deal_id == deal_id)


def save_version(conn: Connection, version: StrategyVersion) -> None:
    """Write a version, the first time or again."""
    rows.upsert(conn, strategy_versions, version)


def last_version(conn: Connection, deal_id: str, heading: Heading) -> StrategyVersion | None:
    """The newest version of a part; None where nobody wrote it."""
    where = (strategy_versions.c.deal_id == deal_id, strategy_versions.c.heading == heading)
    found = rows.fetch(conn, strategy_versions, StrategyVersion, *where, order_by=_NEWEST, limit=1)
    return found[0] if found else None


def version(conn: Connection, version_id: str) -> StrategyVersion:
    """The version; NotFound where there is none."""
    return rows.get(conn, strategy_versions, StrategyVersion, version_id)


def versions_of(conn: Connection, deal_id: str) -> tuple[StrategyVersion, ...]:
    """Everything the parts of a deal have said, the newest first."""
    where = strategy_versions.c.deal_id == deal_id
    return rows.fetch(conn, strategy_versions, StrategyVersion, where, order_by=_NEWEST)
