"""A deal's strategy and the three papers as Documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from se_desk.domain.deals import Deal
from se_desk.domain.moments import say_date
from se_desk.domain.papers import Section, Sheet
from se_desk.domain.strategies import StrategyPart, written
from se_desk.exchange.documents import Block, Document, Heading, Quote, bullets, paragraph, words
from se_desk.exchange.sanitising import clean_line, clean_text


def strategy_document(
    deal: Deal, parts: Iterable[StrategyPart], names: tuple[str, str], on: date
) -> Document:
    """The page of a deal; ``names`` are those of AE ("" for none) and SE. Blank parts are left out."""
    title = f"Deal strategy, {clean_line(deal.account)}"
    pair = " and ".join(clean_line(name) for name in names if name.strip())
    blocks: list[Block] = [
        Heading(1, words(title)),
        paragraph(f"{clean_line(deal.title)}. {pair}, {say_date(on)}."),
    ]
    said = written(parts)
    for part in said:
        blocks += [Heading(2, words(part.heading.label)), *_paragraphs(part.text)]
    if not said:
        blocks.append(paragraph("Nothing was written yet."))
    return Document(tuple(blocks), title)


def sheet_document(sheet: Sheet, se_name: str, on: date) -> Document:
    """A paper: under each heading what the desk holds, then what the SE wrote."""
    blocks: list[Block] = [
        Heading(1, words(clean_line(sheet.title))),
        paragraph(f"{clean_line(sheet.about)} Written by {clean_line(se_name)}, {say_date(on)}."),
    ]
    for section in sheet.sections:
        blocks += _section(section)
    return Document(tuple(blocks), sheet.title)


def _section(section: Section) -> Iterable[Block]:
    if not section.lines and not section.answer.strip():
        return
    yield Heading(2, words(section.heading))
    if section.lines:
        yield bullets(clean_text(line) for line in section.lines)
    if section.answer.strip():
        yield paragraph(section.asks, italic=True)
        yield Quote(tuple(_paragraphs(section.answer)))


def _paragraphs(text: str) -> Iterable[Block]:
    """What was typed, an empty line ending a paragraph; marks of Markdown stay what they are, letters."""
    for part in clean_text(text).split("\n\n"):
        if part.strip():
            yield paragraph(part.strip())
