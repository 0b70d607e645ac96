from __future__ import annotations

import pytest

from se_desk.exchange.crm_ids import salesforce_id, same_crm_id


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
