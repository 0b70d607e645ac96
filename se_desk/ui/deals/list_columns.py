"""The columns of the list of deals: of those that run, and of those that ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from se_desk.domain.deals import Outcome, StepState, technical_win
from se_desk.domain.moments import count
from se_desk.domain.timelines import apart_tone
from se_desk.services.deal_board import BoardRow
from se_desk.ui.deals.deal_table import LETTERS, BarsColumn, ShareColumn
from se_desk.ui.deals.words import due_of, forecast_words, read_words, short
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column

Today = Callable[[], date]
_WIN = {StepState.DONE: "clock-done", StepState.BEGUN: "accent", StepState.OPEN: "track"}
_OUTCOMES = {Outcome.WON: "green", Outcome.LOST: "neutral", Outcome.NO_DECISION: "line"}


def running_columns(today: Today) -> tuple[Column, ...]:
    """What is shown of an active deal."""
    return (
        _deal(),
        _ae(),
        _value(),
        Column(
            "AE forecast",
            lambda row: forecast_words(row.view.forecast, today()),
            width=176,
            token=lambda row: "text-2" if row.view.forecast else "text-3",
            sort=lambda row: row.view.forecast.close_on if row.view.forecast else None,
        ),
        Column(
            "SE read",
            lambda row: read_words(row.view, today()),
            width=116,
            weight=500,
            token=lambda row: "text" if row.view.read else "text-3",
            sort=lambda row: row.view.believed_on,
        ),
        Column("Apart", lambda _row: "", width=84, chip=_apart, sort=_gap),
        _win(today),
        _evidence(),
        Column(
            "Next step",
            lambda row: due_of(row.step, today()).words,
            second=lambda row: row.step.text if row.step else "",
            width=164,
            token=lambda row: due_of(row.step, today()).token,
            sort=lambda row: row.step.due_on if row.step else None,
        ),
    )


def ended_columns(today: Today) -> tuple[Column, ...]:
    """What is shown of a deal that was won, lost or given up."""
    return (
        _deal(),
        _ae(),
        _value(),
        Column("Outcome", lambda row: _outcome(row).text, width=128, chip=_outcome),
        Column(
            "Ended",
            lambda row: short(row.view.deal.outcome_on, today()) if row.view.deal.outcome_on else "",
            width=112,
            token="text-2",
            sort=lambda row: row.view.deal.outcome_on,
        ),
        _win(today),
        _evidence(),
        Column("Reason", lambda row: row.view.deal.outcome_reason, width=300, token="text-2", wrap=True),
    )


def _deal() -> Column:
    return Column(
        "Deal",
        lambda row: row.view.deal.account,
        second=lambda row: row.view.deal.title,
        glyph=lambda row: row.severity.value if row.severity else "",
        weight=500,
    )


def _ae() -> Column:
    return Column(
        "AE",
        lambda row: row.view.partner.first_name if row.view.partner else "",
        width=88,
        token="text-2",
    )


def _value() -> Column:
    return Column(
        "Value",
        lambda row: row.view.deal.value.short() if row.view.deal.value else "",
        width=88,
        align="right",
        sort=lambda row: row.view.deal.value_minor,
    )


def _win(today: Today) -> Column:
    return BarsColumn(
        "Technical win",
        lambda row: _win_words(row, today()),
        width=100,
        bars=lambda row: [_WIN[state] for _, state, _ in technical_win(row.view.deal, today())],
        sort=lambda row: _reached(row, today()),
    )


def _evidence() -> Column:
    return ShareColumn(
        "Evidence",
        lambda row: f"{row.evidenced} of {LETTERS}",
        width=96,
        number=lambda row: row.evidenced,
        sort=lambda row: row.evidenced,
    )


def _win_words(row: BoardRow, today: date) -> str:
    done = [name for name, state, _ in technical_win(row.view.deal, today) if state is StepState.DONE]
    begun = [name for name, state, _ in technical_win(row.view.deal, today) if state is StepState.BEGUN]
    parts = [f"{', '.join(done)} done" if done else "", f"{', '.join(begun)} begun" if begun else ""]
    return ", ".join(part for part in parts if part) or "not begun"


def _reached(row: BoardRow, today: date) -> int:
    points = {StepState.DONE: 2, StepState.BEGUN: 1, StepState.OPEN: 0}
    return sum(points[state] for _, state, _ in technical_win(row.view.deal, today))


def _gap(row: BoardRow) -> int | None:
    return None if row.view.apart is None else abs(row.view.apart)


def _apart(row: BoardRow) -> ChipSpec | None:
    days = row.view.apart
    if days is None:
        return None
    return ChipSpec(count(abs(days), "day") if days else "none", apart_tone(days))


def _outcome(row: BoardRow) -> ChipSpec:
    outcome = row.view.deal.outcome
    if outcome is None:
        return ChipSpec("")
    return ChipSpec(outcome.label, _OUTCOMES.get(outcome, "amber"))
