"""The adapter for Pipedrive, held against the documented shape of its calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from se_desk.domain.outbox import Sending
from se_desk.services.crm.pipedrive import CRM, Pipedrive
from se_desk.services.crm.server import Account, CrmAway, CrmRefused
from tests.services.crm.conftest import KEY, MARKER, Vendor

PAGE = "/v1/notes?deal_id=88&start={}&limit=100"


@pytest.fixture
def server(vendor: Vendor) -> Pipedrive:
    return Pipedrive(Account(vendor.address, KEY))


def test_who(vendor: Vendor, server: Pipedrive) -> None:
    vendor.answers["GET", "/v1/users/me"] = 200, {"success": True, "data": {"id": 1, "name": "Nora Vance"}}
    assert server.who() == "Nora Vance"
    assert vendor.heads[0]["x-api-token"] == KEY


def test_a_new_note_on_its_deal(vendor: Vendor, server: Pipedrive, sending: Callable[..., Sending]) -> None:
    vendor.answers["POST", "/v1/notes"] = 201, {"success": True, "data": {"id": 5}}
    one = sending("pipedrive", "88")
    assert server.add(one, "") == "5"
    body = {"content": one.body, "deal_id": 88, "add_time": "2026-03-03 23:30:15"}
    assert vendor.asked == [("POST", "/v1/notes", body)]


def test_a_changed_note_and_one_that_was_deleted_there(
    vendor: Vendor, server: Pipedrive, sending: Callable[..., Sending]
) -> None:
    vendor.answers["PUT", "/v1/notes/5"] = 200, {"success": True, "data": {"id": 5}}
    vendor.answers["POST", "/v1/notes"] = 201, {"success": True, "data": {"id": 6}}
    assert server.add(sending("pipedrive", "88"), "5") == "5"
    assert server.add(sending("pipedrive", "88"), "4") == "6"


def test_found_page_by_page(vendor: Vendor, server: Pipedrive, sending: Callable[..., Sending]) -> None:
    full = [{"id": number, "content": "x"} for number in range(100)]
    vendor.answers["GET", PAGE.format(0)] = 200, {"success": True, "data": full}
    vendor.answers["GET", PAGE.format(100)] = 200, {"success": True, "data": [{"id": 7, "content": MARKER}]}
    assert server.find(sending("pipedrive", "88")) == "7"
    vendor.answers["GET", PAGE.format(100)] = 200, {"success": True, "data": None}
    assert server.find(sending("pipedrive", "88")) is None


def test_a_no_and_a_strange_shape(vendor: Vendor, server: Pipedrive, sending: Callable[..., Sending]) -> None:
    vendor.answers["POST", "/v1/notes"] = 200, {"success": False, "error": "Deal not found"}
    with pytest.raises(CrmRefused, match="Deal not found"):
        server.add(sending("pipedrive", "88"), "")
    vendor.answers["POST", "/v1/notes"] = 200, []
    with pytest.raises(CrmAway, match="another shape"):
        server.add(sending("pipedrive", "88"), "")


def test_what_is_said_of_it() -> None:
    assert "no account has accepted it yet" in CRM.checked_against
    assert (CRM.changes, CRM.ledger) == (True, "pipedrive")
