"""A door of the desk to a network: a question to the time stamp authority that the SE named.

It opens only on the SE's word, or on the schedule that the SE switched on. What goes out is a hash and a
random number; no cookie, no name, no redirect followed.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request

from se_desk.domain.errors import BadInput, DeskError
from se_desk.services.web_addresses import web_address

PATIENCE = 20.0  # seconds
LARGEST_ANSWER = 256 * 1024
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


class AuthorityAway(DeskError):
    """The authority could not be reached, or gave no answer that is one."""


def check_url(url: str) -> str:
    """The address as it is kept. BadInput for one that is no http or https address, or holds a password."""
    text = url.strip()
    parts = web_address(text)
    if parts is None:
        raise BadInput("This is no address of an authority.", do="It begins with https:// or http://.")
    if parts.username or parts.password:
        raise BadInput("An address with a name or password in it is not kept.", do="Leave them out.")
    return text


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A question goes where the SE sent it, and nowhere else."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        return None


def ask(url: str, query: bytes, patience: float = PATIENCE) -> bytes:
    """The authority's answer to a TimeStampReq, as bytes; nothing of it is believed here.

    Belongs in a worker: it may take ``patience`` seconds. Raises AuthorityAway, BadInput.
    """
    asked = urllib.request.Request(  # noqa: S310 - check_url lets http and https pass alone
        check_url(url),
        data=query,
        headers={"Content-Type": _QUERY, "Accept": _REPLY, "User-Agent": "se-desk"},
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(asked, timeout=patience) as answer:
            kind = answer.headers.get_content_type()
            data: bytes = answer.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise _away(f"It answered with the status {error.code}.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise _away(f"{reason}"[:200]) from error
    if kind != _REPLY or not data or len(data) > LARGEST_ANSWER:
        raise _away("What came back is no time stamp.")
    return data


def _away(reason: str) -> AuthorityAway:
    return AuthorityAway(
        f"The time stamp authority gave no answer. {reason}".rstrip(". ") + ".",
        "Nothing was added to the risk log.",
        "Try again when this computer is online, or look at the address in the settings.",
    )
