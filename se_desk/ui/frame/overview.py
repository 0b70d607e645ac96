"""What the sidebar shows of the desk: five counts and the active deals, read in one go off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from se_desk.domain.risks import RiskFlag
    from se_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SideDeal:
    """One active deal: ``severity`` is the gravest of its open flags, "" for none."""

    id: str
    account: str
    title: str
    severity: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """``due``: notes to write and steps past their day; ``untold``: open flags nobody was told of;
    ``inbox``: notes of no deal yet; ``outbox``: notes that were approved for a CRM and are not there yet."""

    due: int = 0
    active: int = 0
    partners: int = 0
    untold: int = 0
    inbox: int = 0
    outbox: int = 0
    deals: tuple[SideDeal, ...] = ()


def read_overview(desk: Desk) -> Overview:
    """The overview as it stands; the gravest deals first, then by account."""
    from se_desk.domain.risks import Status

    flags = desk.risks.open_flags()
    gravest = _gravest(flags)
    deals = [
        SideDeal(
            view.deal.id,
            view.deal.account,
            view.deal.title,
            gravest.get(view.deal.id, ("", -1))[0],
            view.partner.name if view.partner else "",
        )
        for view in desk.deals.views(active=True)
    ]
    return Overview(
        due=len(desk.calls.to_log()) + len(desk.steps.overdue()),
        active=len(deals),
        partners=len(desk.partners.all()),
        untold=sum(flag.status is Status.NOT_TOLD for flag in flags),
        inbox=desk.notes.count_inbox(),
        outbox=desk.outbox.count_waiting(),
        deals=tuple(sorted(deals, key=lambda d: (-gravest.get(d.id, ("", -1))[1], d.account.casefold()))),
    )


def _gravest(flags: tuple[RiskFlag, ...]) -> dict[str, tuple[str, int]]:
    """(word, rank) of the gravest open flag of each deal."""
    found: dict[str, tuple[str, int]] = {}
    for flag in flags:
        if flag.severity and flag.severity.rank > found.get(flag.deal_id, ("", -1))[1]:
            found[flag.deal_id] = (flag.severity.value, flag.severity.rank)
    return found
