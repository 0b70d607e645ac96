"""The adapter for HubSpot, held against the documented shape of its calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from se_desk.domain.outbox import Sending
from se_desk.services.crm.hubspot import CRM, HubSpot
from se_desk.services.crm.server import Account, CrmAway, CrmRefused
from tests.services.crm.conftest import KEY, MARKER, Vendor

LIST = "/crm/v4/objects/deals/4711/associations/notes?limit=500"
READ = ("POST", "/crm/v3/objects/notes/batch/read")
NOTES = ("POST", "/crm/v3/objects/notes")
VALUES = {"hs_timestamp": "2026-03-03T23:30:15.000Z", "hs_note_body": f"<p>Words</p><p>{MARKER}</p>"}


@pytest.fixture
def server(vendor: Vendor) -> HubSpot:
    return HubSpot(Account(vendor.address, KEY))


def test_who(vendor: Vendor, server: HubSpot) -> None:
    vendor.answers["GET", "/account-info/v3/details"] = 200, {"portalId": 42, "accountType": "STANDARD"}
    assert server.who() == "portal 42"
    assert vendor.heads[0]["authorization"] == f"Bearer {KEY}"


def test_a_new_note_on_its_deal(vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]) -> None:
    vendor.answers[NOTES] = 201, {"id": "9001", "properties": {}}
    assert server.add(sending("hubspot", "4711"), "") == "9001"
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}
    expected = {"properties": VALUES, "associations": [{"to": {"id": "4711"}, "types": [kind]}]}
    assert vendor.asked == [(*NOTES, expected)]


def test_a_changed_note_and_one_that_was_deleted_there(
    vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]
) -> None:
    vendor.answers["PATCH", "/crm/v3/objects/notes/9001"] = 200, {"id": "9001"}
    vendor.answers[NOTES] = 201, {"id": "9002"}
    assert server.add(sending("hubspot", "4711"), "9001") == "9001"
    assert vendor.asked == [("PATCH", "/crm/v3/objects/notes/9001", {"properties": VALUES})]
    assert server.add(sending("hubspot", "4711"), "8") == "9002"


def test_found_on_a_later_page_and_in_a_later_batch(
    vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]
) -> None:
    first = [{"toObjectId": number, "associationTypes": []} for number in range(1, 121)]
    vendor.answers["GET", LIST] = 200, {"results": first, "paging": {"next": {"after": "a=b"}}}
    vendor.answers["GET", f"{LIST}&after=a%3Db"] = 200, {"results": [{"toObjectId": 121}]}
    vendor.answers[READ] = 200, {"results": [{"id": "121", "properties": {"hs_note_body": MARKER}}]}
    assert server.find(sending("hubspot", "4711")) == "121"
    vendor.answers[READ] = 207, {
        "results": [{"id": "1", "properties": {"hs_note_body": None}}], "errors": []
    }  # fmt: skip
    vendor.asked.clear()
    assert server.find(sending("hubspot", "4711")) is None
    sizes = [len(body["inputs"]) for method, _, body in vendor.asked if method == "POST"]
    assert sizes == [100, 21]


def test_a_deal_without_notes_and_one_that_is_unknown(
    vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]
) -> None:
    vendor.answers["GET", LIST] = 200, {"results": []}
    assert server.find(sending("hubspot", "4711")) is None
    with pytest.raises(CrmRefused, match="no such thing"):
        server.find(sending("hubspot", "4712"))


def test_pages_without_an_end_have_one(
    vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]
) -> None:
    page = {"results": [], "paging": {"next": {"after": "1"}}}
    vendor.answers["GET", LIST] = vendor.answers["GET", f"{LIST}&after=1"] = 200, page
    assert server.find(sending("hubspot", "4711")) is None


def test_an_answer_without_an_id(vendor: Vendor, server: HubSpot, sending: Callable[..., Sending]) -> None:
    vendor.answers[NOTES] = 201, {"properties": {}}
    with pytest.raises(CrmAway, match="another shape"):
        server.add(sending("hubspot", "4711"), "")


def test_what_is_said_of_it() -> None:
    assert "no portal has accepted it yet" in CRM.checked_against
    assert (CRM.changes, CRM.ledger) == (True, "hubspot")
