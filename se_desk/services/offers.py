"""What the filter that is being typed may become: names of filters, and what each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from se_desk.domain.moments import count
from se_desk.domain.notes import NoteKind
from se_desk.domain.queries import Begun
from se_desk.services.ranking import score
from se_desk.storage import named

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST = 8
_FILTERS = {
    "deal": "of one account or deal",
    "ae": "of one AE’s deals",
    "kind": "notes, calls, flags, demos and others",
    "before": "older than a day",
    "after": "newer than a day",
    "is": "private or shareable",
    "tag": "notes with a tag",
}
_NOUNS = {
    "note": "all notes",
    "call": "calls and their huddles",
    "flag": "the risk log",
    "ask": "what customers asked for",
    "deal": "deals themselves",
    "person": "stakeholders",
    "step": "next steps",
    "insight": "what the market does",
    "criterion": "evidence of exit criteria",
    "strategy": "deal strategies",
    "paper": "autopsies, reviews and impact records",
    "partner": "AEs",
    "clause": "charters",
    "attachment": "pictures and files",
    "request": "what AEs asked for",
    "disagreement": "between AE and SE",
    "scrub": "what scrubs decided",
}
_DAYS = {"today": "", "yesterday": "", "7d": "a week ago", "30d": "a month ago", "90d": "a quarter ago"}
_IS = {"private": "leaves the desk in no export", "shareable": "may leave it"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One of them: filter and value, "" for the filter's name alone, and quiet words about it."""

    key: str
    value: str
    detail: str = ""

    @property
    def title(self) -> str:
        """What a person reads."""
        return self.value or f"{self.key}:"


def offers(desk: Desk, begun: Begun) -> tuple[Offer, ...]:
    """What fits, best first; what is written out already is not offered again."""
    made = _named(begun.value) if not begun.key else _OFFERED[begun.key](desk, begun.key)
    fitting = made if not begun.key else _ranked(begun.value, made)
    return () if [one.value for one in fitting[:1]] == [begun.value] else tuple(fitting[:MOST])


def _named(typed: str) -> list[Offer]:
    return [Offer(key, "", detail) for key, detail in _FILTERS.items() if key.startswith(typed)]


def _ranked(typed: str, made: Iterable[Offer]) -> list[Offer]:
    if not typed.strip():
        return list(made)
    scored = [(max(score(typed, one.value), 0.8 * score(typed, one.detail)), one) for one in made]
    return [one for fits, one in sorted(scored, key=lambda pair: -pair[0]) if fits > 0]


def _deals(desk: Desk, key: str) -> list[Offer]:
    """By account where that names one deal, else by account and title."""
    found = _asked(desk, named.deals)
    accounts = [account for account, _, _ in found]
    return [
        Offer(key, account if accounts.count(account) == 1 else f"{account} {title}", title)
        for account, title, _ in found
    ]


def _days(desk: Desk, key: str) -> list[Offer]:
    first = date(desk.today_on().year, 1, 1)
    days = [Offer(key, value, detail) for value, detail in _DAYS.items()]
    return [*days, Offer(key, first.isoformat(), "the beginning of this year")]


def _kinds(_desk: Desk, key: str) -> list[Offer]:
    kinds = {kind.value: f"{kind.label.lower()} notes" for kind in NoteKind if kind.value not in _NOUNS}
    return [Offer(key, value, detail) for value, detail in (_NOUNS | kinds).items()]


def _asked(desk: Desk, ask: Callable[[Any], tuple[Any, ...]]) -> tuple[Any, ...]:
    with desk.store.searcher.searching() as raw:
        return ask(raw)


_OFFERED: dict[str, Callable[[Any, str], list[Offer]]] = {
    "deal": _deals,
    "ae": lambda desk, key: [Offer(key, name, segment) for name, segment in _asked(desk, named.partners)],
    "kind": _kinds,
    "before": _days,
    "after": _days,
    "is": lambda _desk, key: [Offer(key, value, detail) for value, detail in _IS.items()],
    "tag": lambda desk, key: [Offer(key, name, count(n, "note")) for name, n in _asked(desk, named.tags)],
}
