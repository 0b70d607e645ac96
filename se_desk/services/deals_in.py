"""Deals from a CRM's file: what is new, what changed field by field, and taking it in at once.

The CRM owns title, account, value, the AE's forecast and its own id, and names the AE of a deal that
has none yet. Everything else on a deal is the SE's own and is never touched. A moved close date goes into
the AE's history, so that a slip is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Outcome, Stage
from se_desk.domain.moments import count, say_day
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.exchange.crm_ids import same_crm_id
from se_desk.exchange.deals_in import DealRow, DealsFile, RowProblem
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

NEW, CHANGED, SAME = "new", "changed", "same"
_WORDS = {
    "closed": Stage.CLOSED, "procure": Stage.PROCUREMENT, "negotiat": Stage.PROCUREMENT,
    "contract": Stage.PROCUREMENT, "sign": Stage.SIGN_OFF, "valid": Stage.POC, "poc": Stage.POC,
    "proof": Stage.POC, "pilot": Stage.POC, "trial": Stage.POC, "demo": Stage.DEMO, "present": Stage.DEMO,
    "propos": Stage.DEMO,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, as it stands on the desk and as the file has it, both in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DealChange:
    """What one row of the file would do. ``deal_id`` is None for a new deal."""

    row: int
    how: str
    title: str
    account: str
    fields: tuple[FieldChange, ...]
    deal_id: str | None
    source: DealRow

    def say(self) -> str:
        """``AE forecast: Wed 30 Sep, now Mon 30 Nov``."""
        return "; ".join(
            f"{f.name}: {f.old}, now {f.new}" if f.old else f"{f.name}: {f.new}" for f in self.fields
        )


@dataclass(frozen=True, slots=True)
class DealsPlan:
    """What taking a file in would do. Nothing has been changed."""

    label: str
    changes: tuple[DealChange, ...]
    problems: tuple[RowProblem, ...]

    def of(self, how: str) -> tuple[DealChange, ...]:
        """Those that are new, changed or the same."""
        return tuple(change for change in self.changes if change.how == how)

    def say(self) -> str:
        """``Salesforce report: 3 new, 1 changed, 6 as they are, 1 row with a problem.``"""
        new, changed, same = (len(self.of(how)) for how in (NEW, CHANGED, SAME))
        bad = f", {count(len(self.problems), 'row')} with a problem" if self.problems else ""
        return f"{self.label}: {new} new, {changed} changed, {same} as they are{bad}."


class DealsIn:
    """Plans and takes in a file of deals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, file: DealsFile) -> DealsPlan:
        """Each row against the desk. A row with an id that came before in the file is a problem."""
        with self._desk.reading() as conn:
            deals = deal_rows.all_deals(conn)
            newest = {f.deal_id: f for f in deal_rows.forecasts_of(conn)}
        changes, problems, seen = [], list(file.problems), dict[str, int]()
        for row in file.rows:
            key = row.crm_id or f"{row.account.casefold()}\n{row.title.casefold()}"
            if key in seen:
                problems.append(
                    RowProblem(row.row, f"The same deal as in row {seen[key]}; only that one is taken.")
                )
                continue
            seen[key] = row.row
            changes.append(self._change(row, _match(row, deals), newest))
        return DealsPlan(file.profile.label, tuple(changes), tuple(sorted(problems, key=lambda p: p.row)))

    def take(self, plan: DealsPlan, *, author: object | None = None) -> tuple[Deal, ...]:
        """New and changed deals, all of them in one transaction."""
        with self._desk.writing(author) as work:
            owners = {p.name.casefold(): p for p in partner_rows.all_partners(work.conn)}
            return tuple(self._take(work, change, owners) for change in plan.changes if change.how != SAME)

    def _change(self, row: DealRow, deal: Deal | None, newest: dict[str, Forecast]) -> DealChange:
        today = self._desk.today_on()
        if deal is None:
            fields = tuple(_new_fields(row, today))
            return DealChange(row.row, NEW, row.title, row.account, fields, None, row)
        fields = tuple(_differences(row, deal, newest.get(deal.id), today))
        return DealChange(row.row, CHANGED if fields else SAME, row.title, row.account, fields, deal.id, row)

    def _take(self, work: Work, change: DealChange, owners: dict[str, Partner]) -> Deal:
        row = change.source
        if change.deal_id is None:
            deal = self._new(work, row, owners)
            deal_rows.insert(work.conn, deal)
        else:
            before = deal_rows.get(work.conn, change.deal_id)
            partner = None if before.partner_id else self._partner(work, row.owner, owners)
            partner_id = partner.id if partner else before.partner_id
            deal = replace(_with_row(before, row), partner_id=partner_id, changed_at=work.now)
            deal_rows.update(work.conn, deal)
        _record_forecast(work, deal, row)
        work.announce(Noun.DEAL, deal.id, deal.id)
        return deal

    def _new(self, work: Work, row: DealRow, owners: dict[str, Partner]) -> Deal:
        partner = self._partner(work, row.owner, owners)
        stage = stage_of(row.stage)
        won = stage is Stage.CLOSED and "won" in row.stage.casefold()
        lost = stage is Stage.CLOSED and not won
        return Deal(
            id=work.new_id(),
            title=row.title,
            account=row.account or row.title,
            partner_id=partner.id if partner else None,
            crm_id=row.crm_id,
            value_minor=row.amount_minor,
            value_currency=row.currency,
            stage=stage,
            came_on=self._desk.today_on(),
            outcome=Outcome.WON if won else Outcome.LOST if lost else None,
            outcome_on=row.close_on if won or lost else None,
            changed_at=work.now,
        )

    @staticmethod
    def _partner(work: Work, owner: str, owners: dict[str, Partner]) -> Partner | None:
        """The account executive of that name, met now where the desk does not know them yet."""
        if not owner:
            return None
        found = owners.get(owner.casefold())
        if found is None:
            found = Partner(id=work.new_id(), name=owner)
            partner_rows.insert(work.conn, found)
            owners[owner.casefold()] = found
            work.announce(Noun.PARTNER, found.id)
        return found


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


def _match(row: DealRow, deals: Iterable[Deal]) -> Deal | None:
    """By the CRM's id; else by account and title among deals that have none."""
    same_names = None
    for deal in deals:
        if row.crm_id and deal.crm_id and same_crm_id(row.crm_id, deal.crm_id):
            return deal
        names = (deal.title.casefold(), deal.account.casefold())
        free = not (row.crm_id and deal.crm_id)
        if free and names == (row.title.casefold(), (row.account or row.title).casefold()):
            same_names = deal
    return same_names


def _with_row(deal: Deal, row: DealRow) -> Deal:
    """The CRM's own fields anew; a field the file does not have stays."""
    has_amount = row.amount_minor is not None
    return replace(
        deal,
        title=row.title or deal.title,
        account=row.account or deal.account,
        crm_id=row.crm_id or deal.crm_id,
        value_minor=row.amount_minor if has_amount else deal.value_minor,
        value_currency=row.currency if has_amount else deal.value_currency,
    )


def _differences(row: DealRow, deal: Deal, forecast: Forecast | None, today: date) -> Iterable[FieldChange]:
    after = _with_row(deal, row)
    if deal.title != after.title:
        yield FieldChange("Title", deal.title, after.title)
    if deal.account != after.account:
        yield FieldChange("Account", deal.account, after.account)
    if deal.value != after.value and after.value is not None:
        yield FieldChange("Value", deal.value.say() if deal.value else "", after.value.say())
    if deal.crm_id != after.crm_id and not same_crm_id(deal.crm_id, after.crm_id):
        yield FieldChange("CRM id", deal.crm_id, after.crm_id)
    if deal.partner_id is None and row.owner:
        yield FieldChange("AE", "", row.owner)
    ahead = _forecast_of(row, forecast)
    if ahead is not None and (forecast is None or ahead != (forecast.category, forecast.close_on)):
        old = _say_forecast(forecast.category, forecast.close_on, today) if forecast else ""
        yield FieldChange("AE forecast", old, _say_forecast(*ahead, today))


def _new_fields(row: DealRow, today: date) -> Iterable[FieldChange]:
    if row.owner:
        yield FieldChange("AE", "", row.owner)
    if row.amount_minor is not None:
        yield FieldChange("Value", "", Money(row.amount_minor, row.currency).say())
    if (ahead := _forecast_of(row, None)) is not None:
        yield FieldChange("AE forecast", "", _say_forecast(*ahead, today))


def _forecast_of(row: DealRow, before: Forecast | None) -> tuple[ForecastCategory, date] | None:
    if row.close_on is None:
        return None
    return category_of(row.forecast, before.category if before else None), row.close_on


def _say_forecast(category: ForecastCategory, day: date, today: date) -> str:
    return f"{category.label} {say_day(day, today)}"


def _record_forecast(work: Work, deal: Deal, row: DealRow) -> None:
    before = _newest(work.conn, deal.id)
    ahead = _forecast_of(row, before)
    if ahead is None or (before is not None and ahead == (before.category, before.close_on)):
        return
    category, day = ahead
    point = Forecast(
        id=work.new_id(),
        deal_id=deal.id,
        category=category,
        close_on=day,
        source="CRM file",
        recorded_at=work.now,
    )
    deal_rows.insert_forecast(work.conn, point)


def _newest(conn: Connection, deal_id: str) -> Forecast | None:
    found = deal_rows.forecasts_of(conn, deal_id)
    return found[-1] if found else None
