"""The agenda of a scrub: every open deal of the pair with what is open on it, read in one snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from se_desk.domain.clause_fields import Thresholds, thresholds_of
from se_desk.domain.deals import Deal, Forecast, Read
from se_desk.domain.moments import count, say_day
from se_desk.domain.qualification import GateKind
from se_desk.domain.risks import RiskFlag, Status, fold
from se_desk.domain.timelines import days_apart, procurement_of
from se_desk.exchange.scrubs_out import PaperDeal
from se_desk.services import templates
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as huddle_rows
from se_desk.storage import not_ready as not_ready_rows
from se_desk.storage import qualification as gate_rows
from se_desk.storage import requests as request_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import steps as step_rows
from se_desk.storage.store import Connection

MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class AgendaDeal:
    """A deal with its open points. ``points`` are short lines of facts, ``questions`` what to ask the AE."""

    deal: Deal
    forecast: Forecast | None
    read_on: date | None
    open_gates: tuple[str, ...]
    points: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def apart(self) -> int | None:
        """Days between the two dates; None without both."""
        if self.forecast is None or self.read_on is None:
            return None
        return days_apart(self.forecast.close_on, self.read_on)

    @property
    def weight(self) -> int:
        """How much is open: what orders the agenda."""
        return len(self.points) + len(self.open_gates) + min(abs(self.apart or 0), 60) // 15

    def paper(self) -> PaperDeal:
        """The deal as the agenda on paper shows it."""
        forecast = self.forecast
        return PaperDeal(
            account=self.deal.account,
            title=self.deal.title,
            forecast=f"{forecast.category.label}, {say_day(forecast.close_on)}" if forecast else "",
            read=say_day(self.read_on) if self.read_on else "",
            apart=self.apart,
            gates=self.open_gates,
            points=self.points,
            questions=self.questions,
        )


def agenda_in(conn: Connection, partner_id: str, now: datetime) -> tuple[AgendaDeal, ...]:
    """The open deals of a partner, the one with most open points first."""
    flags: dict[str, list[RiskFlag]] = {}
    for flag in fold(risk_rows.all_entries(conn)):
        flags.setdefault(flag.deal_id, []).append(flag)
    asked = _thresholds(conn, partner_id)
    active = (deal for deal in deal_rows.of_partner(conn, partner_id) if deal.is_active)
    found = [_one(conn, deal, flags.get(deal.id, ()), asked, now) for deal in active]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.deal.account.casefold(), one.deal.id)))


def _thresholds(conn: Connection, partner_id: str) -> Thresholds:
    agreed = charter_rows.in_force(conn, [partner_id])
    return thresholds_of(clause for _, clauses in agreed.values() for clause in clauses)


def _one(
    conn: Connection, deal: Deal, flags: Iterable[RiskFlag], asked: Thresholds, now: datetime
) -> AgendaDeal:
    forecasts, reads = deal_rows.forecasts_of(conn, deal.id), deal_rows.reads_of(conn, deal.id)
    closed = {gate.kind for gate in gate_rows.gates_of(conn, deal.id) if not gate.is_open}
    return AgendaDeal(
        deal=deal,
        forecast=forecasts[-1] if forecasts else None,
        read_on=_believed(deal, reads),
        open_gates=_labels(asked, closed),
        points=tuple(_points(conn, deal, flags, now.date())),
        questions=_questions(conn, deal.id),
    )


def _labels(asked: Thresholds, closed: Iterable[GateKind]) -> tuple[str, ...]:
    known = set(closed)
    return tuple(asked.label(kind) for kind in asked.asked() if kind not in known)


def _believed(deal: Deal, reads: tuple[Read, ...]) -> date | None:
    if reads:
        return reads[-1].close_on
    procurement = procurement_of(deal)
    return procurement.earliest_signature_on if procurement else None


def _points(conn: Connection, deal: Deal, flags: Iterable[RiskFlag], today: date) -> Iterable[str]:
    stands = not_ready_rows.find_open(conn, deal.id)
    if stands is not None:
        late = stands.days_late(today)
        until = f", due {say_day(stands.committed_on)}" if stands.committed_on else ""
        yield f"Not ready: {stands.missing}{until}" + (f" ({count(late, 'day')} ago)" if late else "")
    for flag in flags:
        if flag.status in (Status.NOT_TOLD, Status.WAITING):
            yield f"{flag.status.label}: {flag.statement}"
    for step in step_rows.of_deal(conn, deal.id):
        late = step.days_late(today)
        if late:
            owner = f"{step.owner}, " if step.owner else ""
            yield f"Next step, {owner}{count(late, 'day')} late: {step.text}"
    for request in request_rows.of_deal(conn, deal.id):
        if request.is_open:
            yield f"Request without an answer: {request.words}"
        elif request.awaits_condition:
            yield f"Condition not met yet: {request.reason}"


def _questions(conn: Connection, deal_id: str) -> tuple[str, ...]:
    """The first questions of the bank that have no answer yet."""
    answered = {one.question_key for one in huddle_rows.answers_of(conn, deal_id)}
    waiting = [one.text for one in templates.questions() if one.key not in answered]
    return tuple(waiting[:MOST_QUESTIONS])
