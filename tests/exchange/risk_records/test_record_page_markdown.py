"""The record as Markdown: the page's words, whole, and nothing of a person's that marks up."""

import re

import pytest
from markdown_it import MarkdownIt

from se_desk.domain.chain import FLAG
from se_desk.exchange.as_text import as_text
from se_desk.exchange.documents import CodeBlock, Heading, ListBlock
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.risk_records import Record, as_markdown, build_record, read_record, record_page
from se_desk.exchange.risk_records.page_markdown import document
from tests.exchange.risk_records.risk_chains import HOSTILE, sealed_chain


@pytest.mark.parametrize("name", ["record", "record-redacted"])
def test_golden(published, golden, name: str) -> None:
    golden(f"risk-{name}.md", as_markdown(published(f"{name}.json")))


def test_golden_of_hostile_words(record: Record, golden) -> None:
    golden("risk-record-hostile.md", as_markdown(record))


def test_hostile_words_stay_words(record: Record) -> None:
    text = as_markdown(record)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    assert not re.search(r"<(script|img|a|em|del|b|table)\b", html)
    said = " ".join(as_text(read_markdown(text)).split())
    assert " ".join(HOSTILE.split()) in said
    assert "*not* a [list](javascript:alert(1)) | `x` ~~y~~ <b>" in said


def headings(record: Record) -> list[str]:
    return [line for line in as_markdown(record).splitlines() if line.startswith("#")]


def test_one_heading_a_flag_then_the_marks_and_the_ends(record: Record) -> None:
    title, hostile, *rest = headings(record)
    assert title == "# Risk record"
    assert hostile.startswith("## #3 Low · ")
    assert rest == [
        "## #1 High · Audit logs stay 31 days",
        "## Marks in the chain",
        "## What this record shows",
        "## How to check it",
    ]


def test_a_heading_is_one_line_however_the_statement_was_typed(seed, exported_at) -> None:
    fields = {"severity": "low", "category": "data", "statement": "first line\n# second\u2028third"}
    record = read_record(build_record(sealed_chain((FLAG, 0, fields)), seed, exported_at, {}))
    assert headings(record)[1] == "## #1 Low · first line # second third"


def test_the_whole_page_reads_back_from_the_markdown(record: Record) -> None:
    page, said = record_page(record), " ".join(as_text(read_markdown(as_markdown(record))).split())
    lines = [line for flag in page.flags for entry in flag.entries for line in entry.lines]
    lines += [line for flag in page.flags for line in flag.absent]
    told = [f"{line.label}: {line.text}" if line.label else line.text for line in lines]
    for text in (*told, *page.claims, *page.checks, *page.byline):
        assert " ".join(text.split()) in said


def test_what_is_said_to_be_absent_is_one_item_each(record: Record) -> None:
    blocks = document(record_page(record)).blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.runs[0].text.startswith("#3"))
    items = blocks[at + 1]
    assert isinstance(items, ListBlock)
    assert len(items.items) == 2 + 2  # raised and a note; nobody told, no response


def test_the_proofs_stand_as_code_so_that_they_can_be_copied(record: Record) -> None:
    (proofs,) = (b for b in document(record_page(record)).blocks if isinstance(b, CodeBlock))
    assert proofs.text.splitlines()[-1] == f"Public key: {record.manifest.pub}"


def test_a_record_about_nothing_has_no_empty_line_of_it(seed, exported_at) -> None:
    fields = {"severity": "low", "category": "data", "statement": "x"}
    record = read_record(build_record(sealed_chain((FLAG, 0, fields)), seed, exported_at, {}))
    assert as_markdown(record).startswith("# Risk record\n\nExported 2026-05-06 07:08:09 UTC\n\n- ")
