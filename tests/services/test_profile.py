"""Whose desk it is."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from se_desk.domain.errors import BadInput, NotFound
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store


def test_set_up_makes_a_signing_key(desk: Desk) -> None:
    profile = desk.profile.get()
    assert (profile.name, profile.zone) == ("Marlene Okoro", "Europe/Berlin")
    assert len(bytes.fromhex(profile.signing_seed)) == 32
    assert len(bytes.fromhex(profile.public_key)) == 32


def test_the_zone_holds_at_once(desk: Desk) -> None:
    desk.profile.change(zone="Asia/Tokyo", theme="dark")
    assert desk.zone.key == "Asia/Tokyo"
    assert desk.now().utcoffset() is not None
    assert desk.profile.get().theme == "dark"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(desk: Desk, zone: str) -> None:
    with pytest.raises(BadInput):
        desk.profile.change(zone=zone)
    assert desk.profile.get().zone == "Europe/Berlin"


def test_a_desk_that_was_never_set_up(tmp_path: Path, clock: MovableClock) -> None:
    bare = Desk(open_store(tmp_path / "bare.db", secrets.token_bytes(32), create=True), clock)
    for attempt in (bare.profile.get, lambda: bare.profile.change(name="x")):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(BadInput):
        bare.profile.set_up(" ", "UTC")
    assert bare.zone.key == "UTC"
    with bare.reading() as conn:
        assert bare.profile.currency(conn) == "USD"
    bare.close()
