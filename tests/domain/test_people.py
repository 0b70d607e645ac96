"""Stakeholders: roles and stances in words."""

from __future__ import annotations

from se_desk.domain.people import Role, Stakeholder, Stance


def test_labels() -> None:
    assert [role.label for role in Role] == [
        "Economic buyer",
        "Champion",
        "Technical evaluator",
        "User",
        "Procurement",
        "Legal",
        "Blocker",
        "Other",
    ]
    assert [stance.label for stance in Stance] == ["Unknown", "For", "Neutral", "Against"]


def test_little_is_assumed_of_somebody_new() -> None:
    person = Stakeholder(id="p", deal_id="d", name="Ada Moreno")
    assert (person.role, person.stance) == (Role.OTHER, Stance.UNKNOWN)
    assert not person.title_confirmed
    assert not person.own_line
