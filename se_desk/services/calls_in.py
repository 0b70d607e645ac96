"""Calls from a calendar: which are new, which moved, which were cancelled, and to which deal each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING, Protocol

from se_desk.domain.announcements import Noun
from se_desk.domain.call_matching import PUBLIC_DOMAINS, KnownDeal, deal_of, domain_of, kind_of
from se_desk.domain.calls import Attendee, Call
from se_desk.domain.ids import new_id
from se_desk.domain.moments import in_zone
from se_desk.domain.titles import cut
from se_desk.services.call_people import CallPeople
from se_desk.storage import calls as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import people as people_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

Guests = tuple[tuple[str, str], ...]

_LONGEST = timedelta(hours=24)
_ROOMS = "calendar.google.com"  # where meeting rooms and shared calendars have their addresses


class CalendarRow(Protocol):
    """One instance of a calendar entry. Organizer and attendees are addresses, ``Name <mail>`` or bare."""

    @property
    def uid(self) -> str: ...
    @property
    def recurrence_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def all_day(self) -> bool: ...
    @property
    def organizer(self) -> str: ...
    @property
    def attendees(self) -> Sequence[str]: ...
    @property
    def location(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a calendar's rows; ``left_out`` counts those that are no calls, or never were here.

    No calls are whole days, entries of no length or of more than a day, and entries without a title.
    """

    new: tuple[Call, ...] = ()
    changed: tuple[Call, ...] = ()
    unchanged: tuple[Call, ...] = ()
    cancelled: tuple[Call, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """One call before and after, and who joins it."""

    before: Call | None
    after: Call
    joining: tuple[Attendee, ...] = field(default=())

    @property
    def outcome(self) -> str:
        """The field of ``Taken`` it counts for."""
        if self.before is None:
            return "new"
        if self.after.cancelled and not self.before.cancelled:
            return "cancelled"
        return "changed" if self.joining or self.after != self.before else "unchanged"


def take_in(desk: Desk, work: Work, rows: Iterable[CalendarRow]) -> Taken:
    """Writes what is new, moved or cancelled within an open transaction."""
    entries, left_out = _Calendar(desk, work.conn, work.now).read(rows)
    for entry in entries:
        if entry.outcome == "unchanged":
            continue
        write = statements.insert if entry.before is None else statements.update
        write(work.conn, entry.after)
        for attendee in entry.joining:
            statements.insert_attendee(work.conn, attendee)
        work.announce(Noun.CALL, entry.after.id, entry.after.deal_id)
    return _taken(entries, left_out)


def preview(desk: Desk, rows: Iterable[CalendarRow]) -> Taken:
    """What ``take_in`` would write."""
    with desk.reading() as conn:
        return _taken(*_Calendar(desk, conn, desk.now()).read(rows))


def _taken(entries: Sequence[_Entry], left_out: int) -> Taken:
    def of(outcome: str) -> tuple[Call, ...]:
        return tuple(entry.after for entry in entries if entry.outcome == outcome)

    return Taken(of("new"), of("changed"), of("unchanged"), of("cancelled"), left_out)


class _Calendar:
    """Holds a calendar's rows against what is on the desk."""

    def __init__(self, desk: Desk, conn: Connection, now: datetime) -> None:
        self._conn, self._zone, self._now = conn, desk.zone, now
        profile = profile_rows.find(conn)
        self._own = profile.email.casefold() if profile else ""
        self._partners = {p.email.casefold() for p in partner_rows.all_partners(conn)} - {""}
        calls = statements.all_calls(conn)
        self._known = {(call.uid, call.recurrence_id): call for call in calls if call.uid}
        self._by_hand = {_sight(c): c for c in calls if not c.uid and not c.cancelled}
        self._deals = _known_deals(conn)

    def read(self, rows: Iterable[CalendarRow]) -> tuple[tuple[_Entry, ...], int]:
        """What to write, and how many rows were left out; of two rows for one instance the later counts."""
        given = tuple(rows)
        entries = {_key(row): self._entry(row) for row in given if _is_call(row)}
        kept = tuple(entry for entry in entries.values() if entry is not None)
        return kept, len(given) - len(kept)

    def _entry(self, row: CalendarRow) -> _Entry | None:
        before = self._known.get(_key(row)) or self._by_hand.pop(_sight(self._call(row)), None)
        if row.cancelled:
            return _Entry(before, replace(before, cancelled=True)) if before else None
        guests = _guests(row)
        after = self._new(row, guests) if before is None else self._moved(before, row, guests)
        return _Entry(before, after, self._joining(after, guests))

    def _call(self, row: CalendarRow) -> Call:
        uid, recurrence_id = _key(row)
        return Call(
            id=new_id(self._now),
            title=cut(row.title),
            kind=kind_of(row.title),
            starts_at=in_zone(row.starts_at, self._zone),
            ends_at=in_zone(row.ends_at, self._zone),
            uid=uid,
            recurrence_id=recurrence_id,
        )

    def _new(self, row: CalendarRow, guests: Guests) -> Call:
        where = f"Where: {row.location.strip()}" if row.location.strip() else ""
        agenda = "\n\n".join(part for part in (where, row.description.strip()) if part)
        return replace(self._call(row), agenda=agenda, deal_id=self._deal(row, guests))

    def _moved(self, before: Call, row: CalendarRow, guests: Guests) -> Call:
        """Title and time as the calendar has them, all else as the SE has it.

        A call that was cancelled stays so, unless the calendar gives it another time. One that is over
        and began as planned keeps its end, which may be the real one.
        """
        seen = self._call(row)
        held = before.ends_at <= self._now and seen.starts_at == before.starts_at
        moved = not held and (seen.starts_at, seen.ends_at) != (before.starts_at, before.ends_at)
        return replace(
            before,
            title=seen.title,
            starts_at=seen.starts_at if moved else before.starts_at,
            ends_at=seen.ends_at if moved else before.ends_at,
            uid=seen.uid,
            recurrence_id=seen.recurrence_id,
            deal_id=before.deal_id or self._deal(row, guests),
            cancelled=before.cancelled and not moved,
        )

    def _deal(self, row: CalendarRow, guests: Guests) -> str | None:
        return deal_of(self._deals, row.title, (email for _, email in guests), self._own)

    def _joining(self, call: Call, guests: Guests) -> tuple[Attendee, ...]:
        """Those of the row who are not in the call yet, by address."""
        there = statements.attendees_of(self._conn, call.id)
        known = {text.casefold() for one in there for text in (one.email, one.name)} - {""}
        return tuple(
            self._attendee(call, name, email)
            for name, email in guests
            if not {name.casefold(), email.casefold()} & known
        )

    def _attendee(self, call: Call, name: str, email: str) -> Attendee:
        attendee = Attendee(
            id=new_id(self._now), call_id=call.id, name=name, email=email, ours=self._is_ours(email)
        )
        return CallPeople.known(self._conn, call.deal_id, attendee)

    def _is_ours(self, email: str) -> bool:
        address, domain = email.casefold(), domain_of(email)
        if address and address in {self._own, *self._partners}:
            return True
        return bool(domain) and domain == domain_of(self._own) and domain not in PUBLIC_DOMAINS


def _key(row: CalendarRow) -> tuple[str, str]:
    """The calendar's key; a row without one is known by title and start."""
    if row.uid:
        return row.uid, row.recurrence_id
    return f"{row.title.strip()} {row.starts_at.astimezone(UTC).isoformat()}", ""


def _sight(call: Call) -> tuple[str, datetime]:
    """What shows that a call entered by hand is the calendar's too."""
    return call.title.casefold(), call.starts_at.astimezone(UTC)


def _is_call(row: CalendarRow) -> bool:
    return (
        not row.all_day
        and bool(row.title.strip())
        and timedelta() < row.ends_at.astimezone(UTC) - row.starts_at.astimezone(UTC) <= _LONGEST
    )


def _guests(row: CalendarRow) -> Guests:
    """Name and address of the organizer and the attendees, each once, without rooms.

    Who has no name goes by the address; who has no address has an empty one.
    """
    found: dict[str, tuple[str, str]] = {}
    for one in (row.organizer, *row.attendees):
        name, email = (part.strip() for part in parseaddr(one))
        if "@" not in email:
            name, email = one.strip(), ""
        if (name or email) and not domain_of(email).endswith(_ROOMS):
            found.setdefault((email or name).casefold(), (name or email, email))
    return tuple(found.values())


def _known_deals(conn: Connection) -> tuple[KnownDeal, ...]:
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
