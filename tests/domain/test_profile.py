"""Whose desk it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from se_desk.domain.profile import Profile

PROFILE = Profile(name="Jens Vinter", zone="Europe/Berlin", made_at=datetime(2026, 3, 4, tzinfo=UTC))


def test_there_is_one() -> None:
    assert PROFILE.id == "desk"


def test_zone() -> None:
    assert PROFILE.tz == ZoneInfo("Europe/Berlin")
    with pytest.raises(ZoneInfoNotFoundError):
        _ = replace(PROFILE, zone="Europe/Nowhere").tz


@pytest.mark.parametrize(("name", "first"), [("Jens Vinter", "Jens"), ("Jens", "Jens"), ("", ""), (" ", " ")])
def test_first_name(name: str, first: str) -> None:
    assert replace(PROFILE, name=name).first_name == first
