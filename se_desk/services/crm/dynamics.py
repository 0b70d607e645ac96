"""Dynamics 365: annotations on opportunities, over the Dataverse Web API 9.2, with a bearer token.

An annotation takes the note's own id and a PATCH makes it or changes it, so that nothing can be there twice.
No client: PowerPlatform-Dataverse-Client is Microsoft's own and MIT, but brings pandas and azure-identity
for three calls.
"""

from __future__ import annotations

from typing import Any

from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out import dynamics
from se_desk.exchange.notes_out.splitting import shortened
from se_desk.services.crm import transport
from se_desk.services.crm.answers import at, in_url, word
from se_desk.services.crm.bodies import html_body
from se_desk.services.crm.server import Account, Crm

API = "/api/data/v9.2"
_GONE = object()


class Dynamics:
    """One environment."""

    def __init__(self, account: Account) -> None:
        self._base = transport.check_address(account.address) + API
        self._headers = {
            "Authorization": f"Bearer {account.secret}",
            "OData-MaxVersion": "4.0",
            "OData-Version": "4.0",
        }

    def who(self) -> str:
        """The user's id there."""
        return "user " + word(self._ask("GET", "/WhoAmI"), "UserId")

    def find(self, sending: Sending) -> str | None:
        """The annotation of that id, where it stands at this revision."""
        found = self._ask("GET", f"{_place(sending)}?$select=notetext", missing=_GONE)
        if found is _GONE or sending.marker not in str(at(found, "notetext") or ""):
            return None
        return sending.note_id

    def add(self, sending: Sending, _earlier: str) -> str:
        """Makes it, or changes it."""
        values = {
            "subject": shortened(f"SE note: {sending.title}", dynamics.SUBJECT_LIMIT),
            "notetext": sending.body,
            "objectid_opportunity@odata.bind": f"/opportunities({in_url(sending.crm_deal)})",
        }
        self._ask("PATCH", _place(sending), values)
        return sending.note_id

    def _ask(self, method: str, place: str, body: object = None, missing: object = None) -> Any:
        return transport.ask(method, self._base + place, body, self._headers, missing=missing)


def _place(sending: Sending) -> str:
    return f"/annotations({in_url(sending.note_id)})"


CRM = Crm(
    key="dynamics",
    label="Dynamics",
    checked_against="Microsoft’s documented calls, played back here; no environment has accepted it yet.",
    again="The note in Dynamics is changed to the new revision.",
    body=html_body("Dynamics", dynamics.TEXT_LIMIT),
    deal=dynamics.regarding,
    connect=Dynamics,
    key_name="Bearer token",
    example="https://tidewright.crm4.dynamics.example",
    changes=True,
    like=dynamics.FORMAT,
)
