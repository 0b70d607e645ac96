"""Verbs of asks on a real desk."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.asks import Answer, Weight
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.exchange.as_markdown import as_markdown
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


def test_a_promise_names_who_made_it(desk: Desk, deal: Deal) -> None:
    ask = desk.asks.hear(deal.id, "Offline mode", topic=" Offline\n")
    assert ask.topic == "Offline"
    with pytest.raises(BadInput):
        desk.asks.promise(ask.id, "", "4.2")
    kept = desk.asks.promise(ask.id, " Pavel ", "4.2")
    assert (kept.promised_by, kept.sow_line) == ("Pavel", "4.2")
    assert desk.asks.promise(ask.id, "").promised_by == ""


def test_the_asks_of_every_deal(desk: Desk, deal: Deal) -> None:
    other = desk.deals.open("Gate", "Abenrod", value=Money(30_00, "EUR"))
    first, second = desk.asks.hear(deal.id, "Offline mode"), desk.asks.hear(other.id, "offline mode")
    found = desk.asks.all()
    assert [(one.ask, one.account, one.active) for one in found] == [
        (first, "Halvorsen Quays", True),
        (second, "Abenrod", True),
    ]
    assert found[1].value == Money(30_00, "EUR")
    assert "2 deals, €30." in as_markdown(desk.asks.roll_up())
