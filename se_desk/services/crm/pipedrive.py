"""Pipedrive: notes on deals, over its API v1, with an API token.

No client: Pipedrive keeps none for Python, and pipedrive-python-lib adds ``requests`` and nothing else.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any

from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out import pipedrive
from se_desk.services.crm import transport
from se_desk.services.crm.answers import at, in_url, records, word
from se_desk.services.crm.bodies import html_body
from se_desk.services.crm.server import Account, Crm

_PAGE = 100
_GONE = object()


class Pipedrive:
    """One company's account."""

    def __init__(self, account: Account) -> None:
        self._base = transport.check_address(account.address) + "/v1"
        self._headers = {"x-api-token": account.secret}

    def who(self) -> str:
        """The user's name there."""
        return word(self._ask("GET", "/users/me"), "data", "name")

    def find(self, sending: Sending) -> str | None:
        """Among the notes of that deal, a page after the other."""
        start = 0
        while True:
            place = f"/notes?deal_id={in_url(sending.crm_deal)}&start={start}&limit={_PAGE}"
            found = records(self._ask("GET", place), "data")
            for one in found:
                if sending.marker in str(at(one, "content") or ""):
                    return word(one, "id")
            if len(found) < _PAGE:
                return None
            start += len(found)

    def add(self, sending: Sending, earlier: str) -> str:
        """A new note, or new words in the one that stands there."""
        if earlier:
            place = f"/notes/{in_url(earlier)}"
            if self._ask("PUT", place, {"content": sending.body}, missing=_GONE) is not _GONE:
                return earlier
        happened = sending.happened_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        values = {"content": sending.body, "deal_id": int(sending.crm_deal), "add_time": happened}
        return word(self._ask("POST", "/notes", values), "data", "id")

    def _ask(self, method: str, place: str, body: object = None, missing: object = None) -> Any:
        answer = transport.ask(method, self._base + place, body, self._headers, missing=missing)
        if answer is not missing and at(answer, "success") is False:
            raise transport.refused(str(at(answer, "error") or ""))
        return answer


CRM = Crm(
    key="pipedrive",
    label="Pipedrive",
    checked_against="Pipedrive’s documented calls, played back here; no account has accepted it yet.",
    again="The note in Pipedrive is changed to the new revision.",
    body=html_body("Pipedrive", pipedrive.BODY_LIMIT),
    deal=lambda note: note.crm_number,
    connect=Pipedrive,
    key_name="API token",
    example="https://tidewright.pipedrive.example",
    changes=True,
    like=pipedrive.FORMAT,
)
