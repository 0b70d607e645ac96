"""Verbs of the risk log on a real desk."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import BadInput, DeskError, NotFound
from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.domain.risks import Category, Channel, OutcomeWord, RiskFlag, Severity, Status
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.heads import ChainHead
from se_desk.storage.heads import read as read_heads
from se_desk.storage.heads import write as write_heads


@pytest.fixture
def flag(desk: Desk, deal: Deal) -> RiskFlag:
    return desk.risks.flag(
        deal.id,
        Severity.CRITICAL,
        Category.TIMELINE,
        "Close date is before procurement can end",
        "12 weeks from 22 Aug is 14 Nov",
        occurred_on=date(2026, 9, 3),
    )


def test_the_life_of_a_flag(desk: Desk, flag: RiskFlag, clock: MovableClock, heard: list[Change]) -> None:
    assert (flag.status, flag.severity, flag.occurred_on) == (
        Status.NOT_TOLD,
        Severity.CRITICAL,
        date(2026, 9, 3),
    )
    heard.clear()
    clock.move(timedelta(minutes=20))
    message = desk.risks.draft(flag.id)
    assert desk.risks.receipt(flag.deal_id) in message
    told = desk.risks.tell(
        flag.id, "Otto", Channel.EMAIL, reference="<1@sales.example>", message=message, author="me"
    )
    assert told.status is Status.WAITING
    assert heard == [Change(Noun.FLAG, flag.id, flag.deal_id, "me")]
    answered = desk.risks.respond(flag.id, "Otto", "I keep Commit.", occurred_on=date(2026, 9, 4))
    assert answered.status is Status.ANSWERED
    desk.risks.remark(flag.id, "Legal begins on Monday.")
    corrected = desk.risks.correct(flag.id, 2, {"to": "Otto Brandt"})
    assert corrected.told[0].fields["to"] == "Otto Brandt"
    closed = desk.risks.close(flag.id, OutcomeWord.MATERIALISED, "Moved to Q4.")
    assert closed.status is Status.CLOSED
    assert desk.risks.open_flags() == ()
    assert desk.risks.close(flag.id, OutcomeWord.REOPENED).is_open
    assert [e.seq for e in desk.risks.entries(flag.deal_id)] == list(range(1, 8))
    assert desk.risks.check().intact
    checked = desk.risks.check(flag.deal_id)
    assert (checked.entries, checked.head) == (7, desk.risks.entries(flag.deal_id)[-1].hash)


def test_every_deal_has_a_chain_of_its_own(desk: Desk, flag: RiskFlag) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    assert desk.risks.flags(other.id) == ()
    assert desk.risks.entries(other.id) == ()
    second = desk.risks.flag(other.id, Severity.LOW, Category.DATA, "Sample data is late")
    assert (second.seq, second.chain != flag.chain) == (1, True)
    assert {f.id for f in desk.risks.flags()} == {flag.id, second.id}
    steps: list[float] = []
    assert desk.risks.check(progress=lambda part, _words: steps.append(part)).entries == 2
    assert steps == [0.5, 1.0]
    assert desk.risks.count_entries() == 2
    assert desk.risks.named("sample data") == second


def test_what_is_not_there(desk: Desk, deal: Deal) -> None:
    with pytest.raises(NotFound):
        desk.risks.get("0" * 32 + "-0001")
    with pytest.raises(NotFound):
        desk.risks.remark("0" * 32 + "-0001", "x")
    with pytest.raises(NotFound):
        desk.risks.receipt(deal.id)
    with pytest.raises(NotFound):
        desk.risks.flag("nowhere", Severity.LOW, Category.DATA, "x")
    with pytest.raises(BadInput):
        desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "  ")
    assert desk.risks.flags() == ()


def test_an_entry_that_is_no_flag_takes_nothing(desk: Desk, flag: RiskFlag) -> None:
    desk.risks.remark(flag.id, "x")
    with pytest.raises(NotFound):
        desk.risks.remark(f"{flag.chain}-0002", "x")


def test_a_clock_set_back_is_recorded(desk: Desk, flag: RiskFlag, clock: MovableClock) -> None:
    clock.move(timedelta(hours=-2))
    back = desk.risks.remark(flag.id, "after the clock went back")
    assert back.entries[-1].clk == "regressed"
    assert desk.risks.check().intact


def test_the_mark_beside_the_desk_follows(desk: Desk, flag: RiskFlag) -> None:
    mark = desk.store.path.with_name("heads.json")
    assert flag.entries[0].hash in mark.read_text()
    newest = desk.risks.remark(flag.id, "more").entries[-1]
    assert newest.hash in mark.read_text()


def test_the_mark_of_a_newer_file_outlives_a_flag_in_an_older_one(desk: Desk, flag: RiskFlag) -> None:
    file = desk.store.path.with_name("heads.json")
    ahead = ChainHead(flag.chain, 40, "ab" * 32)
    other = ChainHead("cd" * 16, 2, "ef" * 32)
    write_heads(file, (ahead, other))
    desk.risks.remark(flag.id, "more")
    assert set(read_heads(file) or ()) == {ahead, other}


def test_a_mark_that_cannot_be_written_loses_no_entry(desk: Desk, flag: RiskFlag) -> None:
    mark: Path = desk.store.path.with_name("heads.json")
    mark.unlink()
    mark.mkdir()
    assert len(desk.risks.remark(flag.id, "kept").entries) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk_entries SET kind = 'risk.note'",
        "DELETE FROM risk_entries",
        "INSERT OR REPLACE INTO risk_entries SELECT * FROM risk_entries",
        "INSERT INTO risk_entries SELECT chain, seq + 7, deal_id, flag_seq, kind, core, 'x', recorded_at "
        "FROM risk_entries",
        "UPDATE risk_opened SET value = 'x'",
        "INSERT OR REPLACE INTO risk_opened SELECT deal_id, chain, seq, name, flag_seq, salt, 'x' "
        "FROM risk_opened",
        "DROP TABLE risk_entries",
        "ALTER TABLE risk_entries ADD COLUMN x",
        "DROP TRIGGER risk_entries_no_update",
        "PRAGMA writable_schema = ON",
        "ATTACH DATABASE ':memory:' AS other",
    ],
)
def test_no_statement_of_the_desk_changes_an_entry(desk: Desk, flag: RiskFlag, statement: str) -> None:
    before = desk.risks.entries(flag.deal_id)
    with pytest.raises((DBAPIError, DeskError)), desk.writing() as work:
        work.conn.execute(text(statement))
    assert desk.risks.entries(flag.deal_id) == before
    with desk.writing() as work:  # the control: what is no entry takes a change
        work.conn.execute(text("UPDATE deals SET title = 'other'"))


def test_a_proposal_carries_its_arithmetic_and_comes_once(desk: Desk, deal: Deal) -> None:
    for kind in GateKind:
        desk.qualification.set_gate(deal.id, kind, GateState.EVIDENCED, "mail")
    desk.deals.set_procurement(deal.id, date(2026, 8, 22), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    (proposal,) = desk.risks.proposals(deal.id)
    assert "45 days" in proposal.evidence
    with pytest.raises(BadInput):
        desk.risks.dismiss(proposal, " ")
    desk.risks.dismiss(proposal, "paper process is waived")
    assert desk.risks.proposals() == ()
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 10, 5))
    (again,) = desk.risks.proposals()
    assert "40 days" in again.evidence
    desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, again.statement, again.evidence)
    assert desk.risks.proposals() == ()


def test_a_proposal_raised_in_other_words_does_not_come_again(desk: Desk, deal: Deal) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 8, 22), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.PIPELINE, date(2026, 9, 30))
    (proposal,) = desk.risks.proposals(deal.id)
    settled = (proposal.rule, proposal.facts)
    desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Mine", "my words", proposal=settled)
    assert desk.risks.proposals() == ()
    desk.deals.record_forecast(deal.id, ForecastCategory.PIPELINE, date(2026, 10, 1))
    assert [again.rule for again in desk.risks.proposals()] == [proposal.rule]


def test_evidence_of_a_letter_speaks_against_happy_ears(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    def rules() -> set[str]:
        return {proposal.rule for proposal in desk.risks.proposals(deal.id)}

    desk.deals.record_forecast(deal.id, ForecastCategory.PIPELINE, date(2026, 12, 1))
    clock.move(timedelta(days=2))
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 12, 1))
    assert "raised_without_evidence" in rules()
    desk.qualification.set_element(deal.id, Letter.METRICS, "9 days of month end")
    assert "raised_without_evidence" not in rules()
