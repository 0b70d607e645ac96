"""Asks: the answers there are, in words and colours; "maybe" is none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.asks import (
    Answer,
    Ask,
    AskOnDeal,
    Weight,
    maybe_words,
    promise_gap,
    rolled_up,
)
from se_desk.domain.money import Money

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


DAY = date(2026, 3, 2)
ASK = Ask(id="1", deal_id="a", statement="Offline  mode", asked_on=DAY, words="no net in the hall")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", ()),
        ("Yes, in release 9", ()),
        ("Maybe soon, maybe later", ("Maybe", "soon", "maybe")),
        ("It should be possible", ("should be possible",)),
        ("Sooner or later", ()),
        ("in principle yes", ("in principle",)),
    ],
)
def test_words_that_sound_like_yes(said: str, found: tuple[str, ...]) -> None:
    assert maybe_words(said) == found


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({}, ""),
        ({"promised_by": " "}, ""),
        ({"promised_by": "Pavel"}, "Pavel promised it, and product has not answered."),
        (
            {"promised_by": "Pavel", "answer": Answer.WAITING, "sow_line": "4.2"},
            "Pavel promised it, and product has not answered.",
        ),
        (
            {"promised_by": "Pavel", "answer": Answer.YES_WITH_SETUP},
            "Pavel promised it, and no line of the statement of work holds it.",
        ),
        ({"promised_by": "Pavel", "answer": Answer.YES_WITH_SETUP, "sow_line": "4.2"}, ""),
    ],
)
def test_what_a_promise_lacks(fields: dict[str, Any], gap: str) -> None:
    assert promise_gap(replace(ASK, **fields)) == gap


def on(ask: Ask, account: str = "A", value: Money | None = None) -> AskOnDeal:
    return AskOnDeal(ask, account, "Deal", value)


def test_the_roll_up_joins_topics_and_same_words() -> None:
    euro, dollar = Money(100_00, "EUR"), Money(30_00, "USD")
    second = replace(ASK, id="2", deal_id="b", statement="offline mode", weight=Weight.DEAL_BREAKER)
    third = replace(ASK, id="3", deal_id="b", statement="Works on the quay", topic="Offline mode", words="")
    other = replace(ASK, id="4", deal_id="c", statement="Single sign-on", answer=Answer.NO)
    found = rolled_up((on(ASK, "A", euro), on(second, "B", dollar), on(third, "B", dollar), on(other, "C")))
    assert [(one.group, one.deals, one.unanswered) for one in found] == [
        ("Offline mode", 2, 3),
        ("Single sign-on", 1, 0),
    ]
    first = found[0]
    assert first.weight is Weight.DEAL_BREAKER
    assert [one.ask.id for one in first.asks] == ["2", "1", "3"]
    assert first.values == (euro, dollar)  # a deal with two asks is counted once
    assert found[1].values == ()


@given(
    st.permutations([on(replace(ASK, id=str(n), deal_id=str(n % 3), topic=f"t{n % 2}")) for n in range(6)])
)
def test_the_order_of_hearing_changes_no_roll_up(asks: list[AskOnDeal]) -> None:
    assert rolled_up(asks) == rolled_up(sorted(asks, key=lambda one: one.ask.id))
