"""Verbs that look: deals, partners, calls, flags, show, search."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.printing import Row, plain, show_list, show_one
from se_desk.cli.rows import call_row, deal_row, flag_row, partner_row
from se_desk.cli.shell import open_desk

if TYPE_CHECKING:
    from se_desk.domain.risks import RiskFlag
    from se_desk.services.deals import DealView
    from se_desk.services.desk import Desk

DEAL_HELP = "Id, the beginning or end of one, or part of account and title."


def list_deals(app: typer.Typer) -> None:
    """``deals``."""

    @app.command("deals")
    def deals(
        closed: Annotated[bool, typer.Option("--closed", help="Those with an outcome instead.")] = False,
    ) -> None:
        """List the active deals, both dates beside each other.

        The AE forecast and the SE read are the newest of their histories; a deal that nobody gave a read
        shows the earliest day on which procurement can sign.
        """
        with open_desk() as desk:
            rows = [deal_row(view) for view in desk.deals.views(active=not closed)]
        columns = (
            ("Account", "account"), ("Deal", "title"), ("AE", "partner"),
            ("Stage", lambda row: _word(row["stage"])), ("AE forecast", _forecast), ("SE read", _read_on),
            ("Apart", _apart), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "No closed deals yet." if closed else "No deals yet.")


def list_partners(app: typer.Typer) -> None:
    """``partners``."""

    @app.command("partners")
    def partners() -> None:
        """List the account executives and their charters."""
        with open_desk() as desk:
            rows = [partner_row(view) for view in desk.partners.views()]
        columns = (
            ("Name", "name"), ("Segment", "segment"), ("Active deals", "active_deals"),
            ("Charter", "charter"), ("Alignment", "alignment"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "No partners yet.")


def list_calls(app: typer.Typer) -> None:
    """``calls``."""

    @app.command("calls")
    def calls() -> None:
        """List the calls, 90 days back to 400 ahead.

        Calls of no deal yet are among them. Times of the table are those of the desk's zone.
        """
        from se_desk.domain.moments import in_zone, say_time
        from se_desk.services.imports import AHEAD, BACK

        with open_desk() as desk:
            now, zone = desk.now(), desk.zone
            rows = [call_row(view) for view in desk.calls.views_between(now - BACK, now + AHEAD)]

        def when(row: Row) -> str:
            at = in_zone(datetime.fromisoformat(row["starts_at"]), zone)
            return f"{at:%Y-%m-%d} {say_time(at)}"

        columns = (
            ("When", when), ("Call", "title"), ("Deal", "deal"), ("Kind", lambda row: _word(row["kind"])),
            ("Log", "clock"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "No calls in this time.")


def list_flags(app: typer.Typer) -> None:
    """``flags``."""

    @app.command("flags")
    def flags(deal: Annotated[str, typer.Option("--deal", help=f"Of this deal. {DEAL_HELP}")] = "") -> None:
        """List the risk flags, newest first, and what each waits for."""
        with open_desk() as desk:
            chosen = desk.deals.named(deal).id if deal else None
            views = {view.deal.id: view for view in desk.deals.views()}
            rows = [_named_flag(flag, views) for flag in reversed(desk.risks.flags(chosen))]
        columns = (
            ("Raised", lambda row: row["raised_at"][:10]), ("Deal", "deal"), ("Severity", "severity"),
            ("Category", lambda row: _word(row["category"])), ("Statement", "statement"),
            ("Status", "words"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "No flags.")


def show_deal(app: typer.Typer) -> None:
    """``show``."""

    @app.command("show")
    def show(deal: Annotated[str, typer.Argument(help=DEAL_HELP)]) -> None:
        """Show one deal: dates, procurement, flags and timeline."""
        with open_desk() as desk:
            view = desk.deals.view(desk.deals.named(deal).id)
            key = view.deal.id
            row = deal_row(view)
            row["flags"] = [_named_flag(flag, {key: view}) for flag in desk.risks.flags(key)]
            row["steps"] = plain(desk.steps.of_deal(key))
            row["asks"] = plain(desk.asks.of_deal(key))
            row["exit_criteria"] = plain(desk.exit_criteria.of_deal(key))
            row["strategy"] = plain([part for part in desk.strategies.of_deal(key) if part.text])
            row["insights"] = plain(desk.insights.of_deal(key))
            row["people"] = plain(desk.people.of_deal(key))
            row["notes"] = plain(desk.notes.of_deal(key))
            row["proposals"] = plain(desk.risks.proposals(key))
            row["records"] = plain(desk.records.exported(key))
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
        from se_desk.services.search import plain as without_marks

        with open_desk() as desk:
            found = desk.search.find(" ".join(words), limit=limit)
        rows = [
            {
                "id": one.id,
                "title": one.title,
                "kind": one.noun,
                "deal": one.deal or None,
                "snippet": without_marks(one.snippet),
            }
            for one in found
        ]
        columns = (("Kind", "kind"), ("Title", "title"), ("Deal", "deal"), ("Words", "snippet"), ("Id", "id"))
        show_list(rows, columns, "Nothing found.")


VERBS = (list_deals, list_partners, list_calls, list_flags, show_deal, search)


def _word(token: str | None) -> str:
    return (token or "").replace("_", " ")


def _forecast(row: Row) -> str:
    forecast = row["forecast"]
    return f"{_word(forecast['category'])} {forecast['close_on']}" if forecast else ""


def _read_on(row: Row) -> str:
    return (row["read"] or {}).get("close_on") or row["earliest_signature_on"] or ""


def _apart(row: Row) -> str:
    from se_desk.domain.timelines import say_apart

    return "" if row["days_apart"] is None else say_apart(row["days_apart"])


def _named_flag(flag: RiskFlag, views: dict[str, DealView]) -> Row:
    view = views.get(flag.deal_id)
    ae = view.partner.first_name if view and view.partner else "the AE"
    return flag_row(flag, view.deal.account if view else "", ae)


def _page(desk: Desk, view: DealView) -> str:
    """A deal as a page of text."""
    from se_desk.cli.printing import one_line
    from se_desk.domain.moments import say_time

    lines = [*_heading(desk, view), "", "Timeline"]
    for row in desk.history.of_deal(view.deal.id):
        aside = f"  [{row.aside}]" if row.aside else ""
        lines.append(f"  {row.at:%Y-%m-%d} {say_time(row.at)}  {row.title}{aside}")
    return "\n".join(line[: len(line) - len(line.lstrip())] + one_line(line) for line in lines)


def _heading(desk: Desk, view: DealView) -> list[str]:
    from se_desk.domain.moments import say_day
    from se_desk.domain.timelines import procurement_of, say_apart

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
    lines += [f"Record left: {kept.say()}" for kept in desk.records.exported(deal.id)]
    return lines
