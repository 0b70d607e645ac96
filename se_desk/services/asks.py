"""Verbs of asks: note what the customer wants, answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.asks import Answer, Ask, Weight
from se_desk.domain.errors import BadInput
from se_desk.domain.passages import Passage
from se_desk.storage import asks as statements
from se_desk.storage import deals as deal_rows

if TYPE_CHECKING:
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

    def change(self, ask_id: str, *, author: object | None = None, **fields: object) -> Ask:
        """Set the named fields; TypeError for one an ask does not have."""
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
