"""Exit criteria: how a deal stands to them, what is open where it moves, and how the list is arranged."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.deals import Stage
from se_desk.domain.errors import BadInput
from se_desk.domain.exit_criteria import (
    MOST,
    STAGES,
    ExitCriterion,
    ExitEvidence,
    Standing,
    arranged,
    met_words,
    of_stage,
    open_before,
    open_words,
    standings,
)

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
NUMBER = ExitCriterion(id="n", stage=Stage.DISCOVERY, position=1, text="A number of theirs.")
DAY = ExitCriterion(id="d", stage=Stage.DISCOVERY, position=2, text="A day")
CASE = ExitCriterion(id="c", stage=Stage.DEMO, position=1, text="Their own case")
STEPS = ExitCriterion(id="s", stage=Stage.PROCUREMENT, position=1, text="Every step")
GONE = ExitCriterion(id="g", stage=Stage.DEMO, position=9, text="Gone", dropped=True)
LIST = (STEPS, CASE, DAY, NUMBER, GONE)


def shown(criterion: ExitCriterion, words: str = "A mail") -> ExitEvidence:
    return ExitEvidence(id="e", deal_id="x", criterion_id=criterion.id, evidence=words, changed_at=AT)


def test_in_the_order_of_the_sale_and_without_what_was_dropped() -> None:
    assert [one.criterion.id for one in standings(LIST, ())] == ["n", "d", "c", "s"]
    assert all(one.is_open for one in standings(LIST, ()))


def test_evidence_closes_and_keeps_a_dropped_line_in_sight() -> None:
    found = standings(LIST, (shown(DAY), shown(GONE), shown(NUMBER, "  ")))
    assert [(one.criterion.id, one.is_open) for one in found] == [
        ("n", True),
        ("d", False),
        ("c", True),
        ("g", False),
        ("s", True),
    ]


@pytest.mark.parametrize(
    ("now", "to", "left"),
    [
        (Stage.DISCOVERY, Stage.DEMO, ["n"]),
        (Stage.DISCOVERY, Stage.POC, ["n", "c"]),
        (Stage.DISCOVERY, Stage.CLOSED, ["n", "c", "s"]),
        (Stage.DEMO, Stage.POC, ["c"]),
        (Stage.POC, Stage.SIGN_OFF, []),
        (Stage.DEMO, Stage.DISCOVERY, []),
        (Stage.DEMO, Stage.DEMO, []),
        (Stage.CLOSED, Stage.DISCOVERY, []),
    ],
)
def test_what_is_open_where_a_deal_moves(now: Stage, to: Stage, left: list[str]) -> None:
    found = standings(LIST, (shown(DAY),))
    assert [one.criterion.id for one in open_before(found, now, to)] == left


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), ""),
        ((Standing(NUMBER),), "1 exit criterion is open: A number of theirs."),
        ((Standing(NUMBER), Standing(DAY)), "2 exit criteria are open: A number of theirs; A day."),
    ],
)
def test_what_is_said_of_it(found: tuple[Standing, ...], words: str) -> None:
    assert open_words(found) == words


def test_how_many_are_met() -> None:
    found = standings(LIST, (shown(DAY),))
    assert met_words(of_stage(found, Stage.DISCOVERY)) == "1 of 2 exit criteria"
    assert met_words(of_stage(found, Stage.DEMO)) == "0 of 1 exit criterion"
    assert met_words(of_stage(found, Stage.POC)) == ""


def make_ids() -> object:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def test_a_list_is_arranged_anew() -> None:
    lines = [("d", "  A day,\nin writing "), ("", ""), ("", "A name"), ("elsewhere", "Not ours")]
    found = arranged(Stage.DISCOVERY, LIST, lines, make_ids())  # type: ignore[arg-type]  # made above
    assert [(one.id, one.position, one.text, one.dropped) for one in found] == [
        ("d", 1, "A day, in writing", False),
        ("new1", 2, "A name", False),
        ("new2", 3, "Not ours", False),
        ("n", 1, "A number of theirs.", True),
    ]


def test_a_dropped_line_comes_back_under_its_own_id() -> None:
    (found,) = arranged(Stage.DEMO, (GONE,), [("g", "Gone")], str)
    assert (found.id, found.dropped) == ("g", False)


@pytest.mark.parametrize(
    ("stage", "lines"),
    [
        (Stage.CLOSED, [("", "A day")]),
        (Stage.DEMO, [("", f"Line {number}") for number in range(MOST + 1)]),
        (Stage.DEMO, [("", "x" * 301)]),
    ],
)
def test_what_no_list_can_be(stage: Stage, lines: list[tuple[str, str]]) -> None:
    with pytest.raises(BadInput):
        arranged(stage, (), lines, str)


@given(st.lists(st.text(max_size=30), max_size=MOST))
def test_no_line_with_evidence_is_ever_lost(texts: list[str]) -> None:
    before = standings(LIST, (shown(NUMBER), shown(DAY)))
    after = arranged(Stage.DISCOVERY, LIST, [("", text) for text in texts], make_ids())  # type: ignore[arg-type]  # made above
    again = standings(after, (shown(NUMBER), shown(DAY)))
    kept = {one.criterion.id for one in again if not one.is_open}
    assert kept == {one.criterion.id for one in before if not one.is_open}


def test_closed_is_no_stage_to_leave() -> None:
    assert Stage.CLOSED not in STAGES
