"""Verbs of stakeholders on a real desk."""

from __future__ import annotations

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.people import Role
from se_desk.services.desk import Desk


def test_add_change_remove(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    person = desk.people.add(deal.id, " Ines Roth ", title="CFO", role=Role.ECONOMIC_BUYER)
    assert desk.people.of_deal(deal.id) == (person,)
    assert desk.people.change(person.id, title_confirmed=True).title_confirmed
    assert heard[-1] == Change(Noun.PERSON, person.id, deal.id)
    assert desk.people.remove(person.id).name == "Ines Roth"
    assert desk.people.of_deal(deal.id) == ()
    with pytest.raises(NotFound):
        desk.people.remove(person.id)


def test_a_person_needs_a_name_and_a_deal(desk: Desk, deal: Deal) -> None:
    with pytest.raises(BadInput):
        desk.people.add(deal.id, " ")
    with pytest.raises(NotFound):
        desk.people.add("nowhere", "Ines")


def test_names_and_titles_are_one_line(desk: Desk, deal: Deal) -> None:
    person = desk.people.add(deal.id, "Ines\nRoth", title="Chief\r\nof yards")
    assert (person.name, person.title) == ("Ines Roth", "Chief of yards")
    assert desk.people.change(person.id, title="a\nb").title == "a b"
