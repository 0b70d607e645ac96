"""What becomes of a note on its way, as records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.outbox import Sending, SendingState, covered, marker_of, next_lead, remote_before

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
    ("state", "revision", "done", "is_open"),
    [
        (SendingState.WAITING, 2, True, True),
        (SendingState.SENDING, 2, True, True),
        (SendingState.SENT, 2, True, False),
        (SendingState.REFUSED, 2, False, False),
        (SendingState.SENT, 1, False, False),
    ],
)
def test_what_need_not_be_approved_again(
    sending: Sending, state: SendingState, revision: int, done: bool, is_open: bool
) -> None:
    one = replace(sending, state=state, revision=revision)
    assert covered((one,), 2, "d") is done
    assert not covered((one,), 2, "another text") and not covered((), 2, "d")
    assert state.is_open is is_open


def test_a_later_revision_says_so_where_no_note_is_ever_changed(sending: Sending) -> None:
    sent = sending.begun(NOW).arrived(NOW, "42", "Added.")
    assert next_lead((sent,), 3, changes=False) == (
        "Revision 3 of an SE note. Revision 2 stands here too, unchanged."
    )
    assert next_lead((sent,), 3, changes=True) == next_lead((sending,), 3, changes=False) == ""
    assert next_lead((), 1, changes=False) == ""
    assert next_lead((sent,), 2, changes=False) == (
        "Revision 2 of an SE note, changed since it was sent. The earlier text stands here too."
    )
    assert (remote_before((sending, sent)), remote_before((sending,))) == ("42", "")


def test_a_text_that_came_back_is_not_covered_by_the_one_before_last(sending: Sending) -> None:
    sent = sending.begun(NOW).arrived(NOW, "42", "Added.")
    other = replace(sent, digest="e")
    assert covered((other, sent), 2, "d") and not covered((sent, other), 2, "d")


def test_no_two_texts_that_may_be_there_carry_one_marker(sending: Sending) -> None:
    sent = replace(sending, marker="[a:r2]").begun(NOW).arrived(NOW, "42", "Added.")
    doubtful = replace(sending, marker="[a:r2.2]").begun(NOW)
    assert marker_of((sent, doubtful), "[a:r2]") == "[a:r2.3]"
    assert marker_of((sent,), "[a:r3]") == "[a:r3]"
    assert marker_of((replace(sending, marker="[a:r2]"),), "[a:r2]") == "[a:r2]"
