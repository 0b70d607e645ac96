"""Verbs of the outbox: approve, look, take back, send. Nothing is sent without the SE's word.

A note is on its way (``SENDING``) on the disk before the CRM hears of it. After a kill or a cut line such a
note is looked for in the CRM by its marker first, so it is there once whatever happened in between.
"""

from __future__ import annotations

import threading
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.outbox import Sending, SendingState, covered, marker_of, next_lead
from se_desk.services.crm.accounts import Accounts, check_account
from se_desk.services.crm.crms import CRMS, crm_named
from se_desk.services.crm.server import Account, Crm, CrmServer
from se_desk.services.sending import Progress, Round, Sent
from se_desk.storage import notes as note_rows
from se_desk.storage import outbox as statements

if TYPE_CHECKING:
    from se_desk.exchange.notes_out.note_out import NoteOut
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

SHOWN = 200
GIVEN_UP = "You took it back after a try without an answer, so it may be in the CRM."


class Outbox:
    """What can be done about notes on their way to a CRM."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sending = threading.Lock()

    @staticmethod
    def crms() -> tuple[Crm, ...]:
        """The CRMs there are."""
        return CRMS

    @cached_property
    def accounts(self) -> Accounts:
        """Where the CRMs are and who asks there; forgotten with the desk unless a keyring keeps them."""
        return Accounts(self._desk.store.path)

    @staticmethod
    def try_account(crm_key: str, account: Account) -> str:
        """As whom the CRM knows this account; nothing is kept and nothing changed. Belongs in a worker.

        BadInput, CrmAway, CrmRefused, NotLetIn.
        """
        crm = crm_named(crm_key)
        return crm.connect(check_account(crm, account)).who()

    def approve(
        self, note_ids: tuple[str, ...], crm_key: str, *, author: object | None = None
    ) -> tuple[Sending, ...]:
        """These notes may go to this CRM, as they are now. One that waits already waits as it is now.

        NotAllowed for a private or trashed note, for one whose deal this CRM does not know and for one that
        is too long for it; nothing is approved then. A note that is there at this revision is left out.
        """
        if not note_ids:
            raise BadInput("No note was chosen.", do="Tick at least one.")
        crm = crm_named(crm_key)
        with self._desk.writing(author) as work:
            made = tuple(self._approve(work, crm, key) for key in dict.fromkeys(note_ids))
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
        digest = crm.digest(out)
        if covered(earlier, out.note.revision, digest):
            return None
        for one in earlier:
            if not one.unsure and one.state is not SendingState.SENT:
                statements.remove(work.conn, one.id)
        doubtful = [one for one in earlier if one.unsure and one.holds(out.note.revision, digest)]
        record = doubtful[0].again() if doubtful else _sending(work, crm, out, earlier)
        (statements.update if doubtful else statements.insert)(work.conn, record)
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
        """Every one that is open or was refused, and the last ones that were sent, newest first."""
        with self._desk.reading() as conn:
            return statements.newest(conn, limit)

    def of_note(self, note_id: str, crm_key: str) -> tuple[Sending, ...]:
        """What was approved of a note for a CRM, oldest first."""
        with self._desk.reading() as conn:
            return statements.of_note(conn, note_id, crm_key)

    def changed(self, shown: tuple[Sending, ...]) -> frozenset[str]:
        """Which of these have a note that was changed since it was approved, and was not approved anew."""
        with self._desk.reading() as conn:
            now = statements.revisions(conn, {one.note_id for one in shown})
            newest = {(one.note_id, one.crm): one for one in sorted(shown, key=_age)}
            return frozenset(
                one.id
                for one in newest.values()
                if one.note_id in now
                and (now[one.note_id] != one.revision or self._reads_otherwise(conn, one))
            )

    def _reads_otherwise(self, conn: Connection, sending: Sending) -> bool:
        """Whether the note has another text; one that must stay now has none to send."""
        try:
            out = self._desk.exports.note_out(conn, note_rows.get(conn, sending.note_id))
        except NotAllowed:
            return False
        return crm_named(sending.crm).digest(out) != sending.digest

    def take_back(self, sending_id: str, *, author: object | None = None) -> None:
        """It will not be sent. Where a try had no answer it stays among the refused, and says so.

        NotAllowed for one that has arrived, or goes out at this moment.
        """
        if not self._sending.acquire(blocking=False):
            raise NotAllowed("Notes are being sent at this moment.", do="Stop the sending first.")
        try:
            with self._desk.writing(author) as work:
                found = statements.get(work.conn, sending_id)
                if found.state is SendingState.SENT:
                    raise NotAllowed(
                        f"“{found.title}” has arrived.", do="Delete it in the CRM if it must go."
                    )
                if found.unsure:
                    statements.update(work.conn, found.refused(GIVEN_UP, unsure=True))
                else:
                    statements.remove(work.conn, sending_id)
                work.announce(Noun.EXPORT, sending_id)
        finally:
            self._sending.release()

    def again(self, sending_id: str, *, author: object | None = None) -> Sending:
        """A refused one waits once more, as it was approved. NotAllowed for any other, and for a note
        that must stay."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, sending_id)
            if found.state is not SendingState.REFUSED:
                raise NotAllowed("Only a refused note can be sent again.")
            self._desk.exports.note_out(work.conn, note_rows.get(work.conn, found.note_id))
            statements.update(work.conn, found.again())
            work.announce(Noun.EXPORT, sending_id)
        return found.again()

    def send(
        self,
        crm_key: str,
        server: CrmServer | None = None,
        progress: Progress = lambda _done, _of, _title: None,
        *,
        author: object | None = None,
    ) -> Sent:
        """Send what waits for this CRM, oldest first; belongs in a worker. ``progress`` may raise to stop.

        A refused note is kept with the answer and the next one follows. Raises CrmAway where the CRM cannot
        be reached, NotLetIn and NotFound where there is no good account, NotAllowed while another round
        goes on; what is left stays as it is.
        """
        crm = crm_named(crm_key)
        if not self._sending.acquire(blocking=False):
            raise NotAllowed("Notes are being sent already.", do="Wait until that is done.")
        try:
            todo = self.waiting(crm_key)
            if not todo:
                return Sent(0, 0, 0)
            asked = server or crm.connect(self.accounts.get(crm))
            return Round(self._desk, crm, asked, author).go(todo, progress)
        finally:
            self._sending.release()


def _age(sending: Sending) -> tuple[datetime, str]:
    return sending.approved_at, sending.id


def _sending(work: Work, crm: Crm, out: NoteOut, earlier: tuple[Sending, ...]) -> Sending:
    body = crm.body(out, next_lead(earlier, out.note.revision, changes=crm.changes))
    marker = marker_of(earlier, out.marker)
    return Sending(
        id=work.new_id(),
        note_id=out.note.id,
        crm=crm.key,
        crm_deal=crm.deal(out),
        revision=out.note.revision,
        title=out.title,
        body=body.replace(out.marker, marker),
        marker=marker,
        digest=crm.digest(out),
        happened_at=out.happened_at,
        approved_at=work.now,
    )
