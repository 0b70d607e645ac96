from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange import sanitising

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_clean_text_has_lf_only_and_encodes(text: str) -> None:
    clean = sanitising.clean_text(text)
    assert not any(unicodedata.category(mark) in {"Cc", "Cs"} for mark in clean if mark not in "\n\t")
    assert not set("\ufeff\u2028\u2029\ufffe\uffff") & set(clean)
    clean.encode()
    assert sanitising.clean_text(clean) == clean


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n"])
def test_every_line_end_becomes_lf(line_end: str) -> None:
    assert sanitising.clean_text(f"a{line_end}b") == "a\nb"


def test_words_marks_and_emoji_stay() -> None:
    text = "Zürich 東京 👩‍🔧 \u00a0 naïve\tx"
    assert sanitising.clean_text(text) == text


def test_a_line_has_no_breaks_and_no_turned_text() -> None:
    assert sanitising.clean_line("  a\r\n b\u202ec\u2066 \t d ") == "a bc d"


def test_tabs_become_blanks() -> None:
    assert sanitising.without_tabs("a\tb\n\tc") == "a   b\n    c"


@pytest.mark.parametrize(
    ("href", "open_link", "desk_link"),
    [
        ("https://portal.example/a?b=c#d", True, False),
        ("HTTP://portal.example", True, False),
        ("mailto:ana@harbour.example", True, False),
        ("sedesk:deal/Pilot", False, True),
        ("javascript:alert(1)", False, False),
        ("java\nscript:alert(1)", False, False),
        (" javascript:alert(1)", False, False),
        ("data:text/html,x", False, False),
        ("file:///etc/passwd", False, False),
        ("//portal.example/x", False, False),
        ("notes.md", False, False),
        ("http://[broken", False, False),
        ("", False, False),
    ],
)
def test_links_are_judged_by_their_scheme(href: str, open_link: bool, desk_link: bool) -> None:
    assert sanitising.is_open_link(href) is open_link
    assert sanitising.is_opened(href) is (open_link and not href.casefold().startswith("http:"))
    assert sanitising.is_desk_link(href) is desk_link


@pytest.mark.parametrize("start", [*list("=+-@\t\r\n＝＋－＠"), "\x00", " =", "  +"])
def test_a_cell_that_looks_like_a_formula_is_quoted(start: str) -> None:
    assert sanitising.spreadsheet_safe(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["", "SE note: x", "12", "a=b", "<p>=1</p>", "2026-11-22"])
def test_other_cells_stay(cell: str) -> None:
    assert sanitising.spreadsheet_safe(cell) == cell


@given(ANY_TEXT)
def test_no_safe_cell_starts_like_a_formula(cell: str) -> None:
    assert not sanitising.starts_like_formula(sanitising.spreadsheet_safe(cell))


def test_the_second_wall_holds_without_the_first() -> None:
    hostile = (
        "<p onclick=x style=x id=x>a<script>alert(1)</script><img src=//x.example onerror=x>"
        "<a href='javascript:x'>b</a><a href='sedesk:tag/x' target=_top>c</a><!-- d -->"
        "<ol start=3 type=a><li>e</li></ol><ol start='3;x'><li>f</li></ol>"
        "<code class='language-py'>g</code><code class='evil'>h</code><iframe src=x></iframe><style>i</style>"
    )
    assert sanitising.sanitise_html(hostile) == (
        '<p>a<a rel="noopener noreferrer">b</a><a href="sedesk:tag/x" rel="noopener noreferrer">c</a>'
        '</p><ol start="3"><li>e</li></ol><ol><li>f</li></ol>'
        '<code class="language-py">g</code><code>h</code>'
    )
