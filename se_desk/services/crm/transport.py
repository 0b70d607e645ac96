"""One request to a CRM and its answer in JSON: the door to the network for what the SE sends.

No redirect is followed, no cookie kept, and a secret goes over https alone, save to this very computer.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from se_desk.domain.errors import BadInput
from se_desk.exchange.sanitising import clean_line
from se_desk.services.crm.server import CrmAway, CrmRefused, NotLetIn
from se_desk.services.web_addresses import web_address

PATIENCE = 30.0  # seconds
LARGEST_ANSWER = 8 * 1024 * 1024
_WORDS = 300  # characters of an answer that are shown
_TAG = re.compile(r"<[^<>]*>")  # of a page in HTML that stands in front of the CRM
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "se-desk"}


def check_address(address: str) -> str:
    """The address as it is kept, without a slash at its end. BadInput for one that gives a secret away."""
    text = address.strip().rstrip("/")
    parts = web_address(text)
    if parts is None or parts.username or parts.password:
        raise BadInput("This is no address of a CRM.", do="It begins with https:// and holds no name or key.")
    if parts.scheme == "http" and not _is_here(parts.hostname or ""):
        raise BadInput(
            "Over http anybody on the way could read your key.",
            do="Use the address that begins with https://.",
        )
    return text


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What the SE sends goes where the SE sent it."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        return None


def ask(
    method: str,
    url: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    *,
    missing: object = None,
) -> Any:
    """The answer as JSON, None for an empty one. Belongs in a worker.

    CrmAway where nobody answers or the answer breaks off, NotLetIn for a status of 401, CrmRefused for the
    other statuses from 400. ``missing`` is what a status of 404 gives instead, where it is not None.
    """
    sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    check_address(url)
    asked = urllib.request.Request(  # noqa: S310 - check_address lets http and https pass alone
        url,
        data=sent,
        method=method,
        headers={**_HEADERS, **(headers or {})},
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(asked, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 404 and missing is not None:
                return missing
            raise _no(error) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise away(str(getattr(error, "reason", error))) from error
    if len(data) > LARGEST_ANSWER:
        raise away("Its answer has no end.")
    try:
        return json.loads(data) if data.strip() else None
    except (ValueError, RecursionError) as error:
        raise away("Its answer cannot be read.") from error


def _no(error: urllib.error.HTTPError) -> CrmAway | CrmRefused | NotLetIn:
    """Faults on its side and a request to wait leave everything as it is; the rest is an answer."""
    if error.code == 401:
        return not_let_in()
    try:
        words = error.read(LARGEST_ANSWER).decode(errors="replace")
    except (OSError, http.client.HTTPException):
        words = ""
    said = f"Status {error.code}. {' '.join(_TAG.sub(' ', words).split())}"
    return away(said) if error.code >= 500 or error.code in (408, 429) or error.code < 400 else refused(said)


def not_let_in() -> NotLetIn:
    """The account is not good."""
    return NotLetIn(
        "The CRM does not take this user with this password or key.",
        "All stays in the outbox, and nothing was added there.",
        "Look at the account of the CRM.",
    )


def away(reason: str) -> CrmAway:
    """Nobody knows whether it arrived."""
    return CrmAway(
        f"The CRM gave no answer that can be used. {_line(reason)}".rstrip(". ") + ".",
        "All stays in the outbox; what may have arrived is looked for before it is sent again.",
        "Try again when this computer is online.",
    )


def refused(said: str) -> CrmRefused:
    """It said no."""
    return CrmRefused(
        f"The CRM refused. {_line(said)}".rstrip(". ") + ".",
        "Nothing was added there.",
        "Look at the account and at the deal’s id.",
    )


def _line(words: str) -> str:
    """What somebody else said, as one line of a sensible length."""
    return clean_line(words)[:_WORDS]
