"""Flags the desk proposes from its own data, each with its arithmetic (PRODUCT, part 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from se_desk.domain.asks import UNANSWERED, Ask, Weight
from se_desk.domain.charters import Charter, Clause
from se_desk.domain.clause_fields import Thresholds, thresholds_clause, thresholds_of
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Read
from se_desk.domain.moments import count, say_date
from se_desk.domain.people import Role, Stakeholder
from se_desk.domain.qualification import Gate, GateChange, GateKind, evidenced_by, open_gates
from se_desk.domain.timelines import days_apart, procurement_of, quarter_of

APART_LIMIT = 7
CALLS_WITHOUT_BUYER = 3
RAISED = "Raised as "


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A proposal the SE settled, and why; ``facts`` is the digest of what it rested on.

    One that became a flag has that flag for a reason (``RAISED``), all others the SE's own words.
    """

    id: str
    deal_id: str
    rule: str
    facts: str
    reason: str
    dismissed_at: datetime

    @property
    def was_raised(self) -> bool:
        """Settled because it became a flag."""
        return self.reason.startswith(RAISED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A flag that could be raised. ``facts`` changes when the data behind it change.

    ``beside`` is the end of the evidence that only explains it, such as whose threshold it is: a new
    version of the charter that asks for the same is no new fact.
    """

    deal_id: str
    rule: str
    severity: str
    category: str
    statement: str
    evidence: str
    beside: str = ""

    @property
    def facts(self) -> str:
        """A digest of the rule and its evidence."""
        data = self.evidence.removesuffix(self.beside)
        return hashlib.sha256(f"{self.rule}\n{data}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What the rules look at. Forecasts and gate changes are in the order they were recorded.

    ``charter`` and its ``clauses`` are the version in force with the deal's AE. ``first_month`` (1 to 12)
    begins the SE's fiscal year. Days after ``today`` are plans, and nothing has begun on them.
    """

    deal: Deal
    forecasts: tuple[Forecast, ...]
    read: Read | None
    gates: tuple[Gate, ...]
    people: tuple[Stakeholder, ...]
    calls_held: int
    evidence_days: tuple[date, ...] = ()
    asks: tuple[Ask, ...] = ()
    gate_changes: tuple[GateChange, ...] = ()
    charter: Charter | None = None
    clauses: tuple[Clause, ...] = ()
    first_month: int = 1
    today: date = date.max

    @property
    def thresholds(self) -> Thresholds:
        """What is asked for before a demo or POC: by the charter in force, else by default."""
        return thresholds_of(self.clauses)

    @property
    def missing(self) -> tuple[GateKind, ...]:
        """The gates that are asked for and not evidenced."""
        asked = self.thresholds.gates
        return tuple(kind for kind in open_gates(self.gates) if kind in asked)

    @property
    def forecast(self) -> Forecast | None:
        """What the AE has now."""
        return self.forecasts[-1] if self.forecasts else None


def proposals(facts: DealFacts) -> tuple[Proposal, ...]:
    """All flags the data speak for; none for a deal that has ended."""
    if not facts.deal.is_active:
        return ()
    found = (rule(facts) for rule in _RULES)
    return tuple(proposal for proposal in found if proposal is not None)


def before_signature(facts: DealFacts) -> Proposal | None:
    """The AE's date lies before the earliest signature (PRODUCT, part 5)."""
    forecast, procurement = facts.forecast, procurement_of(facts.deal)
    if forecast is None or procurement is None:
        return None
    earliest = procurement.earliest_signature_on
    if forecast.close_on >= earliest:
        return None
    days = count((earliest - forecast.close_on).days, "day")
    category = forecast.category.label
    source = f" Source: {procurement.source}." if procurement.source else ""
    quarters = _quarters(facts, forecast.close_on, "the earliest signature", earliest)
    return Proposal(
        facts.deal.id,
        "before_signature",
        "critical" if (earliest - forecast.close_on).days > 30 else "high",
        "timeline",
        f"The close date {say_date(forecast.close_on)} is before procurement can end",
        f"{procurement.weeks} weeks from {say_date(procurement.start_on)} is {say_date(earliest)}; "
        f"{category} is {say_date(forecast.close_on)}: {days} apart.{source}{quarters}",
        quarters,
    )


def _quarters(facts: DealFacts, ae_on: date, what: str, day: date) -> str:
    """In which fiscal quarters two dates lie, where not in the same; quarters are the SE's."""
    ours, theirs = quarter_of(day, facts.first_month), quarter_of(ae_on, facts.first_month)
    return "" if ours == theirs else f" The AE’s date is in {theirs}, {what} in {ours}."


def dates_apart(facts: DealFacts) -> Proposal | None:
    """AE date and SE read more than seven days apart, where procurement does not already say so."""
    forecast, read = facts.forecast, facts.read
    if forecast is None or read is None or before_signature(facts) is not None:
        return None
    apart = days_apart(forecast.close_on, read.close_on)
    if abs(apart) <= APART_LIMIT:
        return None
    why = f" Why: {read.why}." if read.why else ""
    quarters = _quarters(facts, forecast.close_on, "mine", read.close_on)
    return Proposal(
        facts.deal.id,
        "dates_apart",
        "high" if abs(apart) > 30 else "medium",
        "timeline",
        f"The AE’s date and mine are {count(abs(apart), 'day')} apart",
        f"AE forecast {forecast.category.label}, {say_date(forecast.close_on)}; "
        f"SE read {say_date(read.close_on)}: {count(abs(apart), 'day')}.{why}{quarters}",
        quarters,
    )


def _listed(kinds: Iterable[GateKind], asked: Thresholds) -> str:
    """Labels in a sentence: only a lone capital gives way, so that VP stays VP."""
    labels = (asked.label(kind) for kind in asked.asked() if kind in set(kinds))
    return ", ".join(label if label[1:2].isupper() else label[0].lower() + label[1:] for label in labels)


def _whose(facts: DealFacts) -> str:
    """Who set the thresholds."""
    clause = thresholds_clause(facts.clauses)
    if facts.charter is None or clause is None:
        return " These are the default thresholds: no charter in force sets its own."
    agreed_on = facts.charter.agreed_on
    since = f", agreed by both on {say_date(agreed_on)}" if agreed_on else ""
    return f" Clause {clause.position} of the charter (v{facts.charter.version}{since}) asks for this."


def commit_with_open_gate(facts: DealFacts) -> Proposal | None:
    """Commit while a gate that the charter asks for is open (Rules of engagement, thresholds)."""
    forecast, missing = facts.forecast, facts.missing
    if forecast is None or forecast.category is not ForecastCategory.COMMIT or not missing:
        return None
    names, whose = _listed(missing, facts.thresholds), _whose(facts)
    return Proposal(
        facts.deal.id,
        "commit_with_open_gate",
        "high",
        "qualification",
        f"The forecast is Commit with {count(len(missing), 'gate')} open",
        f"Forecast Commit, {say_date(forecast.close_on)}. Not evidenced: {names}.{whose}",
        whose,
    )


def invested_with_open_gate(facts: DealFacts) -> Proposal | None:
    """Demo or POC begun with a gate open that the charter asks for (Rules of engagement, thresholds).

    A gate counts that is open still and was so on the day it began.
    """
    begun = [one for one in _begun(facts) if one[2]]
    if not begun:
        return None
    missing = frozenset[GateKind]().union(*(kinds for _, _, kinds in begun))
    names, whose = _listed(missing, facts.thresholds), _whose(facts)
    what = " and ".join(f"{name} on {say_date(day)}" for name, day, _ in begun)
    name, _, kinds = begun[-1]
    return Proposal(
        facts.deal.id,
        "invested_with_open_gate",
        "medium",
        "qualification",
        f"The {name} began with {count(len(kinds), 'gate')} open",
        f"{what[0].upper() + what[1:]}. Not evidenced: {names}.{whose}",
        whose,
    )


def _begun(facts: DealFacts) -> Iterator[tuple[str, date, frozenset[GateKind]]]:
    """What has begun, when, and the gates that were missing then and are missing now."""
    for name, day in (("demo", facts.deal.demo_on), ("POC", facts.deal.poc_on)):
        if day is not None and day <= facts.today:
            yield name, day, frozenset(facts.missing) - evidenced_by(facts.gate_changes, day)


def nobody_decides(facts: DealFacts) -> Proposal | None:
    """No champion or no economic buyer after three calls (PRODUCT, part 5)."""
    roles = {person.role for person in facts.people}
    missing = [role.label.lower() for role in (Role.CHAMPION, Role.ECONOMIC_BUYER) if role not in roles]
    if facts.calls_held < CALLS_WITHOUT_BUYER or not missing:
        return None
    return Proposal(
        facts.deal.id,
        "nobody_decides",
        "medium",
        "people",
        f"No {' and no '.join(missing)} is named after {count(facts.calls_held, 'call')}",
        f"{count(facts.calls_held, 'call')} held, {count(len(facts.people), 'person', 'people')} known; "
        f"none of them is {' or '.join(missing)}.",
    )


_RANK = {ForecastCategory.PIPELINE: 0, ForecastCategory.BEST_CASE: 1, ForecastCategory.COMMIT: 2}


def raised_without_evidence(facts: DealFacts) -> Proposal | None:
    """The AE's category went up and nothing new was evidenced since the one before (happy ears)."""
    if len(facts.forecasts) < 2:
        return None
    before, now = facts.forecasts[-2:]
    if _RANK[now.category] <= _RANK[before.category]:
        return None
    first, last = before.recorded_at.date(), now.recorded_at.date()
    if any(first < day <= last for day in facts.evidence_days):
        return None
    return Proposal(
        facts.deal.id,
        "raised_without_evidence",
        "medium",
        "decision_process",
        f"The forecast went from {before.category.label} to {now.category.label} without new evidence",
        f"{before.category.label} since {say_date(first)}, {now.category.label} since {say_date(last)}; "
        "no gate or MEDDPICC evidence was added in between.",
    )


def promised_without_answer(facts: DealFacts) -> Proposal | None:
    """Promised, or a deal breaker at stake, with nothing but "maybe" from the product (PRODUCT, part 6)."""
    at_stake = facts.deal.poc_on is not None or (
        facts.forecast is not None and facts.forecast.category is ForecastCategory.COMMIT
    )
    found = [
        ask
        for ask in facts.asks
        if ask.answer in UNANSWERED and (_promised(ask) or (at_stake and ask.weight is Weight.DEAL_BREAKER))
    ]
    if not found:
        return None
    promised = any(_promised(ask) for ask in found)
    what = "promised" if promised else "a deal breaker"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Proposal(
        facts.deal.id,
        "promised_without_answer",
        "high" if promised else "medium",
        "product_gap",
        f"“{found[0].statement}”{more}: {what}, without an answer from product",
        " ".join(map(_asked, found)),
    )


def _promised(ask: Ask) -> bool:
    """With a day, or by somebody who said so to the customer."""
    return ask.promised_on is not None or bool(ask.promised_by.strip())


def _asked(ask: Ask) -> str:
    by = f" by {ask.promised_by.strip()}" if ask.promised_by.strip() else ""
    day = f" for {say_date(ask.promised_on)}" if ask.promised_on else ""
    promise = f", promised{by}{day}" if by or day else ""
    weight, answer = ask.weight.label.lower(), ask.answer.label.lower()
    return f"“{ask.statement}”, {weight}, asked on {say_date(ask.asked_on)}{promise}: {answer}."


_RULE_WORDS = {
    "before_signature": "The AE’s date is before procurement can end",
    "dates_apart": "The AE’s date and mine are apart",
    "commit_with_open_gate": "The forecast is Commit with a gate open",
    "invested_with_open_gate": "A demo or POC began with a gate open",
    "nobody_decides": "Nobody who decides is named",
    "raised_without_evidence": "The forecast rose without new evidence",
    "promised_without_answer": "Something is promised without an answer from product",
}


def say_rule(rule: str) -> str:
    """What a rule speaks of, where the data of its proposal are no longer there."""
    return _RULE_WORDS.get(rule, "Words of a call")


_RULES: tuple[Callable[[DealFacts], Proposal | None], ...] = (
    before_signature,
    dates_apart,
    commit_with_open_gate,
    invested_with_open_gate,
    nobody_decides,
    raised_without_evidence,
    promised_without_answer,
)
