"""Pieces of a long source show together what the whole of it shows, and each line stands in one of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.markdown_pieces import pieces_of
from se_desk.exchange.preview import preview_html

BLOCKS = (
    *("# Head", "words of a line\nand of the next", "- one\n- two\n  - deeper", "1. a\n2. b", "> said\n> so"),
    *("```sh\ncode\n\n# no head\n```", "~~~\n- no item\n~~~", "| a | b |\n|---|---|\n| 1 | 2 |", "- [ ] box"),
    *("[plan]: https://plan.example", "see [plan] and [Plan][plan]", "    indented code", "***", "line\n---"),
)


def shown(source: str, length: int) -> str:
    """The pieces one after the other, with the lines of the whole."""
    made = []
    for piece in pieces_of(source, length):
        made.append(_moved(preview_html(piece.source, lines=True), piece.first))
    return "".join(made)


def _moved(html: str, by: int) -> str:
    return re.sub(r"<!--(\d+)-->", lambda at: f"<!--{int(at[1]) + by}-->", html)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_together_they_show_the_whole(blocks: list[str], line_end: str) -> None:
    """Between headings there is always a place to end."""
    source = "\n\n".join(f"Between\n\n{block}" for block in blocks).replace("\n", line_end)
    assert len(pieces_of(source, 100)) > 1 or len(source) < 400
    assert shown(source, 100) == preview_html(source, lines=True)


def test_the_control_of_it() -> None:
    """A piece cut anywhere shows something else."""
    source = "- one\n\n  ```\n  code\n\n  more\n  ```\n"
    assert preview_html(source[:20]) + preview_html(source[20:]) != preview_html(source)


@pytest.mark.parametrize(
    ("source", "second"),
    [
        ("```log\n" + "a line\n" * 300 + "```\n\nafter", "```log\na line\n"),
        ("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 300, "| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("- item\n" * 500, "- item\n"),
        ("words\n" * 500, "words\n"),
        ("word " * 2_000, "word "),
        ("x" * 9_000, "x"),
    ],
)
def test_what_has_no_end_is_parted_and_goes_on(source: str, second: str) -> None:
    cut = pieces_of(source, 300)
    assert len(cut) > 3
    assert cut[1].source.startswith(second)
    assert max(len(piece.source) for piece in cut) < 300 * 5
    for piece in cut:
        line = source.split("\n")[piece.first]
        assert piece.source.startswith(("```log", "| a", line[:5]))


def test_a_block_of_code_ends_where_it_ends() -> None:
    """Shorter fences, other signs, and words after them end none."""
    source = "````\n```\n~~~~\n```` no\n\n" + "inside\n\n" * 100 + "````\n\nAfter it\n\nlast"
    assert len(pieces_of(source, 300)) > 1
    html = "".join(preview_html(piece.source) for piece in pieces_of(source, 300))
    assert "<p>After it</p>" in html
    assert "<p>inside" not in html


def test_a_target_that_code_only_shows_is_none() -> None:
    source = "```\n[plan]: https://no.example\n```\n\n" + "words\n\n" * 60 + "see [plan]\n"
    assert "no.example" not in pieces_of(source, 200)[-1].source
    assert pieces_of("", 200)[0].source == ""
