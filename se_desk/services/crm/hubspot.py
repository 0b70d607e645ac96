"""HubSpot: notes on deals, over its CRM API (v3 objects, v4 associations), with a private app's token.

No client: hubspot-api-client 12 is kept and Apache-2.0, but brings 2,189 generated files (19 MB) and
``requests`` for six calls, and opens connections of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out import hubspot
from se_desk.services.crm import transport
from se_desk.services.crm.answers import at, in_url, records, word
from se_desk.services.crm.bodies import html_body
from se_desk.services.crm.server import Account, Crm

NOTE_TO_DEAL = 214  # HubSpot's own type of association
_PAGE, _BATCH = 500, 100
_GONE = object()


class HubSpot:
    """One portal."""

    def __init__(self, account: Account) -> None:
        self._base = transport.check_address(account.address)
        self._headers = {"Authorization": f"Bearer {account.secret}"}

    def who(self) -> str:
        """The portal's number."""
        return "portal " + word(self._ask("GET", "/account-info/v3/details"), "portalId")

    def find(self, sending: Sending) -> str | None:
        """Read note by note: HubSpot's search comes seconds after what was written."""
        keys = list(self._keys(sending.crm_deal))
        for start in range(0, len(keys), _BATCH):
            asked = {
                "properties": ["hs_note_body"],
                "inputs": [{"id": key} for key in keys[start : start + _BATCH]],
            }
            for one in records(self._ask("POST", "/crm/v3/objects/notes/batch/read", asked), "results"):
                if sending.marker in str(at(one, "properties", "hs_note_body") or ""):
                    return word(one, "id")
        return None

    def _keys(self, deal: str) -> Iterator[str]:
        after = ""
        while True:
            more = f"&after={in_url(after)}" if after else ""
            place = f"/crm/v4/objects/deals/{in_url(deal)}/associations/notes?limit={_PAGE}{more}"
            page = self._ask("GET", place)
            yield from (word(one, "toObjectId") for one in records(page, "results"))
            if not at(page, "paging"):
                return
            before, after = after, word(page, "paging", "next", "after")
            if after == before:
                return

    def add(self, sending: Sending, earlier: str) -> str:
        """A new note, or new words in the one that stands there."""
        happened = sending.happened_at.astimezone(UTC).isoformat(timespec="milliseconds")
        values = {"hs_timestamp": happened.replace("+00:00", "Z"), "hs_note_body": sending.body}
        if earlier:
            place = f"/crm/v3/objects/notes/{in_url(earlier)}"
            changed = self._ask("PATCH", place, {"properties": values}, missing=_GONE)
            if changed is not _GONE:
                return earlier
        kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": NOTE_TO_DEAL}
        made = {"properties": values, "associations": [{"to": {"id": sending.crm_deal}, "types": [kind]}]}
        return word(self._ask("POST", "/crm/v3/objects/notes", made), "id")

    def _ask(self, method: str, place: str, body: object = None, missing: object = None) -> Any:
        return transport.ask(method, self._base + place, body, self._headers, missing=missing)


CRM = Crm(
    key="hubspot",
    label="HubSpot",
    checked_against="HubSpot’s documented calls, played back here; no portal has accepted it yet.",
    again="The note in HubSpot is changed to the new revision.",
    body=html_body("HubSpot", hubspot.BODY_LIMIT),
    deal=lambda note: note.crm_number,
    connect=HubSpot,
    key_name="Access token",
    example="https://api.hubapi.com",
    changes=True,
    like=hubspot.FORMAT,
)
