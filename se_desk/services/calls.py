"""Verbs of calls: plan, change, cancel, who attends, what was jotted, and which call is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.errors import BadInput
from se_desk.domain.moments import in_zone, say_day, say_time
from se_desk.domain.note_clock import LIMIT
from se_desk.domain.titles import title_of
from se_desk.services.call_people import CallPeople
from se_desk.services.call_views import CallView, views_in
from se_desk.services.naming import pick
from se_desk.storage import calls as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.calls_in import Calendar, Taken
    from se_desk.services.desk import Work

__all__ = ["LOOK_BACK", "CallView", "Calls"]

LOOK_BACK = timedelta(days=30)
LONGEST = timedelta(hours=24)
_CHANGEABLE = frozenset(
    ("deal_id", "title", "kind", "starts_at", "ends_at", "agenda_confirmed", "agenda", "context", "cancelled")
)


class Calls(CallPeople):
    """What can be done with calls."""

    def plan(
        self,
        title: str,
        starts_at: datetime,
        ends_at: datetime | None = None,
        *,
        minutes: int = 60,
        deal_id: str | None = None,
        kind: CallKind = CallKind.OTHER,
        agenda: str = "",
        agenda_confirmed: bool = False,
        author: object | None = None,
    ) -> Call:
        """A new call, until ``ends_at`` or for ``minutes``. BadInput for a blank title or a wrong end.

        The deal's calls may lie in the past: one that ended less than a day ago starts its clock.
        """
        begins_at = self._local(starts_at)
        with self._desk.writing(author) as work:
            planned = Call(
                id=work.new_id(),
                deal_id=deal_id,
                title=title,
                kind=kind,
                starts_at=begins_at,
                ends_at=ends_at or begins_at + timedelta(minutes=minutes),
                agenda=agenda,
                agenda_confirmed=agenda_confirmed,
            )
            call = self._checked(work, planned)
            statements.insert(work.conn, call)
            work.announce(Noun.CALL, call.id, call.deal_id)
        return call

    def change(self, call_id: str, *, author: object | None = None, **fields: object) -> Call:
        """Set the named fields; TypeError for one that cannot be set.

        A new ``starts_at`` without ``ends_at`` moves the call and keeps its length.
        """
        unknown = sorted(set(fields) - _CHANGEABLE)
        if unknown:
            raise TypeError(f"a call's {', '.join(unknown)} cannot be set")
        with self._desk.writing(author) as work:
            call = statements.get(work.conn, call_id)
            starts_at = fields.get("starts_at")
            if isinstance(starts_at, datetime) and "ends_at" not in fields:
                fields["ends_at"] = self._local(starts_at) + (call.ends_at - call.starts_at)
            changed = replace(call, **fields)  # type: ignore[arg-type]  # checked by replace
            return self._save(work, call, self._checked(work, changed))

    def cancel(self, call_id: str, *, author: object | None = None) -> Call:
        """It does not take place; it stays on the desk and asks for no note."""
        return self.change(call_id, cancelled=True, author=author)

    def end(self, call_id: str, *, author: object | None = None) -> Call:
        """It is over now, before its planned end; one that has not begun or is over stays as it is."""
        with self._desk.writing(author) as work:
            call = statements.get(work.conn, call_id)
            ended_at = self._local(work.now)
            if call.cancelled or not call.starts_at < ended_at < call.ends_at:
                return call
            return self._save(work, call, self._checked(work, replace(call, ends_at=ended_at)))

    def confirm_agenda(
        self, call_id: str, agenda: str | None = None, *, confirmed: bool = True, author: object | None = None
    ) -> Call:
        """The customer confirmed the agenda, as it is or as ``agenda`` says."""
        text: dict[str, object] = {} if agenda is None else {"agenda": agenda}
        return self.change(call_id, agenda_confirmed=confirmed, author=author, **text)

    def receive_context(
        self, call_id: str, text: str, at: datetime | None = None, *, author: object | None = None
    ) -> Call:
        """The AE's context came, now or ``at`` (Partnership charter, pre-meeting prep).

        BadInput for a moment that has not come yet.
        """
        with self._desk.writing(author) as work:
            received_at = self._local(at)
            if received_at > work.now:
                raise BadInput("Context cannot have come later than now.", do="Choose a moment in the past.")
            call = statements.get(work.conn, call_id)
            return self._save(work, call, replace(call, context=text, context_received_at=received_at))

    def get(self, call_id: str) -> Call:
        """The call; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, call_id)

    def of_deal(self, deal_id: str) -> tuple[Call, ...]:
        """A deal's calls by their start, cancelled ones too."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def views_of_deal(self, deal_id: str) -> tuple[CallView, ...]:
        """The same as lists show them."""
        with self._desk.reading() as conn:
            return views_in(conn, statements.of_deal(conn, deal_id), self._desk.now())

    def between(self, first: datetime, last: datetime) -> tuple[Call, ...]:
        """Calls that lie at least partly in this time, by their start, without the cancelled ones."""
        with self._desk.reading() as conn:
            return statements.between(conn, first, last)

    def views_between(self, first: datetime, last: datetime) -> tuple[CallView, ...]:
        """The same as lists show them."""
        with self._desk.reading() as conn:
            return views_in(conn, statements.between(conn, first, last), self._desk.now())

    def next_call(self, now: datetime | None = None) -> Call | None:
        """The first call that starts after ``now``, of a deal or of none; None where nothing is planned."""
        with self._desk.reading() as conn:
            return statements.find_next(conn, self._local(now))

    def current(self, now: datetime | None = None) -> Call | None:
        """The call that goes on at ``now``, from its first moment to before its end; of two the later."""
        with self._desk.reading() as conn:
            return statements.find_current(conn, self._local(now))

    def view(self, call_id: str, now: datetime | None = None) -> CallView:
        """The call with its deal, people, huddle and clock; NotFound where there is none."""
        with self._desk.reading() as conn:
            return views_in(conn, (statements.get(conn, call_id),), self._local(now))[0]

    def to_log(self, now: datetime | None = None) -> tuple[CallView, ...]:
        """Calls that wait for their note, the one whose 24 hours end first at the front.

        They are of a deal, have ended and were not cancelled. The list reaches back 30 days, and not
        before the day ahead of the desk's first hour: what was over by then, an imported calendar for
        instance, was never this desk's to log.
        """
        at = self._local(now)
        with self._desk.reading() as conn:
            profile = profile_rows.find(conn)
            since = at - LOOK_BACK
            if profile is not None:
                since = max(since, profile.made_at - LIMIT)
            views = views_in(conn, statements.ended(conn, since, at), at)
        return tuple(view for view in views if view.first_note_at is None)

    def named(self, name: str) -> Call:
        """By id, a unique prefix of one, its title, or a unique part of title, day and time."""
        with self._desk.reading() as conn:
            found = statements.all_calls(conn)
        by_id = {call.id: call for call in found}
        exact = [call for call in found if call.title.casefold() == name.strip().casefold()]
        if len(exact) == 1:
            return exact[0]
        return by_id[pick(name, tuple((call.id, _with_time(call)) for call in found), "call")]

    def take_in(self, calendar: Calendar, *, author: object | None = None) -> Taken:
        """New, moved and cancelled calls of a calendar in one transaction; a second time changes nothing."""
        from se_desk.services.calls_in import take_in

        with self._desk.writing(author) as work:
            return take_in(self._desk, work, calendar)

    def preview(self, calendar: Calendar) -> Taken:
        """What ``take_in`` would do with it; nothing is kept."""
        from se_desk.services.calls_in import preview

        return preview(self._desk, calendar)

    def _checked(self, work: Work, call: Call) -> Call:
        """Tidied and in the desk's zone; BadInput or NotFound where it cannot stand so."""
        starts_at, ends_at = self._local(call.starts_at), self._local(call.ends_at)
        title = title_of(call.title)
        if not title:
            raise BadInput("A call needs a title.", do="Say in a few words what it is.")
        if not timedelta() < ends_at - starts_at <= LONGEST:
            raise BadInput("A call ends after it begins, within 24 hours.", do="Look at its start and end.")
        if call.deal_id is not None:
            deal_rows.get(work.conn, call.deal_id)
        return replace(call, title=title, starts_at=starts_at, ends_at=ends_at)

    def _local(self, at: datetime | None) -> datetime:
        """The moment with the desk's offset of then, now where none is named; exact to add hours to."""
        return self._desk.now() if at is None else in_zone(at, self._desk.zone)

    @staticmethod
    def _save(work: Work, before: Call, after: Call) -> Call:
        statements.update(work.conn, after)
        for deal_id in dict.fromkeys((before.deal_id, after.deal_id)):
            work.announce(Noun.CALL, after.id, deal_id)
        return after


def _with_time(call: Call) -> str:
    return f"{call.title}, {say_day(call.starts_at.date())}, {say_time(call.starts_at)}"
