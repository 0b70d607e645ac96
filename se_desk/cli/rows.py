"""Records as the shell shows them: the record's own fields, and what the desk knows beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.cli.printing import Row, plain

if TYPE_CHECKING:
    from se_desk.domain.risks import RiskEntry, RiskFlag
    from se_desk.services.call_views import CallView
    from se_desk.services.deals import DealView
    from se_desk.services.partners import PartnerView


def deal_row(view: DealView) -> Row:
    """A deal with the newest of both histories."""
    from se_desk.domain.timelines import procurement_of

    procurement = procurement_of(view.deal)
    return {
        **plain(view.deal),
        "partner": view.partner.name if view.partner else None,
        "forecast": plain(view.forecast),
        "read": plain(view.read),
        "days_apart": view.apart,
        "earliest_signature_on": plain(procurement.earliest_signature_on) if procurement else None,
    }


def partner_row(view: PartnerView) -> Row:
    """An account executive, with the charter in force."""
    return {
        **plain(view.partner),
        "title": view.partner.name,
        "charter": view.charter.say() if view.charter else None,
        "draft": view.draft.say() if view.draft else None,
        "active_deals": view.active_deals,
        "alignment": view.alignment.score if view.alignment else None,
    }


def call_row(view: CallView) -> Row:
    """A call with its people, its clock and the warning of an ambush."""
    return {
        **plain(view.call),
        "deal": view.deal.account if view.deal else None,
        "partner": view.partner.name if view.partner else None,
        "attendees": plain(view.attendees),
        "clock": view.clock.say() if view.clock else None,
        "ambush": view.ambush or None,
    }


def flag_row(flag: RiskFlag, deal: str = "", ae: str = "the AE") -> Row:
    """A flag with its status; its entries without the opened salts."""
    from se_desk.services.history import status_words

    return {
        "id": flag.id,
        "title": flag.statement,
        "deal_id": flag.deal_id,
        "deal": deal,
        "severity": plain(flag.severity),
        "category": plain(flag.category),
        "statement": flag.statement,
        "evidence": flag.evidence,
        "occurred_on": plain(flag.occurred_on),
        "raised_at": plain(flag.raised_at),
        "status": plain(flag.status),
        "outcome": plain(flag.outcome),
        "receipt": flag.entries[-1].receipt,
        "words": status_words(flag, ae),
        "entries": [entry_row(entry) for entry in flag.entries],
    }


def entry_row(entry: RiskEntry) -> Row:
    """An entry of the chain as it was recorded."""
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "recorded_at": plain(entry.recorded_at),
        "clock": entry.clk,
        "hash": entry.hash,
        "receipt": entry.receipt,
        "fields": dict(entry.fields),
    }
