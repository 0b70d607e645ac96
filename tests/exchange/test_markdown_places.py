"""Blocks and boxes are found again in the source, whatever ends its lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.markdown_places import block_lines, box_places
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.preview import preview_html

ROUGH = st.text(alphabet="-*>1.[]x #`|\n\r\t\u2028☐☑a:/\\", max_size=40)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# a\n\nb\nc\n\n- d\n- e\n", (0, 2, 5)),
        ("\n\n> a\n\n```\nb\n\nc\n```\n---", (2, 4, 9)),
        ("# a\r\n\r\nb\r\n", (0, 2)),
        ("a\u2028\u2028b\n\nc\rd", (0, 0, 2)),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nend", (0, 4)),
        (">" * 60 + "deep", (0,)),
        ("", ()),
    ],
)
def test_lines_of_blocks(source: str, lines: tuple[int, ...]) -> None:
    assert block_lines(source) == lines


@given(ROUGH)
def test_every_block_has_a_line(source: str) -> None:
    lines = block_lines(source)
    assert len(lines) == len(read_markdown(source).blocks)
    assert all(0 <= line <= source.count("\n") for line in lines)
    assert list(lines) == sorted(lines)


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("- [ ] a\n- [x] b\n", (" ", "x")),
        ("1. [X] a\n   - [ ] b\n", ("X", " ")),
        ("> - [ ] quoted", (" ",)),
        ("- [ ]\n- [ ] b", (" ", " ")),
        ("-\n  [x] b [ ] c", ("x",)),
        ("- \\[ ] no box\n- [x](https://x.example) a link\n- [y] no", ()),
        ("- ☐ drawn\n- [x] b", (None, "x")),
        ("```\n- [ ] code\n```\n", ()),
        ("a\u2028- [ ] b\r\n- [x] c", (" ", "x")),
        (">" * 60 + "- [ ] deep", ()),
    ],
)
def test_boxes(source: str, signs: tuple[str | None, ...]) -> None:
    assert tuple(source[place] if place is not None else None for place in box_places(source)) == signs


@given(ROUGH)
def test_as_many_boxes_as_the_preview_shows(source: str) -> None:
    html = preview_html(source)
    assert len(box_places(source)) == len(re.findall(r"<li>(?:[☐☑] |\[ \]</li>)", html))
    assert all(source[place] in " xX" for place in box_places(source) if place is not None)


def test_the_preview_says_the_lines() -> None:
    html = preview_html("# a\n\nb <!--9-->", lines=True)
    assert html == "<!--0--><h1>a</h1>\n<!--2--><p>b &lt;!--9--&gt;</p>\n"
    assert re.sub("<!--.*?-->", "", html) == preview_html("# a\n\nb <!--9-->")
