"""The pattern of an AE's requests: numbers with their base, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.requests import Pattern, Reply, Request, Wanted, pattern_of

DAY = date(2026, 3, 2)
ASKED = Request(id="r", deal_id="d", partner_id="p", words="A tailored demo", asked_on=DAY)


def test_nothing_asked_is_no_pattern() -> None:
    assert pattern_of(()) == Pattern()
    assert Pattern().lines() == ()


def test_each_number_stands_with_its_base() -> None:
    def answered(reply: Reply, days: int, **fields: object) -> Request:
        day = DAY + timedelta(days=days)
        return replace(ASKED, reply=reply, answered_on=day, **fields)  # type: ignore[arg-type]

    found = pattern_of(
        (
            ASKED,
            answered(Reply.ACCEPTED, 0),
            answered(Reply.ACCEPTED, 1),
            answered(Reply.CONDITION, 1, met_on=DAY),
            answered(Reply.CONDITION, 2),
            answered(Reply.DECLINED, 4),
        )
    )
    assert found.lines() == (
        "6 asked",
        "2 of 5 accepted",
        "2 of 5 on a condition",
        "1 of 5 declined",
        "1 of 2 conditions met",
        "1 without an answer",
        "median 1 day to the answer",
    )
    assert pattern_of((ASKED,)).lines() == ("1 asked", "1 without an answer")


@given(st.lists(st.sampled_from(Reply), max_size=40))
def test_the_parts_make_the_whole(replies: list[Reply]) -> None:
    found = pattern_of(replace(ASKED, reply=reply) for reply in replies)
    assert found.accepted + found.on_condition + found.declined + found.open == found.asked == len(replies)


def test_what_a_request_waits_for() -> None:
    condition = replace(ASKED, reply=Reply.CONDITION)
    assert ASKED.is_open and not condition.is_open
    assert condition.awaits_condition and not replace(condition, met_on=DAY).awaits_condition
    assert [one.label for one in Wanted] == ["Demo", "Call", "POC", "Document", "Other"]
    assert [one.label for one in Reply] == [
        "No answer yet",
        "Accepted",
        "Accepted on a condition",
        "Declined",
    ]
