"""A proposal that was set aside stays in view, and can be raised as long as the data say the same."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import NotFound
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk


@pytest.fixture
def proposed(desk: Desk, deal: Deal) -> Proposal:
    """The AE's date lies before the earliest signature."""
    desk.deals.set_procurement(deal.id, date(2026, 3, 2), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 3, 31))
    (found,) = desk.risks.proposals(deal.id)
    return found


def test_what_was_set_aside_stays_in_view(desk: Desk, deal: Deal, proposed: Proposal) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    desk.risks.dismiss(proposed, "The buyer signs without procurement")
    assert (desk.dismissals.count(deal.id), desk.dismissals.count(other.id)) == (1, 0)
    (one,) = desk.dismissals.of_deal(deal.id)
    assert one.dismissal.reason == "The buyer signs without procurement"
    assert one.proposal == proposed and one.words == proposed.statement and not one.came_back
    assert desk.dismissals.of_deal(other.id) == ()


def test_other_data_bring_it_back(desk: Desk, deal: Deal, proposed: Proposal) -> None:
    desk.risks.dismiss(proposed, "Known")
    assert desk.risks.proposals(deal.id) == ()
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 4, 7))
    (again,) = desk.risks.proposals(deal.id)
    (one,) = desk.dismissals.of_deal(deal.id)
    assert again.rule == one.dismissal.rule and one.came_back and one.proposal is None
    assert one.words == "The AE’s date is before procurement can end"
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 9, 30))
    (one,) = desk.dismissals.of_deal(deal.id)
    assert (one.came_back, one.proposal) == (False, None)


def test_one_that_became_a_flag_is_no_longer_set_aside(desk: Desk, deal: Deal, proposed: Proposal) -> None:
    given = (deal.id, Severity.HIGH, Category.TIMELINE, "In other words")
    desk.risks.flag(*given, proposal=(proposed.rule, proposed.facts))
    assert desk.dismissals.of_deal(deal.id) == () and desk.dismissals.count(deal.id) == 0


def test_a_deal_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.dismissals.of_deal("nobody")


def test_raised_after_all(desk: Desk, deal: Deal, proposed: Proposal) -> None:
    """Also where the flag comes second."""
    desk.risks.dismiss(proposed, "Known")
    given = (deal.id, Severity.HIGH, Category.TIMELINE, "In other words")
    flag = desk.risks.flag(*given, proposal=(proposed.rule, proposed.facts))
    assert desk.risks.get(flag.id).is_open
    assert [one.proposal for one in desk.dismissals.of_deal(deal.id)] == []
