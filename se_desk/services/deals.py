"""Verbs of deals: open, advance, forecast, read, procurement, close, and what a deal's page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, NoGo, Outcome, Read, Stage
from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.domain.timelines import days_apart, procurement_of
from se_desk.domain.titles import title_of
from se_desk.services.naming import pick
from se_desk.storage import deals as statements
from se_desk.storage import of_deals
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.deal_board import BoardRow
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal with its partner and the newest of both histories: what lists and headings show."""

    deal: Deal
    partner: Partner | None
    forecast: Forecast | None
    read: Read | None

    @property
    def apart(self) -> int | None:
        """Days between the AE's date and the SE's read, else the earliest signature; None without both."""
        if self.forecast is None:
            return None
        believed = self.believed_on
        return None if believed is None else days_apart(self.forecast.close_on, believed)

    @property
    def believed_on(self) -> date | None:
        """The SE's read, else the earliest signature that procurement allows."""
        if self.read is not None:
            return self.read.close_on
        procurement = procurement_of(self.deal)
        return procurement.earliest_signature_on if procurement else None


def views_in(conn: Connection) -> tuple[DealView, ...]:
    """The views of all deals, by account and title, within a snapshot that is open."""
    partners = {partner.id: partner for partner in partner_rows.all_partners(conn)}
    newest = {forecast.deal_id: forecast for forecast in statements.forecasts_of(conn)}
    believed = {read.deal_id: read for read in statements.reads_of(conn)}
    return tuple(
        DealView(deal, partners.get(deal.partner_id or ""), newest.get(deal.id), believed.get(deal.id))
        for deal in statements.all_deals(conn)
    )


class Deals:
    """What can be done with deals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(
        self,
        title: str,
        account: str,
        *,
        partner_id: str | None = None,
        value: Money | None = None,
        stage: Stage = Stage.DISCOVERY,
        crm_id: str = "",
        came_on: date | None = None,
        author: object | None = None,
    ) -> Deal:
        """A new deal. BadInput where title or account is blank, or longer than a title may be."""
        title, account = title_of(title), title_of(account, "account")
        if not title or not account:
            raise BadInput("A deal needs a title and an account.", do="Fill in both.")
        with self._desk.writing(author) as work:
            deal = Deal(
                id=work.new_id(),
                title=title,
                account=account,
                partner_id=partner_id,
                crm_id=crm_id,
                value_minor=value.minor if value else None,
                value_currency=value.currency if value else self._desk.profile.currency(work.conn),
                stage=stage,
                came_on=came_on or self._desk.today_on(),
                changed_at=work.now,
            )
            statements.insert(work.conn, deal)
            work.announce(Noun.DEAL, deal.id, deal.id)
        return deal

    def change(self, deal_id: str, *, author: object | None = None, **fields: object) -> Deal:
        """Set the named fields of a deal; TypeError for a field it does not have."""
        with self._desk.writing(author) as work:
            return self._change(work, deal_id, **fields)

    def advance(self, deal_id: str, stage: Stage, *, author: object | None = None) -> Deal:
        """Move the sale to ``stage``."""
        return self.change(deal_id, stage=stage, author=author)

    def reach(self, deal_id: str, step: str, on: date, *, author: object | None = None) -> Deal:
        """A step of the technical win was reached: discovery, demo, poc, poc_until or sign_off."""
        if step not in ("discovery", "demo", "poc", "poc_until", "sign_off"):
            raise BadInput(f"{step} is no step of the technical win.")
        return self.change(deal_id, author=author, **{f"{step}_on": on})

    def set_procurement(
        self, deal_id: str, start_on: date, weeks: int, source: str = "", *, author: object | None = None
    ) -> Deal:
        """When the customer's procurement began, how many weeks it takes, and who says so."""
        if not 1 <= weeks <= 260:
            raise BadInput(
                "A procurement lasts between 1 and 260 weeks.", do="Give its length in whole weeks."
            )
        return self.change(
            deal_id,
            procurement_start_on=start_on,
            procurement_weeks=weeks,
            procurement_source=source,
            author=author,
        )

    def record_forecast(
        self,
        deal_id: str,
        category: ForecastCategory,
        close_on: date,
        source: str = "",
        *,
        author: object | None = None,
    ) -> Forecast:
        """What the AE has in the CRM now; one more point of the history."""
        with self._desk.writing(author) as work:
            statements.get(work.conn, deal_id)
            forecast = Forecast(
                id=work.new_id(),
                deal_id=deal_id,
                category=category,
                close_on=close_on,
                source=source,
                recorded_at=work.now,
            )
            statements.insert_forecast(work.conn, forecast)
            work.announce(Noun.DEAL, deal_id, deal_id)
        return forecast

    def record_read(
        self, deal_id: str, close_on: date, why: str = "", *, author: object | None = None
    ) -> Read:
        """The date the SE believes now, and why; one more point of the history."""
        with self._desk.writing(author) as work:
            statements.get(work.conn, deal_id)
            read = Read(id=work.new_id(), deal_id=deal_id, close_on=close_on, why=why, recorded_at=work.now)
            statements.insert_read(work.conn, read)
            work.announce(Noun.DEAL, deal_id, deal_id)
        return read

    def close(
        self,
        deal_id: str,
        outcome: Outcome,
        on: date,
        reason: str = "",
        *,
        no_go: NoGo | None = None,
        author: object | None = None,
    ) -> Deal:
        """The deal ended. BadInput where ``no_go`` names why the SE stepped back and the SE did not."""
        if no_go is not None and outcome is not Outcome.DISQUALIFIED:
            raise BadInput("Only a disqualified deal says why you stepped back.", do="Leave that out.")
        return self.change(
            deal_id,
            outcome=outcome,
            outcome_on=on,
            outcome_reason=reason,
            no_go=no_go,
            stage=Stage.CLOSED,
            author=author,
        )

    def reopen(self, deal_id: str, stage: Stage, *, author: object | None = None) -> Deal:
        """The deal goes on after all."""
        return self.change(
            deal_id,
            outcome=None,
            outcome_on=None,
            outcome_reason="",
            no_go=None,
            stage=stage,
            author=author,
        )

    def get(self, deal_id: str) -> Deal:
        """The deal; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, deal_id)

    def view(self, deal_id: str) -> DealView:
        """The deal as its page's heading shows it."""
        with self._desk.reading() as conn:
            return self.view_in(conn, deal_id)

    def view_in(self, conn: Connection, deal_id: str) -> DealView:
        """The same within a snapshot that is already open."""
        deal = statements.get(conn, deal_id)
        partner = partner_rows.get(conn, deal.partner_id) if deal.partner_id else None
        forecasts, reads = statements.forecasts_of(conn, deal_id), statements.reads_of(conn, deal_id)
        return DealView(deal, partner, forecasts[-1] if forecasts else None, reads[-1] if reads else None)

    def views_of(self, conn: Connection, deal_ids: Iterable[str]) -> dict[str, DealView]:
        """The views of several deals by id, within a snapshot that is open; of those that are on the desk."""
        deals = of_deals.deals_by_id(conn, tuple(deal_ids))
        partner_ids = {deal.partner_id for deal in deals.values() if deal.partner_id}
        partners = of_deals.partners_by_id(conn, tuple(partner_ids))
        forecasts, reads = of_deals.forecasts(conn, tuple(deals)), of_deals.reads(conn, tuple(deals))
        return {
            key: DealView(
                deal,
                partners.get(deal.partner_id or ""),
                forecasts[key][-1] if key in forecasts else None,
                reads[key][-1] if key in reads else None,
            )
            for key, deal in deals.items()
        }

    def views_by_id(self, deal_ids: Iterable[str]) -> dict[str, DealView]:
        """Some deals as lists show them, by id; of those that are on the desk."""
        with self._desk.reading() as conn:
            return self.views_of(conn, deal_ids)

    def count(self) -> int:
        """How many deals there are, closed ones too."""
        with self._desk.reading() as conn:
            return statements.count(conn)

    def views(self, *, active: bool | None = None) -> tuple[DealView, ...]:
        """All deals as lists show them; ``active`` True or False narrows them."""
        with self._desk.reading() as conn:
            if active:  # a dozen of hundreds
                ids = [deal.id for deal in statements.active(conn)]
                views = self.views_of(conn, ids)
                return tuple(views[key] for key in ids)
            return tuple(view for view in views_in(conn) if active is None or view.deal.is_active is active)

    def board(self) -> tuple[BoardRow, ...]:
        """All deals with what the list shows of each, the gravest open flag first."""
        from se_desk.services.deal_board import board_in

        with self._desk.reading() as conn:
            return board_in(conn)

    def forecasts(self, deal_id: str) -> tuple[Forecast, ...]:
        """The AE's history, oldest first."""
        with self._desk.reading() as conn:
            return statements.forecasts_of(conn, deal_id)

    def reads(self, deal_id: str) -> tuple[Read, ...]:
        """The SE's history, oldest first."""
        with self._desk.reading() as conn:
            return statements.reads_of(conn, deal_id)

    def named(self, name: str) -> Deal:
        """By id, a unique prefix of one, or a unique part of title or account."""
        with self._desk.reading() as conn:
            found = statements.all_deals(conn)
        by_id = {deal.id: deal for deal in found}
        titles = tuple((deal.id, f"{deal.account}: {deal.title}") for deal in found)
        return by_id[pick(name, titles, "deal")]

    def _change(self, work: Work, deal_id: str, **fields: object) -> Deal:
        deal = statements.get(work.conn, deal_id)
        fields |= {name: title_of(str(fields[name]), name) for name in ("title", "account") if name in fields}
        changed = replace(deal, **fields, changed_at=work.now)  # type: ignore[arg-type]  # checked by replace
        statements.update(work.conn, changed)
        work.announce(Noun.DEAL, deal_id, deal_id)
        return changed
