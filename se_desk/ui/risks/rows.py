"""Flags as the table shows them: what a row knows, which rows are chosen, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from se_desk.domain.risks import OutcomeWord, RiskFlag, Status
from se_desk.services.deals import DealView
from se_desk.ui.kit.choices import Option
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.tables import Column

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

OPEN, NOT_TOLD, WAITING, ALL = "open", "not_told", "waiting", "all"
VIEWS = {OPEN: "Open", NOT_TOLD: "Not told", WAITING: "Waiting", ALL: "All"}
NEWEST, OLDEST, GRAVEST, BY_DEAL = "newest", "oldest", "gravest", "deal"
ORDERS = {NEWEST: "Newest first", OLDEST: "Oldest first", GRAVEST: "Gravest first", BY_DEAL: "By deal"}
_GOOD_ENDS = (OutcomeWord.SOLVED, OutcomeWord.AGREED)


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with its deal; ``view`` is None where the deal is no longer on the desk."""

    flag: RiskFlag
    view: DealView | None
    zone: ZoneInfo

    @property
    def account(self) -> str:
        """The customer, as the table names the deal."""
        return self.view.deal.account if self.view else "Deal removed"

    @property
    def ae(self) -> str:
        """The AE's first name, as buttons say it; empty where there is no partner."""
        return self.view.partner.first_name if self.view and self.view.partner else ""

    @property
    def severity(self) -> str:
        """The severity's word; empty where its value was forgotten."""
        return self.flag.severity.value if self.flag.severity else ""


def rows_of(desk: Desk) -> tuple[FlagRow, ...]:
    """Every flag on the desk with its deal."""
    flags = desk.risks.flags()
    views = desk.deals.views_by_id({flag.deal_id for flag in flags})
    return tuple(FlagRow(flag, views.get(flag.deal_id), desk.zone) for flag in flags)


def in_view(row: FlagRow, view: str) -> bool:
    """Whether a row belongs to one of ``VIEWS``."""
    wanted = {NOT_TOLD: Status.NOT_TOLD, WAITING: Status.WAITING}.get(view)
    return row.flag.status is wanted if wanted else view == ALL or row.flag.is_open


def of_deal(rows: Iterable[FlagRow], deal_id: str) -> tuple[FlagRow, ...]:
    """The rows of a deal, or all where none is named."""
    return tuple(row for row in rows if deal_id in ("", row.flag.deal_id))


def ordered(rows: Iterable[FlagRow], order: str) -> tuple[FlagRow, ...]:
    """In one of ``ORDERS``; the newest first among equals."""
    found = sorted(rows, key=lambda row: row.flag.raised_at, reverse=order != OLDEST)
    if order == GRAVEST:
        found.sort(key=lambda row: -(row.flag.severity.rank if row.flag.severity else -1))
    elif order == BY_DEAL:
        found.sort(key=lambda row: row.account.casefold())
    return tuple(found)


def deal_options(rows: Iterable[FlagRow]) -> list[Option]:
    """The deals that have flags; the title stands beside an account that has several deals."""
    deals = {row.flag.deal_id: row for row in rows}
    accounts = [row.account for row in deals.values()]
    names = {
        key: row.account
        if accounts.count(row.account) == 1 or row.view is None
        else f"{row.account}, {row.view.deal.title}"
        for key, row in deals.items()
    }
    return [Option(key, name) for key, name in sorted(names.items(), key=lambda pair: pair[1].casefold())]


def status_chip(flag: RiskFlag) -> ChipSpec:
    """What the flag waits for, in a chip: amber is the SE's own move."""
    if flag.outcome is not None:
        tone = "green" if flag.outcome in _GOOD_ENDS else "neutral"
        return ChipSpec(f"Closed, {flag.outcome.label.lower()}", tone)
    if flag.status is Status.ANSWERED:
        return ChipSpec("Answered", "accent")
    if flag.status is Status.NOT_TOLD:
        return ChipSpec("Not told", "amber")
    name = flag.told[-1].fields.get("to", "").split()
    return ChipSpec(f"Waiting for {name[0]}" if name else "Waiting", "line")


def utc_minute(at: datetime) -> str:
    """``2026-03-04 09:30Z``: the moment as the log orders it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")


def local_minute(at: datetime, zone: ZoneInfo) -> str:
    """``4 Mar, 10:30 CET``: the same moment on the wall clock of then, with its zone or its offset."""
    here = at.astimezone(zone)
    offset = at.isoformat()[-6:]
    name = (here.tzname() or offset) if here.utcoffset() == at.utcoffset() else offset
    return f"{at.day} {at:%b}, {at:%H:%M} {name}"


def _category(row: FlagRow) -> str:
    return row.flag.category.label if row.flag.category else ""


def columns() -> tuple[Column, ...]:
    """The table of a wide page and that of a narrow one share the first column and the last."""
    raised = Column(
        "Raised, UTC and local",
        lambda row: utc_minute(row.flag.raised_at),
        second=lambda row: local_minute(row.flag.raised_at, row.zone),
        width=156,
        role="mono",
        token="text-2",
    )
    return (
        raised,
        Column("Deal", lambda row: row.account, width=132, weight=500),
        Column("Category", _category, width=104, token="text-2", wrap=True),
        Column(
            "Severity",
            lambda row: row.flag.severity.label if row.flag.severity else "",
            width=86,
            glyph=lambda row: row.severity,
        ),
        Column("Statement", lambda row: row.flag.statement or "Words removed", wrap=True),
        Column(
            "Flag",
            lambda row: row.flag.statement or "Words removed",
            second=lambda row: ", ".join(part for part in (row.account, _category(row)) if part),
            glyph=lambda row: row.severity,
        ),
        Column(
            "Status",
            lambda row: status_chip(row.flag).text,
            width=148,
            chip=lambda row: status_chip(row.flag),
        ),
    )


WIDE_ONLY, NARROW_ONLY = (1, 2, 3, 4), (5,)
