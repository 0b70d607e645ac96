"""Verbs of "not ready for technical investment": flag, answer, end (PRODUCT, part 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.not_ready import Ended, NotReady
from se_desk.storage import deals as deal_rows
from se_desk.storage import not_ready as statements
from se_desk.storage import qualification as gate_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class NotReadyView:
    """The record with the deal it stands on."""

    record: NotReady
    deal: Deal


class NotReadyVerbs:
    """What can be done about a deal that is not ready."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def missing(self, deal_id: str) -> str:
        """The gates that are open, in the words of the charter in force: what a new flag starts with."""
        thresholds = self._desk.qualification.thresholds(deal_id)
        with self._desk.reading() as conn:
            closed = {gate.kind for gate in gate_rows.gates_of(conn, deal_id) if not gate.is_open}
        open_ = [thresholds.label(kind) for kind in thresholds.asked() if kind not in closed]
        return "; ".join(open_)

    def flag(
        self, deal_id: str, missing: str, *, on: date | None = None, author: object | None = None
    ) -> NotReady:
        """The SE calls the deal not ready. BadInput without what is missing, NotAllowed where it stands."""
        if not missing.strip():
            raise BadInput("Say what is missing.", do="Name the open points, so that they can be closed.")
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            if statements.find_open(work.conn, deal_id) is not None:
                raise NotAllowed("This deal is marked as not ready already.", do="Change what is there.")
            record = NotReady(
                id=work.new_id(),
                deal_id=deal_id,
                flagged_on=on or self._desk.today_on(),
                missing=missing.strip(),
            )
            statements.insert(work.conn, record)
            work.announce(Noun.DEAL, deal_id, deal_id)
        return record

    def reword(self, record_id: str, missing: str, *, author: object | None = None) -> NotReady:
        """Other words for what is missing, while it stands."""
        if not missing.strip():
            raise BadInput("Say what is missing.", do="Name the open points, so that they can be closed.")
        return self._set(record_id, author, lambda one: replace(one, missing=missing.strip()))

    def answer(
        self,
        record_id: str,
        answer: str,
        committed_on: date | None = None,
        *,
        on: date | None = None,
        author: object | None = None,
    ) -> NotReady:
        """What the AE said, and the day by which they will have closed the gaps."""
        if not answer.strip():
            raise BadInput("Write down what the AE said.", do="One line is enough.")
        day = on or self._desk.today_on()
        return self._set(
            record_id,
            author,
            lambda one: replace(one, answer=answer.strip(), answered_on=day, committed_on=committed_on),
        )

    def end(
        self,
        record_id: str,
        ended: Ended,
        note: str = "",
        *,
        on: date | None = None,
        author: object | None = None,
    ) -> NotReady:
        """How it ended. BadInput for ``open``, or for going ahead without a word why."""
        if ended is Ended.OPEN:
            raise BadInput("Say how it ended.", do="Choose one of the ways.")
        if ended is Ended.WENT_AHEAD and not note.strip():
            raise BadInput("Going ahead with gaps open has a reason.", do="Write it in one line.")
        day = on or self._desk.today_on()
        return self._set(
            record_id,
            author,
            lambda one: replace(one, ended=ended, ended_on=day, ended_note=note.strip()),
        )

    def find_open(self, deal_id: str) -> NotReady | None:
        """What stands on a deal now, or None."""
        with self._desk.reading() as conn:
            return statements.find_open(conn, deal_id)

    def of_deal(self, deal_id: str) -> tuple[NotReady, ...]:
        """All of a deal, the newest first."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def of_partner(self, partner_id: str) -> tuple[NotReadyView, ...]:
        """All on a partner's deals, those that stand first, then the newest."""
        with self._desk.reading() as conn:
            found = statements.of_partner(conn, partner_id)
            deals = {deal.id: deal for deal in deal_rows.of_partner(conn, partner_id)}
        views = tuple(NotReadyView(one, deals[one.deal_id]) for one in found)
        return tuple(sorted(views, key=lambda view: not view.record.is_open))

    def _set(self, record_id: str, author: object | None, edit: Callable[[NotReady], NotReady]) -> NotReady:
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, record_id)
            if not found.is_open:
                raise NotAllowed("This has ended.", do="Mark the deal anew where it is not ready again.")
            changed = edit(found)
            statements.update(work.conn, changed)
            work.announce(Noun.DEAL, found.deal_id, found.deal_id)
        return changed
