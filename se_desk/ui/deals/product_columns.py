"""The columns of asks rolled up and of field insights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from se_desk.domain.asks import Wanted, Weight
from se_desk.domain.insights import Heard
from se_desk.ui.deals.words import short
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column


def ask_columns() -> tuple[Column, ...]:
    """What is wanted, by how many, worth what, and whether product has answered."""
    return (
        Column("Ask", lambda one: one.group, second=_accounts, weight=500),
        Column("Deals", lambda one: str(one.deals), width=64, align="right", sort=lambda one: one.deals),
        Column("Value", _values, width=176, token="text-2"),
        Column("Weight", lambda one: one.weight.label, width=112, token=_weight_token, sort=_weight),
        Column("Answers", _answers, width=196, chip=_chip, sort=lambda one: one.unanswered),
    )


def _accounts(one: Wanted) -> str:
    names = list(dict.fromkeys(each.account for each in one.asks))
    return f"{', '.join(names[:3])} and {len(names) - 3} more" if len(names) > 3 else ", ".join(names)


def _values(one: Wanted) -> str:
    return ", ".join(value.short() for value in one.values)


def _weight(one: Wanted) -> int:
    return list(Weight).index(one.weight)


def _weight_token(one: Wanted) -> str:
    return "sev-high" if one.weight is Weight.DEAL_BREAKER else "text-2"


def _answers(one: Wanted) -> str:
    """The answer where all have the same one, else how many wait."""
    said = {each.ask.answer for each in one.asks}
    if len(said) == 1:
        return said.pop().label
    return f"{one.unanswered} of {len(one.asks)} wait" if one.unanswered else "Several answers"


def _chip(one: Wanted) -> ChipSpec:
    said = {each.ask.answer for each in one.asks}
    tone = said.pop().tone if len(said) == 1 else "amber" if one.unanswered else "neutral"
    return ChipSpec(_answers(one), tone)


def insight_columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """What was heard, what it is about, where and when."""
    return (
        Column(
            "Insight",
            lambda one: one.insight.statement,
            second=lambda one: " ".join(one.insight.detail.split()),
            glyph=_glyph,
            weight=500,
        ),
        Column("About", lambda one: one.insight.kind.label, width=124, token="text-2"),
        Column("Tags", lambda one: one.insight.tags, width=168, token="text-2"),
        Column("Heard at", lambda one: one.account, second=lambda one: one.insight.source, width=184),
        Column("On", lambda one: short(one.insight.heard_on, today()), width=84, token="text-2", sort=_on),
    )


def _glyph(one: Heard) -> str | None:
    return "lock" if one.insight.private else None


def _on(one: Heard) -> date:
    return one.insight.heard_on
