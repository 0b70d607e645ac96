"""How a round of sending speaks of itself; what it does stands in test_outbox."""

from __future__ import annotations

import pytest

from se_desk.services.sending import Sent


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (Sent(0, 0, 0), "0 notes arrived."),
        (Sent(1, 0, 0), "1 note arrived."),
        (Sent(3, 2, 0), "3 notes arrived, 2 refused."),
        (Sent(3, 2, 1), "3 notes arrived, 2 refused, 1 without an answer."),
    ],
)
def test_a_round_in_words(sent: Sent, said: str) -> None:
    assert sent.say() == said
