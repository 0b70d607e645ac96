"""Words that speak for a flag."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.call_signals import MOST, RULE, heard_in, said_words
from se_desk.domain.calls import Call, Jot
from se_desk.domain.risks import Category, Severity

AT = datetime(2026, 3, 4, 11, 35, tzinfo=UTC)
CALL = Call(id="c", deal_id="d", title="Readout", starts_at=AT, ends_at=AT + timedelta(hours=1))


def jot(text: str, **fields: object) -> Jot:
    return Jot(id=text[:8], call_id="c", text=text, jotted_at=AT, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("No budget before May", "qualification"),
        ("their budget is frozen", "qualification"),
        ("Go-live was pushed back to autumn", "timeline"),
        ("It takes 12 weeks", "timeline"),
        ("They need a security review first", "security"),
        ("Goes to procurement, Otto does not know who signs", "decision_process"),
        ("Also talking to the incumbent", "competition"),
        ("Our champion leaves in June", "people"),
        ("it doesn’t support two currencies", "product_gap"),
        ("No success criteria yet", "poc_scope"),
        ("Asked for a discount", "commercial"),
        ("Tide data is on paper", "data"),
    ],
)
def test_what_speaks_for_a_flag(text: str, category: str) -> None:
    (heard,) = heard_in(CALL, [jot(text)], ())
    assert (heard.proposal.category, heard.proposal.rule, heard.proposal.deal_id) == (category, RULE, "d")
    assert heard.proposal.statement == text
    assert heard.proposal.evidence == f"Said in “Readout”, Wed 4 Mar, 11:35: “{text}”"
    assert heard.jot is not None
    assert Category(heard.proposal.category)
    assert Severity(heard.proposal.severity)


@pytest.mark.parametrize("text", ["Inga liked the map", "Budget holder joins", "They signed the NDA", ""])
def test_what_does_not(text: str) -> None:
    assert heard_in(CALL, [jot(text)], [text]) == ()


def test_what_is_a_flag_or_waits_to_be_one_is_left_out() -> None:
    jots = [jot("No budget", flag_seq=3), jot("Not funded", to_flag=True)]
    assert heard_in(CALL, jots, ()) == ()


def test_answers_are_read_by_the_sentence_and_the_same_words_come_once() -> None:
    answers = ("They like it. The rollout slipped to June!", "The rollout  slipped to June!\nFine.")
    (heard,) = heard_in(CALL, (), answers)
    assert heard.jot is None
    assert heard.proposal.statement == "The rollout slipped to June!"
    assert heard.proposal.evidence == "Debrief of “Readout”, Wed 4 Mar: “The rollout slipped to June!”"


def test_a_call_of_no_deal_has_no_flags() -> None:
    loose = Call(id="c", title="Readout", starts_at=AT, ends_at=AT + timedelta(hours=1))
    assert heard_in(loose, [jot("No budget")], ("No budget",)) == ()


@given(st.lists(st.text(max_size=40) | st.sampled_from(["No budget", "delay", "tender"]), max_size=30))
def test_never_more_than_a_handful_and_always_their_own_words(texts: list[str]) -> None:
    found = heard_in(CALL, [jot(text) for text in texts], texts)
    assert len(found) <= MOST
    for heard in found:
        assert any(heard.proposal.statement in " ".join(text.split()) for text in texts)
        if heard.jot is not None:
            assert heard.proposal.evidence == said_words(CALL, heard.jot)
