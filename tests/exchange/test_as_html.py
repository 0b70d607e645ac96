from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.as_html import FULL, SMALL, as_html, escape, html_page
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
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.sanitising import TAGS, sanitise_html
from tests.exchange.html_seen import Seen


def test_five_characters_are_escaped_and_no_other() -> None:
    assert escape("& < > \" ' ü ☐ /") == "&amp; &lt; &gt; &quot; &#39; ü ☐ /"


LINK = "https://x.example/?a=1&b='"


@pytest.mark.parametrize(
    ("block", "full", "small"),
    [
        (paragraph("a\nb"), "<p>a<br>b</p>", "<p>a<br>b</p>"),
        (Heading(3, words("h")), "<h3>h</h3>", "<p><strong>h</strong></p>"),
        (Rule(), "<hr>", "<p>* * *</p>"),
        (CodeBlock("<x>", "py"), '<pre><code class="language-py">&lt;x&gt;</code></pre>', None),
        (CodeBlock("x", "py"), None, "<pre><code>x</code></pre>"),
        (Quote((paragraph("q"),)), "<blockquote><p>q</p></blockquote>", None),
        (Paragraph((Run("s", strike=True),)), "<p><del>s</del></p>", "<p>~~s~~</p>"),
        (Paragraph((Run("b", True, True),)), "<p><strong><em>b</em></strong></p>", None),
        (Paragraph((Run("c", code=True),)), "<p><code>c</code></p>", None),
        (bullets(["a"], ordered=True), "<ol><li>a</li></ol>", None),
        (ListBlock((), ordered=True, start=4), '<ol start="4"></ol>', None),
        (ListBlock((ListItem((paragraph("a"),), True), ListItem((), False))), None, None),
        (ListBlock((ListItem((Rule(), paragraph("p"))),)), "<ul><li><hr><p>p</p></li></ul>", None),
        (
            Paragraph((Run("a", href=LINK), Run("b", bold=True, href=LINK))),
            '<p><a href="https://x.example/?a=1&amp;b=&#39;">a<strong>b</strong></a></p>',
            None,
        ),
        (
            Table((words("a"), words("b")), ((words("<c>"), ()),)),
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>&lt;c&gt;</td><td></td></tr></tbody></table>",
            "<p>a | b<br>&lt;c&gt; |</p>",
        ),
    ],
)
def test_blocks_are_written(block: Block, full: str | None, small: str | None) -> None:
    document = Document((block,))
    assert full is None or as_html(document, FULL) == f"{full}\n"
    assert small is None or as_html(document, SMALL) == f"{small}\n"


def test_boxes_are_characters() -> None:
    items = ListBlock((ListItem((paragraph("a"),), True), ListItem((), False)))
    assert as_html(Document((items,))) == "<ul><li>☑ a</li><li>☐ </li></ul>\n"


@given(st.text(st.sampled_from("ab<>&\"'`=/! \n-") | st.characters(exclude_categories=())))
def test_no_text_becomes_a_tag(text: str) -> None:
    block: tuple[Block, ...] = (paragraph(text), CodeBlock(text, text), Heading(1, words(text, bold=True)))
    seen = Seen(as_html(Document(block)))
    assert set(seen.tags) <= {"p", "br", "pre", "code", "h1", "strong"}
    assert seen.names <= {"class"}


def test_the_writer_uses_only_tags_that_the_second_wall_lets_through(sample_markdown: str) -> None:
    html = as_html(read_markdown(sample_markdown))
    assert set(Seen(html).tags) <= TAGS
    assert sanitise_html(html).replace(' rel="noopener noreferrer"', "").replace("&nbsp;", "\u00a0") == (
        html.replace("&quot;", '"').replace("&#39;", "'")
    )


def test_small_html_holds_small_tags_only(sample_markdown: str) -> None:
    taken = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "pre", "blockquote"}
    assert set(Seen(as_html(read_markdown(sample_markdown), SMALL)).tags) <= taken


def test_golden(sample_markdown: str, golden: Callable[[str, str], None]) -> None:
    document = read_markdown(sample_markdown, "Site visit <1>")
    golden("document.html", html_page(document))
    golden("document-small.html", as_html(document, SMALL))
