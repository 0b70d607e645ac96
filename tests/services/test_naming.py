"""How a record is named at the shell."""

from __future__ import annotations

import pytest

from se_desk.domain.errors import Ambiguous, NotFound
from se_desk.services.naming import pick

TITLES = (
    ("01a06b7e-fec0-7b11-b9ab-7cac8e275639", "Harbour crane"),
    ("01a06b7e-fec0-7b11-b9ab-7cac8e275640", "Harbour gate"),
    ("02b06b7e-fec0-7b11-b9ab-7cac8e275641", "Gate"),
)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (TITLES[0][0], 0),
        ("crane", 0),
        ("HARBOUR GATE", 1),
        ("gate", 2),  # the whole title wins over a part of another
        ("02b0", 2),
        ("275640", 1),
        ("02b", 2),
    ],
)
def test_picks(name: str, place: int) -> None:
    assert pick(name, TITLES, "deal") == TITLES[place][0]


@pytest.mark.parametrize("name", ["harbour", "01a0"])
def test_several_fit(name: str) -> None:
    with pytest.raises(Ambiguous) as told:
        pick(name, TITLES, "deal")
    assert "2 deals" in told.value.happened
    assert "Harbour crane" in str(told.value)


@pytest.mark.parametrize("name", ["", "  ", "mill"])
def test_nothing_fits(name: str) -> None:
    with pytest.raises(NotFound):
        pick(name, TITLES, "deal")
