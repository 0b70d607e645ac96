"""What a paper says of a deal's data, line by line: facts with their day, and no judgement.

Days are those of the moments' own offsets. Nothing here comes from notes, so nothing Private can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from se_desk.domain.asks import AskOnDeal
from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, Forecast, Outcome, Read
from se_desk.domain.moments import count, say_date
from se_desk.domain.money import Money
from se_desk.domain.periods import Period
from se_desk.domain.qualification import Element, Gate, Letter
from se_desk.domain.requests import Request
from se_desk.domain.risks import OutcomeWord, RiskFlag
from se_desk.domain.timelines import days_apart, say_apart

_STEPS = (
    ("came_on", "Came to the SE"),
    ("discovery_on", "Discovery done"),
    ("demo_on", "Demo shown"),
    ("poc_on", "POC begun"),
    ("sign_off_on", "Technical sign-off"),
    ("procurement_start_on", "Procurement began"),
)


def dates_beside(forecasts: Iterable[Forecast], reads: Iterable[Read]) -> tuple[str, ...]:
    """Each change of either date in the order it was recorded, with the other as it stood then."""
    points: list[Forecast | Read] = [*forecasts, *reads]
    ae: Forecast | None = None
    se: Read | None = None
    lines = []
    for point in sorted(points, key=lambda one: (one.recorded_at, one.id)):
        ae, se = (point, se) if isinstance(point, Forecast) else (ae, point)
        lines.append(f"{say_date(point.recorded_at.date())}: {both_dates(ae, se)}")
    return tuple(lines)


def both_dates(ae: Forecast | None, se: Read | None) -> str:
    """``AE Commit, Wed 30 Sep 2026; SE Sat 14 Nov 2026; 45 days apart``."""
    said = [f"AE {ae.category.label}, {say_date(ae.close_on)}" if ae else "AE no forecast"]
    said.append(f"SE {say_date(se.close_on)}" if se else "SE no read")
    if ae and se and ae.close_on != se.close_on:
        said.append(say_apart(days_apart(ae.close_on, se.close_on)))
    return "; ".join(said)


def timeline_lines(deal: Deal, calls: Iterable[Call], now: datetime) -> tuple[str, ...]:
    """The deal's days and the calls that were held, oldest first, and how it ended."""
    days = [(getattr(deal, field), place, words) for place, (field, words) in enumerate(_STEPS)]
    found: list[tuple[date, int, str]] = [one for one in days if one[0] is not None]
    held = (call for call in calls if not call.cancelled and call.ends_at <= now)
    found += [(call.starts_at.date(), len(_STEPS), f"Call: {call.title}") for call in held]
    if deal.outcome is not None and deal.outcome_on is not None:
        reason = f": {deal.outcome_reason.strip()}" if deal.outcome_reason.strip() else ""
        found.append((deal.outcome_on, len(_STEPS) + 1, f"{deal.outcome.label}{reason}"))
    return tuple(f"{say_date(day)}: {words}" for day, _, words in sorted(found))


def gate_lines(gates: Iterable[Gate]) -> tuple[str, ...]:
    """Each gate, how well it is known, and by what."""
    return tuple(
        f"{gate.kind.label}: {gate.state.label.lower()}" + (f". {gate.evidence}" if gate.evidence else "")
        for gate in gates
    )


def letter_lines(elements: Iterable[Element]) -> tuple[str, ...]:
    """One line that names the letters of MEDDPICC without evidence."""
    known = {element.letter for element in elements if element.evidence.strip()}
    missing = [letter.label for letter in Letter if letter not in known]
    of = f"of {len(Letter)} letters of MEDDPICC"
    if not missing:
        return (f"All {len(Letter)} letters of MEDDPICC have evidence",)
    return (f"{len(missing)} {of} open: {', '.join(missing)}",)


def flag_lines(flags: Iterable[RiskFlag]) -> tuple[str, ...]:
    """Each flag: when it was raised, whom it was told to and when, what came back, how it ended."""
    return tuple(_flag(flag) for flag in flags)


def _flag(flag: RiskFlag) -> str:
    grave = f", {flag.severity.label.lower()}" if flag.severity else ""
    said = [f"{say_date(flag.raised_at.date())}{grave}: {flag.statement.rstrip('.')}."]
    for entry in flag.told:
        said.append(f"Told {entry.fields.get('to', 'somebody')} on {say_date(entry.recorded_at.date())}.")
    if not flag.told:
        said.append("Nobody was told.")
    if flag.responses:
        said.append(f"{count(len(flag.responses), 'answer')} recorded.")
    said.append(f"Outcome: {flag.outcome.label.lower()}." if flag.outcome else "Still open.")
    return " ".join(said)


def request_lines(requests: Iterable[Request]) -> tuple[str, ...]:
    """Each thing that the AE asked for, and the answer."""
    return tuple(
        f"{say_date(one.asked_on)}: {one.wanted.label}, {one.reply.label.lower()}"
        + (f" ({one.reason.rstrip('.')})" if one.reason.strip() else "")
        for one in requests
    )


def ended_lines(deals: Sequence[Deal], period: Period) -> tuple[str, ...]:
    """How the deals of a period ended, each outcome with its number, base and worth, then each deal."""
    ended = [deal for deal in deals if period.has(deal.outcome_on)]
    came = sum(period.has(deal.came_on) for deal in deals)
    lines = [f"{count(came, 'deal')} came in, {count(len(ended), 'deal')} ended"]
    for outcome in Outcome:
        those = [deal for deal in ended if deal.outcome is outcome]
        if those:
            worth = worth_words(deal.value for deal in those)
            lines.append(f"{outcome.label}: {len(those)} of {len(ended)}{worth}")
    ordered = sorted(ended, key=lambda deal: (deal.outcome_on or period.last, deal.id))
    return (*lines, *(f"{_on(deal.outcome_on)}: {_named(deal)}, {_word(deal)}" for deal in ordered))


def worth_words(values: Iterable[Money | None]) -> str:
    """``, worth €1.2M and $300k``: one sum a currency; empty where no value is known."""
    sums: Counter[str] = Counter()
    for value in values:
        if value is not None:
            sums[value.currency] += value.minor
    said = " and ".join(Money(sums[code], code).short() for code in sorted(sums))
    return f", worth {said}" if said else ""


def win_lines(deals: Iterable[Deal], period: Period) -> tuple[str, ...]:
    """The technical sign-offs of a period, oldest first."""
    won = [deal for deal in deals if period.has(deal.sign_off_on)]
    ordered = sorted(won, key=lambda deal: (deal.sign_off_on or period.last, deal.id))
    return tuple(f"{_on(deal.sign_off_on)}: {_named(deal)}" for deal in ordered)


def shipped_lines(asks: Iterable[AskOnDeal], period: Period) -> tuple[str, ...]:
    """What customers had asked for and the product could do from a day of the period on."""
    found = [one for one in asks if period.has(one.ask.shipped_on)]
    ordered = sorted(found, key=lambda one: (one.ask.shipped_on or period.last, one.ask.id))
    return tuple(f"{_on(one.ask.shipped_on)}: {one.ask.statement} ({one.account})" for one in ordered)


def help_lines(
    calls: Iterable[Call], requests: Iterable[Request], period: Period, now: datetime
) -> tuple[str, ...]:
    """How many calls were held by kind, and how many requests of AEs were answered, of a period."""
    held = [
        call
        for call in calls
        if not call.cancelled and call.ends_at <= now and period.has(call.starts_at.date())
    ]
    kinds = Counter(call.kind.label for call in held).most_common()
    lines = []
    if held:
        by_kind = ", ".join(f"{number} {kind}" for kind, number in kinds)
        lines.append(f"{count(len(held), 'call')} held: {by_kind}")
    answered = [one for one in requests if period.has(one.answered_on)]
    if answered:
        replies = Counter(one.reply.label.lower() for one in answered).most_common()
        said = ", ".join(f"{number} {reply}" for reply, number in replies)
        lines.append(f"{count(len(answered), 'request')} of AEs answered: {said}")
    return tuple(lines)


def raised_lines(flags: Iterable[RiskFlag], period: Period) -> tuple[str, ...]:
    """How many risks were flagged in a period, how many were told, and how those ended that did."""
    those = [flag for flag in flags if period.has(flag.raised_at.date())]
    if not those:
        return ()
    told = sum(bool(flag.told) for flag in those)
    lines = [f"{count(len(those), 'risk')} flagged, {told} of {len(those)} told"]
    ends = Counter(flag.outcome for flag in those if flag.outcome)
    lines += [f"{word.label}: {ends[word]} of {len(those)}" for word in OutcomeWord if ends[word]]
    return tuple(lines)


def _named(deal: Deal) -> str:
    value = f", {deal.value.short()}" if deal.value else ""
    return f"{deal.account}, {deal.title}{value}"


def _word(deal: Deal) -> str:
    return deal.outcome.label.lower() if deal.outcome else "running"


def _on(day: date | None) -> str:
    return say_date(day) if day else ""
