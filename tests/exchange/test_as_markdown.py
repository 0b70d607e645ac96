from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.as_markdown import as_markdown, escape
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
    joined,
    paragraph,
    words,
)
from se_desk.exchange.markdown_reader import read_markdown

LOOKS = st.fixed_dictionaries(
    {name: st.booleans() for name in ("bold", "italic", "strike")}
    | {"href": st.sampled_from([None, None, None, "https://x.example/a?b=1&c=(d)", "mailto:a@x.example"])}
)
WORD = st.text("abü漢1", min_size=1, max_size=6)
# Words parted by blanks, each word of one look: every such Document can be written.
PLAIN_RUNS = st.lists(st.tuples(WORD, LOOKS | st.just({"code": True})), min_size=1, max_size=6).map(
    lambda parts: joined(
        run
        for at, (text, look) in enumerate(parts)
        for run in ((Run(" "),) if at else ()) + (Run(text, **look),)
    )
)
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, PLAIN_RUNS),
    st.builds(Heading, st.integers(1, 6), PLAIN_RUNS),
    st.builds(CodeBlock, st.text("a`~ \n\t#-", max_size=20), st.sampled_from(["", "py", "c++"])),
    st.builds(lambda a, b: Table((a, b), ((b, a), ((), a))), PLAIN_RUNS, PLAIN_RUNS),
    st.just(Rule()),
)


def within(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    lead = st.builds(lambda first, rest: (Paragraph(first), *rest), PLAIN_RUNS, st.lists(inner, max_size=2))
    item = st.builds(ListItem, lead, st.sampled_from([None, None, True, False]))
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, blocks),
        st.builds(ListBlock, items),
        st.builds(ListBlock, items, st.just(True), st.integers(0, 999)),
    )


DOCUMENTS = st.lists(st.recursive(LEAVES, within, max_leaves=8), max_size=4).map(
    lambda blocks: Document(tuple(blocks))
)


@settings(deadline=None)
@given(DOCUMENTS)
def test_what_is_written_reads_back_the_same(document: Document) -> None:
    assert read_markdown(as_markdown(document)) == document


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab \n#*_`~[]()<>!|-+1.&;:\\\"'/=@{}^$%") | st.characters(exclude_categories=()))
)
def test_any_words_read_back_as_words(text: str) -> None:
    written = as_markdown(Document((paragraph(text), CodeBlock("end"))))
    assert (
        as_text(read_markdown(written)).split()
        == as_text(Document((paragraph(text), CodeBlock("end")))).split()
    )


RUNS = st.lists(
    st.builds(
        Run,
        st.text("ab *_~`()\n.", max_size=5),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
).map(tuple)


@settings(deadline=None)
@given(RUNS)
def test_words_never_give_way_to_looks(runs: tuple[Run, ...]) -> None:
    read = read_markdown(as_markdown(Document((Paragraph(runs),))))
    found = "".join(run.text for block in read.blocks if isinstance(block, Paragraph) for run in block.runs)
    assert "".join(found.split()) == "".join("".join(run.text for run in runs).split())


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (paragraph("1. not a list"), "1\\. not a list"),
        (paragraph("# no\n- no\n+ no"), "\\# no\\\n\\- no\\\n\\+ no"),
        (paragraph("[x] <b> a|b &amp;"), "\\[x\\] \\<b\\> a\\|b \\&amp;"),
        (Heading(2, words("C# and F#")), "## C# and F\\#"),
        (Heading(1, words("two\nlines")), "# two lines"),
        (CodeBlock("```"), "````\n```\n````"),
        (Paragraph((Run("`a", code=True),)), "`` `a ``"),
        (Paragraph((Run("l", href="https://x.example/a(b"),)), "[l](<https://x.example/a(b>)"),
        (Paragraph((Run("a"), Run("(b)", bold=True), Run("c"))), "a(b)c"),
        (Table((), ()), ""),
        (bullets(["a", "b"], ordered=True), "1. a\n2. b"),
        (ListBlock((ListItem((paragraph("a"),), True),)), "- [x] a"),
    ],
)
def test_blocks_are_written(block: Block, text: str) -> None:
    assert as_markdown(Document((block,))) == (f"{text}\n" if text else "")


def test_two_lists_in_a_row_stay_two() -> None:
    document = Document((bullets(["a"]), bullets(["b"]), bullets(["c"])))
    assert as_markdown(document) == "- a\n\n* b\n\n- c\n"


def test_escaping_leaves_plain_words_alone() -> None:
    assert escape("Plain words, 12 weeks (3 left); a+b=c") == "Plain words, 12 weeks (3 left); a+b=c"


def test_golden(sample_markdown: str, golden: Callable[[str, str], None]) -> None:
    golden("document.md", as_markdown(read_markdown(sample_markdown)))
