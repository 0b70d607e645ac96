"""How often a measured clause of a charter was kept: rules over small facts (PRODUCT, part 3).

Hours are hours on a clock that runs on through changes of the offset. A call that was moved is judged by
the times it took place at; one that was cancelled, or has not begun, is no occasion. A call that came on
the desk only after its time, as with a late import, says nothing of what was not written down for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import Clause, Owes, Rule
from se_desk.domain.disagreements import Disagreement
from se_desk.domain.moments import count, say_span
from se_desk.domain.occasions import Half, Measure, Occasion, Verdict
from se_desk.domain.qualification import GateKind

__all__ = ["Measure"]

# A huddle is owed before these (Rules of engagement, meeting prep: any technical presentation).
PRESENTED = (CallKind.DEMO, CallKind.TECHNICAL, CallKind.POC, CallKind.SECURITY, CallKind.READOUT)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact:
    """What the rules need to know of a call that took place; a moment is None where it did not happen.

    ``starts_at`` has the desk's offset, so that its day is the desk's. ``known_at`` is when the call came
    on the desk, ``ae_logged`` the tick the SE has set or not.
    """

    id: str = ""
    title: str = ""
    kind: CallKind = CallKind.OTHER
    starts_at: datetime
    ends_at: datetime
    known_at: datetime | None = None
    context_received_at: datetime | None = None
    huddle_held_at: datetime | None = None
    first_note_at: datetime | None = None
    ae_logged: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentFact:
    """A demo or POC that began, and the gates that were evidenced by the end of that day."""

    deal_id: str = ""
    title: str = ""
    begun_on: date
    evidenced: frozenset[GateKind] = frozenset()


@dataclass(frozen=True, slots=True)
class ScrubFact:
    """A scrub of the pair that was held."""

    id: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that happened with a partner from ``since_on`` until the day before ``until_on``.

    ``until_on`` is None while the charter is in force; ``required`` are the gates it asks for.
    """

    since_on: date | None = None
    until_on: date | None = None
    today: date = date.min
    calls: tuple[CallFact, ...] = ()
    investments: tuple[InvestmentFact, ...] = ()
    scrubs: tuple[ScrubFact, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    required: frozenset[GateKind] = field(default_factory=lambda: frozenset(GateKind))


def context_before(calls: Iterable[CallFact], hours: int) -> tuple[Occasion, ...]:
    """The AE's context came at least ``hours`` before the call (Partnership charter, pre-meeting prep)."""
    return tuple(_context(call, timedelta(hours=hours)) for call in calls)


def _context(call: CallFact, lead: timedelta) -> Occasion:
    if call.context_received_at is None:
        late = _known_after(call, call.starts_at)
        words = "the call came on the desk after it began" if late else "no context received"
        return _of_call(call, Verdict.UNKNOWN if late else Verdict.NOT_KEPT, words)
    ahead = _apart(call.context_received_at, call.starts_at)
    where = "before" if ahead >= timedelta() else "after the start"
    return _of_call(call, _kept(ahead >= lead), f"context {say_span(ahead)} {where}")


def huddle_before(calls: Iterable[CallFact]) -> tuple[Occasion, ...]:
    """A huddle was held before the call began (Rules of engagement, meeting prep).

    Owed before technical presentations; before another call it counts where it was held.
    """
    owed = (call for call in calls if call.kind in PRESENTED or _held(call))
    return tuple(_huddle(call) for call in owed)


def _held(call: CallFact) -> bool:
    return call.huddle_held_at is not None and _apart(call.huddle_held_at, call.starts_at) >= timedelta()


def _huddle(call: CallFact) -> Occasion:
    if call.huddle_held_at is None:
        late = _known_after(call, call.starts_at)
        words = "the call came on the desk after it began" if late else "no huddle held"
        return _of_call(call, Verdict.UNKNOWN if late else Verdict.NOT_KEPT, words)
    ahead = _apart(call.huddle_held_at, call.starts_at)
    where = "before" if _held(call) else "after the start"
    return _of_call(call, _kept(_held(call)), f"huddle {say_span(ahead)} {where}")


def notes_after(calls: Iterable[CallFact], hours: int, now: datetime) -> tuple[Occasion, ...]:
    """The SE wrote the call down at most ``hours`` after its end (Partnership charter, CRM logging).

    A call whose time is still running is no occasion yet, unless it is written down already.
    """
    limit = timedelta(hours=hours)
    over = (c for c in calls if c.first_note_at is not None or _apart(c.ends_at, now) > limit)
    return tuple(_logged(call, limit) for call in over)


def _logged(call: CallFact, limit: timedelta) -> Occasion:
    took = None if call.first_note_at is None else _apart(call.ends_at, call.first_note_at)
    if took is not None and took <= limit:
        when = "during the call" if took <= timedelta() else f"{say_span(took)} after"
        return _of_call(call, Verdict.KEPT, f"note {when}")
    if call.known_at is not None and _apart(call.ends_at, call.known_at) > limit:
        return _of_call(call, Verdict.UNKNOWN, "the call came on the desk after that time")
    words = "no note" if took is None else f"note {say_span(took)} after"
    return _of_call(call, Verdict.NOT_KEPT, words)


def ae_logged_after(calls: Iterable[CallFact], hours: int, now: datetime) -> tuple[Occasion, ...]:
    """The AE logged the call, as far as the SE has ticked it (Partnership charter, CRM logging)."""
    limit = timedelta(hours=hours)
    over = (c for c in calls if c.ae_logged is not None or _apart(c.ends_at, now) > limit)
    words = {None: "not ticked", True: "ticked as logged in time", False: "ticked as not logged in time"}
    verdicts = {None: Verdict.UNKNOWN, True: Verdict.KEPT, False: Verdict.NOT_KEPT}
    return tuple(_of_call(c, verdicts[c.ae_logged], words[c.ae_logged]) for c in over)


def gates_before(
    investments: Iterable[InvestmentFact], required: frozenset[GateKind] = frozenset(GateKind)
) -> tuple[Occasion, ...]:
    """The gates were evidenced by the day the demo or POC began (Rules of engagement, thresholds)."""
    return tuple(_begun(one, required) for one in investments)


def _begun(one: InvestmentFact, required: frozenset[GateKind]) -> Occasion:
    missing = [kind.value for kind in GateKind if kind in required - one.evidenced]
    words = f"open that day: {', '.join(missing)}" if missing else "all gates evidenced"
    return Occasion(
        noun="deal",
        id=one.deal_id,
        title=one.title,
        on=one.begun_on,
        verdict=_kept(not missing),
        words=words,
    )


def scrubs_every(facts: Facts, weeks: int) -> tuple[Occasion, ...]:
    """A scrub in each stretch of ``weeks``, counted from the day both agreed.

    A stretch that is not over is no occasion yet, unless its scrub was held already.
    """
    return tuple(_scrubbed(facts, weeks))


def _scrubbed(facts: Facts, weeks: int) -> Iterator[Occasion]:
    if facts.since_on is None or weeks < 1:
        return
    first, length = facts.since_on, timedelta(weeks=weeks)
    end = facts.today + _DAY if facts.until_on is None else min(facts.until_on, facts.today + _DAY)
    while first < end:
        after = first + length
        held = [one for one in facts.scrubs if first <= one.held_on < min(after, end)]
        if held or after <= end:
            words = f"{count(len(held), 'scrub')} held" if held else "no scrub held"
            yield Occasion(
                noun="scrub",
                id=held[0].id if held else "",
                title=f"{count(weeks, 'week')} from {first.isoformat()}",
                on=held[0].held_on if held else after - _DAY,
                verdict=_kept(bool(held)),
                words=words,
            )
        first = after


def escalated_after(disagreements: Iterable[Disagreement], attempts: int) -> tuple[Occasion, ...]:
    """Raised in private, and to the manager once ``attempts`` tries have not settled it.

    One that is still open within its attempts is no occasion yet (Partnership charter, disagreements).
    """
    found = ((one, one.went(attempts)) for one in disagreements)
    return tuple(
        Occasion(
            noun="disagreement", id=one.id, title=one.about, on=one.raised_on, verdict=_kept(went), words=said
        )
        for one, (went, said) in found
        if went is not None
    )


def measure_of(clause: Clause, facts: Facts, now: datetime) -> tuple[Half, ...]:
    """How a clause was kept, by who owes it; none for a clause without a rule.

    What both owe and the desk counts apart, such as the logging of a call, comes in two halves.
    """
    rule = clause.rule
    if rule is None or facts.since_on is None:
        return () if rule is None else (Half(clause.owes, ()),)
    amount = rule.amount if clause.amount is None else clause.amount
    if rule is Rule.NOTES_AFTER_CALL:
        return _logging_halves(clause.owes, facts, amount, now)
    found = {
        Rule.CONTEXT_BEFORE_CALL: lambda: context_before(facts.calls, amount),
        Rule.HUDDLE_BEFORE_CALL: lambda: huddle_before(facts.calls),
        Rule.GATES_BEFORE_DEMO: lambda: gates_before(facts.investments, facts.required),
        Rule.SCRUB_EVERY_WEEKS: lambda: scrubs_every(facts, amount),
        Rule.ESCALATED_AFTER: lambda: escalated_after(facts.disagreements, amount),
    }
    return (Half(clause.owes, found[rule]()),)


def _logging_halves(owes: Owes, facts: Facts, hours: int, now: datetime) -> tuple[Half, ...]:
    mine = Half(Owes.SE, notes_after(facts.calls, hours, now))
    if owes is Owes.SE:
        return (mine,)
    theirs = Half(Owes.AE, ae_logged_after(facts.calls, hours, now))
    return (theirs,) if owes is Owes.AE else (mine, theirs)


def _of_call(call: CallFact, verdict: Verdict, words: str) -> Occasion:
    on = call.starts_at.date()
    return Occasion(noun="call", id=call.id, title=call.title, on=on, verdict=verdict, words=words)


def _kept(kept: bool | None) -> Verdict:
    return Verdict.KEPT if kept else Verdict.NOT_KEPT


def _known_after(call: CallFact, moment: datetime) -> bool:
    return call.known_at is not None and _apart(moment, call.known_at) > timedelta()


def _apart(first: datetime, last: datetime) -> timedelta:
    """Hours that passed: in UTC, because two times of one zone are subtracted as wall clocks."""
    return last.astimezone(UTC) - first.astimezone(UTC)
