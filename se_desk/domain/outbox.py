"""The outbox: notes the SE has approved for a CRM, each until it is there once.

What was approved is kept as it will be sent. ``SENDING`` is on the disk before the CRM is asked, so that
after a stop nobody has to guess: a note in that state may be there already and is looked for first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class SendingState(StrEnum):
    """How far a note has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return self in (SendingState.WAITING, SendingState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A note at ``revision`` for the deal that ``crm`` knows as ``crm_deal``.

    ``body`` is the very text, ended by ``marker``, by which it can be found again there. ``answer`` is what
    the CRM said last, ``remote_id`` its name for the note. ``digest`` is SHA-256 of the body, in hex.
    """

    id: str
    note_id: str
    crm: str
    crm_deal: str
    revision: int
    title: str
    body: str
    marker: str
    digest: str
    happened_at: datetime
    approved_at: datetime
    state: SendingState = SendingState.WAITING
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    answer: str = ""
    remote_id: str = ""

    def begun(self, at: datetime) -> Sending:
        """About to be sent."""
        return replace(self, state=SendingState.SENDING, tried_at=at)

    def arrived(self, at: datetime, remote_id: str, answer: str) -> Sending:
        """It is there."""
        return replace(self, state=SendingState.SENT, sent_at=at, remote_id=remote_id, answer=answer)

    def refused(self, answer: str) -> Sending:
        """The CRM, or the desk, will not have it; sending it again takes the SE's word again."""
        return replace(self, state=SendingState.REFUSED, answer=answer)
