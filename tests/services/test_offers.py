"""Every filter offers what it takes, and every offer is read as it was meant."""

from __future__ import annotations

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.queries import FILTERS, begun_at, with_filter
from se_desk.services.desk import Desk
from se_desk.services.offers import MOST, Offer, offers


def offered(desk: Desk, text: str) -> list[Offer]:
    begun = begun_at(text, len(text))
    assert begun is not None
    return list(offers(desk, begun))


def values(desk: Desk, text: str) -> list[str]:
    return [one.value for one in offered(desk, text)]


def test_names_of_filters(desk: Desk) -> None:
    assert [one.title for one in offered(desk, "crane de")] == ["deal:"]
    assert [one.title for one in offered(desk, "a")] == ["ae:", "after:"]
    assert all(one.detail for one in offered(desk, "k"))


@pytest.fixture
def named(desk: Desk, deal: Deal) -> Desk:
    """Three deals, two of one account; a tag."""
    desk.deals.open("Kiln control", "Arden Tiles")
    desk.deals.open("Kiln lids", "Arden Tiles")
    desk.notes.start(deal.id, body="About #Lifts")
    return desk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deal:halv", ["Halvorsen Quays"]),
        ("deal:berth", ["Halvorsen Quays"]),
        ("deal:arden lids", []),
        ('deal:"arden lids', ["Arden Tiles Kiln lids"]),
        ("ae:lind", ["Pavel Lindqvist"]),
        ("kind:dem", ["demo"]),
        ("kind:risk", ["flag"]),
        ("is:", ["private", "shareable"]),
        ("before:y", ["yesterday"]),
        ("after:2026", ["2026-01-01"]),
        ("#li", ["Lifts"]),
        ("tag:", ["Lifts"]),
        ("is:private", []),
    ],
)
def test_what_a_filter_takes(named: Desk, text: str, found: list[str]) -> None:
    if begun_at(text, len(text)) is None:
        assert found == []
    else:
        assert values(named, text)[: len(found)] == found


@pytest.mark.parametrize("key", FILTERS)
def test_every_offer_is_read_as_a_filter(named: Desk, key: str) -> None:
    made = offered(named, f"{key}:")
    assert 0 < len(made) <= MOST
    for one in made:
        begun = begun_at(f"{key}:", len(key) + 1)
        assert begun is not None
        query = named.search.read(with_filter(f"{key}:", begun, one.key, one.value)[0])
        assert query.filtered
        assert not query.unread
        assert named.search.find(f"{query.words} {key}:{one.value}") is not None
