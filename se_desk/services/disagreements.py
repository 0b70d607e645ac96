"""Verbs of disagreements: raise, try, escalate, end (Partnership charter, disagreements)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import CharterStatus, Rule
from se_desk.domain.deals import Deal
from se_desk.domain.disagreements import Attempt, Disagreement, Ending
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import disagreements as statements
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A disagreement with its attempts and deal. ``most`` is how many attempts the charter gives it."""

    record: Disagreement
    attempts: tuple[Attempt, ...]
    deal: Deal | None
    most: int

    @property
    def is_due(self) -> bool:
        """Whether the next step, as agreed, is the manager."""
        return self.record.is_due(self.most)


class Disagreements:
    """What can be done with disagreements."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bring_up(
        self,
        partner_id: str,
        about: str,
        *,
        deal_id: str | None = None,
        in_private: bool = True,
        on: date | None = None,
        author: object | None = None,
    ) -> Disagreement:
        """The two see something differently. BadInput where it does not say what."""
        if not about.strip():
            raise BadInput("Say what you see differently.", do="Write one neutral line.")
        with self._desk.writing(author) as work:
            partner_rows.get(work.conn, partner_id)
            record = Disagreement(
                id=work.new_id(),
                partner_id=partner_id,
                deal_id=deal_id,
                about=about.strip(),
                raised_on=self._past(on),
                in_private=in_private,
            )
            statements.insert(work.conn, record)
            work.announce(Noun.PARTNER, partner_id)
        return record

    def attempt(
        self,
        disagreement_id: str,
        brought: str,
        *,
        settled: bool = False,
        on: date | None = None,
        author: object | None = None,
    ) -> Disagreement:
        """One more talk in private, what it brought, and whether it settled the matter."""
        day = self._past(on)

        def tried(work: Work, found: Disagreement) -> Disagreement:
            number = found.attempts + 1
            record = Attempt(
                id=work.new_id(),
                disagreement_id=found.id,
                number=number,
                held_on=day,
                brought=brought.strip(),
            )
            statements.insert_attempt(work.conn, record)
            changed = replace(found, attempts=number)
            if settled:
                changed = replace(changed, ending=Ending.SETTLED, ended_on=day, outcome=brought.strip())
            return changed

        return self._set(disagreement_id, author, tried)

    def escalate(
        self, disagreement_id: str, *, on: date | None = None, author: object | None = None
    ) -> Disagreement:
        """It went to the manager. NotAllowed where it did already."""
        day = self._past(on)

        def brought(_work: Work, found: Disagreement) -> Disagreement:
            if found.escalated_on is not None:
                raise NotAllowed("This is with the manager already.")
            return replace(found, escalated_on=day, escalated_attempt=found.attempts)

        return self._set(disagreement_id, author, brought)

    def end(
        self,
        disagreement_id: str,
        ending: Ending,
        outcome: str = "",
        *,
        on: date | None = None,
        author: object | None = None,
    ) -> Disagreement:
        """How it ended, in words. BadInput for ``open`` or without words."""
        if ending is Ending.OPEN or not outcome.strip():
            raise BadInput("Say how it ended.", do="Choose one of the ways, and write what holds now.")
        day = self._past(on)
        return self._set(
            disagreement_id,
            author,
            lambda _work, one: replace(one, ending=ending, ended_on=day, outcome=outcome.strip()),
        )

    def drop(self, disagreement_id: str, *, author: object | None = None) -> None:
        """It was written down by mistake; NotFound where there is none."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, disagreement_id)
            statements.delete(work.conn, disagreement_id)
            work.announce(Noun.PARTNER, found.partner_id)

    def of_partner(self, partner_id: str) -> tuple[DisagreementView, ...]:
        """All with a partner: open ones first, then the newest."""
        with self._desk.reading() as conn:
            found = statements.of_partner(conn, partner_id)
            tried: dict[str, list[Attempt]] = {}
            for attempt in statements.attempts_of(conn, *(one.id for one in found)):
                tried.setdefault(attempt.disagreement_id, []).append(attempt)
            most = attempts_agreed(conn, partner_id)
            keys = {one.deal_id for one in found if one.deal_id}
            deals = {key: deal_rows.get(conn, key) for key in keys}
        views = tuple(
            DisagreementView(one, tuple(tried.get(one.id, ())), deals.get(one.deal_id or ""), most)
            for one in found
        )
        return tuple(sorted(views, key=lambda view: not view.record.is_open))

    def _past(self, on: date | None) -> date:
        day = on or self._desk.today_on()
        if day > self._desk.today_on():
            raise BadInput("That day has not come.", do="Name today or a day before.")
        return day

    def _set(
        self,
        disagreement_id: str,
        author: object | None,
        edit: Callable[[Work, Disagreement], Disagreement],
    ) -> Disagreement:
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, disagreement_id)
            if not found.is_open:
                raise NotAllowed("This has ended.", do="Bring it up anew where it is not settled after all.")
            changed = edit(work, found)
            statements.update(work.conn, changed)
            work.announce(Noun.PARTNER, found.partner_id)
        return changed


def attempts_agreed(conn: Connection, partner_id: str) -> int:
    """How many attempts the charter in force gives a disagreement; one where it does not say."""
    versions = charter_rows.of_partner(conn, partner_id)
    agreed = [one for one in versions if one.status is CharterStatus.AGREED]
    clauses = charter_rows.clauses_of(conn, agreed[-1].id) if agreed else ()
    named = [clause.amount for clause in clauses if clause.rule is Rule.ESCALATED_AFTER]
    return (named[0] if named else None) or Rule.ESCALATED_AFTER.amount
