"""Figures as they leave: Markdown, and tables that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.metrics import DealFact
from se_desk.domain.metrics_words import Figure
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Table
from se_desk.exchange.metrics_out import MetricsPaper, deals_csv, metrics_document, numbers_csv, outcome

FIGURE = Figure(
    key="win_rate",
    title="Win rate",
    value="72%",
    base="13 won of 18 closed deals",
    standing="meets the 70% target",
    note="One deal moves this number by 6 points.",
    left_out=("Left out: 1 deal.",),
    heads=("Quarter", "Win rate", "Won"),
    rows=(("Q2 FY2026", "67%", "10"), ("Q3 FY2026", "72%", "13")),
)
BARE = Figure(key="cycle", title="Pre-sales cycle", value="none", base="no deal")
DEAL = DealFact(
    id="d",
    account="=Fernbank\u202e\n Mills",
    title="Rounds | pumps",
    came_on=date(2026, 7, 3),
    outcome=Outcome.DISQUALIFIED,
    outcome_on=date(2026, 8, 3),
    no_go=NoGo.TECHNICAL_FIT,
    outcome_reason="+ no signal",
)
PAPER = MetricsPaper(
    "Nora\nLind", "Q3 FY2026, 1 Jul to 30 Sep 2026", date(2026, 9, 2), (FIGURE, BARE), (DEAL,)
)


def test_the_document() -> None:
    document = metrics_document(PAPER)
    text = as_markdown(document)
    assert document.title == PAPER.title == "Metrics, Q3 FY2026"
    assert text.startswith(
        "# Metrics, Q3 FY2026\n\nNora Lind. Q3 FY2026, 1 Jul to 30 Sep 2026, as of Wed 2 Sep 2026."
    )
    assert "**72%**, 13 won of 18 closed deals, meets the 70% target." in text
    assert "- One deal moves this number by 6 points.\n- Left out: 1 deal." in text
    assert "**none**, no deal." in text
    assert [len(block.rows) for block in document.blocks if isinstance(block, Table)] == [2, 1]
    assert "\u202e" not in text and "Rounds \\| pumps" in text


def test_a_period_without_deals_says_so() -> None:
    text = as_markdown(metrics_document(MetricsPaper("N", "Q1 FY2026", date(2026, 1, 2), (BARE,), ())))
    assert text.endswith("None in this period.\n")


@pytest.mark.parametrize(
    ("ended", "no_go", "said"),
    [
        (None, None, "open"),
        (Outcome.WON, None, "won"),
        (Outcome.NO_DECISION, None, "no decision"),
        (Outcome.DISQUALIFIED, None, "no-go"),
        (Outcome.DISQUALIFIED, NoGo.NO_SPONSOR, "no-go, no sponsor"),
    ],
)
def test_how_an_end_is_said(ended: Outcome | None, no_go: NoGo | None, said: str) -> None:
    deal = DealFact(id="d", account="A", title="T", came_on=date(2026, 7, 3), outcome=ended, no_go=no_go)
    assert outcome(deal) == said


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def test_the_numbers_as_a_table() -> None:
    rows = cells(numbers_csv(PAPER))
    assert rows[0] == ["Figure", "Of", "Number", "Value"]
    assert rows[1] == ["Win rate", PAPER.period, "Value", "72%"]
    assert rows[3:] == [
        ["Win rate", "Q2 FY2026", "Win rate", "67%"],
        ["Win rate", "Q2 FY2026", "Won", "10"],
        ["Win rate", "Q3 FY2026", "Win rate", "72%"],
        ["Win rate", "Q3 FY2026", "Won", "13"],
    ]


def test_the_deals_as_a_table_without_formulas() -> None:
    head, row = cells(deals_csv(PAPER))
    assert len(head) == len(row) == 8
    assert row[0].startswith("'=") and row[-1].startswith("'+")
    assert row[2:7] == ["2026-07-03", "", "", "2026-08-03", "no-go, technical fit"]
