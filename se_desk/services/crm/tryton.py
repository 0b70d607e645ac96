"""Tryton: notes on sale opportunities, over its JSON-RPC (series 7 and 8).

A note there (``ir.note``) is never changed, so a later revision becomes a note of its own. The deal's id is
the opportunity's number, or the digits of its record id. A NUL is refused there and never leaves here.
"""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

from se_desk.domain.errors import BadInput
from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.services.crm import transport
from se_desk.services.crm.bodies import text_body
from se_desk.services.crm.server import Account, Crm, CrmRefused

MODEL = "sale.opportunity"
_PATHS = ("/rpc/", "/")  # series 8, series 7
_DIGITS = 10  # a longer number is no record id there, and an error of its database


class Tryton:
    """One database of a Tryton server, logged in at the first call."""

    def __init__(self, account: Account) -> None:
        self._account = account
        if not account.database.strip():
            raise BadInput("Tryton keeps its notes in a database with a name.", do="Name the database.")
        self._base = f"{transport.check_address(account.address)}/{quote(account.database.strip(), safe='')}"
        self._session, self._number = "", 0
        self._path = _PATHS[0]
        self._context: dict[str, Any] = {}

    def who(self) -> str:
        """The user's name there."""
        found = self._call("model.res.user.read", [self._user()], ["rec_name"], self._context)
        return str(found[0]["rec_name"])

    def find(self, sending: Sending) -> str | None:
        """The note on that opportunity whose text carries the marker."""
        resource = f"{MODEL},{self._opportunity(sending)}"
        where = [["resource", "=", resource], ["message", "like", f"%{_escaped(sending.marker)}%"]]
        found = self._call("model.ir.note.search", where, 0, 1, None, self._context)
        return str(found[0]) if found else None

    def add(self, sending: Sending, _earlier: str) -> str:
        """A new note on that opportunity."""
        values = {"resource": f"{MODEL},{self._opportunity(sending)}", "message": sending.body}
        return str(self._call("model.ir.note.create", [values], self._context)[0])

    def _opportunity(self, sending: Sending) -> int:
        where: list[Any] = ["OR", ["number", "=", sending.crm_deal]]
        if sending.crm_deal.isascii() and sending.crm_deal.isdigit() and len(sending.crm_deal) < _DIGITS:
            where.append(["id", "=", int(sending.crm_deal)])
        found = self._call(f"model.{MODEL}.search", where, 0, 2, None, self._context)
        if len(found) != 1:
            how_many = "no opportunity" if not found else "more than one opportunity"
            raise transport.refused(f"It knows {how_many} “{sending.crm_deal}”")
        return int(found[0])

    def _user(self) -> int:
        if not self._session:
            self._log_in()
        return self._number

    def _log_in(self) -> None:
        user, secret = self._account.user, {"password": self._account.secret}
        for self._path in _PATHS:
            try:
                found = self._ask("common.db.login", user, secret, "en")
                break
            except CrmRefused as no:
                if "405" not in str(no) and "404" not in str(no):
                    raise
        else:
            raise transport.refused("No Tryton answers at this address, or it has no such database")
        if not found:
            raise transport.not_let_in()
        self._number = int(found[0])
        self._session = f"{self._account.user}:{found[0]}:{found[1]}"
        self._context = dict(self._call("model.res.user.get_preferences", True, {}))

    def _call(self, method: str, *params: object) -> Any:
        self._user()
        return self._ask(method, *params)

    def _ask(self, method: str, *params: object) -> Any:
        headers = {}
        if self._session:
            headers["Authorization"] = "Session " + base64.b64encode(self._session.encode()).decode()
        body = {"id": 1, "method": method, "params": list(params)}
        answer = transport.ask("POST", self._base + self._path, body, headers)
        if not isinstance(answer, dict):
            raise transport.away("What answers there is no Tryton")
        if answer.get("error"):
            raise transport.refused(_words(answer["error"]))
        return answer.get("result")


def _words(error: object) -> str:
    parts = error if isinstance(error, list) else [error]
    return " ".join(str(part) for part in parts[:2])


def _escaped(marker: str) -> str:
    return marker.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _opportunity_of(note: NoteOut) -> str:
    return note.deal.crm_id.strip() if note.deal else ""


CRM = Crm(
    key="tryton",
    label="Tryton",
    checked_against="A Tryton 8.2 server that ran on the same computer and was written to.",
    again="A note in Tryton is never changed: the new revision becomes a second note.",
    body=text_body("Tryton"),
    deal=_opportunity_of,
    connect=Tryton,
    key_name="Password",
    example="https://tryton.example",
    asks_user=True,
    asks_database=True,
)
