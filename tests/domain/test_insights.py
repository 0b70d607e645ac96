"""Field insights: tags as they are typed and kept, and the roll-up for product managers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.domain.insights import (
    LONGEST_TAG,
    MOST_TAGS,
    Heard,
    Insight,
    InsightKind,
    rolled_up,
    tags_of,
    tags_text,
)

ON = date(2026, 3, 2)
ONE = Insight(
    id="1", kind=InsightKind.REGULATION, statement="Ports must report", tags="cyber act", heard_on=ON
)
TWO = replace(ONE, id="2", statement="Audits begin", tags="cyber act, audits", heard_on=date(2026, 3, 4))
LOOSE = replace(ONE, id="3", tags="", kind=InsightKind.USAGE)
HIDDEN = replace(ONE, id="4", private=True)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" , ;#", ()),
        ("Cyber Act", ("cyber act",)),
        ("#ports #Audits", ("ports", "audits")),
        ("b, a; B", ("b", "a")),
        ("two\n lines", ("two lines",)),
        ("ÄMTER, ämter", ("ämter",)),
    ],
)
def test_tags_as_they_are_typed(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


@pytest.mark.parametrize("typed", [",".join(map(str, range(MOST_TAGS + 1))), "x" * (LONGEST_TAG + 1)])
def test_too_many_and_too_long(typed: str) -> None:
    with pytest.raises(BadInput):
        tags_of(typed)


@given(st.lists(st.text(max_size=20), max_size=MOST_TAGS).map(",".join))
def test_what_is_kept_reads_back(typed: str) -> None:
    try:
        tags = tags_of(typed)
    except BadInput:
        return
    assert tags_of(tags_text(tags)) == tags


def test_the_roll_up_is_by_kind_and_by_accounts() -> None:
    heard = (Heard(ONE, "B"), Heard(TWO, "a"), Heard(LOOSE), Heard(HIDDEN, "C"))
    topics = rolled_up(heard)
    assert [(topic.kind, topic.tag, topic.accounts) for topic in topics] == [
        (InsightKind.REGULATION, "cyber act", ("a", "B")),
        (InsightKind.REGULATION, "audits", ("a",)),
        (InsightKind.USAGE, "", ()),
    ]
    assert [one.insight.id for one in topics[0].heard] == ["2", "1"]


def test_what_is_private_leaves_in_no_roll_up() -> None:
    assert rolled_up((Heard(HIDDEN, "C"),)) == ()
    assert len(rolled_up((Heard(replace(HIDDEN, private=False), "C"),))) == 1  # the control


def test_every_kind_has_words_of_its_own() -> None:
    assert len({kind.label for kind in InsightKind}) == len(InsightKind)
