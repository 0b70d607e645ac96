"""Back and forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from se_desk.ui.frame.history import LONGEST, History
from se_desk.ui.kit.wishes import Place

A, B, C = Place("today"), Place("deals"), Place("deal", "d1", "notes")


def _walked(*places: Place) -> History:
    history = History()
    for place in places:
        history.visit(place)
    return history


def test_begins_nowhere() -> None:
    history = History()
    assert history.current is None
    assert history.step(-1) is None
    assert not (history.can_back or history.can_forward)


def test_goes_back_and_forward_again() -> None:
    history = _walked(A, B, C)
    assert history.step(-1) == B
    assert history.step(-1) == A
    assert history.step(-1) is None
    assert history.current == A
    assert history.step(+1) == B
    assert history.can_back and history.can_forward


def test_a_new_place_cuts_what_lay_ahead() -> None:
    history = _walked(A, B)
    history.step(-1)
    history.visit(C)
    assert not history.can_forward
    assert history.step(-1) == A


def test_the_same_place_twice_counts_once() -> None:
    history = _walked(A, A, B, B)
    assert history.step(-1) == A
    assert not history.can_back


def test_forgets_a_place_that_is_no_more() -> None:
    history = _walked(A, B, A, C)
    history.drop(A)
    assert history.current == C
    assert history.step(-1) == B
    history.drop(B)
    assert history.current == C
    history.drop(C)
    assert history.current is None


def test_recent_places_are_newest_first_without_the_one_in_front() -> None:
    assert _walked(A, B, A, C).recent() == (A, B)
    assert _walked(A, B, A, C).recent(1) == (A,)


@given(st.lists(st.sampled_from([A, B, C, -1, 1]), max_size=300))
def test_is_always_somewhere_it_has_been(moves: list[Place | int]) -> None:
    history, been = History(), set()
    for move in moves:
        if isinstance(move, Place):
            history.visit(move)
            been.add(move)
            assert history.current == move
        else:
            history.step(move)
    assert history.current is None or history.current in been
    assert len(history._places) <= LONGEST
