"""Verbs of asks on a real desk."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.asks import Answer, Weight
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.services.desk import Desk


def test_hear_and_answer(desk: Desk, deal: Deal) -> None:
    ask = desk.asks.hear(deal.id, "Offline mode", words="no net in the hall", weight=Weight.DEAL_BREAKER)
    assert desk.asks.of_deal(deal.id) == (ask,)
    assert ask.asked_on == desk.today_on()
    with pytest.raises(BadInput):
        desk.asks.answer(ask.id, Answer.ROADMAP)
    told = desk.asks.answer(ask.id, Answer.ROADMAP, "as product says", promised_on=date(2027, 1, 31))
    assert (told.answer, told.promised_on) == (Answer.ROADMAP, date(2027, 1, 31))
    assert desk.asks.answer(ask.id, Answer.NO).promised_on is None


def test_an_ask_says_something(desk: Desk, deal: Deal) -> None:
    with pytest.raises(BadInput):
        desk.asks.hear(deal.id, "")
