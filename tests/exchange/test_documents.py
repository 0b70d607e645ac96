from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.documents import (
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
    by_link,
    joined,
    paragraph,
    plain,
    with_runs,
    words,
)


def test_text_in_a_document_is_clean() -> None:
    assert Run("a\r\nb\x00\ud800").text == "a\nb\ufffd"
    assert CodeBlock("x\r\ty\x1b").text == "x\n\ty"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///x", "data:text/html,x", "x.md", ""])
def test_a_run_cannot_hold_a_link_that_acts(href: str) -> None:
    with pytest.raises(ValueError, match="links of"):
        Run("x", href=href)


def test_a_row_has_as_many_cells_as_the_header() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table((words("a"),), ((words("b"), words("c")),))


def test_neighbours_of_one_look_become_one_run() -> None:
    runs = (Run("a"), Run("b"), Run(""), Run("c", bold=True), Run("d", bold=True), Run("e"))
    assert joined(runs) == (Run("ab"), Run("cd", bold=True), Run("e"))


ANY_RUN = st.builds(Run, st.sampled_from(["", "a", "b\n"]), st.booleans(), code=st.booleans())


@given(st.lists(ANY_RUN))
def test_joining_keeps_every_word_with_its_look(runs: list[Run]) -> None:
    found = joined(runs)
    assert [(mark, run.look) for run in found for mark in run.text] == [
        (mark, run.look) for run in runs for mark in run.text
    ]
    assert all(run.text for run in found)
    assert all(one.look != other.look for one, other in pairwise(found))


def test_runs_are_grouped_by_their_link() -> None:
    link = "https://x.example"
    runs = (Run("a"), Run("b", href=link), Run("c", bold=True, href=link))
    assert list(by_link(runs)) == [(None, (Run("a"),)), (link, (Run("b"), Run("c", bold=True)))]


def test_short_hands() -> None:
    assert words("") == ()
    assert paragraph("x", bold=True, italic=True) == Paragraph((Run("x", bold=True, italic=True),))
    assert bullets(["x"], ordered=True) == ListBlock((ListItem((paragraph("x"),)),), ordered=True)
    assert plain((Run("a", bold=True), Run("b"))) == "ab"


def test_every_row_of_runs_can_be_changed() -> None:
    def louder(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return words(plain(runs).upper())

    before = Document(
        (
            Heading(2, words("h")),
            Quote((bullets(["q"]),)),
            Table((words("a"),), ((words("b"),),)),
            CodeBlock("c"),
            Rule(),
        ),
        "t",
    )
    after = Document(
        (
            Heading(2, words("H")),
            Quote((bullets(["Q"]),)),
            Table((words("A"),), ((words("B"),),)),
            CodeBlock("c"),
            Rule(),
        ),
        "t",
    )
    assert with_runs(before, louder) == after
