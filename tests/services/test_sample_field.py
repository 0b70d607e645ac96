"""What of the sample stands beside the deals' days."""

from __future__ import annotations

import pytest

from se_desk.domain.asks import promise_gap, rolled_up
from se_desk.domain.deals import Outcome, Stage
from se_desk.domain.exit_criteria import of_stage
from se_desk.domain.insights import rolled_up as topics_of
from se_desk.domain.papers import PaperKind
from se_desk.domain.strategies import Heading, written
from se_desk.services.desk import Desk
from se_desk.services.sample import fill


@pytest.fixture
def sample(desk: Desk) -> Desk:
    fill(desk, desk.now())
    return desk


def test_the_field_as_the_sample_has_it(sample: Desk) -> None:
    story = next(view.deal for view in sample.deals.views() if view.deal.account == "Port of Lindmouth")
    assert len(written(sample.strategies.of_deal(story.id))) == len(Heading) - 1
    assert len(sample.strategies.versions(story.id)) == len(Heading)  # one part was written twice
    here = of_stage(sample.exit_criteria.of_deal(story.id), Stage.PROCUREMENT)
    assert [one.is_open for one in here] == [False, True]
    wanted = rolled_up(sample.asks.all())
    assert [one.deals for one in wanted[:2]] == [3, 3]
    assert sum(bool(promise_gap(one.ask)) for one in sample.asks.all()) == 1
    heard = sample.insights.all()
    assert sum(one.insight.private for one in heard) == 1
    assert max(len(topic.accounts) for topic in topics_of(heard)) == 2
    lost = next(view.deal for view in sample.deals.views() if view.deal.account == "Zirmalp Lifts")
    assert lost.outcome is Outcome.LOST
    assert sample.papers.sheet(PaperKind.AUTOPSY, lost.id).answered == 3
    assert sample.papers.sheet(PaperKind.REVIEW, story.id).answered == 1
    impact = sample.papers.sheet(PaperKind.IMPACT, "this")
    assert "Audit trail" in "".join(line for one in impact.sections for line in one.lines)
