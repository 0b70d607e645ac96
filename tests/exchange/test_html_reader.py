"""What is pasted from other programs keeps its words and its shape, and nothing that acts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Paragraph, Run
from se_desk.exchange.html_reader import MOST_NESTED, read_html
from se_desk.exchange.markdown_reader import read_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<div>a</div><div>b <b>bold</b> <i>it</i></div>", "a\n\nb **bold** *it*\n"),
        ("words only", "words only\n"),
        ("<p> a\n  b&nbsp; c <br> d </p>", "a b c\\\nd\n"),
        ("<h2>Head</h2><p>x</p><hr><blockquote>q</blockquote>", "## Head\n\nx\n\n___\n\n> q\n"),
        ("<ul><li>one<ul><li>two</ul><li>three</ul>", "- one\n  - two\n- three\n"),
        ("<ul><li>one</li><ul><li>two</li></ul></ul>", "- one\n  - two\n"),
        ("<ol start=3><li>c<li>d</ol>", "3. c\n4. d\n"),
        ("<ol start=x><li>c</ol>", "1. c\n"),
        ("<li>alone", "- alone\n"),
        ("<ul></ul><ul>words<li></ul>", "-\n- words\n"),
        (
            "<ul><li><input type=checkbox checked> done<li><input type=checkbox> open</ul>",
            "- [x] done\n- [ ] open\n",
        ),
        ('<pre><code class="language-py">a\n  b</code></pre>', "```py\na\n  b\n```\n"),
        ("<pre>a<br>b</pre>", "```\na\nb\n```\n"),
        ("<pre></pre>", ""),
        ("<del>gone</del> <code>x_y</code> <kbd>F2</kbd>", "~~gone~~ `x_y` `F2`\n"),
        ('<a href="https://x.example/a?b=1">site</a>', "[site](<https://x.example/a?b=1>)\n"),
        ('<a href="javascript:alert(1)">site</a>', "site\n"),
        ('<img src="https://x.example/p.gif" alt="the  yard">', "the yard\n"),
        ("<script>alert(1)</script><style>p{}</style><title>t</title>words", "words\n"),
        ("<!-- a remark -->words", "words\n"),
        ('<b style="font-weight:normal"><p>plain</p></b>', "plain\n"),
        ('<span style="font-weight:700">b</span> <span style="font-style:italic">i</span>', "**b** *i*\n"),
        ("<p>- no list</p>", "\\- no list\n"),
        ("<h1>a<p>b</h1>", "# a\n\n# b\n"),
    ],
)
def test_it_becomes_markdown(html: str, markdown: str) -> None:
    assert as_markdown(read_html(html)) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<table><tr><th>A<th>B<tr><td>1<p>2<td>3<td>4</table>",
            "| A | B |  |\n| --- | --- | --- |\n| 1 2 | 3 | 4 |\n",
        ),
        ("<table><tr><td>layout<tr><td>of a page</table>", "layout\n\nof a page\n"),
        ("<table><tr><td>one<td>row</table>", "one\n\nrow\n"),
        ("<table><tr><td><table><tr><td>in<td>side</table></table>", "in\n\nside\n"),
        (
            "<table><tr><td><ul><li>x</ul><h2>y</h2><pre>z z</pre><td>b<tr><td>c<td>d</table>",
            "| x y z z | b |\n| --- | --- |\n| c | d |\n",
        ),
        ("<table></table>", ""),
        ("<td>no table", "no table\n"),
    ],
)
def test_tables(html: str, markdown: str) -> None:
    assert as_markdown(read_html(html)) == markdown


@given(st.text(max_size=80))
def test_words_that_are_no_html_stay(text: str) -> None:
    words = "".join(char for char in text if char.isalnum())
    assert read_html(f"<p>{words}</p>").blocks == ((Paragraph((Run(words),)),) if words else ())


@given(st.text(alphabet="<>/abilput ='\"&#;!-", max_size=120))
def test_no_html_is_too_broken(html: str) -> None:
    markdown = as_markdown(read_html(html))
    assert isinstance(read_markdown(markdown).blocks, tuple)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul", "table"])
def test_what_nests_without_end_is_words(tag: str) -> None:
    begun = time.process_time()
    read = read_html(f"<{tag}>" * 30_000 + "words")
    assert read.blocks == (Paragraph((Run("words"),)),)
    assert time.process_time() - begun < 20  # it took minutes


def test_what_nests_a_little_is_read() -> None:
    """The control of the limit."""
    html = "<div>" * (MOST_NESTED - 1) + "<b>words</b>"
    assert read_html(html).blocks == (Paragraph((Run("words", bold=True),)),)
    deep = as_markdown(read_html("<ul><li>" * 100 + "deep"))
    assert "deep" in deep
