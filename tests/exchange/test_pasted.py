"""Pasted HTML reads like something a person typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Document, paragraph
from se_desk.exchange.html_reader import read_html
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.pasted import LONGEST_HTML, markdown_of_html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("R&amp;D, snake_case, [x], 1 &lt; 2", "R&D, snake_case, [x], 1 < 2"),
        ("<p>- no list</p><p># no head</p>", "\\- no list\n\n\\# no head"),
        ("&lt;script&gt;", "\\<script>"),
        ("&lt;b&gt; &amp;amp;", "\\<b> \\&amp;"),
        ("*no* emphasis", "\\*no\\* emphasis"),
        ("1 <code>a\\_b</code> c_d", "1 `a\\_b` c\\_d"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_only_needed_backslashes_stay(html: str, markdown: str) -> None:
    assert markdown_of_html(html) == markdown


@given(st.text(alphabet="ab &_~|>[]<*\\`#-1.", max_size=40))
def test_it_reads_back_as_the_same_words(text: str) -> None:
    html = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    read = read_markdown(markdown_of_html(html))
    assert read == read_markdown(as_markdown(read_html(html)))
    assert read == (Document((paragraph(" ".join(text.split())),)) if text.split() else Document(()))


def test_a_page_that_is_too_long_is_left_to_its_plain_words() -> None:
    assert markdown_of_html("<p>a</p>" + " " * LONGEST_HTML) == ""
    assert markdown_of_html("a_b " * 6_000).startswith("a\\_b a\\_b")  # long enough not to be lightened
