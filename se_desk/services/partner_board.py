"""The list of partners: what it shows of each, read in one snapshot."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from se_desk.domain.charters import Charter, CharterStatus, changes
from se_desk.domain.deals import Deal
from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.domain.risks import RiskFlag, Status, fold
from se_desk.services.partners import PartnerView, view_in
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as the list shows them.

    ``changed`` counts the clauses of the open draft that differ from the agreed version; ``scores`` is the
    alignment from 1 to 10, oldest first; ``not_told`` and ``waiting`` count the open flags on their deals.
    """

    view: PartnerView
    changed: int = 0
    scores: tuple[int, ...] = ()
    not_told: int = 0
    waiting: int = 0

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.view.partner.id

    @property
    def charter_words(self) -> tuple[str, str]:
        """Of the version in force and of the open one: ``Agreed by both on Mon 12 May, v3``, ``Draft v4``."""
        charter, draft = self.view.charter, self.view.draft
        open_words = draft_words(draft, self.changed) if draft else ""
        if charter is None:
            return (open_words or "No charter yet", "")
        return (charter.say(), open_words)


def draft_words(charter: Charter, changed: int) -> str:
    """``Draft v4, 1 change``; a first version has nothing to differ from; ``Proposed on Fri 6 Mar, v4``."""
    if charter.status is CharterStatus.PROPOSED:
        return charter.say()
    return f"Draft v{charter.version}" + (f", {count(changed, 'change')}" if changed else "")


def board_in(conn: Connection) -> tuple[PartnerRow, ...]:
    """All partners by name."""
    found = Counter((flag.deal_id, flag.status) for flag in fold(risk_rows.all_entries(conn)))
    return tuple(_row(conn, partner, found) for partner in partner_rows.all_partners(conn))


@dataclass(frozen=True, slots=True)
class ToldFlag:
    """An open flag on a partner's deal that waits: for its telling, or for the answer of who was told."""

    flag: RiskFlag
    deal: Deal


def waiting_in(conn: Connection, partner_id: str) -> tuple[ToldFlag, ...]:
    """What the partner was told and has not answered, the longest wait first; then what nobody was told."""
    deals = {deal.id: deal for deal in deal_rows.of_partner(conn, partner_id)}
    found = [flag for flag in fold(risk_rows.all_entries(conn)) if flag.deal_id in deals]
    waits = [flag for flag in found if flag.status is Status.WAITING]
    waits.sort(key=lambda flag: flag.told[-1].recorded_at)
    untold = [flag for flag in found if flag.status is Status.NOT_TOLD]
    return tuple(ToldFlag(flag, deals[flag.deal_id]) for flag in (*waits, *untold))


def _row(conn: Connection, partner: Partner, flags: Counter[tuple[str, Status]]) -> PartnerRow:
    view = view_in(conn, partner.id)
    deals = [deal.id for deal in view.deals]
    return PartnerRow(
        view=view,
        changed=_changed(conn, view),
        scores=tuple(one.score for one in partner_rows.alignments_of(conn, partner.id)),
        not_told=sum(flags[deal, Status.NOT_TOLD] for deal in deals),
        waiting=sum(flags[deal, Status.WAITING] for deal in deals),
    )


def _changed(conn: Connection, view: PartnerView) -> int:
    if view.charter is None or view.draft is None:
        return 0
    old, new = (charter_rows.clauses_of(conn, one.id) for one in (view.charter, view.draft))
    return sum(change.how != "same" for change in changes(old, new))
