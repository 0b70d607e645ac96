"""The adapter for Dynamics, held against the documented shape of its calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from se_desk.domain.outbox import Sending
from se_desk.services.crm.dynamics import API, CRM, Dynamics
from se_desk.services.crm.server import Account, CrmRefused
from tests.services.crm.conftest import KEY, MARKER, Vendor

NOTE = "0190f5a4-0000-7000-8000-00000000000a"
DEAL = "7a5b1c9e-1111-4222-8333-444455556666"
PLACE = f"{API}/annotations({NOTE})"


@pytest.fixture
def server(vendor: Vendor) -> Dynamics:
    return Dynamics(Account(vendor.address, KEY))


def test_who(vendor: Vendor, server: Dynamics) -> None:
    vendor.answers["GET", f"{API}/WhoAmI"] = 200, {"UserId": "u-1", "OrganizationId": "o-1"}
    assert server.who() == "user u-1"
    head = vendor.heads[0]
    assert (head["authorization"], head["odata-version"]) == (f"Bearer {KEY}", "4.0")


def test_made_or_changed_under_the_notes_own_id(
    vendor: Vendor, server: Dynamics, sending: Callable[..., Sending]
) -> None:
    vendor.answers["PATCH", PLACE] = 204, b""
    one = sending("dynamics", DEAL)
    assert server.add(one, "") == server.add(one, NOTE) == NOTE
    expected = {
        "subject": "SE note: Demo",
        "notetext": one.body,
        "objectid_opportunity@odata.bind": f"/opportunities({DEAL})",
    }
    assert vendor.asked == [("PATCH", PLACE, expected)] * 2


def test_found_at_this_revision_alone(
    vendor: Vendor, server: Dynamics, sending: Callable[..., Sending]
) -> None:
    one, place = sending("dynamics", DEAL), ("GET", f"{PLACE}?$select=notetext")
    assert server.find(one) is None
    vendor.answers[place] = 200, {"notetext": MARKER.replace("r2", "r1")}
    assert server.find(one) is None
    vendor.answers[place] = 200, {"notetext": f"<p>{MARKER}</p>"}
    assert server.find(one) == NOTE


def test_a_no(vendor: Vendor, server: Dynamics, sending: Callable[..., Sending]) -> None:
    vendor.answers["PATCH", PLACE] = (
        400,
        {"error": {"code": "0x80040217", "message": "opportunity Does Not Exist"}},
    )
    with pytest.raises(CrmRefused, match="Does Not Exist"):
        server.add(sending("dynamics", DEAL), "")


def test_what_is_said_of_it() -> None:
    assert "no environment has accepted it yet" in CRM.checked_against
    assert (CRM.changes, CRM.ledger) == (True, "dynamics")
