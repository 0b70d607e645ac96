"""Deals: stages, the technical win beside them, and a healthy load."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime

import pytest

from se_desk.domain.deals import (
    Deal,
    ForecastCategory,
    Outcome,
    Stage,
    StepState,
    load_words,
    technical_win,
)
from se_desk.domain.money import Money

TODAY = date(2026, 3, 4)
DEAL = Deal(
    id="d",
    title="Berth planning",
    account="Halvorsen Quays",
    came_on=date(2026, 1, 1),
    changed_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        DEAL.title = "Another"  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("stage", "label"),
    [
        (Stage.DISCOVERY, "Discovery"),
        (Stage.POC, "POC"),
        (Stage.SIGN_OFF, "Sign-off"),
        (Stage.PROCUREMENT, "Procurement"),
        (Stage.CLOSED, "Closed"),
    ],
)
def test_stage_labels(stage: Stage, label: str) -> None:
    assert stage.label == label


def test_labels_of_outcomes_and_categories() -> None:
    assert [outcome.label for outcome in Outcome] == ["Won", "Lost", "No decision", "Disqualified"]
    assert [category.label for category in ForecastCategory] == ["Pipeline", "Best case", "Commit"]


def test_a_value_is_money_where_it_is_known() -> None:
    assert DEAL.value is None
    assert replace(DEAL, value_minor=0).value == Money(0, "USD")
    assert replace(DEAL, value_minor=5_000, value_currency="EUR").value == Money(5_000, "EUR")


def test_a_deal_is_active_until_it_has_an_outcome() -> None:
    assert DEAL.is_active
    assert not replace(DEAL, outcome=Outcome.NO_DECISION).is_active


def states(deal: Deal, today: date = TODAY) -> list[StepState]:
    return [state for _, state, _ in technical_win(deal, today)]


def test_nothing_reached_yet() -> None:
    assert technical_win(DEAL, TODAY) == (
        ("Discovery", StepState.OPEN, None),
        ("Demo", StepState.OPEN, None),
        ("POC", StepState.OPEN, None),
        ("Sign-off", StepState.OPEN, None),
    )


@pytest.mark.parametrize(
    ("until", "sign_off", "state", "shown"),
    [
        (None, None, StepState.BEGUN, date(2026, 2, 20)),
        (date(2026, 3, 4), None, StepState.BEGUN, date(2026, 3, 4)),  # its last day is still a day of it
        (date(2026, 3, 3), None, StepState.DONE, date(2026, 3, 3)),
        (date(2026, 3, 20), date(2026, 3, 2), StepState.DONE, date(2026, 3, 20)),  # signed off early
        (None, date(2026, 3, 2), StepState.DONE, date(2026, 2, 20)),
    ],
)
def test_a_poc_is_begun_until_its_end_is_past(
    until: date | None, sign_off: date | None, state: StepState, shown: date
) -> None:
    deal = replace(DEAL, poc_on=date(2026, 2, 20), poc_until_on=until, sign_off_on=sign_off)
    assert technical_win(deal, TODAY)[2] == ("POC", state, shown)


def test_steps_may_be_skipped() -> None:
    deal = replace(DEAL, demo_on=TODAY, sign_off_on=TODAY)
    assert states(deal) == [StepState.OPEN, StepState.DONE, StepState.OPEN, StepState.DONE]


@pytest.mark.parametrize(
    ("active", "words"),
    [
        (0, "Under the healthy range of 8 to 12"),
        (7, "Under the healthy range of 8 to 12"),
        (8, "In the healthy range"),
        (12, "In the healthy range"),
        (13, "Over the healthy range of 8 to 12"),
    ],
)
def test_load(active: int, words: str) -> None:
    assert load_words(active) == words
