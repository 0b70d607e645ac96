from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile, DeskError
from se_desk.exchange import deals_in
from se_desk.exchange.crm_profiles import HUBSPOT
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import DealRow, DealsFile, read_deals

FILES = Path(__file__).parent / "files"
HEADER = "Opportunity Name,Account Name,Stage,Amount,Close Date,Probability (%),Opportunity ID\n"


def read(name: str, **options: object) -> DealsFile:
    return read_deals((FILES / name).read_bytes(), **options)  # type: ignore[arg-type]


def rows(*lines: str, **options: object) -> DealsFile:
    return read_deals((HEADER + "\n".join(lines)).encode(), **options)  # type: ignore[arg-type]


def test_a_salesforce_report_with_lines_above_and_small_print_below() -> None:
    found = read("salesforce-report.csv")
    assert (found.profile.key, found.problems, found.day_order) == (
        "salesforce-report",
        (),
        DayOrder.MONTH_FIRST,
    )
    assert found.rows[0] == DealRow(
        row=5,
        title="Quay pilot",
        account="Kestrel Quay Logistics",
        owner="Mira Solano",
        stage="Proposal/Price Quote",
        amount_minor=120000000,
        currency="USD",
        close_on=date(2026, 12, 18),
        probability=60,
        next_step='Send the "gate" drawing,\nthen call',
        crm_id="006Aa00000KQp1xIAD",
    )
    assert [(row.title, row.amount_minor, row.close_on) for row in found.rows[1:]] == [
        ("Total Dairy rollout", 48000000, date(2027, 1, 5)),
        ("Cold store sensors", None, date(2026, 11, 30)),
    ]


def test_a_german_report() -> None:
    found = read("salesforce-report-german.csv")
    assert [
        (r.title, r.owner, r.amount_minor, r.currency, r.close_on, r.probability) for r in found.rows
    ] == [
        ("Kühlhaus Süd", "Jörg Brandt", 120000000, "EUR", date(2027, 4, 3), 60),
        ("Milchhof", "Jörg Brandt", 48000000, "EUR", date(2026, 12, 31), 75),
    ]
    assert found.problems == ()


def test_an_export_of_the_salesforce_api() -> None:
    (row,) = read("salesforce-api.csv", currency="EUR").rows
    assert (row.crm_id, row.forecast, row.account, row.owner) == ("006Aa00000KQp1xIAD", "Commit", "", "")
    assert (row.amount_minor, row.currency, row.probability) == (120000000, "EUR", 60)


def test_hubspot() -> None:
    found = read("hubspot.csv")
    assert found.profile.key == "hubspot"
    assert [(r.crm_id, r.close_on, r.probability, r.account) for r in found.rows] == [
        ("18231457201", date(2026, 12, 18), 90, "Kestrel Quay Logistics"),
        ("18231457202", None, 40, ""),
    ]


def test_dynamics_with_serial_days_in_utf_16() -> None:
    (row,) = read("dynamics.csv").rows
    assert (row.title, row.close_on, row.stage) == ("Quay pilot", date(2026, 12, 18), "3-Propose")
    assert row.crm_id == "5f1c0d1e-0000-4000-8000-00000000000a"


def test_pipedrive_with_a_currency_for_each_row() -> None:
    found = read("pipedrive.csv")
    assert [(r.crm_id, r.amount_minor, r.currency) for r in found.rows] == [
        ("17", 120000000, "EUR"),
        ("18", 1200000, "JPY"),
    ]


def test_a_sheet_of_ones_own_with_days_that_read_as_two() -> None:
    found = read("sheet.csv")
    assert found.ambiguous == (2, 3)
    assert [r.close_on for r in found.rows] == [None, None]
    assert "could be 3 April or 4 March" in found.problems[0].sentence
    assert [r.amount_minor for r in found.rows] == [1200, 480000]
    settled = read("sheet.csv", day_order=DayOrder.DAY_FIRST)
    assert [r.close_on for r in settled.rows] == [date(2027, 4, 3), date(2027, 6, 5)]
    assert settled.ambiguous == ()


def test_one_row_settles_the_order_for_all() -> None:
    found = rows("A,x,s,1,03/04/2027,,", "B,x,s,1,13/04/2027,,")
    assert (found.day_order, found.rows[0].close_on) == (DayOrder.DAY_FIRST, date(2027, 4, 3))


@pytest.mark.parametrize(
    ("line", "sentence", "kept"),
    [
        (",x,s,1,,,", "Row 2 has no deal name and is left out.", False),
        ("A,,,,,,", "Row 2 holds a name only and is left out.", False),
        ("A,x,s,TBD,,,", "Row 2 comes without an amount: 'TBD' is no amount.", True),
        ("A,x,s,1,soon,,", "Row 2 comes without a close date: 'soon' is no day.", True),
        ("A,x,s,1,,high,", "Row 2 comes without a probability: 'high' is no percentage.", True),
        ("A,x,s,1,,140,", "Row 2 comes without a probability: '140' is no percentage.", True),
        ("A,x,s,1,,nan,", "Row 2 comes without a probability: 'nan' is no percentage.", True),
        (
            "A,x,s,1,,,id,more",
            "Row 2 has more cells than the header; the last ones are left out.",
            True,
        ),
    ],
)
def test_problems_are_named_by_row(line: str, sentence: str, kept: bool) -> None:
    found = rows(line)
    assert [(p.row, p.sentence) for p in found.problems] == [(2, sentence)]
    assert bool(found.rows) is kept


def test_a_short_row_is_taken_and_told() -> None:
    found = rows("A,x")
    assert found.rows[0].account == "x"
    assert found.problems[0].sentence == "Row 2 has 2 cells of 7; the rest is taken as blank."


def test_a_deal_that_comes_twice_is_taken_once() -> None:
    found = rows("A,x,s,1,,,006Aa00000KQp1x", "A again,x,s,1,,,006Aa00000KQp1xIAD")
    assert [r.title for r in found.rows] == ["A"]
    assert found.problems[0].sentence == "Row 3 repeats the deal of row 2."


def test_an_open_quotation_mark_is_told() -> None:
    found = rows('"A,x,s,1,,,', "B,x,s,1,,,")
    assert "never closed" in found.problems[-1].sentence


@pytest.mark.parametrize(
    "footer",
    [
        "Grand Totals (1 records),,,,,,",
        "Total,,,1200,,,",
        "\n\nReport of the week",
        "\nConfidential Information - Do Not Distribute",
        "Copyright (c) 2026",
    ],
)
def test_lines_below_the_deals_are_no_deals(footer: str) -> None:
    found = rows("A,x,s,1,,,", footer)
    assert len(found.rows) == 1 and found.problems == ()


def test_a_footer_where_the_id_stands_first() -> None:
    found = read_deals(b"Record ID,Deal Name,Amount\n1,A,5\nTotal,,5")
    assert [r.title for r in found.rows] == ["A"] and found.problems == ()


@pytest.mark.parametrize("title", ["Total Dairy rollout", "Copyright register", "Average Joe"])
def test_a_deal_may_be_called_like_a_total(title: str) -> None:
    assert rows(f"{title},x,s,1,,,").rows[0].title == title


def test_the_headers_seen_are_named() -> None:
    with pytest.raises(BadFile, match="the headers are First Name, Email, Phone") as caught:
        read_deals(b"Contacts\nFirst Name,Email,Phone\nAna,a@x.example,1")
    assert "Salesforce report" in caught.value.do
    with pytest.raises(BadFile, match=r"a0, a1, .* and 12 more"):
        read_deals(",".join(f"a{n}" for n in range(20)).encode())
    with pytest.raises(BadFile, match="the headers are just one line"):
        read_deals(b"just one line")


def test_a_named_profile_must_fit() -> None:
    with pytest.raises(BadFile, match="headers are Opportunity Name"):
        rows("A,x,s,1,,,", profile=HUBSPOT)


def test_a_file_without_deals_is_an_empty_one() -> None:
    assert rows().rows == ()


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deals_in, "MAX_ROWS", 1)
    with pytest.raises(BadFile, match="more than 1 rows"):
        rows("A,x,s,1,,,", "B,x,s,1,,,")


CELL = st.text(st.sampled_from('a1,.;"\n\r\0$€%/-') | st.characters(exclude_categories=("Cs",)), max_size=8)


@given(st.lists(st.lists(CELL, max_size=9).map(",".join), max_size=6))
def test_any_rows_are_deals_or_named_problems(lines: list[str]) -> None:
    try:
        found = rows(*lines)
    except DeskError:
        return
    assert all(row.title and len(row.currency) == 3 for row in found.rows)
    assert all(problem.sentence.endswith(".") for problem in found.problems)


def test_a_name_that_never_ends_is_cut_and_told() -> None:
    found = rows(f"{'x' * 5_000},{'y' * 301},Prospecting,1,2026-01-01,10,0061")
    assert [len(found.rows[0].title), len(found.rows[0].account)] == [300, 300]
    assert [each.sentence for each in found.problems] == [
        "Row 2 has too long a deal name; its end is left out.",
        "Row 2 has too long a name of the account; its end is left out.",
    ]
    assert not rows(f"{'x' * 300},y,Prospecting,1,2026-01-01,10,0061").problems  # the control


GOLDEN = FILES.parent / "expected" / "deals"
CRMS = ("salesforce-report", "salesforce-report-german", "salesforce-api", "hubspot", "dynamics", "pipedrive")


@pytest.mark.parametrize(
    "name", [f"{crm}.csv" for crm in CRMS] + [f"{crm}.xlsx" for crm in CRMS if "german" not in crm]
)
def test_the_exports_of_the_crms_are_read_as_they_always_were(name: str) -> None:
    """SE_DESK_GOLDEN=1 writes them anew; then look at what changed."""
    file = read(name, currency="EUR")
    said = json.dumps(
        {**asdict(file), "profile": file.profile.key}, indent=1, default=str, ensure_ascii=False
    )
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("SE_DESK_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said + "\n", encoding="utf-8")
    assert said + "\n" == golden.read_text("utf-8")


def test_a_workbook_says_the_same_as_the_csv() -> None:
    for crm in ("salesforce-report", "salesforce-api", "hubspot", "pipedrive"):
        assert read(f"{crm}.xlsx").rows == read(f"{crm}.csv").rows


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A,x,s,=1+1,,,", "Row 2, Value: a formula; it is left out."),
        ("A\0,x,s,1,,,", "Row 2 holds NUL characters, which no text has; they are left out."),
        ("A,x,s,1,31/02/2027,,", "Row 2 comes without a close date: '31/02/2027' is no day."),
    ],
)
def test_what_does_not_belong_in_a_cell(line: str, sentence: str) -> None:
    found = rows(line)
    assert [each.sentence for each in found.problems] == [sentence]
    assert found.rows[0].title == "A"


def test_a_title_that_is_a_formula_leaves_its_row_out() -> None:
    found = rows('"=HYPERLINK(""http://x"")",x,s,1,,,')
    assert found.rows == ()
    assert [each.sentence for each in found.problems] == [
        "Row 2, Deal name: a formula; it is left out.",
        "Row 2 has no deal name and is left out.",
    ]


def test_an_account_that_is_a_formula_is_named_and_so_is_a_column_of_them() -> None:
    found = rows("A,=VLOOKUP(1),s,1,,,", "B,Abenrod,s,1,,,")
    assert [each.sentence for each in found.problems] == [
        "Row 2, Account: a formula; it is left out, and a new deal has its own name there."
    ]
    assert found.remarks == ()
    (remark,) = rows("A,=VLOOKUP(1),s,1,,,", "B,=VLOOKUP(2),s,1,,,").remarks
    assert remark.startswith("The column 'Account Name' holds formulas that came to nothing.")


def test_two_columns_of_one_name_are_told() -> None:
    found = read_deals(b"Deal,Account,Amount,amount\nGate,Abenrod,1,2\n")
    assert found.rows[0].amount_minor == 100
    assert found.remarks == ("Row 1 names 2 columns 'Amount'; the first one is read.",)


def test_what_is_left_out_is_counted_and_the_currency_that_was_assumed_is_told() -> None:
    found = rows("A,x,s,1,,,", "", "Grand Totals (1 records),,,,,,", "Copyright (c) 2026", currency="EUR")
    assert (found.left_out, found.assumed_currency) == (2, "EUR")
    assert rows("A,x,s,EUR 1,,,").assumed_currency == ""


def test_too_many_blank_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deals_in, "MAX_BLANK_ROWS", 3)
    with pytest.raises(BadFile, match="more than"):
        rows("A,x,s,1,,,", *[""] * 5)


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deals_in, "MAX_TEXT", 20)
    with pytest.raises(BadFile, match="more text"):
        rows("A" * 30 + ",x,s,1,,,")


def test_a_file_of_blanks_holds_no_rows() -> None:
    with pytest.raises(BadFile, match="holds no rows"):
        read_deals(b",,\n,,\n")
