"""Asks: the answers there are, in words and colours; "maybe" is none of them."""

from __future__ import annotations

import pytest

from se_desk.domain.asks import Answer, Weight

TONES = {"neutral", "line", "accent", "amber", "green", "low", "medium", "high", "critical"}


def test_maybe_is_no_answer() -> None:
    with pytest.raises(ValueError, match="maybe"):
        Answer("maybe")


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_has_a_label_and_a_tone_the_window_knows(answer: Answer) -> None:
    assert answer.label
    assert answer.tone in TONES


def test_labels_and_tones_tell_answers_apart() -> None:
    assert len({answer.label for answer in Answer}) == len(Answer)
    assert (Answer.YES_TODAY.tone, Answer.NO.tone, Answer.NONE.tone) == ("green", "high", "amber")


def test_weights() -> None:
    assert [weight.label for weight in Weight] == ["Deal breaker", "Challenge", "Nice to have"]
