"""The page of a record as Markdown, by way of the Document that all texts of the desk go through."""

from __future__ import annotations

from collections.abc import Iterable

from se_desk.exchange import as_markdown as markdown
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Rule,
    Run,
    bullets,
    paragraph,
    words,
)
from se_desk.exchange.risk_records.page import Line, Page, PageEntry, PageFlag, record_page
from se_desk.exchange.risk_records.reading import Record
from se_desk.exchange.risk_records.words import WORDS


def as_markdown(record: Record) -> str:
    """The record's page as Markdown; every word of a person is escaped."""
    return markdown.as_markdown(document(record_page(record)))


def document(page: Page) -> Document:
    """The page as blocks."""
    blocks: list[Block] = [Heading(1, words(page.title))]
    blocks += [paragraph(text) for text in (page.subtitle, "\n".join(page.byline)) if text]
    blocks += [_lines(page.facts), *map(paragraph, page.lead), paragraph(page.heading)]
    for flag in page.flags:
        blocks += _flag(flag)
    blocks += [Rule(), Heading(2, words(page.claims_title)), bullets(page.claims)]
    blocks += [Heading(2, words(page.checks_title)), bullets(page.checks, ordered=True)]
    blocks += [CodeBlock("\n".join(f"{line.label}: {line.text}" for line in page.proofs))]
    blocks += [paragraph(" · ".join(page.footer))]
    return Document(tuple(blocks), page.title)


def _flag(flag: PageFlag) -> Iterable[Block]:
    heading = f"{flag.number} {flag.heading}" if flag.number else flag.heading
    yield Heading(2, words(heading))
    items = [_entry(entry) for entry in flag.entries]
    items += [ListItem((paragraph(f"{line.label}: {line.text}"),)) for line in flag.absent]
    yield ListBlock(tuple(items))


def _entry(entry: PageEntry) -> ListItem:
    times = f"{entry.utc} UTC ({entry.local}), {entry.number} {entry.mark}"
    proof = Paragraph((Run(f"{WORDS['text']['receipt']} "), Run(entry.receipt, code=True)))
    first = Paragraph((Run(entry.label, bold=True), Run(f", {times}")))
    told = [paragraph(f"{line.label}: {line.text}" if line.label else line.text) for line in entry.lines]
    return ListItem((first, *told, proof))


def _lines(lines: Iterable[Line]) -> ListBlock:
    return bullets(f"{line.label}: {line.text}" for line in lines)
