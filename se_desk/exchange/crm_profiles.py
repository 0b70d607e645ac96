"""What the CRMs call the columns of a deal, and how a file of theirs is known by its headers.

Headers: Salesforce report and API export, HubSpot, Dynamics 365 and Pipedrive as their own exports write
them (English), and a sheet of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from se_desk.domain.errors import NotFound
from se_desk.exchange.days import DayOrder


class Field(StrEnum):
    """What a row can say of a deal."""

    TITLE = "title"
    ACCOUNT = "account"
    OWNER = "owner"
    STAGE = "stage"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CLOSE_ON = "close_on"
    PROBABILITY = "probability"
    NEXT_STEP = "next_step"
    CRM_ID = "crm_id"
    FORECAST = "forecast"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return _LABELS[self]


_LABELS = {
    Field.TITLE: "Deal name",
    Field.ACCOUNT: "Account",
    Field.OWNER: "Account executive",
    Field.STAGE: "Stage",
    Field.AMOUNT: "Value",
    Field.CURRENCY: "Currency",
    Field.CLOSE_ON: "Close date",
    Field.PROBABILITY: "Probability",
    Field.NEXT_STEP: "Next step",
    Field.CRM_ID: "Id in the CRM",
    Field.FORECAST: "Forecast category",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """``columns`` names, for each field, the headers it may stand under, the best first.

    ``needed``: besides the title, one of these fields must be there, or the file is of another kind.
    ``fraction``: probabilities are written 0 to 1. ``whole``: every column must be there. ``order`` is how
    its days are written, where that was said once.
    """

    key: str
    label: str
    columns: Mapping[Field, tuple[str, ...]]
    needed: frozenset[Field]
    fraction: bool = False
    whole: bool = False
    order: DayOrder | None = None

    def placed(self, header: Sequence[str]) -> dict[Field, int]:
        """Where each field stands in `header`, counted from 0."""
        at = {folded(name): index for index, name in reversed(list(enumerate(header)))}
        found = {}
        for field, names in self.columns.items():
            index = next((at[folded(name)] for name in names if folded(name) in at), None)
            if index is not None:
                found[field] = index
        return found

    def knows(self, header: Sequence[str]) -> int:
        """How many fields `header` has, 0 where it is not a header of this kind."""
        found = self.placed(header)
        fits = Field.TITLE in found and bool(self.needed & found.keys())
        if self.whole and len(found) < len(self.columns):
            return 0
        return len(found) if fits else 0


def folded(name: str) -> str:
    """A header as it is compared: without regard to capitals and blanks."""
    return " ".join(name.casefold().split())


SALESFORCE_REPORT = Profile(
    "salesforce-report",
    "Salesforce report",
    {
        Field.TITLE: ("Opportunity Name",),
        Field.ACCOUNT: ("Account Name",),
        Field.OWNER: ("Opportunity Owner", "Owner"),
        Field.STAGE: ("Stage",),
        Field.AMOUNT: ("Amount", "Amount (converted)"),
        Field.CURRENCY: ("Amount Currency", "Opportunity Currency", "Currency"),
        Field.CLOSE_ON: ("Close Date",),
        Field.PROBABILITY: ("Probability (%)", "Probability"),
        Field.NEXT_STEP: ("Next Step",),
        Field.CRM_ID: ("Opportunity ID",),
        Field.FORECAST: ("Forecast Category", "Forecast Category Name"),
    },
    frozenset({Field.STAGE, Field.CLOSE_ON, Field.AMOUNT, Field.CRM_ID, Field.ACCOUNT, Field.OWNER}),
)

SALESFORCE_API = Profile(
    "salesforce-api",
    "Salesforce API or Data Loader export",
    {
        Field.TITLE: ("Name",),
        Field.ACCOUNT: ("Account.Name",),
        Field.OWNER: ("Owner.Name",),
        Field.STAGE: ("StageName",),
        Field.AMOUNT: ("Amount",),
        Field.CURRENCY: ("CurrencyIsoCode",),
        Field.CLOSE_ON: ("CloseDate",),
        Field.PROBABILITY: ("Probability",),
        Field.NEXT_STEP: ("NextStep",),
        Field.CRM_ID: ("Id",),
        Field.FORECAST: ("ForecastCategoryName", "ForecastCategory"),
    },
    frozenset({Field.STAGE, Field.CLOSE_ON}),  # every object has a Name and an Id
)

HUBSPOT = Profile(
    "hubspot",
    "HubSpot",
    {
        Field.TITLE: ("Deal Name",),
        Field.ACCOUNT: ("Associated Company", "Associated Company (Primary)", "Primary Associated Company"),
        Field.OWNER: ("Deal owner",),
        Field.STAGE: ("Deal Stage",),
        Field.AMOUNT: ("Amount", "Amount in company currency"),
        Field.CURRENCY: ("Currency",),
        Field.CLOSE_ON: ("Close Date",),
        Field.PROBABILITY: ("Deal probability",),
        Field.NEXT_STEP: ("Next step",),
        Field.CRM_ID: ("Record ID", "Record ID - Deal", "Deal ID"),
        Field.FORECAST: ("Forecast category",),
    },
    frozenset({Field.STAGE, Field.CLOSE_ON, Field.AMOUNT, Field.CRM_ID, Field.OWNER}),
    fraction=True,
)

DYNAMICS = Profile(
    "dynamics",
    "Dynamics 365",
    {
        Field.TITLE: ("Topic",),
        Field.ACCOUNT: ("Account", "Potential Customer"),
        Field.OWNER: ("Owner",),
        Field.STAGE: ("Pipeline Phase", "Status Reason", "Status"),
        Field.AMOUNT: ("Est. Revenue", "Est. revenue"),
        Field.CURRENCY: ("Currency",),
        Field.CLOSE_ON: ("Est. Close Date",),
        Field.PROBABILITY: ("Probability",),
        Field.CRM_ID: ("(Do Not Modify) Opportunity",),
        Field.FORECAST: ("Forecast category",),
    },
    frozenset({Field.CLOSE_ON, Field.AMOUNT, Field.CRM_ID}),  # leads have a Topic too
)

PIPEDRIVE = Profile(
    "pipedrive",
    "Pipedrive",
    {
        Field.TITLE: ("Deal - Title",),
        Field.ACCOUNT: ("Deal - Organization",),
        Field.OWNER: ("Deal - Owner",),
        Field.STAGE: ("Deal - Stage", "Deal - Status"),
        Field.AMOUNT: ("Deal - Value",),
        Field.CURRENCY: ("Deal - Currency of Value",),
        Field.CLOSE_ON: ("Deal - Expected close date",),
        Field.PROBABILITY: ("Deal - Probability",),
        Field.CRM_ID: ("Deal - ID",),
    },
    frozenset({Field.STAGE, Field.CLOSE_ON, Field.AMOUNT, Field.CRM_ID, Field.ACCOUNT, Field.OWNER}),
)

SHEET = Profile(
    "sheet",
    "A sheet of your own",
    {
        Field.TITLE: ("Deal", "Deal title", "Opportunity"),
        Field.ACCOUNT: ("Account", "Customer", "Company"),
        Field.OWNER: ("Owner", "Account executive", "AE"),
        Field.STAGE: ("Stage",),
        Field.AMOUNT: ("Amount", "Value"),
        Field.CURRENCY: ("Currency",),
        Field.CLOSE_ON: ("Close date", "Close", "Close on"),
        Field.PROBABILITY: ("Probability", "Probability (%)"),
        Field.NEXT_STEP: ("Next step",),
        Field.CRM_ID: ("CRM id", "Id"),
        Field.FORECAST: ("Forecast", "Forecast category", "Category"),
    },
    frozenset({Field.STAGE, Field.CLOSE_ON, Field.AMOUNT, Field.ACCOUNT}),
)

PROFILES = (SALESFORCE_REPORT, SALESFORCE_API, HUBSPOT, DYNAMICS, PIPEDRIVE, SHEET)


def profile_named(key: str, own: Sequence[Profile] = ()) -> Profile:
    """The profile of that key, or among one's own of that name; NotFound where there is none."""
    wanted = key.strip().casefold()
    for profile in (*PROFILES, *own):
        if wanted in (profile.key, profile.label.casefold()):
            return profile
    known = ", ".join((*(profile.key for profile in PROFILES), *(profile.label for profile in own)))
    raise NotFound(f"There is no profile called {key!r}.", do=f"Choose one of: {known}.")
