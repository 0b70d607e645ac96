"""What the desk knows when a calendar comes in: its deals, and which call a moved instance was before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from se_desk.domain.call_matching import KnownDeal, domain_of
from se_desk.domain.calls import Call
from se_desk.services.calendar_rows import CalendarRow
from se_desk.storage import calls as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import people as people_rows

if TYPE_CHECKING:
    from se_desk.storage.store import Connection

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """The items by their key, in their order."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}


def moved_together(calls: Sequence[Call], rows: Sequence[CalendarRow]) -> Iterator[tuple[Call, CalendarRow]]:
    """Which call each new instance of a series was before it was moved as a whole.

    The same day speaks for it, else the same week, each only where there is one on both sides.
    """
    left_calls, left_rows = list(calls), list(rows)
    for same in (_day, _week):
        by_call = grouped(left_calls, lambda call: same(call.starts_at))  # noqa: B023  (used at once)
        by_row = grouped(left_rows, lambda row: same(row.starts_at))  # noqa: B023  (used at once)
        for when, before in by_call.items():
            after = by_row.get(when, ())
            if len(before) == len(after) == 1:
                left_calls.remove(before[0])
                left_rows.remove(after[0])
                yield before[0], after[0]


def known_deals(conn: Connection) -> tuple[KnownDeal, ...]:
    """The active deals with the domains of their people and of everybody who was in their calls."""
    emails: dict[str, set[str]] = {}
    for deal_id, email in statements.customer_emails(conn):
        emails.setdefault(deal_id, set()).add(email)
    partners = {partner.id: partner.email for partner in partner_rows.all_partners(conn)}
    active = [deal for deal in deal_rows.all_deals(conn) if deal.is_active]
    for deal in active:
        people = people_rows.of_deal(conn, deal.id)
        emails.setdefault(deal.id, set()).update(person.email for person in people)
    return tuple(
        KnownDeal(
            deal.id,
            deal.account,
            deal.title,
            frozenset(domain_of(email) for email in emails[deal.id]) - {""},
            partners.get(deal.partner_id or "", ""),
        )
        for deal in active
    )


def _day(at: date) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: date) -> tuple[int, ...]:
    return tuple(at.isocalendar()[:2])
