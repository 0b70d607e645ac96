"""What is typed becomes terms that both indexes take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.storage.terms import LONGEST_WORD, MOST_WORDS, Term, all_beginning, quote, read_terms


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("", []),
        ("++ --", []),
        ("crane load", [Term("crane"), Term("load")]),
        ('"crane load" x', [Term("crane load", True), Term("x")]),
        ('open "crane', [Term("open"), Term("crane")]),
        ("a\0b \ud800 \uf001note", [Term("a"), Term("b"), Term("note")]),
        ("c++", [Term("c++")]),
    ],
)
def test_terms(words: str, terms: list[Term]) -> None:
    assert list(read_terms(words)) == terms


def test_no_more_than_a_person_types() -> None:
    terms = read_terms(f"{'a' * 500} " + "word " * 50)
    assert len(terms) == MOST_WORDS
    assert len(terms[0].text) == LONGEST_WORD


@pytest.mark.parametrize(
    ("term", "beginning"),
    [
        (Term("crane"), '"crane" *'),
        (Term("crane", True), '"crane"'),
        (Term("x"), '"x"'),
        (Term("re-x"), '"re-x"'),
        (Term("会"), '"会" *'),
    ],
)
def test_words_are_beginnings_unless_they_are_whole_or_one_letter(term: Term, beginning: str) -> None:
    assert term.beginning == beginning


@pytest.mark.parametrize(
    ("term", "runs", "starts"),
    [
        (Term("crane"), True, False),
        (Term("cr"), False, False),
        (Term("会議"), False, True),
        (Term("会議", True), False, False),
        (Term("会議の"), True, False),
        (Term("กา"), False, True),
        (Term("검토"), False, True),
    ],
)
def test_which_terms_are_looked_for_inside(term: Term, runs: bool, starts: bool) -> None:
    assert (term.is_run, term.starts_runs) == (runs, starts)


def test_all_beginning() -> None:
    assert all_beginning(read_terms('crane "a load"')) == '"crane" * AND "a load"'


@given(st.text(st.characters(codec=None)))
def test_a_quoted_text_is_one_string(text: str) -> None:
    inside = quote(text)[1:-1]
    assert inside.replace('""', "").count('"') == 0
    inside.encode()
    assert "\0" not in inside
