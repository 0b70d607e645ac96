"""Verbs of next steps: promise, settle, reopen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput
from se_desk.domain.passages import Passage
from se_desk.domain.steps import NextStep
from se_desk.storage import deals as deal_rows
from se_desk.storage import steps as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work


class Steps:
    """What can be done with next steps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def promise(
        self,
        deal_id: str,
        text: str,
        *,
        owner: str = "",
        due_on: date | None = None,
        call_id: str | None = None,
        note_id: str | None = None,
        passage: Passage | None = None,
        author: object | None = None,
    ) -> NextStep:
        """One action, with its owner (blank for the SE) and due day. BadInput where it says nothing.

        ``passage`` is where in a note it was taken from.
        """
        with self._desk.writing(author) as work:
            note_id = note_id or (passage.note_id if passage else None)
            step = self.promise_in(
                work, deal_id, text, owner=owner, due_on=due_on, call_id=call_id, note_id=note_id
            )
            if passage is not None:
                self._desk.note_links.keep_passage_in(work, "step", step.id, passage)
        return step

    @staticmethod
    def promise_in(
        work: Work,
        deal_id: str,
        text: str,
        *,
        owner: str = "",
        due_on: date | None = None,
        call_id: str | None = None,
        note_id: str | None = None,
    ) -> NextStep:
        """The same within a transaction that is already open."""
        if not text.strip():
            raise BadInput("A next step needs to say what will be done.", do="Write one short line.")
        deal_rows.get(work.conn, deal_id)
        step = NextStep(
            id=work.new_id(),
            deal_id=deal_id,
            call_id=call_id,
            note_id=note_id,
            text=text.strip(),
            owner=owner.strip(),
            due_on=due_on,
            made_at=work.now,
        )
        statements.insert(work.conn, step)
        work.announce(Noun.STEP, step.id, deal_id)
        return step

    def settle(self, step_id: str, *, author: object | None = None) -> NextStep:
        """It is done."""
        return self._set(step_id, author, settled_at=self._desk.now())

    def reopen(self, step_id: str, *, author: object | None = None) -> NextStep:
        """It is not done after all."""
        return self._set(step_id, author, settled_at=None)

    def change(self, step_id: str, *, author: object | None = None, **fields: object) -> NextStep:
        """Set the named fields; TypeError for one a step does not have."""
        return self._set(step_id, author, **fields)

    def of_deal(self, deal_id: str) -> tuple[NextStep, ...]:
        """A deal's steps: open ones first, by due day."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def overdue(self) -> tuple[NextStep, ...]:
        """Open steps whose day is past, the oldest first."""
        with self._desk.reading() as conn:
            return statements.overdue(conn, self._desk.today_on())

    def _set(self, step_id: str, author: object | None, **fields: object) -> NextStep:
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, step_id)
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed)
            work.announce(Noun.STEP, step_id, found.deal_id)
        return changed
