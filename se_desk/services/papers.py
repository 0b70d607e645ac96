"""Verbs of papers: what the desk knows of a deal or a quarter, and what the SE writes beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from se_desk.domain import paper_lines
from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.exit_criteria import of_stage, open_words
from se_desk.domain.moments import DAY, local_moment
from se_desk.domain.papers import PaperAnswer, PaperKind, Section, Sheet
from se_desk.domain.strategies import Heading
from se_desk.domain.timelines import procurement_of
from se_desk.storage import deals as deal_rows
from se_desk.storage import papers as statements

if TYPE_CHECKING:
    from se_desk.domain.periods import Period
    from se_desk.exchange.documents import Document
    from se_desk.services.deals import DealView
    from se_desk.services.desk import Desk

FIRST_YEAR = 1970  # of a quarter that somebody may look back at
# What the SE is asked under a section, by the section's key.
QUESTIONS = {
    PaperKind.AUTOPSY: {
        "dates": "From which day on could both sides have known, and what would have shown it?",
        "gates": "Which open point did we work past, and what was the reason then?",
        "flags": "What was said too late, too softly or to the wrong person?",
        "missed": "What did we not see at all, and who could have told us?",
        "next": "What will be done otherwise on the next deal, and by whom?",
    },
    PaperKind.REVIEW: {
        "why": "Why do you call it this way? Two sentences that a number stands behind.",
        "qualified": "What did the AE show, and what is said without being shown?",
        "strategy": "Who leads on price and terms, and what is their next move?",
        "open": "Which of these would you ask the manager to decide or to open a door for?",
    },
    PaperKind.IMPACT: {
        "deals": "Where did your part change how it went, and who saw it?",
        "wins": "Which of these was hard, and what made the difference?",
        "shipped": "Which gap did you carry to product, and what did it take?",
        "help": "Whom did you help outside of your own deals?",
        "risks": "Which warning came in time, and what did it save?",
    },
}


class Papers:
    """What can be done with autopsy sheets, deal reviews and impact records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sheet(self, kind: PaperKind, of: str) -> Sheet:
        """A paper as it stands now. ``of`` is a deal's id, or names a quarter: ``this``, ``Q3 FY2026``.

        NotFound for no such deal, BadInput for no such quarter, or an autopsy of a deal that still runs.
        """
        if kind is PaperKind.IMPACT:
            period = self._quarter(of)
            sections = self._impact(period)
            sheet = Sheet(kind, f"Impact record, {period.name}", f"{period.say()}.", sections)
            return self._answered(sheet, None, period.name)
        view = self._desk.deals.view(of)
        if kind is PaperKind.AUTOPSY and view.deal.is_active:
            raise BadInput("This deal has not ended.", do="Close it first, or write a deal review.")
        sections = self._autopsy(view) if kind is PaperKind.AUTOPSY else self._review(view)
        title = f"{kind.label}, {view.deal.account}"
        return self._answered(Sheet(kind, title, _about(view), sections), of, "")

    def write(
        self, kind: PaperKind, of: str, question: str, text: str, *, author: object | None = None
    ) -> PaperAnswer:
        """What the SE says to one question; ``of`` as for ``sheet``. NotFound for one it does not ask."""
        if question not in QUESTIONS[kind]:
            raise NotFound(
                f"This paper asks nothing called {question}.", do=f"It asks: {', '.join(QUESTIONS[kind])}."
            )
        period = "" if kind.of_deal else self._quarter(of).name
        deal_id = of if kind.of_deal else None
        with self._desk.writing(author) as work:
            if deal_id is not None:
                deal_rows.get(work.conn, deal_id)
            said = {one.question: one for one in statements.of_paper(work.conn, kind, deal_id, period)}
            found = said.get(question)
            answer = PaperAnswer(
                id=found.id if found else work.new_id(),
                kind=kind,
                deal_id=deal_id,
                period=period,
                question=question,
                text=text.strip(),
                changed_at=work.now,
            )
            statements.save(work.conn, answer)
            work.announce(Noun.PAPER, f"{kind}:{of}", deal_id)
        return answer

    def document(self, kind: PaperKind, of: str) -> Document:
        """The paper as it would leave."""
        from se_desk.exchange.papers_out import sheet_document

        return sheet_document(self.sheet(kind, of), self._desk.profile.get().name, self._desk.today_on())

    def _quarter(self, name: str) -> Period:
        """A quarter that has begun; BadInput for any other, since there is nothing to say of it."""
        period = self._desk.records.quarter(name)
        if period.first.year < FIRST_YEAR or period.first > self._desk.today_on():
            raise BadInput(f"There is nothing to say of {period.name}.", do="Name a quarter that has begun.")
        return period

    def _answered(self, sheet: Sheet, deal_id: str | None, period: str) -> Sheet:
        with self._desk.reading() as conn:
            answers = statements.of_paper(conn, sheet.kind, deal_id, period)
        said = {one.question: one.text for one in answers}
        asked = QUESTIONS[sheet.kind]
        return replace(
            sheet,
            sections=tuple(
                replace(one, asks=asked.get(one.question, ""), answer=said.get(one.question, ""))
                for one in sheet.sections
            ),
        )

    def _autopsy(self, view: DealView) -> tuple[Section, ...]:
        desk, deal = self._desk, view.deal
        timeline = paper_lines.timeline_lines(deal, desk.calls.of_deal(deal.id), desk.now())
        dates = paper_lines.dates_beside(desk.deals.forecasts(deal.id), desk.deals.reads(deal.id))
        letters = paper_lines.letter_lines(desk.qualification.elements(deal.id))
        gates = paper_lines.gate_lines(desk.qualification.gates(deal.id))
        flags = paper_lines.flag_lines(desk.risks.flags(deal.id))
        return (
            Section("What happened", timeline),
            Section("Forecast beside read", dates or ("Neither date was ever recorded",), "dates"),
            Section("Gates and letters", (*gates, *letters), "gates"),
            Section("Risks raised and told", flags or ("No risk was flagged",), "flags"),
            Section("What was missed", (), "missed"),
            Section("What changes", (), "next"),
        )

    def _review(self, view: DealView) -> tuple[Section, ...]:
        desk, deal = self._desk, view.deal
        flags = [flag for flag in desk.risks.flags(deal.id) if flag.is_open]
        gates = desk.qualification.gates(deal.id)
        missing = desk.not_ready.missing(deal.id)
        stands = desk.not_ready.find_open(deal.id)
        still = (
            *((f"Open gates: {missing}",) if missing else ("Every gate is evidenced",)),
            *((f"Called not ready: {stands.missing}",) if stands else ()),
            *(paper_lines.flag_lines(flags) or ("No flag is open",)),
        )
        qualified = (*paper_lines.gate_lines(gates), *self._qualified(deal.id))
        return (
            Section("Why this call", self._why(view), "why"),
            Section("Did the AE show that it is qualified", qualified, "qualified"),
            Section("Who owns the commercial strategy", self._strategy(view), "strategy"),
            Section("Open gates and flags", still, "open"),
        )

    def _why(self, view: DealView) -> tuple[str, ...]:
        desk, deal = self._desk, view.deal
        lines = [paper_lines.both_dates(view.forecast, view.read)]
        if view.read is not None and view.read.why.strip():
            lines.append(f"The SE’s reason: {view.read.why.strip()}")
        if (procurement := procurement_of(deal)) is not None:
            lines.append(procurement.say(desk.today_on()))
        left = [one for one in of_stage(desk.exit_criteria.of_deal(deal.id), deal.stage) if one.is_open]
        if left:
            lines.append(f"{deal.stage.label}: {open_words(left)}")
        return tuple(lines)

    def _qualified(self, deal_id: str) -> tuple[str, ...]:
        desk = self._desk
        questions = desk.huddles.questions(deal_id)
        answered = sum(one.answer is not None for one in questions)
        asked = f"{answered} of {len(questions)} questions to the AE have an answer"
        letters = paper_lines.letter_lines(desk.qualification.elements(deal_id))
        return (*letters, asked, *paper_lines.request_lines(desk.requests.of_deal(deal_id)))

    def _strategy(self, view: DealView) -> tuple[str, ...]:
        partner = view.partner
        lines = [f"Account executive: {partner.name}" if partner else "No account executive is named"]
        charter = self._desk.charters.active(partner.id) if partner else None
        lines.append(f"Agreed between the two: {charter.title}" if charter else "No charter is agreed")
        parts = {part.heading: part.text for part in self._desk.strategies.of_deal(view.deal.id)}
        for heading in (Heading.SPLIT, Heading.PLAN):
            if parts[heading]:
                lines.append(f"{heading.label}: {parts[heading]}")
        return tuple(lines)

    def _impact(self, period: Period) -> tuple[Section, ...]:
        desk = self._desk
        deals = tuple(view.deal for view in desk.deals.views())
        since = local_moment(period.first, 0, 0, desk.zone)
        calls = desk.calls.between(since, local_moment(period.last + DAY, 0, 0, desk.zone))
        pairs = [view.partner.id for view in desk.partners.views()]
        requests = tuple(one.request for key in pairs for one in desk.requests.of_partner(key))
        helped = paper_lines.help_lines(calls, requests, period, desk.now())
        shipped = paper_lines.shipped_lines(desk.asks.all(), period)
        wins = paper_lines.win_lines(deals, period)
        raised = paper_lines.raised_lines(desk.risks.flags(), period)
        return (
            Section("Deals", paper_lines.ended_lines(deals, period), "deals"),
            Section("Figures", tuple(figure.say() for figure in desk.metrics.page(period).figures)),
            Section("Technical wins", wins or ("No technical sign-off in this quarter",), "wins"),
            Section("Gaps that shipped", shipped or ("No ask has a shipping day in it",), "shipped"),
            Section("Help given", helped or ("No call was held and no request answered",), "help"),
            Section("Risks flagged", raised or ("No risk was flagged",), "risks"),
        )


def _about(view: DealView) -> str:
    deal = view.deal
    value = f", {deal.value.short()}" if deal.value else ""
    ae = f", AE {view.partner.name}" if view.partner else ""
    state = deal.outcome.label if deal.outcome else deal.stage.label
    return f"{deal.title}{value}{ae}. {state}."
