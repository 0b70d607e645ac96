"""Snippets are plain words, wherever they were cut out of a note."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.snippets import MARK_OFF, MARK_ON, plain, readable


def said(source: str) -> str:
    """As a person reads it; ``<`` and ``>`` stand for the marks."""
    marked = source.replace("<", MARK_ON).replace(">", MARK_OFF)
    return readable(marked).replace(MARK_ON, "<").replace(MARK_OFF, ">")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", ""),
        ("…## Crane <load>\n- [ ] do **the <lift>** now…", "…Crane <load> do the <lift> now…"),
        ("| who | what |\n| --- | :-: |\n| <Ann> | runs it |", "who, what <Ann>, runs it"),
        ("…| --- | --- |\n| a | b …", "… a, b …"),
        ("see [the <plan>](https://a.example/c_d) now", "see the <plan> now"),
        ('a ![<crane>](attachment:1 "big") b', "a <crane> b"),
        ("cut [link](https://a.exam…", "cut link…"),
        ("[[Quay <walls>]] and #tag @ann", "Quay <walls> and #tag @ann"),
        ("array[0], x[i]", "array[0], x[i]"),
        ("`code_x` keeps snake_case_names", "code_x keeps snake_case_names"),
        ("1. *<word>* _em_ __strong__ ~~gone~~", "<word> em strong gone"),
        ("2 * 3 and 2*3*4", "2 * 3 and 2*3*4"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("```python\nx = 1\n```", "x = 1"),
        ("Title\n=====\n\n***\ntext", "Title text"),
    ],
)
def test_marks_are_left_out_and_words_stay(source: str, words: str) -> None:
    assert said(source) == words


def test_plain_has_no_marks() -> None:
    assert plain(f"a {MARK_ON}b{MARK_OFF} c") == "a b c"


@given(st.text(st.sampled_from([*"*_~`|#>-[]()\\! ab\n…", MARK_ON, MARK_OFF]), max_size=60))
def test_any_text_is_one_line_with_its_letters(source: str) -> None:
    line = readable(source)
    assert "\n" not in line
    assert line.count(MARK_ON) <= source.count(MARK_ON)


@given(st.lists(st.sampled_from(["crane", "lifts", "the", "load"]), max_size=20))
def test_words_without_marks_stay_as_they_are(words: list[str]) -> None:
    assert readable(" ".join(words)) == " ".join(words)


@pytest.mark.parametrize("piece", ["[", "[a](", "*", "| ", "> ", "\\", "_a", "[x](y ", "![", "[["])
def test_marks_without_end_take_no_time(piece: str) -> None:
    begun = time.process_time()
    readable(piece * 5_000)
    assert time.process_time() - begun < 5
