"""Verbs of asks: note what the customer wants, answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.asks import Answer, Ask, AskOnDeal, Weight, rolled_up
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.passages import Passage
from se_desk.domain.titles import title_of
from se_desk.storage import asks as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import of_deals

if TYPE_CHECKING:
    from se_desk.exchange.documents import Document
    from se_desk.services.desk import Desk


class Asks:
    """What can be done with asks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hear(
        self,
        deal_id: str,
        statement: str,
        *,
        words: str = "",
        weight: Weight = Weight.CHALLENGE,
        note_id: str | None = None,
        asked_on: date | None = None,
        passage: Passage | None = None,
        topic: str = "",
        author: object | None = None,
    ) -> Ask:
        """The customer asked for something, in ``words`` of their own. BadInput where it says nothing.

        ``passage`` is where in a note it was taken from.
        """
        if not statement.strip():
            raise BadInput("An ask needs to say what is asked for.", do="Write one short line.")
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            ask = Ask(
                id=work.new_id(),
                deal_id=deal_id,
                note_id=note_id or (passage.note_id if passage else None),
                statement=statement.strip(),
                words=words,
                weight=weight,
                asked_on=asked_on or self._desk.today_on(),
                topic=title_of(topic, "topic"),
            )
            statements.insert(work.conn, ask)
            if passage is not None:
                self._desk.note_links.keep_passage_in(work, "ask", ask.id, passage)
            work.announce(Noun.ASK, ask.id, deal_id)
        return ask

    def answer(
        self,
        ask_id: str,
        answer: Answer,
        note: str = "",
        *,
        promised_on: date | None = None,
        author: object | None = None,
    ) -> Ask:
        """One of the answers there are; the roadmap needs the day product gave (PRODUCT, part 6)."""
        if answer is Answer.ROADMAP and promised_on is None:
            raise BadInput("The roadmap is only an answer with a day from product.", do="Give that day.")
        return self.change(ask_id, answer=answer, answer_note=note, promised_on=promised_on, author=author)

    def promise(
        self, ask_id: str, promised_by: str, sow_line: str = "", *, author: object | None = None
    ) -> Ask:
        """Who promised it to the customer, and the line of the statement of work that holds it.

        Blank where nobody did; a line without a promise is BadInput.
        """
        if sow_line.strip() and not promised_by.strip():
            raise BadInput("A line of the statement of work holds a promise.", do="Say who promised it.")
        return self.change(ask_id, promised_by=promised_by.strip(), sow_line=sow_line.strip(), author=author)

    def change(self, ask_id: str, *, author: object | None = None, **fields: object) -> Ask:
        """Set the named fields; TypeError for one an ask does not have."""
        if "topic" in fields:
            fields["topic"] = title_of(str(fields["topic"]), "topic")
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, ask_id)
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed)
            work.announce(Noun.ASK, ask_id, found.deal_id)
        return changed

    def of_deal(self, deal_id: str) -> tuple[Ask, ...]:
        """A deal's asks, oldest first."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def all(self) -> tuple[AskOnDeal, ...]:
        """The asks of every deal with what is needed of the deal, oldest first."""
        with self._desk.reading() as conn:
            found = statements.all_asks(conn)
            deals = of_deals.deals_by_id(conn, tuple({one.deal_id for one in found}))
        return tuple(_on_deal(one, deals[one.deal_id]) for one in found)

    def roll_up(self) -> Document:
        """What leaves for product managers: each thing that is wanted, with the deals and their words."""
        from se_desk.exchange.product_out import asks_document

        return asks_document(rolled_up(self.all()), self._desk.profile.get().name, self._desk.today_on())


def _on_deal(ask: Ask, deal: Deal) -> AskOnDeal:
    return AskOnDeal(ask, deal.account, deal.title, deal.value, deal.is_active)
