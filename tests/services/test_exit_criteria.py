"""Verbs of exit criteria on a real desk."""

from __future__ import annotations

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, Stage
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.exit_criteria import STAGES, of_stage
from se_desk.services.desk import Desk
from se_desk.services.exit_criteria import standard


def test_every_stage_comes_with_a_list() -> None:
    assert {one.stage for one in standard()} == set(STAGES)
    assert len({one.id for one in standard()}) == len(standard())


def test_evidence_closes_a_line_and_blank_opens_it(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    first = desk.exit_criteria.of_stage(Stage.DISCOVERY)[0]
    desk.exit_criteria.show(deal.id, first.id, " Mail of 2 March \n")
    assert heard[-1].noun is Noun.DEAL
    met = of_stage(desk.exit_criteria.of_deal(deal.id), Stage.DISCOVERY)
    assert [one.evidence for one in met] == ["Mail of 2 March", "", ""]
    assert len(desk.exit_criteria.open_before(deal.id, Stage.DEMO)) == 2
    desk.exit_criteria.show(deal.id, first.id, "")
    assert len(desk.exit_criteria.open_before(deal.id, Stage.DEMO)) == 3
    desk.deals.advance(deal.id, Stage.DEMO)  # said, never forbidden
    assert desk.exit_criteria.open_before(deal.id, Stage.DISCOVERY) == ()


def test_a_list_of_ones_own_keeps_the_evidence(desk: Desk, deal: Deal) -> None:
    first, second, _third = desk.exit_criteria.of_stage(Stage.DISCOVERY)
    desk.exit_criteria.show(deal.id, second.id, "The day is in the tender")
    arranged = desk.exit_criteria.arrange(Stage.DISCOVERY, [(first.id, "A number"), ("", "A sponsor")])
    assert [one.text for one in arranged] == ["A number", "A sponsor"]
    found = of_stage(desk.exit_criteria.of_deal(deal.id), Stage.DISCOVERY)
    assert {one.criterion.text: one.is_open for one in found} == {
        "A number": True,
        "A sponsor": True,
        second.text: False,
    }
    back = desk.exit_criteria.put_back(Stage.DISCOVERY)
    assert [one.text for one in back] == [one.text for one in standard() if one.stage is Stage.DISCOVERY]
    assert desk.exit_criteria.arrange(Stage.DISCOVERY, []) == ()
    assert len(desk.exit_criteria.of_stage(Stage.DEMO)) == 2  # other stages keep theirs


def test_what_it_needs(desk: Desk, deal: Deal) -> None:
    with pytest.raises(NotFound):
        desk.exit_criteria.show(deal.id, "no such line", "x")
    with pytest.raises(NotFound):
        desk.exit_criteria.show("no such deal", standard()[0].id, "x")
    with pytest.raises(NotFound):
        desk.exit_criteria.of_deal("no such deal")
    with pytest.raises(BadInput):
        desk.exit_criteria.arrange(Stage.CLOSED, [])


def test_named_by_a_part_of_its_words(desk: Desk, deal: Deal) -> None:
    line = desk.exit_criteria.of_stage(Stage.DISCOVERY)[0]
    assert desk.exit_criteria.named(deal.id, line.text[8:20]).criterion == line
    assert desk.exit_criteria.named(deal.id, line.id).criterion == line
    with pytest.raises(NotFound):
        desk.exit_criteria.named(deal.id, "no words of any")
