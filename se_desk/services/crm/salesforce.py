"""Salesforce: notes as completed tasks of an opportunity, over its REST API, with an access token.

No client: simple-salesforce 1.12 is well kept and Apache-2.0, but brings ``requests``, ``zeep`` (with lxml)
and PyJWT for four calls, and opens connections of its own.
"""

from __future__ import annotations

from typing import Any

from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out import salesforce_tasks
from se_desk.exchange.notes_out.splitting import shortened
from se_desk.services.crm import transport
from se_desk.services.crm.answers import at, in_url, records, word
from se_desk.services.crm.bodies import text_body
from se_desk.services.crm.server import Account, Crm

API = "/services/data/v60.0"
_GONE = object()


class Salesforce:
    """One org, by its own address (``https://….my.salesforce.com``)."""

    def __init__(self, account: Account) -> None:
        self._base = transport.check_address(account.address)
        self._headers = {"Authorization": f"Bearer {account.secret}"}

    def who(self) -> str:
        """The user's name there."""
        return word(self._ask("GET", "/services/oauth2/userinfo"), "name")

    def find(self, sending: Sending) -> str | None:
        """Among the tasks of that opportunity and day: a Description cannot be filtered by."""
        asked = (
            "SELECT Id, Description FROM Task "  # noqa: S608 - the id is letters and digits alone
            f"WHERE WhatId = '{sending.crm_deal}' AND ActivityDate = {_day(sending)}"
        )
        place = f"{API}/query?q={in_url(asked)}"
        while place.startswith("/"):
            page = self._ask("GET", place)
            for one in records(page, "records"):
                if sending.marker in str(at(one, "Description") or ""):
                    return word(one, "Id")
            place = str(at(page, "nextRecordsUrl") or "")
        return None

    def add(self, sending: Sending, earlier: str) -> str:
        """A new task, or new words in the one that stands there."""
        values = {
            "WhatId": sending.crm_deal,
            "Subject": shortened(f"SE note: {sending.title}", salesforce_tasks.SUBJECT_LIMIT),
            "ActivityDate": _day(sending),
            "Status": "Completed",
            "Priority": "Normal",
            "Description": sending.body,
        }
        if earlier:
            place = f"{API}/sobjects/Task/{in_url(earlier)}"
            if self._ask("PATCH", place, values, missing=_GONE) is not _GONE:
                return earlier
        return word(self._ask("POST", f"{API}/sobjects/Task", values), "id")

    def _ask(self, method: str, place: str, body: object = None, missing: object = None) -> Any:
        return transport.ask(method, self._base + place, body, self._headers, missing=missing)


def _day(sending: Sending) -> str:
    return sending.happened_at.date().isoformat()


CRM = Crm(
    key="salesforce",
    label="Salesforce",
    checked_against="Salesforce’s documented calls, played back here; no org has accepted it yet.",
    again="The task in Salesforce is changed to the new revision.",
    body=text_body("Salesforce", salesforce_tasks.DESCRIPTION_LIMIT),
    deal=salesforce_tasks.what_id,
    connect=Salesforce,
    key_name="Access token",
    example="https://tidewright.my.salesforce.example",
    changes=True,
    like=salesforce_tasks.FORMAT,
)
