"""The order of the palette."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.services.ranking import folded, score, spans

LINES = ("Flag a risk", "Flag a risk on Brookmoor Dairy", "Brookmoor Dairy", "Quick note", "Zürich Étude")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("flag", "Flag a risk"),
        ("brook fl", "Flag a risk on Brookmoor Dairy"),
        ("brook", "Brookmoor Dairy"),
        ("zurich", "Zürich Étude"),
        ("etude", "Zürich Étude"),
        ("quikc", "Quick note"),
        ("dairi", "Brookmoor Dairy"),
        ("ote", "Quick note"),
    ],
)
def test_the_best_line_is_first(typed: str, first: str) -> None:
    assert max(LINES, key=lambda line: score(typed, line)) == first
    assert score(typed, first) > 0


@pytest.mark.parametrize("typed", ["", "  ", "xyz", "flag xyz", "nto"])
def test_what_does_not_fit_counts_nothing(typed: str) -> None:
    assert all(score(typed, line) == 0 for line in LINES)


def test_a_beginning_counts_more_than_the_middle() -> None:
    assert score("ris", "Flag a risk") > score("ris", "Enterprise") > 0


def test_marks_the_letters_that_were_typed() -> None:
    assert spans("brook fl", "Flag a risk on Brookmoor Dairy") == ((0, 2), (15, 5))
    assert spans("zur", "Zürich") == ((0, 3),)
    assert spans("xyz", "Zürich") == ()
    assert spans("fla lag", "Flag") == ((0, 4),)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(), st.text())
def test_never_fails_and_marks_inside_the_line(typed: str, text: str) -> None:
    assert 0 <= score(typed, text) <= 1.3
    for start, length in spans(typed, text):
        assert 0 <= start < start + length <= len(text)
