"""Charters: what a version says of itself, how two versions differ, and what the desk reads from clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.charters import (
    DEFAULT_RESCUE_PHRASE,
    Charter,
    CharterStatus,
    Clause,
    ClauseKind,
    Owes,
    Rule,
    changes,
    rescue_phrase,
)

AT = datetime(2026, 3, 4, tzinfo=UTC)
DAY = date(2026, 5, 12)
CHARTER = Charter(id="c", partner_id="p", version=3, title="Ours", changed_at=AT)
CLAUSE = Clause(id="1", charter_id="c", origin_id="o1", position=1, topic="Logging", text="Within a day.")


@pytest.mark.parametrize(
    ("charter", "said", "fixed"),
    [
        (CHARTER, "Draft, v3", False),
        (
            replace(CHARTER, status=CharterStatus.PROPOSED, proposed_on=DAY),
            "Proposed on Tue 12 May, v3",
            False,
        ),
        (
            replace(CHARTER, status=CharterStatus.AGREED, agreed_on=DAY),
            "Agreed by both on Tue 12 May, v3",
            True,
        ),
        (
            replace(CHARTER, status=CharterStatus.SUPERSEDED, superseded_on=DAY),
            "Superseded on Tue 12 May, v3",
            True,
        ),
        (replace(CHARTER, status=CharterStatus.AGREED), "Agreed by both on a day not kept, v3", True),
    ],
)
def test_what_a_version_says(charter: Charter, said: str, fixed: bool) -> None:
    assert charter.say() == said
    assert charter.is_fixed is fixed


def test_status_labels() -> None:
    assert [status.label for status in CharterStatus] == ["Draft", "Proposed", "Agreed", "Superseded"]


@pytest.mark.parametrize(
    ("rule", "amount", "said"),
    [
        (Rule.CONTEXT_BEFORE_CALL, None, "Context received 24 h before the call"),
        (Rule.CONTEXT_BEFORE_CALL, 48, "Context received 48 h before the call"),
        (Rule.CONTEXT_BEFORE_CALL, 0, "Context received 0 h before the call"),
        (Rule.HUDDLE_BEFORE_CALL, None, "Huddle held before the call"),
        (Rule.NOTES_AFTER_CALL, 12, "Notes written within 12 h after the call"),
        (Rule.GATES_BEFORE_DEMO, 3, "Gates evidenced before a demo or POC"),
        (Rule.SCRUB_EVERY_WEEKS, None, "Scrub held every 2 weeks"),
        (Rule.ESCALATED_AFTER, None, "Disagreements to the manager after attempt 1"),
    ],
)
def test_how_a_rule_is_said(rule: Rule, amount: int | None, said: str) -> None:
    assert rule.say(amount) == said


def hows(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> list[tuple[str, str]]:
    return [(change.origin_id, change.how) for change in changes(before, after)]


OTHER = replace(CLAUSE, id="2", origin_id="o2", position=2, topic="Roles", text="You and me.")


def test_a_copy_is_the_same_although_its_ids_are_new() -> None:
    copy = tuple(replace(c, id=f"new {c.id}", charter_id="c2") for c in (CLAUSE, OTHER))
    assert hows((CLAUSE, OTHER), copy) == [("o1", "same"), ("o2", "same")]


@pytest.mark.parametrize(
    "changed",
    [
        replace(CLAUSE, topic="Notes"),
        replace(CLAUSE, text="Within two days."),
        replace(CLAUSE, kind=ClauseKind.PRICING),
        replace(CLAUSE, value="x"),
        replace(CLAUSE, rule=Rule.NOTES_AFTER_CALL),
        replace(CLAUSE, amount=0),
        replace(CLAUSE, target_percent=80),
        replace(CLAUSE, owes=Owes.SE),
    ],
)
def test_every_part_of_the_substance_counts(changed: Clause) -> None:
    assert hows((CLAUSE,), (changed,)) == [("o1", "changed")]


def test_moved_changed_added_and_removed() -> None:
    third = replace(CLAUSE, id="3", origin_id="o3", position=3, topic="Scrub")
    new = replace(CLAUSE, id="9", origin_id="o9", position=3, topic="Titles")
    after = (replace(OTHER, position=1), replace(CLAUSE, position=2, text="Same day."), new)
    found = changes((CLAUSE, OTHER, third), after)
    assert [(c.origin_id, c.how) for c in found] == [
        ("o2", "moved"),
        ("o1", "changed"),  # changed and moved is changed
        ("o9", "added"),
        ("o3", "removed"),
    ]
    assert (found[2].before, found[2].after) == (None, new)
    assert (found[3].before, found[3].after) == (third, None)
    assert found[1].before is CLAUSE


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcd", ""),  # another number is no move
        ("abcd", "xabcd", ""),
        ("abcd", "bacd", "b"),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcd", "dxcb", "dc"),
        ("", "abc", ""),
    ],
)
def test_only_a_clause_that_was_lifted_has_moved(old: str, new: str, moved: str) -> None:
    def version(names: str) -> tuple[Clause, ...]:
        return tuple(replace(CLAUSE, id=n, origin_id=n, position=p) for p, n in enumerate(names, 1))

    found = changes(version(old), version(new))
    assert {change.origin_id for change in found if change.how == "moved"} == set(moved)


def test_two_empty_versions() -> None:
    assert changes((), ()) == ()


origins = st.lists(st.sampled_from("abcdef"), unique=True)


@given(origins, origins)
def test_every_clause_of_both_versions_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    def version(names: list[str]) -> tuple[Clause, ...]:
        return tuple(replace(CLAUSE, id=n, origin_id=n, position=p) for p, n in enumerate(names, 1))

    found = changes(version(old), version(new))
    assert [c.origin_id for c in found] == new + [name for name in old if name not in new]
    assert {c.origin_id for c in found if c.how == "added"} == set(new) - set(old)
    assert {c.origin_id for c in found if c.how == "removed"} == set(old) - set(new)


PHRASE = replace(CLAUSE, kind=ClauseKind.RESCUE_PHRASE, value="Back to why we are here…")


@pytest.mark.parametrize(
    ("clauses", "phrase"),
    [
        ((), DEFAULT_RESCUE_PHRASE),
        ((CLAUSE,), DEFAULT_RESCUE_PHRASE),
        ((replace(PHRASE, value=""),), DEFAULT_RESCUE_PHRASE),
        ((CLAUSE, PHRASE), "Back to why we are here…"),
        ((replace(PHRASE, value=""), PHRASE), "Back to why we are here…"),
        ((replace(CLAUSE, value="not a phrase"),), DEFAULT_RESCUE_PHRASE),
    ],
)
def test_rescue_phrase(clauses: tuple[Clause, ...], phrase: str) -> None:
    assert rescue_phrase(clauses) == phrase
