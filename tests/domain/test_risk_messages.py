"""The message to the AE: it brings data, asks, carries the receipt, and judges nobody."""

from datetime import UTC, datetime

import pytest

from se_desk.domain.receipts import receipt
from se_desk.domain.risk_messages import (
    OPENING,
    blames,
    carries,
    crm_note,
    draft_message,
    message_words,
    receipts_in,
    with_receipt,
)
from se_desk.domain.risks import Category, RiskFlag, flag_id

CODE = "SED1-0001-RCR5-W1V9-D9D8-X9YC-NDDC-YJFV-8A84"


def flag(
    statement: str, category: Category | None = Category.TIMELINE, evidence: str = "Week 2 of 12."
) -> RiskFlag:
    return RiskFlag(
        id=flag_id("0" * 32, 1),
        deal_id="deal-1",
        chain="0" * 32,
        seq=1,
        statement=statement,
        severity=None,
        category=category,
        evidence=evidence,
        occurred_on=None,
        raised_at=datetime(2026, 3, 2, tzinfo=UTC),
        told=(),
        responses=(),
        notes=(),
        outcomes=(),
        entries=(),
    )


def test_a_message_brings_data_a_question_and_the_receipt() -> None:
    text = draft_message(flag("The order date is before procurement can end"), "Cold store", "Noor", CODE)
    opening, data, deal, question, proof = text.split("\n\n")
    assert opening == "I want to flag that the order date is before procurement can end."
    assert data == "What this rests on: Week 2 of 12."
    assert deal == "Deal: Cold store"
    assert question.endswith(", Noor?")
    assert proof.startswith(f"Receipt: {CODE}\n")


@pytest.mark.parametrize(
    ("statement", "begins"),
    [
        ("31 August is early", "31 August is early."),
        ("SAP is not in scope.", "SAP is not in scope."),
        ("A test is missing", "a test is missing."),
        ("AI is not allowed", "AI is not allowed."),
        ("THE END is near", "THE END is near."),
        ("Anna leaves in May", "one point needs our attention: Anna leaves in May."),
        ("Sensor licence is not in the quote", "one point needs our attention: Sensor licence is"),
        ("Is there a budget?", "one point needs our attention: Is there a budget?"),
    ],
)
def test_a_name_keeps_its_capital(statement: str, begins: str) -> None:
    assert draft_message(flag(statement), "D", "", CODE).startswith(f"{OPENING} {begins}")


@pytest.mark.parametrize("category", [*Category, None])
def test_no_category_is_without_a_question_and_none_blames(category: Category | None) -> None:
    text = draft_message(flag("No test data yet", category, evidence=""), " ", " ", CODE)
    assert text.count("?") == 1
    assert blames(text) == ()
    assert not {"!", "—"} & set(text)
    assert "What this rests on" not in text and "Deal:" not in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You should have asked. As usual nobody did.", ("You should have", "As usual")),
        ("It’s your fault", ("your fault",)),
        ("They failed to tell us and ignored it", ("failed to",)),
        ("He ignored my mail", ("He ignored",)),
        ("Procurement takes twelve weeks", ()),
        ("A blameless review of the unfailing database", ()),
    ],
)
def test_blame_is_pointed_out(text: str, found: tuple[str, ...]) -> None:
    assert blames(text) == found


def test_a_message_before_there_is_an_entry() -> None:
    words = message_words("The test data is late", "", Category.DATA, "", "")
    assert words.startswith("I want to flag that the test data is late.")
    assert "Receipt" not in words
    assert message_words("x", "y", None, "Deal", "Ann").count("\n\n") == 3


def test_the_note_for_the_crm() -> None:
    assert crm_note(flag("The order date is early"), CODE).split("\n\n") == [
        "Risk flag (Timeline): The order date is early",
        "Rests on: Week 2 of 12.",
        "Raised 2026-03-02 00:00:00Z",
        f"Receipt: {CODE}\nThe code stands for the entry in my log, so that both of us can go back to it.",
    ]
    assert crm_note(flag("Late", None, ""), CODE).startswith("Risk flag: Late\n\nRaised ")


def test_the_receipts_a_message_carries() -> None:
    one, other = receipt(3, "a" * 64), receipt(4, "b" * 64)
    message = with_receipt("We spoke of this.", one)
    assert receipts_in(message) == (one,)
    assert carries(message.lower(), one)
    assert not carries(message, other)
    mistyped = one[:-1] + ("0" if one[-1] != "0" else "1")
    assert receipts_in(f"{mistyped} and {other}") == (other,)
    assert with_receipt("  ", one).startswith("Receipt: SED1-0003-")
