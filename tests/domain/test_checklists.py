"""Checklists: what a line may be."""

from __future__ import annotations

import pytest

from se_desk.domain.checklists import MOST_LINES, Line, tidy_lines, tidy_title
from se_desk.domain.errors import BadInput


def test_lines_are_tidied_and_blank_ones_left_out() -> None:
    given = (Line("  Screen\n shared ", " by  whom ", "screen"), Line("   "), Line("Room booked"))
    assert tidy_lines(given) == (Line("Screen shared", "by whom", "screen"), Line("Room booked"))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((), "needs a line"),
        ((Line(" "),), "needs a line"),
        ((Line("Screen"), Line("screen ")), "stands twice"),
        (tuple(Line(f"Line {n}") for n in range(MOST_LINES + 1)), f"at most {MOST_LINES}"),
    ],
)
def test_what_is_no_checklist(lines: tuple[Line, ...], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        tidy_lines(lines)


def test_a_title_is_one_line() -> None:
    assert tidy_title(" Security\n review ") == "Security review"
    with pytest.raises(BadInput, match="needs a name"):
        tidy_title(" \n")
