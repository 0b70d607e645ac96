"""Deals and the two histories of their dates."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from se_desk.domain.deals import ForecastCategory, NoGo, Outcome, Stage
from se_desk.storage.columns import Day, Key, Moment, Prose, Word, metadata

deals = Table(
    "deals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("title", Prose, nullable=False),
    Column("account", Prose, nullable=False),
    Column("partner_id", Key, ForeignKey("partners.id"), index=True),
    Column("crm_id", Prose, nullable=False),
    Column("value_minor", Integer),
    Column("value_currency", Prose, nullable=False),
    Column("stage", Word(Stage), nullable=False),
    Column("came_on", Day, nullable=False),
    Column("discovery_on", Day),
    Column("demo_on", Day),
    Column("poc_on", Day),
    Column("poc_until_on", Day),
    Column("sign_off_on", Day),
    Column("procurement_start_on", Day),
    Column("procurement_weeks", Integer),
    Column("procurement_source", Prose, nullable=False),
    Column("competitors", Prose, nullable=False),
    Column("compelling_event", Prose, nullable=False),
    Column("outcome", Word(Outcome)),
    Column("outcome_on", Day),
    Column("outcome_reason", Prose, nullable=False),
    Column("no_go", Word(NoGo)),
    Column("changed_at", Moment, nullable=False),
)

forecasts = Table(
    "forecasts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("category", Word(ForecastCategory), nullable=False),
    Column("close_on", Day, nullable=False),
    Column("source", Prose, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)

reads = Table(
    "reads",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("close_on", Day, nullable=False),
    Column("why", Prose, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)
