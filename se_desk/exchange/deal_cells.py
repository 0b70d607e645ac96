"""One row of a CRM's file -> a deal, with a sentence for each cell that could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.domain.titles import LONGEST, cut
from se_desk.exchange.amounts import is_currency, read_amount
from se_desk.exchange.crm_ids import salesforce_id
from se_desk.exchange.crm_profiles import Field, Profile
from se_desk.exchange.days import AmbiguousDay, DayOrder, read_day

_NAMES = {Field.TITLE: "deal name", Field.ACCOUNT: "name of the account", Field.OWNER: "name of the owner"}
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """A deal as the CRM has it. ``row`` counts the file's rows from 1, its header and blank rows included.

    ``amount_minor`` counts minor units of ``currency``; ``probability`` is 0 to 100.
    """

    row: int
    title: str
    account: str = ""
    owner: str = ""
    stage: str = ""
    amount_minor: int | None = None
    currency: str
    close_on: date | None = None
    probability: int | None = None
    next_step: str = ""
    crm_id: str = ""
    forecast: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a row; ``two_days``: its close date reads as two."""

    deal: DealRow | None
    sentences: tuple[str, ...] = ()
    two_days: bool = False


@dataclass(frozen=True, slots=True)
class RowReader:
    """What settles amounts and days for all rows of one file."""

    profile: Profile
    currency: str
    order: DayOrder | None
    mark: str | None

    def read(self, number: int, text: Mapping[Field, str]) -> Read:
        """The deal of row ``number``; None for a row that is none."""
        if not text[Field.TITLE]:
            return Read(None, (f"Row {number} has no deal name and is left out.",))
        if not any(text[field] for field in text if field is not Field.TITLE):
            return Read(None, (f"Row {number} holds a name only and is left out.",))
        faults: list[str] = []
        names = {field: self._name(text, field, faults, number) for field in _NAMES}
        money = self._money(text, faults, number)
        close_on, two_days = self._day(text[Field.CLOSE_ON], faults, number)
        deal = DealRow(
            row=number,
            title=names[Field.TITLE],
            account=names[Field.ACCOUNT],
            owner=names[Field.OWNER],
            stage=text[Field.STAGE],
            amount_minor=money.minor if money else None,
            currency=money.currency if money else self._currency(text),
            close_on=close_on,
            probability=self._percent(text[Field.PROBABILITY], faults, number),
            next_step=text[Field.NEXT_STEP],
            crm_id=self._crm_id(text[Field.CRM_ID], faults, number),
            forecast=text[Field.FORECAST],
        )
        return Read(deal, tuple(faults), two_days)

    @staticmethod
    def _name(text: Mapping[Field, str], field: Field, faults: list[str], number: int) -> str:
        if len(text[field]) <= LONGEST:
            return text[field]
        faults.append(f"Row {number} has too long a {_NAMES[field]}; its end is left out.")
        return cut(text[field])

    def _currency(self, text: Mapping[Field, str]) -> str:
        code = text[Field.CURRENCY].upper()
        return code if is_currency(code) else self.currency

    def _money(self, text: Mapping[Field, str], faults: list[str], number: int) -> Money | None:
        named = text[Field.CURRENCY]
        if named and text[Field.AMOUNT] and not is_currency(named.upper()):
            faults.append(
                f"Row {number} names the currency {named[:20]!r}, which is no code; {self.currency} is taken."
            )
        try:
            return read_amount(text[Field.AMOUNT], self._currency(text), self.mark)
        except BadInput as fault:
            faults.append(f"Row {number} comes without an amount: {fault.happened}")
            return None

    def _day(self, text: str, faults: list[str], number: int) -> tuple[date | None, bool]:
        if not text:
            return None, False
        try:
            return read_day(text, self.order), False
        except BadInput as fault:
            faults.append(f"Row {number} comes without a close date: {fault.happened}")
            return None, isinstance(fault, AmbiguousDay)

    def _percent(self, text: str, faults: list[str], number: int) -> int | None:
        bare = text.rstrip("% ").replace(",", ".")
        if not bare:
            return None
        try:
            value = float(bare) * (100 if self.profile.fraction and "%" not in text else 1)
        except ValueError:
            value = -1
        if 0 <= value <= 100:
            return round(value)
        faults.append(f"Row {number} comes without a probability: {text[:40]!r} is no percentage.")
        return None

    def _crm_id(self, text: str, faults: list[str], number: int) -> str:
        if len(text) > _LONGEST_ID:
            faults.append(f"Row {number} comes without its id: it has {len(text)} characters.")
            return ""
        return salesforce_id(text) if self.profile.key.startswith("salesforce") else text
