"""Deals from a CRM's file, taken in on a real desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, ForecastCategory, Outcome, Stage
from se_desk.domain.errors import BadFile
from se_desk.domain.partners import Partner
from se_desk.exchange.crm_ids import salesforce_id
from se_desk.services.deals_in import CHANGED, NEW, SAME, category_of, stage_of
from se_desk.services.desk import Desk

HEAD = '"Opportunity Name","Account Name","Opportunity Owner","Stage","Amount","Close Date","Opportunity ID"'
ONE = (
    '"Berth planning","Halvorsen Quays","Pavel Lindqvist","Negotiation","$1,200,000",'
    '"2026-09-30","006Qx00000A7Lm2"'
)
TWO = '"Gate sensors","Aspen Ports","Ines Roth","Closed Won","$80,000","2026-02-20","006Qx00000B8Nn3"'
FOOT = (
    '"Grand Totals (2 records)","","","","$1,280,000","",""\n'
    '"Confidential Information - Do Not Distribute","","","","","",""\n'
    '"Copyright (c) 2000-2026 a vendor. All rights reserved.","","","","","",""\n'
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(f"{HEAD}\n{ONE}\n{TWO}\n\n{FOOT}", encoding="utf-8")
    return path


def test_a_report_comes_in_footer_and_all(desk: Desk, report: Path, heard: list[Change]) -> None:
    plan = desk.imports.plan_deals(report)
    assert [c.how for c in plan.changes] == [NEW, NEW]
    assert plan.problems == ()
    assert "2 new" in plan.say()
    assert desk.deals.views() == ()  # a plan changes nothing
    heard.clear()
    desk.imports.take_deals(plan)
    aspen, berth = desk.deals.views()
    assert (berth.deal.stage, berth.deal.value and berth.deal.value.minor) == (Stage.PROCUREMENT, 120_000_000)
    assert berth.partner is not None
    assert berth.partner.name == "Pavel Lindqvist"
    assert berth.forecast is not None
    assert (berth.forecast.category, berth.forecast.close_on) == (
        ForecastCategory.PIPELINE,
        date(2026, 9, 30),
    )
    assert (aspen.deal.outcome, aspen.deal.outcome_on) == (Outcome.WON, date(2026, 2, 20))
    assert [change.noun for change in heard].count(Noun.PARTNER) == 2


def test_the_same_file_again_changes_nothing(desk: Desk, report: Path, heard: list[Change]) -> None:
    desk.imports.take_deals(desk.imports.plan_deals(report))
    before = desk.deals.views()
    heard.clear()
    again = desk.imports.plan_deals(report)
    assert {c.how for c in again.changes} == {SAME}
    desk.imports.take_deals(again)
    assert (desk.deals.views(), heard) == (before, [])


def test_a_slip_goes_into_the_history_and_the_own_fields_stay(desk: Desk, report: Path) -> None:
    desk.imports.take_deals(desk.imports.plan_deals(report))
    berth = desk.deals.named("Berth")
    desk.deals.record_forecast(berth.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    desk.deals.change(berth.id, compelling_event="mine", stage=Stage.POC, competitors="two")
    text = report.read_text().replace("2026-09-30", "2026-11-30").replace("1,200,000", "1,100,000")
    report.write_text(
        text.replace('"Berth planning"', '"Berth planning, phase 1"').replace(
            "006Qx00000A7Lm2", salesforce_id("006Qx00000A7Lm2")
        )
    )
    plan = desk.imports.plan_deals(report)
    (changed,) = plan.of(CHANGED)
    assert "AE forecast: Commit Wed 30 Sep, now Commit Mon 30 Nov" in changed.say()
    assert {field.name for field in changed.fields} >= {"Title", "Value", "AE forecast"}
    desk.imports.take_deals(plan)
    after = desk.deals.get(berth.id)
    assert (after.compelling_event, after.stage, after.competitors) == ("mine", Stage.POC, "two")
    assert after.title == "Berth planning, phase 1"
    assert [f.close_on.month for f in desk.deals.forecasts(berth.id)] == [9, 9, 11]


def test_a_deal_made_by_hand_is_found_by_its_names(desk: Desk, deal: Deal, report: Path) -> None:
    (changed,) = desk.imports.plan_deals(report).of(CHANGED)
    assert changed.deal_id == deal.id
    assert "CRM id: 006Qx" in changed.say()
    desk.imports.take_deals(desk.imports.plan_deals(report))
    assert desk.deals.get(deal.id).crm_id.startswith("006Qx00000A7Lm2")


def test_a_deal_without_an_ae_gets_the_one_of_the_file(desk: Desk, report: Path) -> None:
    made = desk.deals.open("Berth planning", "Halvorsen Quays")
    plan = desk.imports.plan_deals(report)
    assert "AE: Pavel Lindqvist" in plan.of(CHANGED)[0].say()
    desk.imports.take_deals(plan)
    partner = desk.deals.view(made.id).partner
    assert partner is not None
    assert partner.name == "Pavel Lindqvist"


def test_another_account_shows(desk: Desk, report: Path) -> None:
    desk.imports.take_deals(desk.imports.plan_deals(report))
    report.write_text(report.read_text().replace("Aspen Ports", "Aspen Harbours"))
    (changed,) = desk.imports.plan_deals(report).of(CHANGED)
    assert changed.say() == "Account: Aspen Ports, now Aspen Harbours"


def test_one_deal_twice_in_a_file_is_named(desk: Desk, report: Path) -> None:
    report.write_text(f"{HEAD}\n{ONE}\n{ONE}\n")
    plan = desk.imports.plan_deals(report)
    assert len(plan.changes) == 1
    assert "row 2" in plan.problems[0].sentence
    assert "1 row with a problem" in plan.say()


def test_rows_without_an_id_are_told_apart_by_their_names(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "named.csv"
    rows = ('"Gate","Aspen","Demo"', '"gate ","ASPEN","POC"', '"Gate","Brill","Demo"')
    path.write_text("\n".join(('"Opportunity Name","Account Name","Stage"', *rows)))
    plan = desk.imports.plan_deals(path)
    assert [(change.title, change.account) for change in plan.changes] == [
        ("Gate", "Aspen"),
        ("Gate", "Brill"),
    ]
    (problem,) = plan.problems
    assert (problem.row, problem.sentence) == (3, "The same deal as in row 2; only that one is taken.")


def test_an_owner_whom_the_desk_knows_is_not_met_again(desk: Desk, partner: Partner, report: Path) -> None:
    report.write_text(
        report.read_text()
        .replace("Pavel Lindqvist", "pavel LINDQVIST")
        .replace("Ines Roth", "Pavel Lindqvist")
    )
    desk.imports.take_deals(desk.imports.plan_deals(report))
    assert {view.partner and view.partner.id for view in desk.deals.views()} == {partner.id}
    assert [row.id for row in desk.partners.board()] == [partner.id]


def test_rows_without_owner_amount_or_day(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "thin.csv"
    path.write_text('"Opportunity Name","Account Name","Stage"\n"Gate","","Closed Lost"\n')
    (made,) = desk.imports.take_deals(desk.imports.plan_deals(path))
    assert (made.account, made.partner_id, made.value, made.outcome) == ("Gate", None, None, Outcome.LOST)
    assert desk.deals.forecasts(made.id) == ()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"hello\nworld\n"])
def test_what_is_no_table_of_deals(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile):
        desk.imports.plan_deals(path)
    assert desk.deals.views() == ()


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Technical validation", Stage.POC),
        ("Negotiation/Review", Stage.PROCUREMENT),
        ("Proposal/Price Quote", Stage.DEMO),
        ("Qualification", Stage.DISCOVERY),
        ("Closed Lost", Stage.CLOSED),
        ("", Stage.DISCOVERY),
    ],
)
def test_stage_of(words: str, stage: Stage) -> None:
    assert stage_of(words) is stage


def test_category_of() -> None:
    assert category_of("Best Case", None) is ForecastCategory.BEST_CASE
    assert category_of("Omitted", ForecastCategory.COMMIT) is ForecastCategory.COMMIT
    assert category_of("", None) is ForecastCategory.PIPELINE
