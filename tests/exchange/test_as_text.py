from __future__ import annotations

from collections.abc import Callable

import pytest

from se_desk.exchange.as_text import as_text
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    bullets,
    paragraph,
    words,
)
from se_desk.exchange.markdown_reader import read_markdown


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph((Run("b", bold=True), Run(" i", italic=True))), "b i"),
        (Paragraph((Run("s", strike=True),)), "~~s~~"),
        (Paragraph((Run("l", href="https://x.example"),)), "l (https://x.example)"),
        (Paragraph((Run("https://x.example", href="https://x.example"),)), "https://x.example"),
        (Paragraph((Run("a@x.example", href="mailto:a@x.example"),)), "a@x.example"),
        (Paragraph((Run(" ", href="https://x.example"),)), "https://x.example"),
        (Paragraph((Run("#tag", href="sedesk:tag/tag"),)), "#tag"),
        (CodeBlock("a\n\nb"), "    a\n\n    b"),
        (Quote((paragraph("a\nb"), paragraph("c"))), "> a\n> b\n>\n> c"),
        (Rule(), "* * *"),
        (Table((words("a"), words("b")), ((words("1\n2"), ()),)), "a | b\n1 2 |"),
        (bullets(["a\nb"]), "- a\n  b"),
        (ListBlock((ListItem((paragraph("a"), bullets(["b"]))),)), "- a\n  - b"),
        (ListBlock((ListItem((paragraph("a"), paragraph("b"))),)), "- a\n\n  b"),
        (ListBlock((ListItem((paragraph("a"),), True), ListItem((), False))), "- [x] a\n- [ ]"),
        (ListBlock((ListItem((paragraph("a"),)), ListItem(())), True, 9), "9. a\n10."),
    ],
)
def test_blocks_are_written(block: Block, text: str) -> None:
    assert as_text(Document((block,))) == text


def test_blocks_stand_apart_and_empty_ones_leave_no_gap() -> None:
    assert as_text(Document((paragraph("a"), paragraph(""), paragraph("b")))) == "a\n\nb"


def test_golden(sample_markdown: str, golden: Callable[[str, str], None]) -> None:
    golden("document.txt", as_text(read_markdown(sample_markdown)))
