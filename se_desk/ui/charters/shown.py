"""What the charter's tab shows: one version of a partner's charter, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from se_desk.domain.charters import Charter, CharterStatus, Clause, ClauseChange, Owes, changes
from se_desk.services.charters import CharterView
from se_desk.services.measures import CharterMeasures
from se_desk.services.partners import PartnerView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """``view`` is the version in front; ``before`` holds the clauses of the version agreed before it."""

    partner: PartnerView
    versions: tuple[Charter, ...]
    view: CharterView
    before: tuple[Clause, ...]
    measures: CharterMeasures | None
    se_name: str

    @property
    def charter(self) -> Charter:
        """The version in front."""
        return self.view.charter

    @property
    def ae_name(self) -> str:
        """The first name of the account executive."""
        return self.partner.partner.first_name

    def clause(self, clause_id: str) -> Clause | None:
        """A clause of the version in front."""
        return next((clause for clause in self.view.clauses if clause.id == clause_id), None)

    def earlier(self, clause: Clause) -> Clause | None:
        """The same clause as it was agreed before."""
        return next((old for old in self.before if old.origin_id == clause.origin_id), None)

    def with_clause(self, clause: Clause) -> Shown:
        """The same with a clause as it stands on the screen, not yet on the disk."""
        clauses = tuple(clause if one.id == clause.id else one for one in self.view.clauses)
        found = changes(self.before, clauses)
        return replace(self, view=replace(self.view, clauses=clauses, changes=found))

    def owner_words(self, owes: Owes) -> str:
        """Who owes it, by first name."""
        return {Owes.AE: self.ae_name, Owes.SE: self.se_name}.get(owes, f"{self.ae_name} and {self.se_name}")

    def changes_by_origin(self) -> dict[str, ClauseChange]:
        """How each clause differs; none where there was no agreed version before."""
        return {change.origin_id: change for change in self.view.changes} if self.view.agreed else {}


def read_shown(desk: Desk, partner_id: str, charter_id: str = "") -> Shown | None:
    """The version ``charter_id``, else the open one, else the newest; None before there is a charter."""
    versions = desk.charters.versions(partner_id)
    if not versions:
        return None
    chosen = next((one for one in versions if one.id == charter_id), versions[-1])
    view = desk.charters.view(chosen.id)
    partner = desk.partners.view(partner_id)
    counted = chosen if chosen.is_fixed else partner.charter
    return Shown(
        partner=partner,
        versions=versions,
        view=view,
        before=desk.charters.clauses(view.agreed.id) if view.agreed else (),
        measures=desk.measures.of_charter(counted.id) if counted else None,
        se_name=desk.profile.get().first_name,
    )


def version_words(charter: Charter) -> str:
    """``v4 draft``."""
    return f"v{charter.version} {charter.status.value}"


def is_open(charter: Charter) -> bool:
    """Still to be agreed."""
    return charter.status in (CharterStatus.DRAFT, CharterStatus.PROPOSED)
