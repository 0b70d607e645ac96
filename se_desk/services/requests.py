"""Verbs of requests from the AE: hear, answer, meet a condition; and their pattern in numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.requests import Pattern, Reply, Request, Wanted, pattern_of
from se_desk.storage import deals as deal_rows
from se_desk.storage import of_deals
from se_desk.storage import requests as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with the deal it is about."""

    request: Request
    deal: Deal


class Requests:
    """What can be done with requests from the AE."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hear(
        self,
        deal_id: str,
        words: str,
        wanted: Wanted = Wanted.CALL,
        *,
        asked_on: date | None = None,
        needed_on: date | None = None,
        author: object | None = None,
    ) -> Request:
        """The deal's AE asks for something. BadInput where it says nothing or the deal has no AE."""
        if not words.strip():
            raise BadInput("A request needs to say what is asked for.", do="Write one short line.")
        with self._desk.writing(author) as work:
            deal = deal_rows.get(work.conn, deal_id)
            if deal.partner_id is None:
                raise BadInput("This deal names no account executive.", do="Name one first.")
            request = Request(
                id=work.new_id(),
                deal_id=deal_id,
                partner_id=deal.partner_id,
                wanted=wanted,
                words=words.strip(),
                asked_on=asked_on or self._desk.today_on(),
                needed_on=needed_on,
            )
            statements.insert(work.conn, request)
            self._announce(work, request)
        return request

    def answer(
        self,
        request_id: str,
        reply: Reply,
        reason: str = "",
        would_change: str = "",
        *,
        on: date | None = None,
        author: object | None = None,
    ) -> Request:
        """Accepted, accepted on a condition, declined, or open again.

        BadInput for a condition without words, and for a decline without its reason and what would change
        it: being choosy stays a partnership (PRODUCT, part 1).
        """
        reason, would_change = reason.strip(), would_change.strip()
        if reply is Reply.CONDITION and not reason:
            raise BadInput("A condition needs its words.", do="Say what has to be there first.")
        if reply is Reply.DECLINED and not (reason and would_change):
            raise BadInput("A declined request says why, and what would change it.", do="Fill in both lines.")
        day = None if reply is Reply.OPEN else on or self._desk.today_on()
        before = self.get(request_id)
        if day is not None and day < before.asked_on:
            raise BadInput("The answer cannot lie before the request.", do="Name a later day.")
        return self._change(
            request_id,
            author,
            reply=reply,
            reason=reason if reply is not Reply.OPEN else "",
            would_change=would_change if reply is Reply.DECLINED else "",
            answered_on=day,
            met_on=None,
        )

    def meet_condition(
        self, request_id: str, on: date | None = None, *, author: object | None = None
    ) -> Request:
        """The condition is met. BadInput where there is none."""
        if self.get(request_id).reply is not Reply.CONDITION:
            raise BadInput("This request has no condition.", do="Answer it first.")
        return self._change(request_id, author, met_on=on or self._desk.today_on())

    def change(
        self,
        request_id: str,
        *,
        words: str,
        wanted: Wanted,
        asked_on: date,
        needed_on: date | None = None,
        author: object | None = None,
    ) -> Request:
        """What was asked for, when, and by when. BadInput where it says nothing."""
        if not words.strip():
            raise BadInput("A request needs to say what is asked for.", do="Write one short line.")
        return self._change(
            request_id, author, words=words.strip(), wanted=wanted, asked_on=asked_on, needed_on=needed_on
        )

    def drop(self, request_id: str, *, author: object | None = None) -> None:
        """It was written down by mistake; NotFound where there is none."""
        with self._desk.writing(author) as work:
            request = statements.get(work.conn, request_id)
            statements.delete(work.conn, request_id)
            self._announce(work, request)

    def get(self, request_id: str) -> Request:
        """The request; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, request_id)

    def of_deal(self, deal_id: str) -> tuple[Request, ...]:
        """The requests on a deal, the newest first."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def of_partner(self, partner_id: str) -> tuple[RequestView, ...]:
        """The requests of a partner with their deals, the newest first."""
        with self._desk.reading() as conn:
            found = statements.of_partner(conn, partner_id)
            deals = of_deals.deals_by_id(conn, tuple({one.deal_id for one in found}))
        return tuple(RequestView(one, deals[one.deal_id]) for one in found)

    def pattern(self, partner_id: str) -> Pattern:
        """How a partner's requests were answered, in numbers."""
        with self._desk.reading() as conn:
            return pattern_of(statements.of_partner(conn, partner_id))

    def count(self, partner_id: str) -> int:
        """How many requests a partner has made."""
        with self._desk.reading() as conn:
            return statements.count_of_partner(conn, partner_id)

    def _change(self, request_id: str, author: object | None, **fields: object) -> Request:
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, request_id)
            changed = replace(found, **fields)  # type: ignore[arg-type]  # names and types of a request
            statements.update(work.conn, changed)
            self._announce(work, changed)
        return changed

    @staticmethod
    def _announce(work: Work, request: Request) -> None:
        work.announce(Noun.DEAL, request.deal_id, request.deal_id)
