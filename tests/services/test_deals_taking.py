"""Deals taken in: all at once, never twice, and never over what is the SE's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, Stage
from se_desk.services.deals_in import CHANGED, NEW, SAME, DealsPlan
from se_desk.services.desk import Desk

HEAD = (
    "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Forecast Category"
)


def plan(desk: Desk, folder: Path, *lines: str, head: str = HEAD) -> DealsPlan:
    path = folder / "deals.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return desk.imports.plan_deals(path)


def test_a_plan_taken_twice_doubles_nothing(desk: Desk, tmp_path: Path) -> None:
    found = plan(desk, tmp_path, "7,Gate,Abenrod,Ines Roth,Demo,100,2026-09-30,Commit")
    first = desk.imports.take_deals(found)
    again = desk.imports.take_deals(found)
    assert [deal.id for deal in first] == [deal.id for deal in again]
    assert len(desk.deals.views()) == 1 and len(desk.deals.forecasts(first[0].id)) == 1


def test_two_rows_of_one_deal_in_two_ways(desk: Desk, deal: Deal, tmp_path: Path) -> None:
    found = plan(
        desk,
        tmp_path,
        f"7,{deal.title},{deal.account},,Demo,100,,",
        f",{deal.title},{deal.account},,Demo,200,,",
    )
    assert [change.row for change in found.changes] == [2]
    assert found.problems[0].sentence == "The same deal as in row 2; only that one is taken."


def test_what_the_stage_of_the_crm_is_told_and_not_taken(desk: Desk, deal: Deal, tmp_path: Path) -> None:
    desk.deals.change(deal.id, stage=Stage.SIGN_OFF, crm_id="7")
    row = f"7,{deal.title},{deal.account},,Proposal,,,"
    (change,) = plan(desk, tmp_path, row).changes
    assert (change.how, change.stays) == (SAME, "The stage stays Sign-off; the CRM says Proposal")
    (change,) = plan(desk, tmp_path, row.replace("Proposal", "Closed Won")).changes
    assert change.stays == "The CRM has it as Closed Won; here it stays open until you close it"
    (change,) = plan(desk, tmp_path, row.replace("Proposal", "Signature")).changes
    assert change.stays == ""


def test_who_will_be_met_is_announced(desk: Desk, tmp_path: Path) -> None:
    lines = [f"{n},Deal {n},Abenrod,Owner {n % 8},Demo,1,," for n in range(10)]
    found = plan(desk, tmp_path, *lines, "", "Grand Totals (10 records)")
    assert len(found.to_meet) == 8
    assert found.notices() == (
        "8 account executives will be added: "
        "Owner 0, Owner 1, Owner 2, Owner 3, Owner 4, Owner 5 and 2 more.",
        "1 line of totals and small print left out.",
        "Amounts that name no currency are taken as EUR.",
    )
    fewer = found.without({row for row in range(2, 12) if row != 3})
    assert (fewer.to_take, fewer.to_meet) == (1, ("Owner 1",))
    assert [deal.title for deal in desk.imports.take_deals(fewer)] == ["Deal 1"]
    assert [row.view.partner.name for row in desk.partners.board()] == ["Owner 1"]


def test_stages_that_the_desk_calls_otherwise_are_said_in_words(desk: Desk, tmp_path: Path) -> None:
    stages = ("Proposal", "demo", "Pilot", "Proposal", "", *(f"Phase {n}" for n in range(6)))
    found = plan(
        desk, tmp_path, *(f"{n},Deal {n},Abenrod,,{stage},EUR 1,," for n, stage in enumerate(stages))
    )
    assert found.stages() == (
        "“Proposal” is taken as Demo, “Pilot” as POC, “Phase 0” as Discovery, “Phase 1” as Discovery, "
        "“Phase 2” as Discovery, “Phase 3” as Discovery, and 2 more"
    )
    assert f"Stages of new deals: {found.stages()}." in found.notices()
    desk.imports.take_deals(found)
    assert plan(desk, tmp_path, "0,Deal 0,Abenrod,,Proposal,EUR 1,,").stages() == ""  # no longer new


def test_many_are_announced_as_one(desk: Desk, tmp_path: Path, heard: list[Change]) -> None:
    found = plan(desk, tmp_path, *(f"{n},Deal {n},Abenrod,,Demo,1,," for n in range(120)))
    heard.clear()
    desk.imports.take_deals(found)
    assert [change.noun for change in heard] == [Noun.EVERYTHING]


def test_nothing_of_a_taking_that_is_stopped(desk: Desk, tmp_path: Path, heard: list[Change]) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done >= 500:
            raise Enough

    found = plan(desk, tmp_path, *(f"{n},Deal {n},Abenrod,Ines Roth,Demo,1,," for n in range(600)))
    heard.clear()
    with pytest.raises(Enough):
        desk.imports.take_deals(found, progress=stop)
    assert (desk.deals.views(), desk.partners.board(), heard) == ((), (), [])
    assert desk.imports.last() is None


WORD = st.sampled_from(["Gate", "gate ", "Pilot", "Süd", ""])
ROW = st.tuples(
    st.sampled_from(["", "7", "8", "9"]),
    WORD,
    WORD,
    st.sampled_from(["", "Ines Roth"]),
    st.sampled_from(["Demo", "Closed Won", ""]),
    st.sampled_from(["", "1", "2", "x"]),
    st.sampled_from(["", "2026-09-30", "2026-10-31"]),
    st.sampled_from(["", "Commit"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=6))
def test_any_file_again_changes_nothing_and_the_own_fields_stay(
    desk: Desk, tmp_path: Path, lines: list[tuple[str, ...]]
) -> None:
    own = {view.deal.id: view.deal for view in desk.deals.views()}
    found = plan(desk, tmp_path, *map(",".join, lines))
    desk.imports.take_deals(found)
    after = {view.deal.id: view.deal for view in desk.deals.views()}
    again = plan(desk, tmp_path, *map(",".join, lines))
    assert {change.how for change in again.changes} <= {SAME}
    desk.imports.take_deals(again)
    assert {view.deal.id: view.deal for view in desk.deals.views()} == after
    crm = ("title", "account", "crm_id", "partner_id", "value_minor", "value_currency", "changed_at")
    for key, deal in own.items():
        assert replace(deal, **{name: getattr(after[key], name) for name in crm}) == after[key]


def test_a_commit_date_that_slips_is_in_the_history(desk: Desk, tmp_path: Path) -> None:
    row = "7,Gate,Abenrod,Ines Roth,Demo,100,2026-09-30,Commit"
    (deal,) = desk.imports.take_deals(plan(desk, tmp_path, row))
    moved = plan(desk, tmp_path, row.replace("2026-09-30", "2026-12-18"))
    (change,) = moved.changes
    assert [(one.name, one.old, one.new) for one in change.fields] == [
        ("AE forecast", "Commit Wed 30 Sep", "Commit Fri 18 Dec")
    ]
    assert (change.how, moved.of(NEW), len(moved.of(CHANGED))) == (CHANGED, (), 1)
    desk.imports.take_deals(moved)
    assert [point.close_on for point in desk.deals.forecasts(deal.id)] == [
        date(2026, 9, 30),
        date(2026, 12, 18),
    ]
    assert {point.source for point in desk.deals.forecasts(deal.id)} == {"CRM file"}
