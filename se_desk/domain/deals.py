"""Deals: one sales opportunity, its two dates, and what is known about it (PRODUCT, part 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from se_desk.domain.money import Money


class Stage(StrEnum):
    """Where the sale stands; the technical win is separate from it."""

    DISCOVERY = "discovery"
    DEMO = "demo"
    POC = "poc"
    SIGN_OFF = "sign_off"
    PROCUREMENT = "procurement"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return {"poc": "POC", "sign_off": "Sign-off"}.get(self.value, self.value.capitalize())


class Outcome(StrEnum):
    """How a deal ended."""

    WON = "won"
    LOST = "lost"
    NO_DECISION = "no_decision"
    DISQUALIFIED = "disqualified"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return self.value.replace("_", " ").capitalize()


class NoGo(StrEnum):
    """Why the SE stepped back from a deal; only the first counts in the no-go rate (PRODUCT, part 9)."""

    TECHNICAL_FIT = "technical_fit"
    NO_BUDGET = "no_budget"
    NO_SPONSOR = "no_sponsor"
    TOO_FAR_OFF = "too_far_off"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return self.value.replace("_", " ").capitalize()


class ForecastCategory(StrEnum):
    """What the AE calls the deal in the CRM."""

    PIPELINE = "pipeline"
    BEST_CASE = "best_case"
    COMMIT = "commit"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One sales opportunity the SE works on.

    ``value_minor`` counts minor units of ``value_currency``. The four ``*_on`` days of the technical
    win are the days those steps were reached. Procurement lasts ``procurement_weeks`` whole weeks from
    ``procurement_start_on``, as ``procurement_source`` says. ``no_go`` is why the SE stepped back, of a
    disqualified deal of which the SE has said it.
    """

    id: str
    title: str
    account: str
    partner_id: str | None = None
    crm_id: str = ""
    value_minor: int | None = None
    value_currency: str = "USD"
    stage: Stage = Stage.DISCOVERY
    came_on: date
    discovery_on: date | None = None
    demo_on: date | None = None
    poc_on: date | None = None
    poc_until_on: date | None = None
    sign_off_on: date | None = None
    procurement_start_on: date | None = None
    procurement_weeks: int | None = None
    procurement_source: str = ""
    competitors: str = ""
    compelling_event: str = ""
    outcome: Outcome | None = None
    outcome_on: date | None = None
    outcome_reason: str = ""
    no_go: NoGo | None = None
    changed_at: datetime

    @property
    def value(self) -> Money | None:
        """What the deal is worth, where that is known."""
        return None if self.value_minor is None else Money(self.value_minor, self.value_currency)

    @property
    def is_active(self) -> bool:
        """Open, that is without an outcome."""
        return self.outcome is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the AE had in the CRM from ``recorded_at`` on: a category and a close date."""

    id: str
    deal_id: str
    category: ForecastCategory
    close_on: date
    source: str = ""
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The close date the SE believed in from ``recorded_at`` on, and why."""

    id: str
    deal_id: str
    close_on: date
    why: str = ""
    recorded_at: datetime


class StepState(StrEnum):
    """A step of the technical win."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


def technical_win(deal: Deal, today: date) -> tuple[tuple[str, StepState, date | None], ...]:
    """Discovery, demo, POC and sign-off with state and day; a POC is begun until its end day is past."""
    poc = StepState.OPEN
    if deal.poc_on:
        over = deal.sign_off_on or (deal.poc_until_on and deal.poc_until_on < today)
        poc = StepState.DONE if over else StepState.BEGUN
    return (
        ("Discovery", _reached(deal.discovery_on), deal.discovery_on),
        ("Demo", _reached(deal.demo_on), deal.demo_on),
        ("POC", poc, deal.poc_until_on or deal.poc_on),
        ("Sign-off", _reached(deal.sign_off_on), deal.sign_off_on),
    )


def _reached(day: date | None) -> StepState:
    return StepState.DONE if day else StepState.OPEN


HEALTHY_LOAD = (8, 12)


def load_words(active: int) -> str:
    """What the desk says of the number of active deals (PRODUCT, part 1: 8 to 12 is healthy)."""
    low, high = HEALTHY_LOAD
    if active < low:
        return f"Under the healthy range of {low} to {high}"
    return f"Over the healthy range of {low} to {high}" if active > high else "In the healthy range"
