"""Lists of word processors come in as lists: levels, bullets and numbers, in real markup of theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.documents import ListBlock, Paragraph, Run
from se_desk.exchange.pasted import markdown_of_html
from se_desk.exchange.word_lists import WordItem, folded, is_mark, level_in

WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{{margin:0}}</style>"
    "<!--[if gte mso 9]><xml></xml><![endif]--></head><body><!--StartFragment-->{}<!--EndFragment--></body>"
    "</html>"
)


def item(mark: str, words: str, level: int = 1) -> str:
    """One paragraph of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
        f"<![endif]>{words}<o:p></o:p></p>"
    )


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (item("\u00b7", "one") + item("\u00b7", "two <b>bold</b>"), "- one\n- two **bold**"),
        (item("\u00b7", "one") + item("o", "inner", 2) + item("\u00b7", "two"), "- one\n  - inner\n- two"),
        (item("3.", "one") + item("4.", "two") + item("a)", "deep", 2), "3. one\n4. two\n   1. deep"),
        ("<p>before</p>" + item("\u00a7", "one") + "<p>after</p>", "before\n\n- one\n\nafter"),
        (item("\u00b7", "deep first", 3) + item("\u00b7", "then out"), "- deep first\n- then out"),
        (item("\u00b7", ""), ""),
    ],
)
def test_as_word_copies_them(body: str, markdown: str) -> None:
    assert markdown_of_html(WORD.format(body)) == markdown


def test_in_a_table_they_are_words() -> None:
    table = f"<table><tr><td>A</td><td>B</td></tr><tr><td>{item('1.', 'one')}</td><td>x</td></tr></table>"
    assert "one" in markdown_of_html(WORD.format(table))
    assert "\n| " in markdown_of_html(WORD.format(table))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>one</li><ul><li>inner</li></ul><li>two</li></ul>", "- one\n  - inner\n- two"),
        (
            "<ul><li>a</li><ul><li>b</li><ul><li>c</li></ul><li>d</li></ul><li>e</li></ul>",
            "- a\n  - b\n    - c\n  - d\n- e",
        ),
        ("<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>", "1. a\n   1. b\n2. c"),
    ],
)
def test_a_list_right_inside_a_list_ends_where_it_ends(html: str, markdown: str) -> None:
    """As a writing program in the browser copies them."""
    assert markdown_of_html(html) == markdown


def test_what_a_style_says() -> None:
    assert level_in("mso-list:l2 level3 lfo1") == 3
    assert level_in("MSO-LIST: l0 level1") == 1
    assert level_in("") == level_in("mso-list:Ignore") == 0
    assert level_in("mso-list:l0 level99 lfo1") == 9
    assert is_mark("mso-list:Ignore")
    assert not is_mark("mso-list:l0 level1 lfo1")


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["\u00b7", "1.", "b)", "o"])), max_size=30))
def test_no_item_is_lost(marks: list[tuple[int, str]]) -> None:
    items = [WordItem(level, mark, (Run(str(n)),)) for n, (level, mark) in enumerate(marks)]
    assert _words(folded(items)) == [str(n) for n in range(len(marks))]


def _words(blocks: tuple[object, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.runs[0].text)
        elif isinstance(block, ListBlock):
            for each in block.items:
                found += _words(each.blocks)
    return found
