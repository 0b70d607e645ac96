"""Faults a person can meet: three sentences, one line at the shell."""

from __future__ import annotations

import pytest

from se_desk.domain import errors
from se_desk.domain.errors import Ambiguous, DeskError, NotFound


def test_three_sentences_in_one_line() -> None:
    fault = NotFound("There is no such deal.", "Nothing was changed.", "Look at the list.")
    assert str(fault) == "There is no such deal. Nothing was changed. Look at the list."
    assert fault.args == ("There is no such deal.",)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (DeskError("It broke."), "It broke. Nothing was changed."),
        (DeskError("It broke.", safe=""), "It broke."),
        (DeskError("It broke.", safe="", do="Try again."), "It broke. Try again."),
    ],
)
def test_what_is_left_out_leaves_no_gap(fault: DeskError, said: str) -> None:
    assert str(fault) == said


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (DeskError("The day is none.", "All is safe.", "Write 1 Oct."), "The day is none. Write 1 Oct."),
        (DeskError("The day is none."), "The day is none."),
    ],
)
def test_under_a_field_nothing_is_at_risk(fault: DeskError, said: str) -> None:
    assert fault.in_short == said


def test_candidates_are_named_with_the_end_of_their_keys() -> None:
    pairs = (("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "Cranes"), ("short", "Pumps"))
    fault = Ambiguous("Two deals fit.", pairs)
    assert fault.candidates == pairs
    assert fault.do == "It could be: Cranes (dc0c0c07398f); Pumps (short)."
    assert Ambiguous("Several fit.").do == ""


def test_every_fault_is_a_named_problem() -> None:
    named = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert len(named) >= 14
    assert all(issubclass(kind, DeskError) for kind in named if kind.__module__ == errors.__name__)
