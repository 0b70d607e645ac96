"""One round of sending: each note on the disk as on its way, then to the CRM, then its answer on the disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError, NotAllowed, NotFound
from se_desk.domain.exports import NoteExport
from se_desk.domain.moments import count
from se_desk.domain.outbox import Sending, SendingState, remote_before
from se_desk.services.crm.server import Crm, CrmAway, CrmRefused, CrmServer
from se_desk.storage import exports as ledger
from se_desk.storage import notes as note_rows
from se_desk.storage import outbox as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

ARRIVED = "Added."
REPLACED = "Changed there: it stands as this revision now."
THERE_ALREADY = "It was there already: an earlier try had arrived."

# A request that was cut off here may still be worked on there. Until it is this old, a note that is not
# found may yet turn up, so it is looked for again before it is sent again.
SETTLED = 30.0  # seconds
LOOK_EVERY = 1.0  # seconds

Progress = Callable[[int, int, str], None]  # notes done, notes in all, the title of the next


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round came to. ``left`` had no answer and stay in the outbox."""

    arrived: int
    refused: int
    left: int

    def say(self) -> str:
        """``3 notes arrived, 1 refused.``"""
        words = [f"{count(self.arrived, 'note')} arrived"]
        words += [f"{self.refused} refused"] if self.refused else []
        words += [f"{self.left} without an answer"] if self.left else []
        return ", ".join(words) + "."


class Round:
    """Sends to one CRM; to be used once."""

    settled = SETTLED
    wait: Callable[[float], None] = staticmethod(time.sleep)

    def __init__(self, desk: Desk, crm: Crm, server: CrmServer, author: object | None) -> None:
        self._desk, self._crm, self._server, self._author = desk, crm, server, author

    def go(self, todo: tuple[Sending, ...], progress: Progress) -> Sent:
        """Each of ``todo``, one after the other. ``progress`` may raise between two of them."""
        self._server.who()  # nobody is marked as on its way where the CRM is away or does not let us in
        arrived = refused = 0
        stuck: set[str] = set()
        for done, sending in enumerate(todo):
            progress(done, len(todo), sending.title)
            if sending.note_id in stuck:  # its later revision comes after it, not before
                continue
            try:
                self._send(sending, partial(progress, done, len(todo), sending.title))
                arrived += 1
            except (CrmRefused, NotAllowed, NotFound) as no:
                self._refuse(sending, no)
                refused += 1
            except CrmAway as away:
                self._leave_open(sending, away)
                self._server.who()  # raises where it is gone altogether
                stuck.add(sending.note_id)
        return Sent(arrived, refused, len(todo) - arrived - refused)

    def _send(self, sending: Sending, alive: Callable[[], object]) -> None:
        remote = self._look(sending, alive) if sending.unsure else None
        if remote is not None:
            self._keep(sending.arrived(self._desk.now(), remote, THERE_ALREADY))
            return
        begun, earlier = self._begin(sending)
        remote = self._server.add(begun, earlier)
        self._keep(begun.arrived(self._desk.now(), remote, REPLACED if earlier else ARRIVED))

    def _look(self, sending: Sending, alive: Callable[[], object]) -> str | None:
        """Its name there, or None where it is not there and will not turn up any more."""
        left = self._unsettled(sending)
        found = self._server.find(sending)
        while found is None and left > 0:
            alive()
            self.wait(min(LOOK_EVERY, left))
            left -= LOOK_EVERY
            found = self._server.find(sending)
        return found

    def _unsettled(self, sending: Sending) -> float:
        tried_at: datetime = sending.tried_at or sending.approved_at
        since = (self._desk.now() - tried_at).total_seconds()
        return self.settled - since if since >= 0 else self.settled  # a clock that was set back

    def _begin(self, sending: Sending) -> tuple[Sending, str]:
        """On the disk that it goes out now, and how the CRM calls what it replaces.

        NotAllowed where the note must stay since it was approved, NotFound where it was taken back.
        """
        with self._desk.writing(self._author) as work:
            fresh = statements.get(work.conn, sending.id)
            self._desk.exports.note_out(work.conn, note_rows.get(work.conn, sending.note_id))
            earlier = ""
            if self._crm.changes:
                earlier = remote_before(statements.of_note(work.conn, sending.note_id, sending.crm))
            begun = fresh.begun(work.now)
            statements.update(work.conn, begun)
        return begun, earlier

    def _refuse(self, sending: Sending, no: DeskError) -> None:
        """With its answer. Only the CRM's no to adding it says that it is not there."""
        with self._desk.reading() as conn:
            fresh = statements.find(conn, sending.id)
        if fresh is not None:
            looked_only = sending.unsure and fresh.tried_at == sending.tried_at
            self._keep(fresh.refused(no.happened, unsure=looked_only))

    def _leave_open(self, sending: Sending, away: CrmAway) -> None:
        with self._desk.reading() as conn:
            fresh = statements.find(conn, sending.id)
        if fresh is not None:
            self._keep(fresh.unanswered(away.happened))

    def _keep(self, sending: Sending) -> None:
        with self._desk.writing(self._author) as work:
            statements.update(work.conn, sending)
            if sending.state is SendingState.SENT:
                ledger.insert(work.conn, _ledger_row(sending, work, self._crm))
            work.announce(Noun.EXPORT, sending.id)


def _ledger_row(sending: Sending, work: Work, crm: Crm) -> NoteExport:
    return NoteExport(
        id=work.new_id(),
        note_id=sending.note_id,
        format=crm.ledger,
        revision=sending.revision,
        digest=sending.digest,
        exported_at=work.now,
        place=f"{crm.label} {sending.remote_id}",
    )
