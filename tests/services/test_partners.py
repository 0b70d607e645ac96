"""Verbs of partners on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk


def test_meet_and_change(desk: Desk, partner: Partner) -> None:
    assert desk.partners.get(partner.id) == partner
    assert desk.partners.change(partner.id, segment="North").segment == "North"
    assert desk.partners.named("pavel").id == partner.id
    with pytest.raises(BadInput):
        desk.partners.meet("  ")
    with pytest.raises(NotFound):
        desk.partners.change("nobody", name="x")


def test_alignment_over_time(desk: Desk, partner: Partner, clock: MovableClock) -> None:
    desk.partners.rate(partner.id, 6, "titles before the invite")
    clock.move(timedelta(days=14))
    desk.partners.rate(partner.id, 8)
    assert [a.score for a in desk.partners.alignments(partner.id)] == [6, 8]
    view = desk.partners.view(partner.id)
    assert view.alignment is not None
    assert view.alignment.score == 8


@pytest.mark.parametrize("score", [0, 11, -3])
def test_alignment_goes_from_one_to_ten(desk: Desk, partner: Partner, score: int) -> None:
    with pytest.raises(BadInput):
        desk.partners.rate(partner.id, score)


def test_views(desk: Desk, partner: Partner, deal: Deal) -> None:
    desk.partners.meet("Ada Berg")
    desk.deals.close(deal.id, Outcome.WON, desk.today_on())
    desk.deals.open("Gate", "Kestrel Mills", partner_id=partner.id)
    ada, pavel = desk.partners.views()
    assert desk.partners.all() == (ada.partner, pavel.partner)
    assert (ada.partner.name, ada.deals, ada.charter, ada.alignment) == ("Ada Berg", (), None, None)
    assert (len(pavel.deals), pavel.active_deals) == (2, 1)


def test_names_are_one_line(desk: Desk, partner: Partner) -> None:
    assert desk.partners.meet("Pavel\nStruk").name == "Pavel Struk"
    assert desk.partners.change(partner.id, name=" A\x00B ").name == "A B"
    with pytest.raises(BadInput):
        desk.partners.change(partner.id, name="\u202e")
