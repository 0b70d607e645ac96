"""Everything the page of a deal shows, as it stands on the desk at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from se_desk.domain.asks import Answer, Ask
from se_desk.domain.exit_criteria import Standing, of_stage
from se_desk.domain.history import Happening
from se_desk.domain.insights import Insight
from se_desk.domain.note_lines import NoteCount
from se_desk.domain.people import Stakeholder
from se_desk.domain.proposals import Proposal
from se_desk.domain.qualification import Element, Gate
from se_desk.domain.risks import RiskFlag
from se_desk.domain.steps import NextStep
from se_desk.domain.strategies import StrategyPart
from se_desk.services.call_views import CallView
from se_desk.services.deals import DealView
from se_desk.services.note_links import BackLinks, Source

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST_NAMING = 5  # notes that name the deal and are shown


HAPPENED = 150  # notes of a timeline, and so many more with each scroll to its end


@dataclass(frozen=True, slots=True)
class Shown:
    """One deal with all that hangs on it. Flags and happenings are newest first.

    Of its notes the number; of the happenings those of the newest notes, and all that are no notes.
    """

    now: datetime
    today: date
    view: DealView
    happenings: tuple[Happening, ...]
    notes: NoteCount
    calls: tuple[CallView, ...]
    flags: tuple[RiskFlag, ...]
    proposals: tuple[Proposal, ...]
    gates: tuple[Gate, ...]
    elements: tuple[Element, ...]
    asks: tuple[Ask, ...]
    people: tuple[Stakeholder, ...]
    steps: tuple[NextStep, ...]
    exits: tuple[Standing, ...] = ()
    strategy: tuple[StrategyPart, ...] = ()
    insights: tuple[Insight, ...] = ()
    named_in: BackLinks = field(default_factory=BackLinks)
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The deal's id."""
        return self.view.deal.id

    @property
    def open_flags(self) -> tuple[RiskFlag, ...]:
        """Flags without an outcome."""
        return tuple(flag for flag in self.flags if flag.is_open)

    @property
    def evidenced(self) -> int:
        """How many letters of MEDDPICC have evidence."""
        return sum(bool(element.evidence) for element in self.elements)

    @property
    def open_steps(self) -> tuple[NextStep, ...]:
        """Steps that are not settled, by due day."""
        return tuple(step for step in self.steps if step.settled_at is None)

    @property
    def unanswered(self) -> int:
        """How many asks have no answer yet."""
        return sum(ask.answer is Answer.NONE for ask in self.asks)

    @property
    def exits_here(self) -> tuple[Standing, ...]:
        """The exit criteria of the stage it is in."""
        return of_stage(self.exits, self.view.deal.stage)

    @property
    def ahead(self) -> tuple[CallView, ...]:
        """Calls that are not over, the next one first."""
        return tuple(v for v in self.calls if not v.call.cancelled and v.call.ends_at > self.now)

    @property
    def held(self) -> tuple[CallView, ...]:
        """Calls that are over, the last one first."""
        past = [v for v in self.calls if not v.call.cancelled and v.call.ends_at <= self.now]
        return tuple(reversed(past))


def read_deal(desk: Desk, deal_id: str, happened: int = HAPPENED) -> Shown:
    """The deal as it stands now, its timeline with the newest ``happened`` notes.

    NotFound where it is not on the desk.
    """
    view = desk.deals.view(deal_id)
    elements, steps = desk.qualification.elements(deal_id), desk.steps.of_deal(deal_id)
    links = desk.note_links
    return Shown(
        now=desk.now(),
        today=desk.today_on(),
        view=view,
        happenings=desk.history.of_deal(deal_id, happened),
        notes=desk.note_lines.count(deal_id),
        calls=desk.calls.views_of_deal(deal_id),
        flags=tuple(reversed(desk.risks.flags(deal_id))),
        proposals=desk.risks.proposals(deal_id),
        gates=desk.qualification.gates(deal_id),
        elements=elements,
        asks=desk.asks.of_deal(deal_id),
        people=desk.people.of_deal(deal_id),
        steps=steps,
        exits=desk.exit_criteria.of_deal(deal_id),
        strategy=desk.strategies.of_deal(deal_id),
        insights=desk.insights.of_deal(deal_id),
        named_in=links.back_links("deal", deal_id, limit=MOST_NAMING),
        sources={
            **links.sources_for("element", (element.id for element in elements if element.evidence)),
            **links.sources_for("step", (step.id for step in steps if step.settled_at is None)),
        },
    )
