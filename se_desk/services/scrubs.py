"""Verbs of the scrub: its agenda, timer, decisions, minutes and the next one (PRODUCT, part 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import CharterStatus, Rule
from se_desk.domain.deals import Deal, Outcome, Stage
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.partners import Partner
from se_desk.domain.scrubs import DEFAULT_WEEKS, Decision, Scrub, ScrubDecision, next_scrub_on
from se_desk.exchange.documents import Document
from se_desk.services.scrub_agenda import AgendaDeal, agenda_in
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows
from se_desk.storage import scrubs as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class ScrubView:
    """A scrub as its page shows it: every open deal of the pair, and what was decided of each by its id."""

    scrub: Scrub
    partner: Partner
    agenda: tuple[AgendaDeal, ...]
    decisions: dict[str, ScrubDecision]

    @property
    def decided(self) -> int:
        """How many deals of the agenda have a decision."""
        return sum(one.deal.id in self.decisions for one in self.agenda)


@dataclass(frozen=True, slots=True)
class HeldScrub:
    """A scrub of the past with what it decided and the deals that are named."""

    scrub: Scrub
    decisions: tuple[ScrubDecision, ...]
    deals: dict[str, Deal]


class Scrubs:
    """What can be done with scrubs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def agenda(self, partner_id: str) -> tuple[AgendaDeal, ...]:
        """Every open deal of the pair with its open points, those with most first."""
        now = self._desk.now()
        with self._desk.reading() as conn:
            return agenda_in(conn, partner_id, now)

    def begin(self, partner_id: str, *, author: object | None = None) -> Scrub:
        """The half hour begins, its timer running; the one that is going on where there is one."""
        with self._desk.writing(author) as work:
            partner_rows.get(work.conn, partner_id)
            found = statements.find_open(work.conn, partner_id)
            if found is not None:
                return found
            scrub = Scrub(
                id=work.new_id(), partner_id=partner_id, begun_at=work.now, timer_started_at=work.now
            )
            statements.insert(work.conn, scrub)
            work.announce(Noun.PARTNER, partner_id)
        return scrub

    def find_open(self, partner_id: str) -> Scrub | None:
        """The one that is going on, or None."""
        with self._desk.reading() as conn:
            return statements.find_open(conn, partner_id)

    def view(self, scrub_id: str) -> ScrubView:
        """A scrub with its agenda as it stands now. NotFound where there is none."""
        now = self._desk.now()
        with self._desk.reading() as conn:
            scrub = statements.get(conn, scrub_id)
            found = {one.deal_id: one for one in statements.decisions_of(conn, scrub_id)}
            agenda = agenda_in(conn, scrub.partner_id, now)
            partner = partner_rows.get(conn, scrub.partner_id)
        return ScrubView(scrub, partner, agenda, found)

    def pause(self, scrub_id: str, *, author: object | None = None) -> Scrub:
        """The timer stands still."""
        return self._set(scrub_id, author, lambda work, one: _paused(one, work))

    def resume(self, scrub_id: str, *, author: object | None = None) -> Scrub:
        """The timer runs on."""
        return self._set(
            scrub_id,
            author,
            lambda work, one: replace(one, timer_started_at=one.timer_started_at or work.now),
        )

    def decide(
        self,
        scrub_id: str,
        deal_id: str,
        decision: Decision,
        words: str = "",
        *,
        owner: str = "",
        by_on: date | None = None,
        author: object | None = None,
    ) -> ScrubDecision:
        """What is decided of a deal; it takes effect when the scrub is finished, and can be changed before.

        BadInput for a gap without its words and day, and for a disqualification without its reason.
        """
        words = words.strip()
        if decision is Decision.CLOSE_GAP and not (words and by_on):
            raise BadInput("A gap is closed by a day.", do="Say which gap, and name the day.")
        if decision is Decision.DISQUALIFY and not words:
            raise BadInput("A disqualified deal has its reason.", do="Write it in one line.")
        with self._desk.writing(author) as work:
            scrub = _going_on(statements.get(work.conn, scrub_id))
            deal = deal_rows.get(work.conn, deal_id)
            if deal.partner_id != scrub.partner_id or not deal.is_active:
                raise NotAllowed("This deal is not on the agenda.")
            found = statements.find_decision(work.conn, scrub_id, deal_id)
            record = ScrubDecision(
                id=found.id if found else work.new_id(),
                scrub_id=scrub_id,
                deal_id=deal_id,
                decision=decision,
                words=words,
                owner=owner.strip() if decision is Decision.CLOSE_GAP else "",
                by_on=by_on if decision is Decision.CLOSE_GAP else None,
            )
            statements.save_decision(work.conn, record)
            work.announce(Noun.PARTNER, scrub.partner_id)
        return record

    def undecide(self, scrub_id: str, deal_id: str, *, author: object | None = None) -> None:
        """The deal is undecided again."""
        with self._desk.writing(author) as work:
            scrub = _going_on(statements.get(work.conn, scrub_id))
            found = statements.find_decision(work.conn, scrub_id, deal_id)
            if found is not None:
                statements.delete_decision(work.conn, found.id)
                work.announce(Noun.PARTNER, scrub.partner_id)

    def propose_next(self, partner_id: str, after: date | None = None) -> date:
        """The day of the next scrub: as many weeks on as the charter in force says, else two."""
        with self._desk.reading() as conn:
            return next_scrub_on(after or self._desk.today_on(), weeks_agreed(conn, partner_id))

    def finish(self, scrub_id: str, next_on: date | None = None, *, author: object | None = None) -> Scrub:
        """The scrub was held today: gaps become next steps, disqualified deals are closed.

        NotAllowed where nothing was decided: a scrub without a decision is dropped instead.
        """
        today = self._desk.today_on()
        with self._desk.writing(author) as work:
            scrub = _going_on(statements.get(work.conn, scrub_id))
            decisions = statements.decisions_of(work.conn, scrub_id)
            if not decisions:
                raise NotAllowed("Nothing was decided yet.", do="Decide one deal, or drop this scrub.")
            for decision in decisions:
                self._carry_out(work, decision, today)
            planned = next_on or next_scrub_on(today, weeks_agreed(work.conn, scrub.partner_id))
            held = replace(_paused(scrub, work), held_on=today, next_on=planned)
            statements.update(work.conn, held)
            work.announce(Noun.PARTNER, scrub.partner_id)
        return held

    def drop(self, scrub_id: str, *, author: object | None = None) -> None:
        """It did not take place; nothing that was decided in it takes effect."""
        with self._desk.writing(author) as work:
            scrub = _going_on(statements.get(work.conn, scrub_id))
            statements.delete(work.conn, scrub_id)
            work.announce(Noun.PARTNER, scrub.partner_id)

    def held(self, partner_id: str) -> tuple[HeldScrub, ...]:
        """The scrubs that were held with a partner, the newest first."""
        with self._desk.reading() as conn:
            found = [one for one in statements.of_partner(conn, partner_id) if one.held_on is not None]
            decisions = statements.decisions_of(conn, *(one.id for one in found))
            deals = {deal.id: deal for deal in deal_rows.of_partner(conn, partner_id)}
            deals |= {d.deal_id: deal_rows.get(conn, d.deal_id) for d in decisions if d.deal_id not in deals}
        return tuple(
            HeldScrub(one, tuple(d for d in decisions if d.scrub_id == one.id), deals)
            for one in reversed(found)
        )

    def count(self, partner_id: str) -> int:
        """How many were held."""
        with self._desk.reading() as conn:
            return statements.count_held(conn, partner_id)

    def next_on(self, partner_id: str) -> date | None:
        """The day the last scrub proposed for the next one; None before there was one."""
        with self._desk.reading() as conn:
            held = [one for one in statements.of_partner(conn, partner_id) if one.held_on is not None]
        return held[-1].next_on if held else None

    def agenda_document(self, partner_id: str) -> Document:
        """The agenda as it would leave: no private note is read for it."""
        from se_desk.exchange.scrubs_out import agenda_document

        now = self._desk.now()
        me = self._desk.profile.get()
        with self._desk.reading() as conn:
            partner = partner_rows.get(conn, partner_id)
            agenda = agenda_in(conn, partner_id, now)
        return agenda_document(partner.name, me.name, self._desk.today_on(), [one.paper() for one in agenda])

    def minutes_document(self, scrub_id: str) -> Document:
        """The minutes of a scrub as they would leave."""
        from se_desk.exchange.scrubs_out import PaperDecision, minutes_document

        with self._desk.reading() as conn:
            scrub = statements.get(conn, scrub_id)
            partner = partner_rows.get(conn, scrub.partner_id)
            profile = profile_rows.find(conn)
            me = profile.name if profile else ""
            decided = [
                PaperDecision.of(one, deal_rows.get(conn, one.deal_id), me)
                for one in statements.decisions_of(conn, scrub_id)
            ]
        held_on = scrub.held_on or self._desk.today_on()
        return minutes_document(partner.name, me, held_on, decided, scrub.next_on)

    def _carry_out(self, work: Work, decision: ScrubDecision, today: date) -> None:
        deal = deal_rows.get(work.conn, decision.deal_id)
        if decision.decision is Decision.CLOSE_GAP:
            self._desk.steps.promise_in(
                work, deal.id, decision.words, owner=decision.owner, due_on=decision.by_on
            )
        elif decision.decision is Decision.DISQUALIFY and deal.is_active:
            closed = replace(
                deal,
                outcome=Outcome.DISQUALIFIED,
                outcome_on=today,
                outcome_reason=decision.words,
                stage=Stage.CLOSED,
                changed_at=work.now,
            )
            deal_rows.update(work.conn, closed)
            work.announce(Noun.DEAL, deal.id, deal.id)

    def _set(self, scrub_id: str, author: object | None, edit: Callable[[Work, Scrub], Scrub]) -> Scrub:
        with self._desk.writing(author) as work:
            changed = edit(work, _going_on(statements.get(work.conn, scrub_id)))
            statements.update(work.conn, changed)
            work.announce(Noun.PARTNER, changed.partner_id)
        return changed


def weeks_agreed(conn: Connection, partner_id: str) -> int:
    """Every how many weeks the charter in force wants a scrub; two where it does not say."""
    versions = charter_rows.of_partner(conn, partner_id)
    agreed = [one for one in versions if one.status is CharterStatus.AGREED]
    clauses = charter_rows.clauses_of(conn, agreed[-1].id) if agreed else ()
    named = [clause.amount for clause in clauses if clause.rule is Rule.SCRUB_EVERY_WEEKS]
    return (named[0] if named else None) or DEFAULT_WEEKS


def _going_on(scrub: Scrub) -> Scrub:
    if scrub.held_on is not None:
        raise NotAllowed("This scrub was held and stays as it was.", do="Begin another one.")
    return scrub


def _paused(scrub: Scrub, work: Work) -> Scrub:
    return replace(scrub, timer_used_ms=scrub.used_ms(work.now), timer_started_at=None)
