"""A mail that the SE sends: a draft as an .eml file, or a mailto: address. The desk itself sends nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.sanitising import clean_line, clean_text

# What mail programs and browsers take of an address line; a longer one they cut without a word.
LONGEST_MAILTO = 2_000
_WORD, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail to be looked at and sent by hand. ``to`` are pairs of name and address; either may be blank."""

    to: tuple[tuple[str, str], ...]
    subject: str
    body: str


def is_address(text: str) -> bool:
    """Whether `text` is one mail address in plain ASCII, so that it cannot smuggle in a header."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def eml_file(draft: Draft) -> FileOut:
    """The draft as a file that mail programs open for editing (RFC 5322, with ``X-Unsent: 1``).

    Who has no usable address is left for the SE to add. No date and no message id: sending makes them.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    addresses = [Address(display_name=_name(name), addr_spec=mail) for name, mail in _usable(draft.to)]
    if addresses:
        message["To"] = addresses
    message["Subject"] = clean_line(draft.subject)
    message.set_content(clean_text(draft.body).rstrip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    return FileOut(safe_name(draft.subject, ".eml"), message.as_bytes())


def mailto_url(draft: Draft) -> str:
    """The draft as an address for the system's mail program (RFC 6068); empty where it would be too long.

    Then only the file holds it all, and nothing is cut.
    """
    to = ",".join(quote(mail, safe="@") for _, mail in _usable(draft.to))
    subject = quote(clean_line(draft.subject), safe="")
    body = quote(clean_text(draft.body).strip("\n").replace("\n", "\r\n"), safe="")
    url = f"mailto:{to}?subject={subject}&body={body}"
    return url if len(url) <= LONGEST_MAILTO else ""


def _usable(to: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(name, mail.strip()) for name, mail in to if is_address(mail.strip())]


def _name(name: str) -> str:
    return clean_line(name).replace('"', "")[:100]
