from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.as_text import as_text
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
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
from se_desk.exchange.markdown_reader import MAX_NESTING, read_markdown


def item(text: str, checked: bool | None = None) -> ListItem:
    return ListItem((paragraph(text),), checked)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("", ()),
        ("## Two ##", (Heading(2, words("Two")),)),
        ("#tag first", (paragraph("#tag first"),)),
        ("a\nb", (paragraph("a\nb"),)),
        ("above\n- a\n- b", (paragraph("above"), bullets(["a", "b"]))),
        ("- a\n  - b", (ListBlock((ListItem((paragraph("a"), bullets(["b"]))),)),)),
        ("7) a\n8) b", (ListBlock((item("a"), item("b")), ordered=True, start=7),)),
        ("- [ ] a\n- [x] b\n- [X] c", (ListBlock((item("a", False), item("b", True), item("c", True))),)),
        ("- [x]\n  below", (ListBlock((item("[x]\nbelow"),)),)),
        ("- \\[ ] a", (ListBlock((item("[ ] a"),)),)),
        ("- [x]", (ListBlock((item("[x]"),)),)),
        ("- `[ ] ` a", (ListBlock((ListItem((Paragraph((Run("[ ] ", code=True), Run(" a"))),)),)),)),
        ("-", (ListBlock((ListItem(()),)),)),
        ("> q", (Quote((paragraph("q"),)),)),
        ("***", (Rule(),)),
        ("```\n\ta  \n\n```", (CodeBlock("\ta  \n"),)),
        ("~~~py extra\nx\n~~~", (CodeBlock("x", "py"),)),
        ("    indented", (CodeBlock("indented"),)),
        ("|a|\n|-|\n|b\\|c|", (Table((words("a"),), ((words("b|c"),),)),)),
        ("<b>raw</b> List<String>", (paragraph("<b>raw</b> List<String>"),)),
        ("<script>\nx\n</script>", (paragraph("<script>\nx\n</script>"),)),
        ("&lt;p&gt; &amp;", (paragraph("<p> &"),)),
        ("a\\\nb  \nc", (paragraph("a\nb\nc"),)),
    ],
)
def test_source_is_read(source: str, blocks: tuple[Block, ...]) -> None:
    assert read_markdown(source, "t") == Document(blocks, "t")


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("**b** *i* `c` ~~s~~", (*words("b", bold=True), Run(" "), Run("i", italic=True), Run(" "))),
        ("***bi***", (Run("bi", bold=True, italic=True),)),
        ("[l](https://x.example)", (Run("l", href="https://x.example"),)),
        ("[l **b**](mailto:a@x.example)", (Run("l ", href="mailto:a@x.example"),)),
        ("<https://x.example/a_b>", (Run("https://x.example/a_b", href="https://x.example/a_b"),)),
        ("[l](javascript:x)", (Run("l (javascript:x)"),)),
        ("[l](notes/other.md)", (Run("l (notes/other.md)"),)),
        ("[javascript:x](javascript:x)", (Run("javascript:x"),)),
        ("![the *yard*](file:///x.png)", (Run("the yard"),)),
        ("![](https://x.example/p.png)", (Run("[image]"),)),
        ("[![alt](a.png)](https://x.example)", (Run("alt", href="https://x.example"),)),
        ("[[Quay pilot]]", (Run("[[Quay pilot]]"),)),
    ],
)
def test_words_keep_their_look(source: str, runs: tuple[Run, ...]) -> None:
    (block,) = read_markdown(source).blocks
    assert isinstance(block, Paragraph)
    assert block.runs[: len(runs)] == runs


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://x.example/a.", "https://x.example/a"),
        ("(https://x.example/a)", "https://x.example/a"),
        ("https://x.example/w_(y)!", "https://x.example/w_(y)"),
        ("https://x.example/?a=1&b=2#c, then", "https://x.example/?a=1&b=2#c"),
        ("**https://x.example**", "https://x.example"),
    ],
)
def test_a_bare_address_is_a_link(text: str, address: str) -> None:
    (block,) = read_markdown(text).blocks
    assert isinstance(block, Paragraph)
    assert [run.href for run in block.runs if run.href] == [address]


@pytest.mark.parametrize(
    "text",
    ["`https://x.example`", "xhttps://x.example", "https://", "http://[x", "https://x.example/\u202egpj.exe"],
)
def test_what_only_resembles_an_address_is_none(text: str) -> None:
    (block,) = read_markdown(text).blocks
    assert isinstance(block, Paragraph)
    assert all(run.href is None for run in block.runs)


def test_what_lies_too_deep_is_kept_as_typed() -> None:
    source = "> " * (MAX_NESTING + 5) + "deep"
    assert read_markdown(source) == Document((CodeBlock(source),))
    assert isinstance(read_markdown("> " * 10 + "deep").blocks[0], Quote)


@given(
    st.text(alphabet="ab \n#*_`~[]()<>!|-+1.&;:\\\"'/=@x\t") | st.text(st.characters(exclude_categories=()))
)
def test_reading_never_fails_and_no_word_is_lost(source: str) -> None:
    text = as_text(read_markdown(source))
    if not re.search(r"[\[&<\\|`~]", source):  # definitions, entities, fences and cells are read away
        assert set(re.findall("[ab]+", source)) <= set(re.findall("[ab]+", text))


def test_a_long_note_is_read_in_time() -> None:
    source = "## Part\n\nSome *words* with **bold** and `code`. " + "word " * 200 + "\n\n- a\n  - b\n"
    began = time.process_time()
    read_markdown(source * 100)
    assert time.process_time() - began < 3


def test_many_lines_without_a_gap_are_read_in_time() -> None:
    began = time.process_time()
    (block,) = read_markdown("word\n" * 10_000).blocks
    assert time.process_time() - began < 3
    assert isinstance(block, Paragraph)
    assert len(block.runs) == 1
