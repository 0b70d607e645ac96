"""Calls from a calendar: which are new, which moved, which were cancelled, and to which deal each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.call_matching import PUBLIC_DOMAINS, deals_of, domain_of, kind_of
from se_desk.domain.calls import Attendee, CalendarAnswer, Call
from se_desk.domain.ids import new_id
from se_desk.domain.moments import in_zone
from se_desk.domain.people import Stakeholder
from se_desk.domain.titles import cut
from se_desk.services.calendar_rows import CalendarRow, Guests, guests_of, is_call, key_of
from se_desk.services.calendar_series import grouped, known_deals, moved_together
from se_desk.services.call_people import CallPeople
from se_desk.storage import calls as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage import people as people_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class Unsure:
    """Calls of one ``uid`` that may be of several deals; ``call`` is the first of ``calls``."""

    uid: str
    call: Call
    deal_ids: tuple[str, ...]
    calls: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a calendar's rows; ``left_out`` counts those that are no calls, or never were here.

    No calls are whole days, entries of no length or of more than a day, and entries without a title.
    ``unsure`` are among the new or those of no deal yet: the SE is asked which of several deals it is.
    """

    new: tuple[Call, ...] = ()
    changed: tuple[Call, ...] = ()
    unchanged: tuple[Call, ...] = ()
    cancelled: tuple[Call, ...] = ()
    left_out: int = 0
    unsure: tuple[Unsure, ...] = ()

    @property
    def changing(self) -> int:
        """How many calls are written."""
        return len(self.new) + len(self.changed) + len(self.cancelled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What a calendar's file says: its rows, ``whole`` entries as CallsFile has them, and until when it was
    read; None for no end. ``filed`` holds what the SE said of entries by their uid: a deal, or None for no
    deal.
    """

    rows: tuple[CalendarRow, ...]
    whole: frozenset[str] = frozenset()
    until: datetime | None = None
    filed: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One call before and after, who joins it, and the deals it may be of where that is not sure."""

    before: Call | None
    after: Call
    joining: tuple[Attendee, ...] = ()
    deal_ids: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """The field of ``Taken`` it counts for."""
        if self.before is None:
            return "new"
        if self.after.cancelled and not self.before.cancelled:
            return "cancelled"
        return "changed" if self.joining or self.after != self.before else "unchanged"


def take_in(desk: Desk, work: Work, calendar: Calendar) -> Taken:
    """Writes what is new, moved or cancelled within an open transaction, and what the SE said."""
    for uid, deal_id in calendar.filed.items():
        answer = CalendarAnswer(uid=uid, deal_id=deal_id, answered_at=work.now)
        statements.save_calendar_answer(work.conn, answer)
    reading = _Reading(desk, work.conn, work.now)
    entries, left_out = reading.read(calendar)
    for entry in entries:
        if entry.outcome == "unchanged":
            continue
        write = statements.insert if entry.before is None else statements.update
        write(work.conn, entry.after)
        for attendee in entry.joining:
            statements.insert_attendee(work.conn, attendee)
        work.announce(Noun.CALL, entry.after.id, entry.after.deal_id)
    return _taken(entries, left_out)


def preview(desk: Desk, calendar: Calendar) -> Taken:
    """What ``take_in`` would write."""
    with desk.reading() as conn:
        return _taken(*_Reading(desk, conn, desk.now()).read(calendar))


def _taken(entries: Sequence[_Entry], left_out: int) -> Taken:
    def of(outcome: str) -> tuple[Call, ...]:
        return tuple(entry.after for entry in entries if entry.outcome == outcome)

    unsure: dict[str, Unsure] = {}
    for entry in sorted(entries, key=lambda entry: entry.after.starts_at):
        known = unsure.get(entry.after.uid)
        if known is not None:
            unsure[known.uid] = replace(known, calls=known.calls + 1)
        elif len(entry.deal_ids) > 1 and not entry.after.cancelled:
            unsure[entry.after.uid] = Unsure(entry.after.uid, entry.after, entry.deal_ids)
    return Taken(of("new"), of("changed"), of("unchanged"), of("cancelled"), left_out, tuple(unsure.values()))


class _Reading:
    """Holds a calendar's rows against what is on the desk."""

    def __init__(self, desk: Desk, conn: Connection, now: datetime) -> None:
        self._conn, self._zone, self._now = conn, desk.zone, now
        profile = profile_rows.find(conn)
        self._own = profile.email.casefold() if profile else ""
        self._partners = {p.email.casefold() for p in partner_rows.all_partners(conn)} - {""}
        calls = statements.all_calls(conn)
        self._known = {(call.uid, call.recurrence_id): call for call in calls if call.uid}
        self._by_hand = {_sight(c): c for c in calls if not c.uid and not c.cancelled}
        self._of_series = {call.uid: call.deal_id for call in calls if call.uid and call.deal_id}
        self._deals = known_deals(conn)
        self._there = grouped(statements.all_attendees(conn), lambda one: one.call_id)
        self._people_of: dict[str, tuple[Stakeholder, ...]] = {}
        self._spoken: dict[tuple[str, Guests], tuple[str, ...]] = {}
        self._answers: dict[str, str | None] = statements.calendar_answers(conn)

    def read(self, calendar: Calendar) -> tuple[tuple[_Entry, ...], int]:
        """What to write, and how many rows were left out; of two rows for one instance the later counts."""
        self._answers |= calendar.filed
        self._adopt(calendar)
        self._file_series(calendar.rows)
        entries = {key_of(row): self._entry(row) for row in calendar.rows if is_call(row)}
        kept = tuple(entry for entry in entries.values() if entry is not None)
        gone = tuple(_Entry(call, replace(call, cancelled=True)) for call in self._gone(calendar))
        return (*kept, *gone), len(calendar.rows) - len(kept)

    def _file_series(self, rows: Iterable[CalendarRow]) -> None:
        """Where one instance speaks for a deal, the others of its series go with it."""
        for row in rows:
            if row.uid and is_call(row) and not row.cancelled and row.uid not in self._of_series:
                spoken = self._spoken_for(row, guests_of(row))
                if len(spoken) == 1:
                    self._of_series[row.uid] = spoken[0]

    def _adopt(self, calendar: Calendar) -> None:
        """A series that was moved as a whole has other keys: each instance takes over the call it was."""
        gone = {uid: list(calls) for uid, calls in grouped(self._gone(calendar), lambda c: c.uid).items()}
        fresh = [row for row in calendar.rows if is_call(row) and not row.cancelled]
        unknown = grouped((row for row in fresh if key_of(row) not in self._known), lambda row: row.uid)
        for uid, calls in gone.items():
            for before, row in moved_together(calls, unknown.get(uid, ())):
                del self._known[(before.uid, before.recurrence_id)]
                self._known[key_of(row)] = before

    def _gone(self, calendar: Calendar) -> tuple[Call, ...]:
        """Coming calls of entries the file has as a whole, and no longer has this instance of."""
        there = {key_of(row) for row in calendar.rows}
        return tuple(
            call
            for key, call in self._known.items()
            if call.uid in calendar.whole
            and key not in there
            and not call.cancelled
            and call.starts_at > self._now
            and (calendar.until is None or call.starts_at < calendar.until)
        )

    def _entry(self, row: CalendarRow) -> _Entry | None:
        before = self._known.get(key_of(row)) or self._by_hand.pop(_sight(self._call(row)), None)
        if row.cancelled:
            return _Entry(before, replace(before, cancelled=True)) if before else None
        guests = guests_of(row)
        deal_ids = self._deal_ids(row, guests)
        sure = deal_ids[0] if len(deal_ids) == 1 else None
        after = self._new(row, sure) if before is None else self._moved(before, row, sure)
        return _Entry(before, after, self._joining(after, guests), () if after.deal_id else deal_ids)

    def _call(self, row: CalendarRow) -> Call:
        uid, recurrence_id = key_of(row)
        return Call(
            id=new_id(self._now),
            title=cut(row.title),
            kind=kind_of(row.title),
            starts_at=in_zone(row.starts_at, self._zone),
            ends_at=in_zone(row.ends_at, self._zone),
            uid=uid,
            recurrence_id=recurrence_id,
        )

    def _new(self, row: CalendarRow, deal_id: str | None) -> Call:
        where = f"Where: {row.location.strip()}" if row.location.strip() else ""
        agenda = "\n\n".join(part for part in (where, row.description.strip()) if part)
        return replace(self._call(row), agenda=agenda, deal_id=deal_id)

    def _moved(self, before: Call, row: CalendarRow, deal_id: str | None) -> Call:
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
            deal_id=before.deal_id or deal_id,
            cancelled=before.cancelled and not moved,
        )

    def _deal_ids(self, row: CalendarRow, guests: Guests) -> tuple[str, ...]:
        """As the SE said, else as other instances were filed, else what the entry speaks for."""
        uid = key_of(row)[0]
        if uid in self._answers:
            said = self._answers[uid]
            return (said,) if said else ()
        filed = self._of_series.get(uid)
        if filed:
            return (filed,)
        return self._spoken_for(row, guests)

    def _spoken_for(self, row: CalendarRow, guests: Guests) -> tuple[str, ...]:
        """The instances of a series say the same, so what was worked out once is kept."""
        said = (row.title, guests)
        if said not in self._spoken:
            self._spoken[said] = deals_of(self._deals, row.title, (email for _, email in guests), self._own)
        return self._spoken[said]

    def _joining(self, call: Call, guests: Guests) -> tuple[Attendee, ...]:
        """Those of the row who are not in the call yet, by address."""
        there = self._there.get(call.id, ())
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
        return CallPeople.known_among(self._people(call.deal_id), attendee)

    def _people(self, deal_id: str | None) -> tuple[Stakeholder, ...]:
        if deal_id is None:
            return ()
        if deal_id not in self._people_of:
            self._people_of[deal_id] = people_rows.of_deal(self._conn, deal_id)
        return self._people_of[deal_id]

    def _is_ours(self, email: str) -> bool:
        address, domain = email.casefold(), domain_of(email)
        if address and address in {self._own, *self._partners}:
            return True
        return bool(domain) and domain == domain_of(self._own) and domain not in PUBLIC_DOMAINS


def _sight(call: Call) -> tuple[str, datetime]:
    """What shows that a call entered by hand is the calendar's too."""
    return call.title.casefold(), call.starts_at.astimezone(UTC)
