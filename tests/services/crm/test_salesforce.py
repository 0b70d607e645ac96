"""The adapter for Salesforce, held against the documented shape of its calls."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from se_desk.domain.outbox import Sending
from se_desk.services.crm.salesforce import API, CRM, Salesforce
from se_desk.services.crm.server import Account, CrmRefused
from tests.services.crm.conftest import KEY, MARKER, Vendor

DEAL = "0065g00000ABCdeAAD"
TASK = f"{API}/sobjects/Task"
ASKED = f"SELECT Id, Description FROM Task WHERE WhatId = '{DEAL}' AND ActivityDate = 2026-03-04"
QUERY = f"{API}/query?q={quote(ASKED, safe='')}"


@pytest.fixture
def server(vendor: Vendor) -> Salesforce:
    return Salesforce(Account(vendor.address, KEY))


def test_who(vendor: Vendor, server: Salesforce) -> None:
    vendor.answers["GET", "/services/oauth2/userinfo"] = 200, {"name": "Nora Vance", "user_id": "005"}
    assert server.who() == "Nora Vance"
    assert vendor.heads[0]["authorization"] == f"Bearer {KEY}"


def test_a_new_task_of_the_opportunity(
    vendor: Vendor, server: Salesforce, sending: Callable[..., Sending]
) -> None:
    vendor.answers["POST", TASK] = 201, {"id": "00T1", "success": True, "errors": []}
    assert server.add(sending("salesforce", DEAL, MARKER, "T" * 300), "") == "00T1"
    ((method, path, body),) = vendor.asked
    assert (method, path) == ("POST", TASK)
    assert len(body.pop("Subject")) == 255
    assert body == {
        "WhatId": DEAL, "ActivityDate": "2026-03-04", "Status": "Completed", "Priority": "Normal",
        "Description": MARKER,
    }  # fmt: skip


def test_a_changed_one_and_one_that_was_deleted_there(
    vendor: Vendor, server: Salesforce, sending: Callable[..., Sending]
) -> None:
    vendor.answers["PATCH", f"{TASK}/00T1"] = 204, b""
    vendor.answers["POST", TASK] = 201, {"id": "00T2", "success": True}
    assert server.add(sending("salesforce", DEAL), "00T1") == "00T1"
    assert server.add(sending("salesforce", DEAL), "00T0") == "00T2"


def test_found_among_the_tasks_of_the_day(
    vendor: Vendor, server: Salesforce, sending: Callable[..., Sending]
) -> None:
    more = f"{API}/query/01g-2000"
    vendor.answers["GET", QUERY] = 200, {
        "done": False, "nextRecordsUrl": more, "records": [{"Id": "00T1", "Description": None}],
    }  # fmt: skip
    vendor.answers["GET", more] = (
        200,
        {"done": True, "records": [{"Id": "00T2", "Description": f"x\n{MARKER}"}]},
    )
    assert server.find(sending("salesforce", DEAL)) == "00T2"
    vendor.answers["GET", more] = 200, {"done": True, "records": []}
    assert server.find(sending("salesforce", DEAL)) is None


def test_the_next_page_is_one_of_the_same_server(
    vendor: Vendor, server: Salesforce, sending: Callable[..., Sending]
) -> None:
    vendor.answers["GET", QUERY] = 200, {"nextRecordsUrl": "@127.0.0.2/", "records": []}
    assert server.find(sending("salesforce", DEAL)) is None
    assert len(vendor.asked) == 1


def test_a_no_in_its_own_words(vendor: Vendor, server: Salesforce, sending: Callable[..., Sending]) -> None:
    no = [{"message": "Related To ID: invalid id", "errorCode": "FIELD_INTEGRITY_EXCEPTION"}]
    vendor.answers["POST", TASK] = 400, no
    with pytest.raises(CrmRefused, match="Related To ID: invalid id"):
        server.add(sending("salesforce", DEAL), "")


def test_what_is_said_of_it() -> None:
    assert "no org has accepted it yet" in CRM.checked_against
    assert (CRM.changes, CRM.ledger) == (True, "salesforce-tasks")
