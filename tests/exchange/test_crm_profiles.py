from __future__ import annotations

import pytest

from se_desk.domain.errors import NotFound
from se_desk.exchange.crm_profiles import (
    DYNAMICS,
    HUBSPOT,
    PROFILES,
    SALESFORCE_API,
    SALESFORCE_REPORT,
    Field,
    profile_named,
)


def test_fields_are_found_whatever_the_order_and_case() -> None:
    placed = SALESFORCE_REPORT.placed(
        ["STAGE", " opportunity  name", "Close Date", "Amount (converted)", "Amount"]
    )
    assert placed == {Field.STAGE: 0, Field.TITLE: 1, Field.CLOSE_ON: 2, Field.AMOUNT: 4}


def test_of_two_columns_with_one_name_the_first_counts() -> None:
    assert SALESFORCE_REPORT.placed(["Opportunity Name", "Stage", "Stage"])[Field.STAGE] == 1


@pytest.mark.parametrize(
    "header",
    [
        ["Id", "Name", "Owner.Name"],  # contacts, accounts
        ["Topic", "Owner", "Status Reason"],  # leads of Dynamics
        ["Record ID", "First Name", "Amount"],
        ["Name", "Title", "Account", "Email"],
        [],
    ],
)
def test_other_lists_are_not_deals(header: list[str]) -> None:
    assert [profile.key for profile in PROFILES if profile.knows(header)] == []


def test_their_own_headers_are_known() -> None:
    assert SALESFORCE_API.knows(["Id", "Name", "StageName"]) == 3
    assert HUBSPOT.knows(["Record ID", "Deal Name"]) == 2
    assert DYNAMICS.knows(["Topic", "Est. Revenue"]) == 2


def test_profiles_are_found_by_key() -> None:
    assert [profile_named(profile.key.upper()) for profile in PROFILES] == list(PROFILES)
    with pytest.raises(NotFound, match="no profile"):
        profile_named("siebel")
