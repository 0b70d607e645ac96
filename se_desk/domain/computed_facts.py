"""What the desk can compute of a deal, each fact a sentence that can stand as evidence (PRODUCT, part 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from se_desk.domain.asks import UNANSWERED
from se_desk.domain.moments import count, say_date
from se_desk.domain.people import Role
from se_desk.domain.proposals import DealFacts, proposals
from se_desk.domain.qualification import Element, Letter
from se_desk.domain.timelines import days_apart, procurement_of

DECIDING = (Role.CHAMPION, Role.ECONOMIC_BUYER)


def computed_facts(facts: DealFacts, elements: Iterable[Element] = ()) -> tuple[str, ...]:
    """Every sentence once: first those that speak for a flag, then what else the numbers say."""
    speaking = [proposal.evidence for proposal in proposals(facts)]
    rest = (_signature, _dates, _moves, _gates, _deciders, _asks)
    found = [*speaking, *(fact for rule in rest for fact in rule(facts)), *_letters(elements)]
    return tuple(dict.fromkeys(found))


def _signature(facts: DealFacts) -> Iterator[str]:
    procurement = procurement_of(facts.deal)
    if procurement is not None:
        weeks, begun = count(procurement.weeks, "week"), say_date(procurement.start_on)
        earliest = say_date(procurement.earliest_signature_on)
        yield f"{weeks} from {begun} is {earliest}, the earliest signature."


def _dates(facts: DealFacts) -> Iterator[str]:
    forecast, read = facts.forecast, facts.read
    if forecast is not None and read is not None:
        apart = abs(days_apart(forecast.close_on, read.close_on))
        said = f"{count(apart, 'day')} apart" if apart else "the same day"
        ae, se = say_date(forecast.close_on), say_date(read.close_on)
        yield f"AE forecast {forecast.category.label}, {ae}, beside SE read {se}: {said}."


def _moves(facts: DealFacts) -> Iterator[str]:
    days = [forecast.close_on for forecast in facts.forecasts]
    moves = sum(1 for before, after in pairwise(days) if before != after)
    if moves:
        first, last = say_date(days[0]), say_date(days[-1])
        yield f"The AE’s close date moved {count(moves, 'time')}: first {first}, now {last}."


def _gates(facts: DealFacts) -> Iterator[str]:
    for kind in facts.missing:
        yield f"Gate “{facts.thresholds.label(kind)}”: not evidenced."


def _deciders(facts: DealFacts) -> Iterator[str]:
    roles = {person.role for person in facts.people}
    known = count(len(facts.people), "person", "people")
    for role in DECIDING:
        if role not in roles:
            yield f"{count(facts.calls_held, 'call')} held, {known} known, no {role.label.lower()} named."


def _asks(facts: DealFacts) -> Iterator[str]:
    for ask in facts.asks:
        if ask.answer in UNANSWERED:
            weight, answer = ask.weight.label.lower(), ask.answer.label.lower()
            yield f"Asked on {say_date(ask.asked_on)}: “{ask.statement}”, {weight}, {answer}."


def _letters(elements: Iterable[Element]) -> Iterator[str]:
    for element in sorted(elements, key=lambda one: list(Letter).index(one.letter)):
        if not element.evidence:
            yield f"MEDDPICC, {element.letter.label.lower()}: no evidence yet."
