"""Who is in a call, and what was jotted meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import Attendee, CardLine, Jot
from se_desk.domain.errors import BadInput
from se_desk.domain.people import Stakeholder
from se_desk.storage import calls as statements
from se_desk.storage import people as people_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


class CallPeople:
    """What can be done with the attendees and the jots of a call."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def attend(
        self,
        call_id: str,
        name: str,
        title: str = "",
        email: str = "",
        title_confirmed: bool = False,
        ours: bool = False,
        *,
        author: object | None = None,
    ) -> Attendee:
        """Somebody joins. BadInput without a name.

        Without a title, a stakeholder of the deal with the same e-mail address or name lends theirs.
        """
        with self._desk.writing(author) as work:
            call = statements.get(work.conn, call_id)
            found = Attendee(
                id=work.new_id(),
                call_id=call_id,
                name=name,
                email=email,
                title=title,
                title_confirmed=title_confirmed,
                ours=ours,
            )
            attendee = self.known(work.conn, call.deal_id, _tidy(found))
            statements.insert_attendee(work.conn, attendee)
            work.announce(Noun.CALL, call_id, call.deal_id)
        return attendee

    @staticmethod
    def known(conn: Connection, deal_id: str | None, attendee: Attendee) -> Attendee:
        """With the title of the deal's stakeholder, where the attendee brings none and one is the same."""
        if deal_id is None or attendee.ours or attendee.title:
            return attendee
        return CallPeople.known_among(people_rows.of_deal(conn, deal_id), attendee)

    @staticmethod
    def known_among(people: Iterable[Stakeholder], attendee: Attendee) -> Attendee:
        """The same, with the deal's stakeholders at hand."""
        if attendee.ours or attendee.title:
            return attendee
        for person in people:
            if _same(attendee.email, person.email) or _same(attendee.name, person.name):
                return replace(attendee, title=person.title, title_confirmed=person.title_confirmed)
        return attendee

    def change_attendee(
        self, attendee_id: str, *, author: object | None = None, **fields: object
    ) -> Attendee:
        """Set the named fields; TypeError for one that cannot be set."""
        if {"id", "call_id"} & set(fields):
            raise TypeError("an attendee stays who they are, in the call they are in")
        with self._desk.writing(author) as work:
            found = statements.get_attendee(work.conn, attendee_id)
            changed = _tidy(replace(found, **fields))  # type: ignore[arg-type]  # checked by replace
            statements.update_attendee(work.conn, changed)
            _announce(work, found.call_id)
        return changed

    def leave(self, attendee_id: str, *, author: object | None = None) -> None:
        """Somebody is not in the call after all."""
        with self._desk.writing(author) as work:
            found = statements.get_attendee(work.conn, attendee_id)
            statements.delete_attendee(work.conn, attendee_id)
            _announce(work, found.call_id)

    def jot(self, call_id: str, text: str, *, author: object | None = None) -> Jot:
        """A line with its time. BadInput where it is blank."""
        if not text.strip():
            raise BadInput("A jot needs a word.", do="Type what was said.")
        with self._desk.writing(author) as work:
            call = statements.get(work.conn, call_id)
            jot = Jot(id=work.new_id(), call_id=call_id, text=text.strip(), jotted_at=work.now)
            statements.insert_jot(work.conn, jot)
            statements.forget_line(work.conn, call_id)
            work.announce(Noun.CALL, call_id, call.deal_id)
        return jot

    def keep_line(self, call_id: str, text: str, *, author: object | None = None) -> None:
        """What stands in the card's line before it is entered; a blank one is kept no longer."""
        with self._desk.writing(author) as work:
            statements.get(work.conn, call_id)
            if text.strip():
                statements.save_line(work.conn, CardLine(call_id=call_id, text=text, written_at=work.now))
            else:
                statements.forget_line(work.conn, call_id)

    def line_of(self, call_id: str) -> str:
        """What stood in the card's line and was never entered."""
        with self._desk.reading() as conn:
            found = statements.find_line(conn, call_id)
        return found.text if found else ""

    def mark_jot(self, jot_id: str, to_flag: bool = True, *, author: object | None = None) -> Jot:
        """The jot waits to become a flag, or does not after all; one that became one stays as it is."""
        with self._desk.writing(author) as work:
            found = statements.get_jot(work.conn, jot_id)
            jot = replace(found, to_flag=to_flag and found.flag_seq is None)
            statements.update_jot(work.conn, jot)
            _announce(work, jot.call_id)
        return jot

    def flag_jot(self, jot_id: str, flag_seq: int, *, author: object | None = None) -> Jot:
        """The jot became the flag with number ``flag_seq`` of the deal's log."""
        with self._desk.writing(author) as work:
            jot = replace(statements.get_jot(work.conn, jot_id), flag_seq=flag_seq, to_flag=False)
            statements.update_jot(work.conn, jot)
            _announce(work, jot.call_id)
        return jot

    def jots(self, call_id: str) -> tuple[Jot, ...]:
        """What was jotted during a call, in order."""
        with self._desk.reading() as conn:
            return statements.jots_of(conn, call_id)

    def attendees(self, call_id: str) -> tuple[Attendee, ...]:
        """Who is in the call: the customer's people first."""
        with self._desk.reading() as conn:
            return statements.attendees_of(conn, call_id)


def _announce(work: Work, call_id: str) -> None:
    work.announce(Noun.CALL, call_id, statements.get(work.conn, call_id).deal_id)


def _tidy(attendee: Attendee) -> Attendee:
    """Without blanks at the ends; a title that is blank is not confirmed. BadInput without a name."""
    name = attendee.name.strip() or attendee.email.strip()
    if not name:
        raise BadInput("An attendee needs a name.", do="Type a name or an e-mail address.")
    title = attendee.title.strip()
    confirmed = attendee.title_confirmed and bool(title)
    return replace(attendee, name=name, email=attendee.email.strip(), title=title, title_confirmed=confirmed)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.strip().casefold()
