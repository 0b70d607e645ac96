"""The lines of the palette: actions, deals, partners, calls, and what search found. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.moments import say_near_day, say_time
from se_desk.services.ranking import Span, folded, prepare, score, spans
from se_desk.ui.frame.actions import ACTIONS, Action
from se_desk.ui.frame.actor import Actor
from se_desk.ui.kit.marks import initials_of
from se_desk.ui.kit.wishes import OpenCallCard, Place
from se_desk.ui.search.places import icon_of, place_of, said_of

if TYPE_CHECKING:
    from se_desk.domain.calls import Call
    from se_desk.services.deals import DealView
    from se_desk.services.desk import Desk
    from se_desk.services.search import Found
    from se_desk.ui.frame.overview import Overview

MOST_COMMANDS, MOST_PLACES, MOST_FOUND, MOST_RECENT = 3, 4, 5, 4
_BY_WORDS = 0.9
CALLS_BACK, CALLS_AHEAD = timedelta(days=1), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what it is marked with, and what it does when chosen.

    ``key`` is the same for the same thing wherever it is listed. ``severity`` takes the icon's place.
    """

    key: str
    text: str
    run: Callable[[Actor], object]
    icon: str = ""
    severity: str | None = None
    detail: str = ""
    detail_severity: str = ""
    keys: str = ""
    marks: tuple[Span, ...] = ()
    words: str = ""  # others by which it is found

    @property
    def flags(self) -> bool:
        """Whether it raises a flag, which alone is in the flag's colour."""
        return self.key.startswith("action flag")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be gone to by name, read when the palette opens."""

    deals: tuple[DealView, ...] = ()
    partners: tuple[tuple[str, str], ...] = ()  # id, name
    calls: tuple[Call, ...] = ()
    now: datetime | None = None


def read_catalogue(desk: Desk) -> Catalogue:
    """Deals, partners and the calls of these days; not on the GUI thread."""
    prepare()
    now = desk.now()
    return Catalogue(
        deals=desk.deals.views(),
        partners=tuple((partner.id, partner.name) for partner in desk.partners.all()),
        calls=desk.calls.between(now - CALLS_BACK, now + CALLS_AHEAD),
        now=now,
    )


def go(place: Place) -> Callable[[Actor], object]:
    """Goes to ``place`` when it is run."""
    return lambda actor: actor.go(place)


def action_lines(actor: Actor) -> list[Line]:
    """Every action that is possible now."""
    return [_of_action(each) for each in ACTIONS if each.listed and each.possible(actor)]


def _of_action(each: Action) -> Line:
    return Line(f"action {each.id}", each.text, each.run, each.icon, keys=each.shown_keys, words=each.words)


def deal_action_lines(deals: Iterable[DealView]) -> list[Line]:
    """What can be done on each active deal, with its account in the text."""
    made = []
    for view in deals:
        if view.deal.is_active:
            made += [_on_deal(each, view) for each in ACTIONS if each.wish_for]
    return made


def _on_deal(each: Action, view: DealView) -> Line:
    make, deal_id = each.wish_for, view.deal.id
    return Line(
        f"action {each.id} {deal_id}",
        each.on_deal.format(view.deal.account),
        lambda actor: actor.wish(make(deal_id)) if make else None,
        each.icon,
        keys=each.shown_keys,
        words=each.words,
    )


def _opening(call: Call) -> Callable[[Actor], object]:
    return lambda actor: actor.wish(OpenCallCard(call.id))


def card_lines(catalogue: Catalogue) -> list[Line]:
    """The call card of each call that is not over."""
    accounts, now = {view.deal.id: view.deal.account for view in catalogue.deals}, catalogue.now
    return [
        Line(
            f"card {call.id}",
            f"Open the call card: {call.title}" + _whose(call, accounts),
            _opening(call),
            "phone",
            detail=_when(call, now),
        )
        for call in catalogue.calls
        if now is not None and call.ends_at >= now
    ]


def place_lines(catalogue: Catalogue, overview: Overview) -> list[Line]:
    """Deals, partners and near calls as places."""
    severities = {deal.id: deal.severity for deal in overview.deals}
    lines = [_of_deal(view, severities.get(view.deal.id, "")) for view in catalogue.deals]
    lines += [
        Line(f"partner {key}", name, go(Place("partner", key)), "handshake", detail="partner")
        for key, name in catalogue.partners
    ]
    lines += [
        Line(
            f"charter {key}",
            f"Charter of {name}",
            go(Place("partner", key, "charter")),
            "scale",
            words="propose agree revise export working agreement",
        )
        for key, name in catalogue.partners
    ]
    accounts = {view.deal.id: view.deal.account for view in catalogue.deals}
    return lines + [_of_call(call, accounts, catalogue.now) for call in catalogue.calls]


def _of_deal(view: DealView, severity: str) -> Line:
    whose = initials_of(view.partner.name) if view.partner else ""
    stage = view.deal.outcome.label if view.deal.outcome else view.deal.stage.label
    return Line(
        f"deal {view.deal.id}",
        f"{view.deal.account}: {view.deal.title}",
        go(Place("deal", view.deal.id)),
        "briefcase",
        detail=" · ".join(part for part in (stage, whose) if part),
        detail_severity=severity,
    )


def _of_call(call: Call, accounts: dict[str, str], now: datetime | None) -> Line:
    past = now is not None and call.ends_at < now
    page = "debrief" if past else "huddle"
    return Line(
        f"call {call.id}",
        f"{page.capitalize()}: {call.title}{_whose(call, accounts)}",
        go(Place(page, call.id)),
        "list-checks",
        detail=_when(call, now),
    )


def _whose(call: Call, accounts: dict[str, str]) -> str:
    return f" · {accounts[call.deal_id]}" if call.deal_id in accounts else ""


def _when(call: Call, now: datetime | None) -> str:
    day = say_near_day(call.starts_at.date(), now.date() if now else call.starts_at.date())
    return f"{day} {say_time(call.starts_at)}"


def found_lines(found: Iterable[Found], now: datetime) -> list[Line]:
    """What search found, in its order."""
    return [
        Line(
            f"{one.noun} {one.id}",
            one.title or one.deal,
            go(place_of(one, now)),
            icon_of(one),
            one.kind if one.noun == "flag" else None,
            said_of(one, now),
        )
        for one in found
    ]


def ranked(typed: str, lines: Iterable[Line], most: int) -> tuple[Line, ...]:
    """The lines that fit best, with the letters typed marked; all in their order where nothing is typed.

    Slips of the finger are forgiven where no line fits as typed.
    """
    known = tuple(lines)
    if not typed.strip():
        return known[:most]
    best = _fitting(typed, known, slips=False) or _fitting(typed, known, slips=True)
    return tuple(replace(line, marks=spans(typed, line.text)) for line in best[:most])


def _fitting(typed: str, lines: tuple[Line, ...], *, slips: bool) -> list[Line]:
    """Those that fit at all, the best first, of equal ones the earlier."""
    scored = [(fit(typed, line, slips=slips), line) for line in lines]
    return [line for fits, line in sorted(scored, key=lambda entry: -entry[0]) if fits > 0]


def fit(typed: str, line: Line, *, slips: bool = True) -> float:
    """How well a line fits: by what it says, or a little less by its other words."""
    said = score(typed, line.text, slips=slips)
    if not line.words:
        return said
    return max(said, _BY_WORDS * score(typed, f"{line.text} {line.words}", slips=slips))


def places_lead(typed: str, places: tuple[Line, ...]) -> bool:
    """Whether the places stand before the commands: one begins with what was typed, and no command does."""
    words = folded(typed).split()
    if not words or not places:
        return False
    verbs = {folded(each.text).split()[0] for each in ACTIONS if each.listed}
    named = any(folded(line.text).startswith(" ".join(words)) for line in places)
    return named and not any(verb.startswith(words[0]) for verb in verbs)


def without(lines: Iterable[Line], shown: Iterable[Line]) -> list[Line]:
    """The lines that are not shown already."""
    keys = {line.key for line in shown}
    return [line for line in lines if line.key not in keys]
