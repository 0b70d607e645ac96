"""What buttons and keys do to lines, in tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.note_lines import NoteLine
from se_desk.ui.notes import lines
from tests.ui.conftest import NOW

LINE = st.text(alphabet=st.sampled_from("ab -*+>#1.)[x]\t"), max_size=12)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (lines.heading, ["Words"], ["# Words"]),
        (lines.heading, ["# Words"], ["## Words"]),
        (lines.heading, ["### Words"], ["Words"]),
        (lines.heading, [""], ["# "]),
        (lines.heading, ["one", "", "two"], ["# one", "", "# two"]),
        (lines.bullets, ["one", "", "two"], ["- one", "", "- two"]),
        (lines.bullets, ["- one", "* two"], ["one", "two"]),
        (lines.bullets, ["  1. one"], ["  - one"]),
        (lines.bullets, ["- [ ] one"], ["- one"]),
        (lines.bullets, [""], ["- "]),
        (lines.numbers, ["one", "two"], ["1. one", "2. two"]),
        (lines.numbers, ["1. one", "2) two"], ["one", "two"]),
        (lines.checks, ["one", "- two"], ["- [ ] one", "- [ ] two"]),
        (lines.checks, ["- [x] one"], ["one"]),
        (lines.quote, ["one", "", "two"], ["> one", ">", "> two"]),
        (lines.quote, ["> one", ">two"], ["one", "two"]),
        (lines.fence, ["one", "two"], ["```", "one", "two", "```"]),
        (lines.fence, ["```sql", "one", "```"], ["one"]),
        (lines.deeper, ["- one", "", "10. ten"], ["  - one", "", "    10. ten"]),
        (lines.shallower, ["  - one", "\t- two", "none"], ["- one", "- two", "none"]),
    ],
)
def test_lines_become(change: Callable[[list[str]], list[str]], before: list[str], after: list[str]) -> None:
    assert change(before) == after


@pytest.mark.parametrize("change", [lines.bullets, lines.numbers, lines.checks])
@given(words=st.lists(st.text(alphabet="abc ", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_a_list_can_be_taken_back(change: Callable[[list[str]], list[str]], words: list[str]) -> None:
    words = [word.strip() for word in words]
    assert change(change(words)) == words


@given(line=LINE)
def test_indenting_is_undone_by_outdenting(line: str) -> None:
    assert lines.shallower(lines.deeper([line])) == [line] if line.strip() else True


@pytest.mark.parametrize(
    ("line", "next_line", "is_empty"),
    [
        ("- one", "- ", False),
        ("  * one", "  * ", False),
        ("9. nine", "10. ", False),
        ("3) three", "4) ", False),
        ("- [x] done", "- [ ] ", False),
        ("- [ ] ", "- [ ] ", True),
        ("- ", "- ", True),
        ("> said", "> ", False),
        (">> said", ">> ", False),
        ("> ", "> ", True),
    ],
)
def test_enter_goes_on(line: str, next_line: str, is_empty: bool) -> None:
    assert lines.goes_on(line) == (next_line, is_empty)


@pytest.mark.parametrize("line", ["", "words", "#tag", "-no item", "1.5 million", "# heading", "   "])
def test_enter_is_only_enter(line: str) -> None:
    assert lines.goes_on(line) is None
    assert not lines.is_gap(line)


def test_words_of_a_selection() -> None:
    assert lines.words_of("- [ ] Send **it**\n  - to Rosa\n\n> they said") == "Send **it** to Rosa they said"
    assert lines.words_of("## Heading") == "Heading"


def test_marks_are_no_words() -> None:
    assert lines.word_count("# One\n\n- two, three\n- [ ] \n> **four**") == 4


def test_marks_alone_are_no_words_however_many() -> None:
    assert lines.word_count("-" * 1_000_000 + " one " + "─" * 1_000_000) == 1


@pytest.mark.parametrize(
    ("body", "begins", "said"),
    [
        ("", 9, "0 words"),
        ("- one", 9, "1 word"),
        ("one two é", 11, "3 words"),
        ("one " * 1_234, 400, "about 1,200 words"),
        ("one " * 99_999, 400, "about 100,000 words"),
        ("one two three", 5, "about 5 words"),
        ("-" * 99, 5, "about 0 words"),
    ],
)
def test_a_long_note_is_measured_by_its_beginning(body: str, begins: int, said: str) -> None:
    note = NoteLine(id="n", beginning=body[:begins], length=len(body.encode()), written_at=NOW)
    assert lines.said_length(note) == said
