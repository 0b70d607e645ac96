"""Figures of a quarter as a Document, and as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from se_desk.domain.metrics import DealFact
from se_desk.domain.metrics_words import Figure
from se_desk.domain.moments import say_date
from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.documents import (
    Block,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    bullets,
    paragraph,
    words,
)
from se_desk.exchange.sanitising import clean_line

_RULE = "A percentage or a median needs five; under five there are counts only."


@dataclass(frozen=True, slots=True)
class MetricsPaper:
    """What leaves: whose figures of which period, as of which day, and the deals behind them."""

    se_name: str
    period: str
    as_of: date
    figures: Sequence[Figure]
    deals: Sequence[DealFact]

    @property
    def title(self) -> str:
        """``Metrics, Q3 FY2026``."""
        return f"Metrics, {self.period.partition(',')[0]}"


def metrics_document(paper: MetricsPaper) -> Document:
    """Each figure with its base, what was left out, and its numbers; then the deals."""
    blocks: list[Block] = [Heading(1, words(paper.title))]
    blocks.append(paragraph(f"{clean_line(paper.se_name)}. {paper.period}, as of {say_date(paper.as_of)}."))
    blocks.append(paragraph(_RULE))
    for figure in paper.figures:
        blocks += _figure(figure)
    blocks.append(Heading(2, words("Deals behind the numbers")))
    if paper.deals:
        header = tuple(words(head) for head in ("Deal", "Came", "Closed", "Outcome"))
        blocks.append(Table(header, tuple(_deal(deal) for deal in paper.deals)))
    else:
        blocks.append(paragraph("None in this period."))
    return Document(tuple(blocks), paper.title)


def _figure(figure: Figure) -> Iterable[Block]:
    yield Heading(2, words(figure.title))
    standing = f", {figure.standing}" if figure.standing else ""
    yield Paragraph((Run(figure.value, bold=True), Run(f", {figure.base}{standing}.")))
    notes = [note for note in (figure.note, *figure.left_out) if note]
    if notes:
        yield bullets(notes)
    if figure.rows:
        rows = tuple(tuple(words(cell) for cell in row) for row in figure.rows)
        yield Table(tuple(words(head) for head in figure.heads), rows)


def _deal(deal: DealFact) -> tuple[tuple[Run, ...], ...]:
    name = f"{clean_line(deal.account)}: {clean_line(deal.title)}"
    return tuple(
        words(cell) for cell in (name, deal.came_on.isoformat(), _day(deal.outcome_on), outcome(deal))
    )


def outcome(deal: DealFact) -> str:
    """``won``, ``no-go, technical fit``, ``open``."""
    if deal.outcome is None:
        return "open"
    if deal.outcome == "disqualified":
        return f"no-go, {deal.no_go.label.lower()}" if deal.no_go else "no-go"
    return deal.outcome.label.lower()


def numbers_csv(paper: MetricsPaper) -> bytes:
    """A line for each number of each figure."""
    lines = [
        (figure.title, row[0], head, cell)
        for figure in paper.figures
        for row in figure.rows
        for head, cell in zip(figure.heads[1:], row[1:], strict=True)
    ]
    values = [(figure.title, paper.period, "Value", figure.value) for figure in paper.figures]
    return write_csv(("Figure", "Of", "Number", "Value"), [*values, *lines], for_spreadsheet=True)


def deals_csv(paper: MetricsPaper) -> bytes:
    """A line for each deal behind the numbers."""
    heads = ("Account", "Deal", "Came", "Discovery", "Technical sign-off", "Closed", "Outcome", "Reason")
    return write_csv(heads, [_deal_cells(deal) for deal in paper.deals], for_spreadsheet=True)


def _deal_cells(deal: DealFact) -> tuple[str, ...]:
    days = (deal.came_on, deal.discovery_on, deal.sign_off_on, deal.outcome_on)
    return (deal.account, deal.title, *map(_day, days), outcome(deal), deal.outcome_reason)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
