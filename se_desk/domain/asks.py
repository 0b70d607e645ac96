"""Asks: what the customer asked the product to do, and the answer given (PRODUCT, part 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from se_desk.domain.money import Money


class Weight(StrEnum):
    """How much it matters to the customer."""

    DEAL_BREAKER = "deal_breaker"
    CHALLENGE = "challenge"
    NICE = "nice"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"nice": "Nice to have", "deal_breaker": "Deal breaker"}.get(self.value, "Challenge")


class Answer(StrEnum):
    """The answers there are. "Maybe" is none of them."""

    NONE = "none"
    YES_TODAY = "yes_today"
    YES_WITH_SETUP = "yes_with_setup"
    ROADMAP = "roadmap"
    NO = "no"
    RANKED = "ranked"
    WAITING = "waiting"

    @property
    def label(self) -> str:
        """The words on the chip."""
        return _ANSWERS[self.value][0]

    @property
    def tone(self) -> str:
        """How the chip is drawn."""
        return _ANSWERS[self.value][1]


_ANSWERS = {
    "none": ("No answer yet", "amber"),
    "yes_today": ("Yes, today", "green"),
    "yes_with_setup": ("Yes, with setup", "accent"),
    "roadmap": ("On the roadmap", "accent"),
    "no": ("No", "high"),
    "ranked": ("Ranked by them", "neutral"),
    "waiting": ("Waiting for product", "neutral"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing the customer asked for, in their words, with the answer it got.

    ``topic`` groups asks of several deals that want the same. ``promised_on`` is the day product gave;
    ``promised_by`` is who promised it to the customer, ``sow_line`` the line of the statement of work that
    holds the promise. ``shipped_on`` is the day on which the product could do it.
    """

    id: str
    deal_id: str
    note_id: str | None = None
    statement: str
    words: str = ""
    weight: Weight = Weight.CHALLENGE
    answer: Answer = Answer.NONE
    answer_note: str = ""
    promised_on: date | None = None
    asked_on: date
    topic: str = ""
    promised_by: str = ""
    sow_line: str = ""
    shipped_on: date | None = None

    @property
    def group(self) -> str:
        """What it is rolled up under."""
        return " ".join((self.topic or self.statement).split())


UNANSWERED = (Answer.NONE, Answer.WAITING)
_MAYBE = re.compile(
    r"\b(maybe|perhaps|possibly|probably|hopefully|should be (?:possible|fine|there)|might|soon|"
    r"some ?day|sometime|we will see|in principle|more or less)\b",
    re.IGNORECASE,
)


def maybe_words(text: str) -> tuple[str, ...]:
    """Words of an answer that the customer may plan with as if they were yes, each once as written."""
    return tuple(dict.fromkeys(found.group(0) for found in _MAYBE.finditer(text)))


def promise_gap(ask: Ask) -> str:
    """What a promise still lacks, in a sentence; empty where nothing was promised or nothing lacks."""
    if not ask.promised_by.strip():
        return ""
    if ask.answer in UNANSWERED:
        return f"{ask.promised_by.strip()} promised it, and product has not answered."
    if not ask.sow_line.strip():
        return f"{ask.promised_by.strip()} promised it, and no line of the statement of work holds it."
    return ""


@dataclass(frozen=True, slots=True)
class AskOnDeal:
    """An ask with what is needed of its deal: account, value where that is known, whether it runs."""

    ask: Ask
    account: str
    deal: str
    value: Money | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is wanted, and every deal on which it was asked for, the gravest weight first."""

    group: str
    asks: tuple[AskOnDeal, ...]

    @property
    def deals(self) -> int:
        """How many deals asked for it."""
        return len({one.ask.deal_id for one in self.asks})

    @property
    def weight(self) -> Weight:
        """The gravest weight it has on any deal."""
        return self.asks[0].ask.weight

    @property
    def values(self) -> tuple[Money, ...]:
        """What the deals are worth by currency, each deal counted once; currencies by their code."""
        worth = {one.ask.deal_id: one.value for one in self.asks if one.value is not None}
        sums: dict[str, int] = {}
        for value in worth.values():
            sums[value.currency] = sums.get(value.currency, 0) + value.minor
        return tuple(Money(sums[code], code) for code in sorted(sums))

    @property
    def unanswered(self) -> int:
        """How many of the asks wait for an answer."""
        return sum(one.ask.answer in UNANSWERED for one in self.asks)


def rolled_up(asks: Iterable[AskOnDeal]) -> tuple[Wanted, ...]:
    """Asks of the same topic, or of the same words, as one; what most deals want comes first."""
    groups: dict[str, list[AskOnDeal]] = {}
    for one in asks:
        groups.setdefault(one.ask.group.casefold(), []).append(one)
    found = [_wanted(those) for those in groups.values()]
    return tuple(sorted(found, key=lambda one: (-one.deals, _weigh(one.weight), one.group.casefold())))


def _wanted(those: list[AskOnDeal]) -> Wanted:
    ordered = sorted(those, key=lambda one: (_weigh(one.ask.weight), one.ask.asked_on, one.ask.id))
    return Wanted(min(those, key=lambda one: (one.ask.asked_on, one.ask.id)).ask.group, tuple(ordered))


def _weigh(weight: Weight) -> int:
    return list(Weight).index(weight)
