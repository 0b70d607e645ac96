"""The cover sheet of several records: one row a deal, with its file and its last receipt."""

from __future__ import annotations

from collections.abc import Mapping

from se_desk.domain.chain import receipt
from se_desk.exchange.documents import Block, Document, Heading, Table, bullets, paragraph, words
from se_desk.exchange.risk_records.page import Line, record_page
from se_desk.exchange.risk_records.reading import Record
from se_desk.exchange.risk_records.words import WORDS


def cover_sheet(occasion: str, records: Mapping[str, Record]) -> Document:
    """A Document for every writer. ``records`` maps the stem of a deal's files to its record.

    ``occasion`` says what the records have in common, such as a partner's name and a quarter.
    """
    text = WORDS["text"]
    keys = sorted({record.manifest.pub for record in records.values()})
    header = tuple(
        words(text[key]) for key in ("cover_deal", "in_record", "told", "cover_receipt", "cover_file")
    )
    rows = tuple(tuple(map(words, _row(stem, record))) for stem, record in records.items())
    blocks: tuple[Block, ...] = (
        Heading(1, words(text["cover"])),
        *([paragraph(occasion)] if occasion.strip() else []),
        *([paragraph("\n".join(byline))] if (byline := _byline(records)) else []),
        Table(header, rows),
        bullets(WORDS["claims"]),
        *(paragraph(f"{text['key']}: {key}") for key in keys),
    )
    return Document(blocks, text["cover"])


def _byline(records: Mapping[str, Record]) -> list[str]:
    """By whom, for whom and of which time, as far as all the records say the same."""
    pages = [record_page(record).byline for record in records.values()]
    return [
        line
        for line in dict.fromkeys(line for page in pages for line in page)
        if all(line in page for page in pages)
    ]


def _row(stem: str, record: Record) -> tuple[str, ...]:
    page, head = record_page(record), record.manifest
    return (
        page.subtitle,
        _fact(page.facts, "in_record"),
        _fact(page.facts, "told"),
        receipt(head.head_seq, head.head_hash),
        f"{stem}.json",
    )


def _fact(facts: tuple[Line, ...], key: str) -> str:
    return next(line.text for line in reversed(facts) if line.label == WORDS["text"][key])
