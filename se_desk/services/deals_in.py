"""Deals from a CRM's file against the desk: what is new, what changed field by field, what stays.

The CRM owns title, account, value, the AE's forecast and its own id, and names the AE of a deal that
has none yet. Everything else on a deal is the SE's own and is never touched; where the CRM's stage is
another one, the plan says so. A moved close date goes into the AE's history, so that a slip is seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Stage
from se_desk.domain.moments import count, say_day
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.exchange.crm_ids import salesforce_id, same_crm_id
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import DealRow, DealsFile, RowProblem

NEW, CHANGED, SAME = "new", "changed", "same"
_WORDS = {
    "closed": Stage.CLOSED, "procure": Stage.PROCUREMENT, "negotiat": Stage.PROCUREMENT,
    "contract": Stage.PROCUREMENT, "sign": Stage.SIGN_OFF, "valid": Stage.POC, "poc": Stage.POC,
    "proof": Stage.POC, "pilot": Stage.POC, "trial": Stage.POC, "demo": Stage.DEMO, "present": Stage.DEMO,
    "propos": Stage.DEMO,
}  # fmt: skip
_NAMED_PARTNERS, _NAMED_STAGES = 6, 6
_LONGEST_STAGE = 40  # characters of a word for one


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it stands on the desk and as the file has it, both in words."""

    name: str
    old: str
    new: str

    def say(self) -> str:
        """``AE forecast: Wed 30 Sep, now Mon 30 Nov``."""
        return f"{self.name}: {self.old}, now {self.new}" if self.old else f"{self.name}: {self.new}"


@dataclass(frozen=True, slots=True)
class DealChange:
    """What one row of the file would do. ``deal_id`` is None for a new deal.

    ``stays`` says what the CRM has otherwise and the desk keeps, "" where there is nothing of the kind.
    """

    row: int
    how: str
    title: str
    account: str
    fields: tuple[FieldChange, ...]
    deal_id: str | None
    source: DealRow
    stays: str = ""

    def say(self) -> str:
        """``AE forecast: Wed 30 Sep, now Mon 30 Nov``, and what stays."""
        return "; ".join((*(one.say() for one in self.fields), *((self.stays,) if self.stays else ())))


@dataclass(frozen=True, slots=True)
class DealsPlan:
    """What taking a file in would do. Nothing has been changed.

    ``to_meet`` are the account executives the desk does not know yet; ``ambiguous`` counts rows whose
    days read as two; ``remarks`` are sentences on the file as a whole.
    """

    label: str
    changes: tuple[DealChange, ...]
    problems: tuple[RowProblem, ...]
    to_meet: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    ambiguous: int = 0
    day_order: DayOrder | None = None
    assumed_currency: str = ""

    def of(self, how: str) -> tuple[DealChange, ...]:
        """Those that are new, changed or the same."""
        return tuple(change for change in self.changes if change.how == how)

    @property
    def to_take(self) -> int:
        """How many deals would be new or changed."""
        return sum(change.how != SAME for change in self.changes)

    def say(self) -> str:
        """``Salesforce report: 3 new, 1 changed, 6 as they are, 1 row with a problem.``"""
        new, changed, same = (len(self.of(how)) for how in (NEW, CHANGED, SAME))
        rows = len({problem.row for problem in self.problems})
        bad = f", {count(rows, 'row')} with a problem" if rows else ""
        return f"{self.label}: {new} new, {changed} changed, {same} as they are{bad}."

    def without(self, rows: Collection[int]) -> DealsPlan:
        """The plan where these rows of the file are left out."""
        kept = tuple(change for change in self.changes if change.row not in rows)
        owners = {change.source.owner.casefold() for change in kept if change.how != SAME}
        to_meet = tuple(name for name in self.to_meet if name.casefold() in owners)
        return replace(self, changes=kept, to_meet=to_meet)

    def stages(self) -> str:
        """``“Proposal” is taken as Demo, “Pilot” as POC``: the CRM's words for stages that the desk calls
        otherwise, of new deals; "" where there are none."""
        words = {change.source.stage: None for change in self.of(NEW) if change.source.stage}
        found = [(one[:_LONGEST_STAGE], stage_of(one).label) for one in words]
        other = [(word, label) for word, label in found if word.casefold() != label.casefold()]
        more = len(other) - _NAMED_STAGES
        said = [
            f"“{word}” {'as' if at else 'is taken as'} {label}"
            for at, (word, label) in enumerate(other[:_NAMED_STAGES])
        ]
        return ", ".join([*said, *([f"and {more} more"] if more > 0 else [])])

    def notices(self) -> tuple[str, ...]:
        """What else there is to know before it is taken in, in sentences."""
        said = list(self.remarks)
        if self.to_meet:
            named = ", ".join(self.to_meet[:_NAMED_PARTNERS])
            more = len(self.to_meet) - _NAMED_PARTNERS
            also = f" and {more} more" if more > 0 else ""
            said.insert(0, f"{count(len(self.to_meet), 'account executive')} will be added: {named}{also}.")
        if taken_as := self.stages():
            said.append(f"Stages of new deals: {taken_as}.")
        if self.assumed_currency:
            said.append(f"Amounts that name no currency are taken as {self.assumed_currency}.")
        return tuple(said)


class Known:
    """The deals, forecasts and partners a file is held against, each found at once."""

    def __init__(
        self, deals: Iterable[Deal], newest: Mapping[str, Forecast], partners: Iterable[Partner], today: date
    ) -> None:
        self.newest, self.today = newest, today
        self.owners = {partner.name.casefold(): partner for partner in partners}
        self._claimed: set[str] = set()
        self.deals: dict[str, Deal] = {}
        self._by_id: dict[str, Deal] = {}
        self._by_names: dict[tuple[str, str], list[Deal]] = {}
        for deal in deals:
            self.deals[deal.id] = deal
            if deal.crm_id.strip():
                self._by_id.setdefault(salesforce_id(deal.crm_id), deal)
            self._by_names.setdefault(_names(deal.title, deal.account), []).append(deal)

    def match(self, row: DealRow) -> Deal | None:
        """By the CRM's id; else by account and title, where the row or the deal has no id.

        A deal that is another row's is not taken for it by its names.
        """
        found = self.with_id(row)
        if found is not None:
            return found
        named = self._by_names.get(_names(row.title, row.account or row.title), [])
        free = [deal for deal in named if deal.id not in self._claimed]
        without = [deal for deal in free if not deal.crm_id]
        fitting = without or ([] if row.crm_id else free)
        return fitting[-1] if fitting else None

    def with_id(self, row: DealRow) -> Deal | None:
        """The deal that has the row's id of the CRM."""
        return self._by_id.get(salesforce_id(row.crm_id)) if row.crm_id else None

    def claim(self, deal_ids: Iterable[str]) -> None:
        """These deals are those of rows."""
        self._claimed.update(deal_ids)

    def change(self, row: DealRow, deal: Deal | None) -> DealChange:
        """What the row would do to the deal it is."""
        if deal is None:
            fields = tuple(_new_fields(row, self.today))
            return DealChange(row.row, NEW, row.title, row.account, fields, None, row)
        fields = tuple(_differences(row, deal, self.newest.get(deal.id), self.today))
        how = CHANGED if fields else SAME
        return DealChange(row.row, how, row.title, row.account, fields, deal.id, row, _stays(row, deal))


def plan_of(file: DealsFile, known: Known) -> DealsPlan:
    """Each row against the desk. A row whose deal came before in the file is a problem."""
    changes, problems, seen = list[DealChange](), list(file.problems), dict[object, int]()
    known.claim(deal.id for row in file.rows if (deal := known.with_id(row)))
    for row in file.rows:
        names = _names(row.title, row.account or row.title)
        before = None if row.crm_id else seen.get(names)
        if before is not None:
            problems.append(RowProblem(row.row, f"The same deal as in row {before}; only that one is taken."))
            continue
        seen.setdefault(names, row.row)
        deal = known.match(row)
        known.claim((deal.id,) if deal else ())
        changes.append(known.change(row, deal))
    footer = f"{count(file.left_out, 'line')} of totals and small print left out."
    return DealsPlan(
        label=file.profile.label,
        changes=tuple(changes),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        to_meet=tuple(_to_meet(changes, known)),
        remarks=(*file.remarks, *((footer,) if file.left_out else ())),
        ambiguous=len(file.ambiguous),
        day_order=file.day_order,
        assumed_currency=file.assumed_currency,
    )


def _to_meet(changes: Iterable[DealChange], known: Known) -> Iterator[str]:
    met = set(known.owners)
    for change in changes:
        owner = change.source.owner
        wanted = change.how == NEW or any(one.name == "AE" for one in change.fields)
        if owner and wanted and owner.casefold() not in met:
            met.add(owner.casefold())
            yield owner


def _names(title: str, account: str) -> tuple[str, str]:
    return title.casefold(), account.casefold()


def _stays(row: DealRow, deal: Deal) -> str:
    """The stage is the SE's own: what the CRM says of it is only told."""
    if not row.stage:
        return ""
    theirs = stage_of(row.stage)
    if theirs is Stage.CLOSED and deal.outcome is None:
        return f"The CRM has it as {row.stage[:40]}; here it stays open until you close it"
    if theirs is deal.stage or deal.stage is Stage.CLOSED:
        return ""
    return f"The stage stays {deal.stage.label}; the CRM says {row.stage[:40]}"


def stage_of(text: str) -> Stage:
    """The desk's stage for a CRM's word; discovery where nothing fits. Only asked for new deals."""
    wanted = text.casefold()
    return next((stage for part, stage in _WORDS.items() if part in wanted), Stage.DISCOVERY)


def category_of(text: str, before: ForecastCategory | None) -> ForecastCategory:
    """The AE's category; the one before, or pipeline, where the file has none."""
    try:
        return ForecastCategory(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        return before or ForecastCategory.PIPELINE


def with_row(deal: Deal, row: DealRow) -> Deal:
    """The CRM's own fields anew; a field the file does not have stays."""
    has_amount = row.amount_minor is not None
    same_id = not row.crm_id or same_crm_id(deal.crm_id, row.crm_id)
    return replace(
        deal,
        title=row.title or deal.title,
        account=row.account or deal.account,
        crm_id=deal.crm_id if same_id else row.crm_id,
        value_minor=row.amount_minor if has_amount else deal.value_minor,
        value_currency=row.currency if has_amount else deal.value_currency,
    )


def _differences(row: DealRow, deal: Deal, forecast: Forecast | None, today: date) -> Iterable[FieldChange]:
    after = with_row(deal, row)
    if deal.title != after.title:
        yield FieldChange("Title", deal.title, after.title)
    if deal.account != after.account:
        yield FieldChange("Account", deal.account, after.account)
    if deal.value != after.value and after.value is not None:
        yield FieldChange("Value", deal.value.say() if deal.value else "", after.value.say())
    if deal.crm_id != after.crm_id:
        yield FieldChange("CRM id", deal.crm_id, after.crm_id)
    if deal.partner_id is None and row.owner:
        yield FieldChange("AE", "", row.owner)
    ahead = forecast_of(row, forecast)
    if ahead is not None and (forecast is None or ahead != (forecast.category, forecast.close_on)):
        old = _say_forecast(forecast.category, forecast.close_on, today) if forecast else ""
        yield FieldChange("AE forecast", old, _say_forecast(*ahead, today))


def _new_fields(row: DealRow, today: date) -> Iterable[FieldChange]:
    if row.owner:
        yield FieldChange("AE", "", row.owner)
    if row.amount_minor is not None:
        yield FieldChange("Value", "", Money(row.amount_minor, row.currency).say())
    if (ahead := forecast_of(row, None)) is not None:
        yield FieldChange("AE forecast", "", _say_forecast(*ahead, today))


def forecast_of(row: DealRow, before: Forecast | None) -> tuple[ForecastCategory, date] | None:
    """The AE's forecast as the file has it; None for a row without a close date."""
    if row.close_on is None:
        return None
    return category_of(row.forecast, before.category if before else None), row.close_on


def _say_forecast(category: ForecastCategory, day: date, today: date) -> str:
    return f"{category.label} {say_day(day, today)}"
