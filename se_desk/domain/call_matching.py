"""To which deal a calendar entry belongs, and what kind of call it is, judged by what the entry says.

An entry goes to a deal only where nothing speaks for another one; the SE files the rest by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from se_desk.domain.calls import CallKind

PUBLIC_DOMAINS = frozenset(
    (
        "aol.com",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.ru",
        "me.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "web.de",
        "yahoo.com",
    )
)
"""Domains where people of many companies have an address; they speak for no account."""

# fmt: off
_LEGAL_FORMS = frozenset(
    (
        "ab", "ag", "and", "as", "asa", "bv", "co", "company", "corp", "corporation", "de", "der",
        "die", "group", "gmbh", "holding", "holdings", "inc", "kg", "limited", "llc", "llp", "ltd",
        "nv", "of", "oy", "plc", "pte", "pty", "sa", "se", "spa", "srl", "the", "und",
    )
)
# fmt: on
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))
_LEAST_LABEL = 5
_WORD = re.compile(r"[^\W_]+")

_KINDS: tuple[tuple[CallKind, str], ...] = (
    (CallKind.READOUT, "readout|read-out|results"),
    (CallKind.POC, "poc|pilot|proof of concept|proof of value"),
    (CallKind.DEMO, "demo|demonstration"),
    (CallKind.DISCOVERY, "discovery"),
    (CallKind.SECURITY, "security|pen test|pentest|infosec"),
    (CallKind.PROCUREMENT, "procurement|legal|contract|purchasing"),
    (CallKind.TECHNICAL, "technical|architecture|deep dive|integration|workshop"),
    (CallKind.INTRO, "intro|introduction|introductions"),
)


@dataclass(frozen=True, slots=True)
class KnownDeal:
    """What the desk knows of a deal that an entry can show. ``domains`` are those of its people."""

    deal_id: str
    account: str
    title: str
    domains: frozenset[str] = field(default_factory=frozenset)
    partner_email: str = ""


def deal_of(known: Iterable[KnownDeal], title: str, emails: Iterable[str], own_email: str = "") -> str | None:
    """The one deal an entry speaks for, or None where none or several remain."""
    found = deals_of(known, title, emails, own_email)
    return found[0] if len(found) == 1 else None


def deals_of(
    known: Iterable[KnownDeal], title: str, emails: Iterable[str], own_email: str = ""
) -> tuple[str, ...]:
    """The deals an entry speaks for, in their order; more than one is a question to the SE.

    The addresses of the attendees and the account's words in the title each speak for deals; where both
    do, only deals both agree on are taken, and where they disagree all of them are asked about. Of several
    deals of one account, the words of the deal's title and the AE among the attendees decide.
    """
    addresses = {email.strip().casefold() for email in emails} - {""}
    domains = {domain_of(address) for address in addresses} - {domain_of(own_email), ""} - PUBLIC_DOMAINS
    deals = tuple(known)
    by_mail = [deal for deal in deals if any(_speaks_for(domain, deal) for domain in domains)]
    by_title = [deal for deal in deals if _says(title, deal.account)]
    left = [deal for deal in by_mail if deal in by_title] if by_mail and by_title else by_mail or by_title
    if not left:
        return tuple(deal.deal_id for deal in deals if deal in by_mail or deal in by_title)
    left = _narrow(left, lambda deal: _says(title, deal.title))
    left = _narrow(left, lambda deal: bool(deal.partner_email) and deal.partner_email.casefold() in addresses)
    return tuple(deal.deal_id for deal in left)


def domain_of(email: str) -> str:
    """What stands behind the @, in lower case; empty where there is none."""
    return email.strip().casefold().rpartition("@")[2] if "@" in email else ""


def kind_of(title: str) -> CallKind:
    """What a call is for, by the words of its title."""
    for kind, words in _KINDS:
        if re.search(rf"\b(?:{words})s?\b", title, re.IGNORECASE):
            return kind
    return CallKind.OTHER


def _speaks_for(domain: str, deal: KnownDeal) -> bool:
    """A domain of the deal's people, or one that is named like the account."""
    if domain in deal.domains:
        return True
    label, account = _label(domain), "".join(_words(deal.account))
    if not label or not account:
        return False
    return label == account or (len(label) >= _LEAST_LABEL and account.startswith(label))


def _label(domain: str) -> str:
    """``halvorsenquays`` of ``mail.halvorsen-quays.co.uk``: the part that names the company."""
    labels = [label for label in domain.split(".")[:-1] if label]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return "".join(_words(labels[-1])) if labels else ""


def _says(text: str, name: str) -> bool:
    """Whether all words of ``name`` that mean something are in ``text``."""
    wanted = set(_words(name))
    return bool(wanted) and wanted <= set(_words(text))


def _words(text: str) -> tuple[str, ...]:
    """The words that mean something, without case and accents; all of them where none does."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return tuple(word for word in words if word not in _LEGAL_FORMS) or tuple(words)


def _narrow(deals: Sequence[KnownDeal], fits: Callable[[KnownDeal], bool]) -> list[KnownDeal]:
    """Those that fit; all of them where none does."""
    return [deal for deal in deals if fits(deal)] or list(deals)
