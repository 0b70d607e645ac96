"""Verbs of the outbox: approve, look, take back, send. Nothing is sent without the SE's word.

A note is on its way (``SENDING``) on the disk before the CRM hears of it. After a kill or a cut line such a
note is looked for in the CRM by its marker first, so it is there once whatever happened in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.exports import NoteExport
from se_desk.domain.moments import count
from se_desk.domain.outbox import Sending, SendingState
from se_desk.services.crm.crms import CRMS, crm_named
from se_desk.services.crm.server import Crm, CrmRefused, CrmServer
from se_desk.storage import exports as ledger
from se_desk.storage import notes as note_rows
from se_desk.storage import outbox as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

SHOWN = 200
THERE_ALREADY = "It was there already: an earlier try had arrived."
ARRIVED = "Added."

Progress = Callable[[int, int, str], None]  # notes done, notes in all, the title of the next


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round of sending came to."""

    arrived: int
    refused: int
    left: int


class Outbox:
    """What can be done about notes on their way to a CRM."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def crms() -> tuple[Crm, ...]:
        """The CRMs there are."""
        return CRMS

    def approve(
        self, note_ids: tuple[str, ...], crm_key: str, *, author: object | None = None
    ) -> tuple[Sending, ...]:
        """These notes may go to this CRM, as they are now. A note that waits already waits as it is now.

        NotAllowed for a private or trashed note and for one whose deal this CRM does not know; nothing is
        approved then. A note that is there at this revision is left out.
        """
        if not note_ids:
            raise BadInput("No note was chosen.", do="Tick at least one.")
        crm = crm_named(crm_key)
        with self._desk.writing(author) as work:
            made = tuple(self._approve(work, crm, key) for key in note_ids)
            return tuple(one for one in made if one is not None)

    def _approve(self, work: Work, crm: Crm, note_id: str) -> Sending | None:
        out = self._desk.exports.note_out(work.conn, note_rows.get(work.conn, note_id))
        if not crm.deal(out):
            raise NotAllowed(
                f"“{out.title}” belongs to no deal with an id of {crm.label}.",
                "Nothing was put in the outbox.",
                "Give the deal its CRM id, or leave the note out.",
            )
        earlier = statements.of_note(work.conn, note_id, crm.key)
        if any(
            one.revision == out.note.revision and one.state is not SendingState.REFUSED for one in earlier
        ):
            return None
        for one in earlier:
            if one.state is SendingState.WAITING:
                statements.remove(work.conn, one.id)
        body = crm.body(out)
        record = Sending(
            id=work.new_id(),
            note_id=note_id,
            crm=crm.key,
            crm_deal=crm.deal(out),
            revision=out.note.revision,
            title=out.title,
            body=body,
            marker=out.marker,
            digest=hashlib.sha256(body.encode()).hexdigest(),
            happened_at=out.happened_at,
            approved_at=work.now,
        )
        statements.insert(work.conn, record)
        work.announce(Noun.EXPORT, record.id, out.note.deal_id)
        return record

    def waiting(self, crm_key: str | None = None) -> tuple[Sending, ...]:
        """What is to be sent, oldest first."""
        with self._desk.reading() as conn:
            return statements.still_open(conn, crm_key)

    def count_waiting(self) -> int:
        """How many are to be sent."""
        with self._desk.reading() as conn:
            return statements.count_open(conn)

    def newest(self, limit: int = SHOWN) -> tuple[Sending, ...]:
        """The last ones, whatever became of them, newest first."""
        with self._desk.reading() as conn:
            return statements.newest(conn, limit)

    def take_back(self, sending_id: str, *, author: object | None = None) -> None:
        """It will not be sent. NotAllowed where it may have arrived."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, sending_id)
            if found.state in (SendingState.SENDING, SendingState.SENT):
                raise NotAllowed(
                    f"“{found.title}” is there, or may be.", do="Delete it in the CRM if it must go."
                )
            statements.remove(work.conn, sending_id)
            work.announce(Noun.EXPORT, sending_id)

    def send(
        self,
        crm_key: str,
        server: CrmServer,
        progress: Progress = lambda _done, _of, _title: None,
        *,
        author: object | None = None,
    ) -> Sent:
        """Send what waits for this CRM, oldest first; belongs in a worker. ``progress`` may raise to stop.

        A refused note is kept with the answer and the next one follows. Raises CrmAway where the CRM
        cannot be reached; what is left stays as it is.
        """
        todo = self.waiting(crm_key)
        arrived = refused = 0
        for done, sending in enumerate(todo):
            progress(done, len(todo), sending.title)
            try:
                self._send(sending, server, author)
                arrived += 1
            except (CrmRefused, NotAllowed) as no:
                self._keep(sending.refused(no.happened), author)
                refused += 1
        return Sent(arrived, refused, len(todo) - arrived - refused)

    def _send(self, sending: Sending, server: CrmServer, author: object | None) -> None:
        may_be_there = sending.state is SendingState.SENDING
        begun = self._begin(sending, author)
        remote = server.find(begun) if may_be_there else None
        answer = ARRIVED if remote is None else THERE_ALREADY
        remote = remote or server.add(begun)
        now = self._desk.now()
        self._keep(begun.arrived(now, remote, answer), author)

    def _begin(self, sending: Sending, author: object | None) -> Sending:
        """On the disk that it goes out now. NotAllowed where it must stay since it was approved."""
        with self._desk.writing(author) as work:
            try:
                self._desk.exports.note_out(work.conn, note_rows.get(work.conn, sending.note_id))
            except NotFound as gone:
                raise NotAllowed("The note is no longer on the desk, so it was not sent.") from gone
            begun = sending.begun(work.now)
            statements.update(work.conn, begun)
        return begun

    def _keep(self, sending: Sending, author: object | None) -> None:
        with self._desk.writing(author) as work:
            statements.update(work.conn, sending)
            if sending.state is SendingState.SENT:
                ledger.insert(work.conn, _ledger_row(sending, work))
            work.announce(Noun.EXPORT, sending.id)

    def again(self, sending_id: str, *, author: object | None = None) -> Sending:
        """A refused one waits once more, as it was approved. NotAllowed for any other."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, sending_id)
            if found.state is not SendingState.REFUSED:
                raise NotAllowed("Only a refused note can be sent again.")
            back = replace(found, state=SendingState.WAITING)
            statements.update(work.conn, back)
            work.announce(Noun.EXPORT, sending_id)
        return back

    @staticmethod
    def say(sent: Sent) -> str:
        """``3 notes arrived, 1 was refused.``"""
        words = [f"{count(sent.arrived, 'note')} arrived"]
        words += [f"{sent.refused} refused"] if sent.refused else []
        return ", ".join(words) + "."


def _ledger_row(sending: Sending, work: Work) -> NoteExport:
    return NoteExport(
        id=work.new_id(),
        note_id=sending.note_id,
        format=sending.crm,
        revision=sending.revision,
        digest=sending.digest,
        exported_at=work.now,
        place=sending.remote_id,
    )
