"""Verbs of partners: meet, change, rate the alignment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import Charter, CharterStatus
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.partners import Alignment, Partner
from se_desk.domain.titles import title_of
from se_desk.services.naming import pick
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import measures as fact_rows
from se_desk.storage import partners as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.partner_board import PartnerRow, ToldFlag
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner with what lists show: the charter in force, the draft, deals and the last rating."""

    partner: Partner
    charter: Charter | None
    draft: Charter | None
    deals: tuple[Deal, ...]
    alignment: Alignment | None

    @property
    def active_deals(self) -> int:
        """How many deals without an outcome the pair has."""
        return sum(deal.is_active for deal in self.deals)


def view_in(conn: Connection, partner_id: str) -> PartnerView:
    """A partner's view within a snapshot that is open; NotFound where there is none."""
    charters = charter_rows.of_partner(conn, partner_id)
    ratings = statements.alignments_of(conn, partner_id)
    return PartnerView(
        partner=statements.get(conn, partner_id),
        charter=_last(charters, CharterStatus.AGREED),
        draft=_last(charters, CharterStatus.DRAFT, CharterStatus.PROPOSED),
        deals=deal_rows.of_partner(conn, partner_id),
        alignment=ratings[-1] if ratings else None,
    )


class Partners:
    """What can be done with partners."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def meet(
        self, name: str, *, email: str = "", segment: str = "", about: str = "", author: object | None = None
    ) -> Partner:
        """A new partner. BadInput for a blank name."""
        name = title_of(name, "name")
        if not name:
            raise BadInput("A partner needs a name.", do="Type the name of the account executive.")
        with self._desk.writing(author) as work:
            partner = Partner(id=work.new_id(), name=name, email=email.strip(), segment=segment, about=about)
            statements.insert(work.conn, partner)
            work.announce(Noun.PARTNER, partner.id)
        return partner

    def change(self, partner_id: str, *, author: object | None = None, **fields: object) -> Partner:
        """Set the named fields; TypeError for one a partner does not have, BadInput for a blank name."""
        if "name" in fields:
            fields["name"] = title_of(str(fields["name"]), "name")
        if not fields.get("name", "x"):
            raise BadInput("A partner needs a name.", do="Type the name of the account executive.")
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, partner_id)
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed)
            work.announce(Noun.PARTNER, partner_id)
        return changed

    def rate(
        self, partner_id: str, score: int, make_it_ten: str = "", *, author: object | None = None
    ) -> Alignment:
        """How aligned the pair is, 1 to 10, and what would make it a 10."""
        if not 1 <= score <= 10:
            raise BadInput("Alignment goes from 1 to 10.", do="Choose a number in between.")
        with self._desk.writing(author) as work:
            statements.get(work.conn, partner_id)
            record = Alignment(
                id=work.new_id(),
                partner_id=partner_id,
                score=score,
                make_it_ten=make_it_ten,
                rated_at=work.now,
            )
            statements.insert_alignment(work.conn, record)
            work.announce(Noun.PARTNER, partner_id)
        return record

    def get(self, partner_id: str) -> Partner:
        """The partner; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, partner_id)

    def alignments(self, partner_id: str) -> tuple[Alignment, ...]:
        """The ratings, oldest first."""
        with self._desk.reading() as conn:
            return statements.alignments_of(conn, partner_id)

    def all(self) -> tuple[Partner, ...]:
        """Every partner by name, and nothing of the pair."""
        with self._desk.reading() as conn:
            return statements.all_partners(conn)

    def views(self) -> tuple[PartnerView, ...]:
        """Every partner as lists show them."""
        with self._desk.reading() as conn:
            return tuple(view_in(conn, partner.id) for partner in statements.all_partners(conn))

    def board(self) -> tuple[PartnerRow, ...]:
        """Every partner by name, with charter, alignment and the flags on their deals."""
        from se_desk.services.partner_board import board_in

        with self._desk.reading() as conn:
            return board_in(conn)

    def waiting(self, partner_id: str) -> tuple[ToldFlag, ...]:
        """What they were told and have not answered, the longest wait first; then what nobody was told."""
        from se_desk.services.partner_board import waiting_in

        with self._desk.reading() as conn:
            return waiting_in(conn, partner_id)

    def count_debriefs(self, partner_id: str) -> int:
        """How many debriefs there are of calls on a partner's deals."""
        with self._desk.reading() as conn:
            return fact_rows.count_debriefs(conn, partner_id)

    def view(self, partner_id: str) -> PartnerView:
        """One partner as the page's heading shows them."""
        with self._desk.reading() as conn:
            return view_in(conn, partner_id)

    def named(self, name: str) -> Partner:
        """By id, a unique prefix of one, or a unique part of the name."""
        with self._desk.reading() as conn:
            found = statements.all_partners(conn)
        by_id = {partner.id: partner for partner in found}
        return by_id[pick(name, tuple((p.id, p.name) for p in found), "partner")]


def _last(charters: tuple[Charter, ...], *status: CharterStatus) -> Charter | None:
    fitting = [charter for charter in charters if charter.status in status]
    return fitting[-1] if fitting else None
