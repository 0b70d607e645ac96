"""Taking deals in from a CRM's file, in one transaction, and remembering what was there before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal, Forecast, Outcome, Stage
from se_desk.domain.imports import LastImport
from se_desk.domain.partners import Partner
from se_desk.exchange.deals_in import DealRow, DealsFile
from se_desk.services.deals_in import (
    SAME,
    DealChange,
    DealsPlan,
    Known,
    forecast_of,
    plan_of,
    stage_of,
    with_row,
)
from se_desk.storage import deals as deal_rows
from se_desk.storage import imports as import_rows
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

SOURCE = "CRM file"
MANY = 100  # changes; more are announced as one
Progress = Callable[[int, int], object]  # rows done of so many; may raise to stop
_ROWS_A_WORD = 500


class DealsIn:
    """Plans and takes in a file of deals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, file: DealsFile) -> DealsPlan:
        """The file against the desk; nothing is changed."""
        with self._desk.reading() as conn:
            known = self._known(conn)
        return plan_of(file, known)

    def take(
        self, plan: DealsPlan, *, progress: Progress | None = None, author: object | None = None
    ) -> tuple[Deal, ...]:
        """New and changed deals, all of them in one transaction; where `progress` raises, none.

        The desk is looked at again: what came to be there since the plan was made is not doubled.
        """
        wanted = [change for change in plan.changes if change.how != SAME]
        with self._desk.writing(author) as work:
            taking = _Taking(work, self._known(work.conn))
            taking.known.claim(change.deal_id for change in plan.changes if change.deal_id)
            taken = []
            for number, change in enumerate(wanted):
                if progress is not None and number % _ROWS_A_WORD == 0:
                    progress(number, len(wanted))
                taken.append(taking.deal_of(change))
            taking.write(plan.label)
        return tuple(taken)

    def _known(self, conn: Connection) -> Known:
        return Known(
            deal_rows.all_deals(conn),
            import_rows.newest_forecasts(conn),
            partner_rows.all_partners(conn),
            self._desk.today_on(),
        )


@dataclass
class _Taking:
    """What is to be written, gathered before anything is."""

    work: Work
    known: Known
    made: list[Deal] = field(default_factory=list)
    changed: list[Deal] = field(default_factory=list)
    points: list[Forecast] = field(default_factory=list)
    met: list[Partner] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)

    def deal_of(self, change: DealChange) -> Deal:
        """The deal as it will be."""
        row = change.source
        found = self.known.deals.get(change.deal_id) if change.deal_id else self.known.match(row)
        if found is None:
            deal = self._new(row)
            self.made.append(deal)
        else:
            self.known.claim((found.id,))
            deal = self._changed(found, row)
        self._forecast(deal, row)
        return deal

    def write(self, label: str) -> None:
        """All of it, and what is needed to take it back."""
        conn = self.work.conn
        for partner in self.met:
            partner_rows.insert(conn, partner)
        import_rows.insert_deals(conn, self.made)
        import_rows.update_deals(conn, self.changed)
        import_rows.insert_forecasts(conn, self.points)
        if not (self.made or self.changed or self.points):
            return
        steps = json.dumps(
            {
                "made": [deal.id for deal in self.made],
                "met": [partner.id for partner in self.met],
                "points": [point.id for point in self.points],
                "changed": self.before,
            }
        )
        import_rows.remember(conn, LastImport(label=label, taken_at=self.work.now, steps=steps))
        self._announce()

    def _announce(self) -> None:
        deal_ids = dict.fromkeys(
            [*(deal.id for deal in (*self.made, *self.changed)), *(point.deal_id for point in self.points)]
        )
        if len(deal_ids) + len(self.met) > MANY:
            self.work.announce(Noun.EVERYTHING, "")
            return
        for partner in self.met:
            self.work.announce(Noun.PARTNER, partner.id)
        for deal_id in deal_ids:
            self.work.announce(Noun.DEAL, deal_id, deal_id)

    def _changed(self, found: Deal, row: DealRow) -> Deal:
        partner = None if found.partner_id else self._partner(row.owner)
        after = replace(with_row(found, row), partner_id=partner.id if partner else found.partner_id)
        point = forecast_of(row, self.known.newest.get(found.id))
        old = self.known.newest.get(found.id)
        moved = point is not None and (old is None or point != (old.category, old.close_on))
        if after == found and not moved:
            return found
        after = replace(after, changed_at=self.work.now)
        fields = [name for name in import_rows.CRM_FIELDS if getattr(after, name) != getattr(found, name)]
        self.before[found.id] = {
            "before": {name: getattr(found, name) for name in fields},
            "after": {name: getattr(after, name) for name in fields},
            "changed_at": found.changed_at.isoformat(),
        }
        self.changed.append(after)
        return after

    def _new(self, row: DealRow) -> Deal:
        partner = self._partner(row.owner)
        stage = stage_of(row.stage)
        won = stage is Stage.CLOSED and "won" in row.stage.casefold()
        lost = stage is Stage.CLOSED and not won
        return Deal(
            id=self.work.new_id(),
            title=row.title,
            account=row.account or row.title,
            partner_id=partner.id if partner else None,
            crm_id=row.crm_id,
            value_minor=row.amount_minor,
            value_currency=row.currency,
            stage=stage,
            came_on=self.known.today,
            outcome=Outcome.WON if won else Outcome.LOST if lost else None,
            outcome_on=row.close_on if won or lost else None,
            changed_at=self.work.now,
        )

    def _partner(self, owner: str) -> Partner | None:
        """The account executive of that name, met now where the desk does not know them yet."""
        if not owner:
            return None
        found = self.known.owners.get(owner.casefold())
        if found is None:
            found = Partner(id=self.work.new_id(), name=owner)
            self.known.owners[owner.casefold()] = found
            self.met.append(found)
        return found

    def _forecast(self, deal: Deal, row: DealRow) -> None:
        before = self.known.newest.get(deal.id)
        ahead = forecast_of(row, before)
        if ahead is None or (before is not None and ahead == (before.category, before.close_on)):
            return
        category, day = ahead
        self.points.append(
            Forecast(
                id=self.work.new_id(),
                deal_id=deal.id,
                category=category,
                close_on=day,
                source=SOURCE,
                recorded_at=self.work.now,
            )
        )
