"""Verbs that look: deals, partners, calls, flags, show, search."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from se_desk.cli.shell import Row, open_desk, options, plain, printable, short_day, show_list, show_one
from se_desk.domain.moments import say_day, say_time
from se_desk.domain.risks import RiskFlag
from se_desk.domain.timelines import procurement_of, say_apart
from se_desk.services.call_views import CallView
from se_desk.services.deals import DealView
from se_desk.services.desk import Desk
from se_desk.services.history import status_words

BACK, AHEAD = timedelta(days=90), timedelta(days=400)


def deal_row(view: DealView) -> Row:
    """A deal with the newest of both histories."""
    procurement = procurement_of(view.deal)
    return {
        **plain(view.deal),
        "partner": view.partner.name if view.partner else None,
        "forecast": plain(view.forecast),
        "read": plain(view.read),
        "days_apart": view.apart,
        "earliest_signature_on": plain(procurement.earliest_signature_on) if procurement else None,
    }


def flag_row(flag: RiskFlag, deal: str = "", ae: str = "the AE") -> Row:
    """A flag with its status; its entries without the opened salts."""
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
        "entries": [
            {
                "seq": entry.seq,
                "kind": entry.kind,
                "recorded_at": plain(entry.recorded_at),
                "clock": entry.clk,
                "receipt": entry.receipt,
                "fields": dict(entry.fields),
            }
            for entry in flag.entries
        ],
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


def list_deals(app: typer.Typer) -> None:
    """``deals``."""

    @app.command("deals")
    def deals(
        closed: Annotated[bool, typer.Option("--closed", help="Those with an outcome instead.")] = False,
    ) -> None:
        """List the active deals with both dates and the days between them."""
        with open_desk() as desk:
            rows = [deal_row(view) for view in desk.deals.views(active=not closed)]
        for row in rows:
            row["forecast_words"] = _forecast(row)
            row["apart_words"] = "" if row["days_apart"] is None else say_apart(row["days_apart"])
            row["read_day"] = short_day((row["read"] or {}).get("close_on") or row["earliest_signature_on"])
        columns = (
            ("Account", "account"), ("Deal", "title"), ("AE", "partner"), ("Stage", "stage"),
            ("AE forecast", "forecast_words"), ("SE read", "read_day"), ("Apart", "apart_words"),
            ("Id", "id"),
        )  # fmt: skip
        show_list(_without(rows, "forecast_words", "apart_words", "read_day"), columns, "No deals yet.")


def list_partners(app: typer.Typer) -> None:
    """``partners``."""

    @app.command("partners")
    def partners() -> None:
        """List the account executives, each with the charter in force."""
        with open_desk() as desk:
            rows = [
                {
                    **plain(view.partner),
                    "title": view.partner.name,
                    "charter": view.charter.say() if view.charter else None,
                    "draft": view.draft.say() if view.draft else None,
                    "active_deals": view.active_deals,
                    "alignment": view.alignment.score if view.alignment else None,
                }
                for view in desk.partners.views()
            ]
        columns = (
            ("Name", "name"), ("Segment", "segment"), ("Active deals", "active_deals"),
            ("Charter", "charter"), ("Alignment", "alignment"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "No partners yet.")


def list_calls(app: typer.Typer) -> None:
    """``calls``."""

    @app.command("calls")
    def calls() -> None:
        """List the calls from 90 days back to 400 days ahead, also those of no deal yet."""
        with open_desk() as desk:
            now = desk.now()
            rows = [
                call_row(desk.calls.view(call.id)) for call in desk.calls.between(now - BACK, now + AHEAD)
            ]
        for row in rows:
            row["when"] = f"{short_day(row['starts_at'])} {row['starts_at'][11:16]}"
        columns = (
            ("When", "when"), ("Call", "title"), ("Deal", "deal"), ("Kind", "kind"), ("Log", "clock"),
            ("Id", "id"),
        )  # fmt: skip
        show_list(_without(rows, "when"), columns, "No calls in this time.")


def list_flags(app: typer.Typer) -> None:
    """``flags``."""

    @app.command("flags")
    def flags(
        deal: Annotated[
            str, typer.Option("--deal", help="Of this deal: id, prefix or part of its title.")
        ] = "",
    ) -> None:
        """List the risk flags, newest first, with what each waits for."""
        with open_desk() as desk:
            chosen = desk.deals.named(deal).id if deal else None
            views = {view.deal.id: view for view in desk.deals.views()}
            rows = [
                flag_row(
                    flag, views[flag.deal_id].deal.account if flag.deal_id in views else "", _ae(views, flag)
                )
                for flag in reversed(desk.risks.flags(chosen))
            ]
        for row in rows:
            row["raised"] = short_day(row["raised_at"])
        columns = (
            ("Raised", "raised"), ("Deal", "deal"), ("Severity", "severity"), ("Category", "category"),
            ("Statement", "statement"), ("Status", "words"), ("Id", "id"),
        )  # fmt: skip
        show_list(_without(rows, "raised"), columns, "No flags.")


def show_deal(app: typer.Typer) -> None:
    """``show``."""

    @app.command("show")
    def show(deal: Annotated[str, typer.Argument(help="Id, prefix of one, or part of the title.")]) -> None:
        """Show one deal: both dates, procurement, flags, next steps and the timeline."""
        with open_desk() as desk:
            view = desk.deals.view(desk.deals.named(deal).id)
            row = deal_row(view)
            row["flags"] = [flag_row(flag) for flag in desk.risks.flags(view.deal.id)]
            row["steps"] = plain(desk.steps.of_deal(view.deal.id))
            row["asks"] = plain(desk.asks.of_deal(view.deal.id))
            row["people"] = plain(desk.people.of_deal(view.deal.id))
            row["notes"] = plain(desk.notes.of_deal(view.deal.id))
            row["proposals"] = plain(desk.risks.proposals(view.deal.id))
            show_one(row, lambda: _page(desk, view))


def search(app: typer.Typer) -> None:
    """``search``."""

    @app.command("search")
    def find(
        words: Annotated[
            list[str], typer.Argument(help="Words; deal: ae: kind: before: after: is:private narrow.")
        ],
        limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 50,
    ) -> None:
        """Search notes, deals, calls, flags, asks, people and charters."""
        with open_desk() as desk:
            found = desk.search.find(" ".join(words), limit=limit)
        rows = [
            {
                "id": one.id,
                "title": printable(one.title),
                "kind": one.noun,
                "deal": one.deal_title,
                "snippet": one.snippet.replace("\ue000", "").replace("\ue001", ""),
            }
            for one in found
        ]
        columns = (("Kind", "kind"), ("Title", "title"), ("Deal", "deal"), ("Words", "snippet"), ("Id", "id"))
        show_list(rows, columns, "Nothing found.")


VERBS = (list_deals, list_partners, list_calls, list_flags, show_deal, search)


def _without(rows: list[Row], *keys: str) -> list[Row]:
    """JSON holds the record's own fields; words made for the table stay out of it."""
    if options().json:
        for row in rows:
            for key in keys:
                row.pop(key, None)
    return rows


def _forecast(row: Row) -> str:
    forecast = row["forecast"]
    return f"{forecast['category'].replace('_', ' ')} {forecast['close_on']}" if forecast else ""


def _ae(views: dict[str, DealView], flag: RiskFlag) -> str:
    view = views.get(flag.deal_id)
    return view.partner.first_name if view and view.partner else "the AE"


def _page(desk: Desk, view: DealView) -> str:
    deal, today = view.deal, desk.today_on()
    worth = f" · {deal.value.say()}" if deal.value else ""
    lines = [f"{deal.account}: {deal.title}", f"{deal.stage.label}{worth} · {deal.id}"]
    if view.forecast:
        day = say_day(view.forecast.close_on, today)
        lines.append(f"AE forecast: {view.forecast.category.label}, {day}")
    if view.read:
        lines.append(f"SE read: {say_day(view.read.close_on, today)}. {view.read.why}".rstrip())
    if view.apart is not None:
        lines.append(f"Apart: {say_apart(view.apart)}")
    if procurement := procurement_of(deal):
        lines.append(procurement.say(today))
    for proposal in desk.risks.proposals(deal.id):
        lines.append(f"Could be flagged: {proposal.statement} ({proposal.evidence})")
    lines += ["", "Timeline"]
    for row in desk.history.of_deal(deal.id):
        aside = f"  [{row.aside}]" if row.aside else ""
        lines.append(f"  {row.at:%Y-%m-%d} {say_time(row.at)}  {row.title}{aside}")
    return "\n".join(lines)
