"""The agenda and the minutes of a scrub as Documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from se_desk.domain.deals import Deal
from se_desk.domain.moments import count, say_date, say_day
from se_desk.domain.scrubs import Decision, ScrubDecision
from se_desk.exchange.documents import Block, Document, Heading, Paragraph, Run, bullets, paragraph, words
from se_desk.exchange.sanitising import clean_line


@dataclass(frozen=True, slots=True)
class PaperDeal:
    """A deal of the agenda in words; ``apart`` counts the days between the two dates."""

    account: str
    title: str
    forecast: str = ""
    read: str = ""
    apart: int | None = None
    gates: Sequence[str] = ()
    points: Sequence[str] = ()
    questions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """What was decided of a deal, in words."""

    account: str
    title: str
    decision: Decision
    words: str = ""
    owner: str = ""
    by_on: date | None = None

    @classmethod
    def of(cls, record: ScrubDecision, deal: Deal, se_name: str) -> PaperDecision:
        """A decision as the minutes name it; a gap without an owner is the SE's."""
        owner = record.owner or (se_name if record.decision is Decision.CLOSE_GAP else "")
        return cls(deal.account, deal.title, record.decision, record.words, owner, record.by_on)

    def say(self) -> str:
        """``Close the gap by Fri 6 Mar (Ada): name the sponsor``."""
        if self.decision is Decision.CLOSE_GAP:
            day = f" by {say_day(self.by_on)}" if self.by_on else ""
            return f"Close the gap{day} ({clean_line(self.owner)}): {clean_line(self.words)}"
        said = f": {clean_line(self.words)}" if self.words.strip() else ""
        return f"{self.decision.label}{said}"


def agenda_document(ae_name: str, se_name: str, on: date, deals: Sequence[PaperDeal]) -> Document:
    """What the half hour is about, the deal with most open points first."""
    title = f"Scrub agenda, {say_date(on)}"
    blocks: list[Block] = [Heading(1, words(title)), _pair(ae_name, se_name)]
    how = "Each leaves with one decision: keep, close the gap by a day, disqualify."
    blocks.append(paragraph(f"{count(len(deals), 'open deal')}. {how}"))
    for number, deal in enumerate(deals, 1):
        blocks += _deal(number, deal)
    return Document(tuple(blocks), f"{title}, {clean_line(ae_name)}")


def _deal(number: int, deal: PaperDeal) -> Iterable[Block]:
    yield Heading(2, words(f"{number} {clean_line(deal.account)}: {clean_line(deal.title)}"))
    dates = [f"AE forecast {deal.forecast}" if deal.forecast else "No AE forecast"]
    dates.append(f"SE read {deal.read}" if deal.read else "no SE read")
    if deal.apart:
        dates.append(f"{count(abs(deal.apart), 'day')} apart")
    yield paragraph("; ".join(dates) + ".")
    lines = [f"Open gate: {clean_line(gate)}" for gate in deal.gates]
    lines += [clean_line(point) for point in deal.points]
    lines += [f"To ask: {clean_line(question)}" for question in deal.questions]
    if lines:
        yield bullets(lines)


def minutes_document(
    ae_name: str, se_name: str, on: date, decided: Sequence[PaperDecision], next_on: date | None
) -> Document:
    """What was decided, and when the next one is."""
    title = f"Scrub minutes, {say_date(on)}"
    blocks: list[Block] = [Heading(1, words(title)), _pair(ae_name, se_name)]
    for one in decided:
        head = Run(f"{clean_line(one.account)}: {clean_line(one.title)}", bold=True)
        blocks.append(Paragraph((head, Run(f"\n{one.say()}"))))
    if not decided:
        blocks.append(paragraph("Nothing was decided."))
    if next_on is not None:
        blocks.append(paragraph(f"Next scrub: {say_date(next_on)}."))
    return Document(tuple(blocks), f"{title}, {clean_line(ae_name)}")


def _pair(ae_name: str, se_name: str) -> Block:
    return paragraph(f"{clean_line(ae_name)} and {clean_line(se_name)}")
