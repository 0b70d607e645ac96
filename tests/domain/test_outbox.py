"""What becomes of a note on its way, as records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.outbox import Sending, SendingState, next_lead, remote_before

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def sending() -> Sending:
    return Sending(
        id="s", note_id="n", crm="tryton", crm_deal="7", revision=2, title="Demo", body="Words [m]",
        marker="[m]", digest="d", happened_at=NOW, approved_at=NOW,
    )  # fmt: skip


def test_on_its_way_it_may_be_there_until_there_is_an_answer(sending: Sending) -> None:
    begun = sending.begun(LATER)
    assert (begun.state, begun.tried_at, begun.unsure) == (SendingState.SENDING, LATER, True)
    unanswered = begun.unanswered("No answer.")
    assert (unanswered.state, unanswered.unsure, unanswered.answer) == (
        SendingState.SENDING, True, "No answer.",
    )  # fmt: skip
    arrived = begun.arrived(LATER, "42", "Added.")
    assert (arrived.state, arrived.unsure, arrived.remote_id, arrived.sent_at) == (
        SendingState.SENT, False, "42", LATER,
    )  # fmt: skip
    refused = begun.refused("No such deal.")
    assert (refused.state, refused.unsure, refused.answer) == (SendingState.REFUSED, False, "No such deal.")
    assert begun.refused("No.", unsure=True).again() == replace(
        begun, state=SendingState.WAITING, answer="No."
    )


@pytest.mark.parametrize(
    ("state", "revision", "covered", "is_open"),
    [
        (SendingState.WAITING, 2, True, True),
        (SendingState.SENDING, 2, True, True),
        (SendingState.SENT, 2, True, False),
        (SendingState.REFUSED, 2, False, False),
        (SendingState.SENT, 1, False, False),
    ],
)
def test_what_need_not_be_approved_again(
    sending: Sending, state: SendingState, revision: int, covered: bool, is_open: bool
) -> None:
    assert replace(sending, state=state, revision=revision).covers(2) is covered
    assert state.is_open is is_open


def test_a_later_revision_says_so_where_no_note_is_ever_changed(sending: Sending) -> None:
    sent = sending.begun(NOW).arrived(NOW, "42", "Added.")
    assert next_lead((sent,), 3, changes=False) == (
        "Revision 3 of an SE note. Revision 2 stands here too, unchanged."
    )
    assert next_lead((sent,), 3, changes=True) == next_lead((sending,), 3, changes=False) == ""
    assert next_lead((), 1, changes=False) == ""
    assert (remote_before((sending, sent)), remote_before((sending,))) == ("42", "")
