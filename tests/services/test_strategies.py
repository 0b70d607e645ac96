"""Verbs of deal strategies on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.announcements import Change
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.strategies import SITTING, Heading
from se_desk.exchange.as_markdown import as_markdown
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk


def test_one_sitting_is_one_version(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.strategies.write(deal.id, Heading.AIM, "Less")
    clock.move(timedelta(minutes=5))
    desk.strategies.write(deal.id, Heading.AIM, "Less waiting ")
    assert [one.text for one in desk.strategies.versions(deal.id)] == ["Less waiting"]
    clock.move(SITTING)
    desk.strategies.write(deal.id, Heading.AIM, "No waiting")
    versions = desk.strategies.versions(deal.id)
    assert [one.text for one in versions] == ["No waiting", "Less waiting"]
    clock.move(SITTING)
    desk.strategies.restore(versions[1].id)
    assert desk.strategies.of_deal(deal.id)[0].text == "Less waiting"
    assert len(desk.strategies.versions(deal.id)) == 3


def test_the_same_words_are_not_written_again(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    desk.strategies.write(deal.id, Heading.PLAN, "Call")
    said = len(heard)
    desk.strategies.write(deal.id, Heading.PLAN, " Call\n")
    assert len(heard) == said


def test_needs_a_deal_and_a_version(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.strategies.write("none", Heading.AIM, "x")
    with pytest.raises(NotFound):
        desk.strategies.restore("none")


def test_as_it_leaves(desk: Desk, deal: Deal) -> None:
    assert "Nothing was written yet" in as_markdown(desk.strategies.document(deal.id))
    desk.strategies.write(deal.id, Heading.WHY_US, "We saw the quay.")
    text = as_markdown(desk.strategies.document(deal.id))
    assert "## Why us" in text
    assert "Pavel Lindqvist and Marlene Okoro" in text
    assert "What could stop it" not in text
