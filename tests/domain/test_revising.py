"""When a revision ends, and what is kept of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from se_desk.domain.revising import PAUSE, Newest, Written
from tests.services.conftest import NOW

A, B, C = "a" * 1_000, "b" * 600, "c" * 800


def written(body: str, at: datetime = NOW) -> Written:
    return Written("", body, at)


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (timedelta(), False),
        (PAUSE - timedelta(milliseconds=1), False),
        (PAUSE, True),
        (-PAUSE, True),  # the clock was set back
        (timedelta(days=7), True),
    ],
)
def test_a_pause_of_work_is_over(later: timedelta, left: bool) -> None:
    assert Newest(1, written(A), written(A)).is_left(NOW + later) is left


@pytest.mark.parametrize(
    ("fullest", "body", "cut"), [(A, A[:500], False), (A, A[:499], True), ("", "", False)]
)
def test_less_than_half_is_a_cut(fullest: str, body: str, cut: bool) -> None:
    assert Newest(1, written(fullest), written(fullest)).is_cut(body) is cut


@pytest.mark.parametrize(
    ("now", "fullest", "cut", "kept"),
    [
        (A, A, True, [A]),
        (B, A, True, [A, B]),  # cut to a summary, then emptied: both can be had back
        (B, A, False, [A, B]),
        (C, A, False, [C]),  # a fifth went: that is writing
        (C, A, True, [A, C]),
    ],
)
def test_what_is_worth_keeping(now: str, fullest: str, cut: bool, kept: list[str]) -> None:
    newest = Newest(1, written(now), written(fullest))
    assert [text.body for text in newest.worth_keeping(cut=cut)] == kept


def test_the_fullest_text_is_remembered() -> None:
    newest = Newest(3, written(B), written(B)).after(written(A)).after(written(B))
    assert (newest.number, newest.now.body, newest.fullest.body) == (3, B, A)
