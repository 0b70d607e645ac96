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
    the CRM said last, ``remote_id`` its name for the note. ``digest`` is what the ledger of exports keeps of
    it, SHA-256 in hex of the text without a leading sentence. ``unsure``: an earlier try got no answer, so
    that the note may be there.
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
    unsure: bool = False

    def begun(self, at: datetime) -> Sending:
        """About to be sent: from here on it may be there."""
        return replace(self, state=SendingState.SENDING, tried_at=at, unsure=True)

    def unanswered(self, answer: str) -> Sending:
        """Nobody knows whether it arrived; it stays open and is looked for at the next try."""
        return replace(self, answer=answer)

    def arrived(self, at: datetime, remote_id: str, answer: str) -> Sending:
        """It is there."""
        return replace(
            self, state=SendingState.SENT, sent_at=at, remote_id=remote_id, answer=answer, unsure=False
        )

    def refused(self, answer: str, *, unsure: bool = False) -> Sending:
        """The CRM, or the desk, will not have it; sending it again takes the SE's word again."""
        return replace(self, state=SendingState.REFUSED, answer=answer, unsure=unsure)

    def again(self) -> Sending:
        """It waits once more, as it was approved."""
        return replace(self, state=SendingState.WAITING)

    def holds(self, revision: int, digest: str) -> bool:
        """Whether this is its text: edits of one pause share a revision, so its number is not enough."""
        return self.revision == revision and self.digest == digest


def covered(earlier: tuple[Sending, ...], revision: int, digest: str) -> bool:
    """Whether nothing is left to approve of this text: the last that was approved holds it."""
    standing = [one for one in earlier if one.state is not SendingState.REFUSED]
    return bool(standing) and standing[-1].holds(revision, digest)


def next_lead(earlier: tuple[Sending, ...], revision: int, *, changes: bool) -> str:
    """What leads a note that was sent before, in a CRM where no note is ever changed; else empty."""
    before = [one for one in earlier if one.state is SendingState.SENT]
    if changes or not before:
        return ""
    if before[-1].revision == revision:
        return (
            f"Revision {revision} of an SE note, changed since it was sent. The earlier text stands here too."
        )
    return f"Revision {revision} of an SE note. Revision {before[-1].revision} stands here too, unchanged."


def marker_of(earlier: tuple[Sending, ...], marker: str) -> str:
    """The marker for one more text: another than those that may stand there, of the same revision too."""
    taken = {one.marker for one in earlier if one.unsure or one.state is SendingState.SENT}
    made, number = marker, 1
    while made in taken:
        number += 1
        made = f"{marker.removesuffix(']')}.{number}]"
    return made


def remote_before(earlier: tuple[Sending, ...]) -> str:
    """The CRM's name for the note as it was sent last; empty where it never was."""
    sent = [one.remote_id for one in earlier if one.state is SendingState.SENT]
    return sent[-1] if sent else ""
