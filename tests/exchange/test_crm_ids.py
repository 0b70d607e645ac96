from __future__ import annotations

import pytest

from se_desk.exchange.crm_ids import is_salesforce_id, salesforce_id, same_crm_id


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
        ("006Aa00000KQp1x", "006Aa00000KQp1xIAD"),
        (" 006Aa00000KQp1x ", "006Aa00000KQp1xIAD"),
        ("006Aa00000KQp1xIAD", "006Aa00000KQp1xIAD"),
        ("123456789012345", "123456789012345"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_an_id_gets_its_checksum(short: str, long: str) -> None:
    assert salesforce_id(short) == long


def test_both_forms_are_one_record() -> None:
    assert same_crm_id("006Aa00000KQp1x", "006Aa00000KQp1xIAD")
    assert not same_crm_id("006Aa00000KQp1x", "006aa00000KQp1x")
    assert not same_crm_id("", " ")


@pytest.mark.parametrize(
    ("crm_id", "is_one"),
    [
        ("006Aa00000KQp1x", True),
        ("006Aa00000KQp1xIAD", True),
        ("006Aa00000KQp1xI", False),
        ("006Aa00000KQp1xIAD9", False),
        ("006Aa00000-Qp1x", False),
        ("006Aa00000KQp1x\n", False),
        ("", False),
    ],
)
def test_the_shape_of_an_id(crm_id: str, is_one: bool) -> None:
    assert is_salesforce_id(crm_id) is is_one
