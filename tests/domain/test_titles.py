"""Titles are one line, say nothing twice, and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.domain.titles import LONGEST, cut, one_line, title_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Crane monitoring", "Crane monitoring"),
        ("  two\r\nlines\tand \u2028 a third\u2029 ", "two lines and a third"),
        ("\x1b[31mred\x00\x9b", "[31mred"),
        ("invoice \u202egnp.exe\u202c", "invoice gnp.exe"),
        ("\U0001f469\u200d\U0001f4bb عربي", "\U0001f469\u200d\U0001f4bb عربي"),
        ("\n \t", ""),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
    assert title_of(typed) == kept


def test_a_title_that_never_ends_is_refused() -> None:
    assert title_of("x" * LONGEST) == "x" * LONGEST
    with pytest.raises(BadInput, match="name has 301 characters"):
        title_of("x" * 301, "name")


@given(st.text(max_size=2 * LONGEST))
def test_what_is_cut_is_a_title(text: str) -> None:
    line = cut(text)
    assert title_of(line) == line
    assert line == one_line(text) or (line.endswith("…") and len(one_line(text)) > LONGEST)
