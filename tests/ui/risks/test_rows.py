"""Rows of the risk log, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.risks import Category, OutcomeWord, RiskFlag, Severity
from se_desk.services.desk import Desk
from se_desk.ui.risks import rows
from se_desk.ui.risks.rows import FlagRow, columns, local_minute, status_chip, utc_minute
from se_desk.ui.risks.thread import mark, thread

BERLIN = ZoneInfo("Europe/Berlin")


def test_views_and_orders(desk: Desk, three: tuple[RiskFlag, RiskFlag, RiskFlag]) -> None:
    untold, waiting, closed = three
    found = rows.rows_of(desk)

    def ids(view: str) -> set[str]:
        return {row.flag.id for row in found if rows.in_view(row, view)}

    assert ids(rows.OPEN) == {untold.id, waiting.id}
    assert ids(rows.NOT_TOLD) == {untold.id}
    assert ids(rows.WAITING) == {waiting.id}
    assert ids(rows.ALL) == {untold.id, waiting.id, closed.id}

    def order(name: str) -> list[str]:
        return [row.flag.id for row in rows.ordered(found, name)]

    assert order(rows.NEWEST) == [closed.id, waiting.id, untold.id]
    assert order(rows.OLDEST) == [untold.id, waiting.id, closed.id]
    assert order(rows.GRAVEST) == [untold.id, waiting.id, closed.id]
    assert order(rows.BY_DEAL) == [closed.id, waiting.id, untold.id]
    assert [row.flag.id for row in rows.of_deal(found, closed.deal_id)] == [closed.id]
    assert rows.of_deal(found, "") == found


def test_an_account_with_two_deals_is_told_apart(desk: Desk, deal: Deal, closed: RiskFlag) -> None:
    twin = desk.deals.open("Crane", deal.account)
    for owner in (deal, twin):
        desk.risks.flag(owner.id, Severity.LOW, Category.DATA, "x")
    names = [option.text for option in rows.deal_options(rows.rows_of(desk))]
    assert names == ["Aspen Ports", "Halvorsen Quays, Berth planning", "Halvorsen Quays, Crane"]


def test_what_a_chip_says(desk: Desk, three: tuple[RiskFlag, RiskFlag, RiskFlag]) -> None:
    untold, waiting, _closed = three
    chips = [status_chip(flag) for flag in three]
    assert [(chip.text, chip.tone) for chip in chips] == [
        ("Not told", "amber"),
        ("Waiting for Pavel", "line"),
        ("Closed, solved", "green"),
    ]
    answered = desk.risks.respond(waiting.id, "Pavel", "I see.")
    assert status_chip(answered).text == "Answered"
    accepted = desk.risks.close(untold.id, OutcomeWord.ACCEPTED)
    assert (status_chip(accepted).text, status_chip(accepted).tone) == ("Closed, accepted", "neutral")
    assert status_chip(desk.risks.close(untold.id, OutcomeWord.MATERIALISED)).text == "Closed, materialised"
    nameless = replace(waiting, told=(replace(waiting.told[0], fields={}),))
    assert status_chip(nameless).text == "Waiting"


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "4 Mar, 10:30 CET"), (-5, "4 Mar, 04:30 -05:00"), (0, "4 Mar, 09:30 +00:00")]
)
def test_both_times(hours: int, said: str) -> None:
    """The wall clock of then: elsewhere than at home the offset stands for the zone."""
    zone = timezone(timedelta(hours=hours))
    at = datetime(2026, 3, 4, 9, 30, tzinfo=UTC).astimezone(zone)
    assert utc_minute(at) == "2026-03-04 09:30Z"
    assert local_minute(at, BERLIN) == said


def test_what_is_left_of_a_flag_whose_words_were_removed(waiting: RiskFlag) -> None:
    bare = replace(waiting, statement="", severity=None, category=None, evidence="")
    row = FlagRow(bare, None, BERLIN)
    assert (row.account, row.ae, row.severity) == ("Deal removed", "", "")
    said = [column.words(row) for column in columns()]
    assert any("Words removed" in words for words in said)


def test_the_thread_says_what_was_recorded(desk: Desk, waiting: RiskFlag) -> None:
    desk.risks.respond(waiting.id, "Pavel", "I keep it.", reference="<2@x.example>")
    desk.risks.remark(waiting.id, "Asked again.")
    desk.risks.correct(waiting.id, waiting.seq, {"statement": "The sample lacks 2023", "evidence": "Mail"})
    flag = desk.risks.close(waiting.id, OutcomeWord.AGREED, "Plan B.")
    raised, told, answer, note, correction, outcome = thread(flag, BERLIN)
    assert (raised.title, raised.second, raised.severity) == ("Raised", "by you", "high")
    assert raised.body == "Statement: The sample lacks 2024"
    assert raised.mono == f"2026-03-04 10:30:15Z  {mark(flag.entries[0])}"
    assert told.second == "Pavel Lindqvist, email"
    assert told.receipt == waiting.entries[0].receipt
    assert told.body.startswith("“I want to flag that the sample lacks 2024.")
    assert "SED1" not in told.body
    assert (answer.second, answer.node) == ("Pavel", "accent")
    assert answer.body == "“I keep it.”\nReference given: <2@x.example>"
    assert note.body == "Asked again."
    assert (correction.second, correction.body) == (
        f"of #{waiting.seq}", "Statement: The sample lacks 2023\nEvidence: Mail",
    )  # fmt: skip
    assert (outcome.second, outcome.body) == ("agreed", "Plan B.")


def test_a_thread_claims_no_more_than_there_is(desk: Desk, untold: RiskFlag) -> None:
    from se_desk.domain.risks import Channel

    desk.risks.tell(untold.id, "Pavel", Channel.CRM_NOTE, message="No code in here")
    desk.risks.tell(untold.id, "Pavel", Channel.CALL)
    flag = desk.risks.respond(
        untold.id, "Pavel", "Yes", occurred_on=(untold.raised_at - timedelta(days=3)).date()
    )
    _raised, note, call, answer = thread(flag, BERLIN)
    assert (note.second, note.receipt) == ("Pavel, CRM note", "No receipt was in the message")
    assert (call.receipt, call.body) == ("", "Reported by the SE")
    assert answer.second == "Pavel"
    assert answer.body == "“Yes”\nReported by the SE\nHappened 1 Mar, recorded 4 Mar"
    forgotten = replace(flag.entries[1], fields={}, hidden=("message", "to"))
    bare = thread(replace(flag, entries=(forgotten,)), BERLIN)[0]
    assert bare.body == "Reported by the SE\nRemoved from this desk: Message, To"


def test_a_clock_that_went_back_is_said(desk: Desk, untold: RiskFlag, clock: object) -> None:
    clock.move(timedelta(hours=-3))  # type: ignore[attr-defined]
    flag = desk.risks.remark(untold.id, "x")
    assert "clock stood earlier" in thread(flag, BERLIN)[-1].body
