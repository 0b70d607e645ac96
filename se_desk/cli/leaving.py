"""Verbs that let out: export notes, record, charter, pack."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from se_desk.cli.reading_values import day_of
from se_desk.cli.shell import UsageProblem, open_desk, options, say, show_list
from se_desk.domain.errors import NotFound
from se_desk.services.desk import Desk
from se_desk.services.files_out import Paper
from se_desk.services.records import Choice

app = typer.Typer(help="Write files that leave the desk. They are not encrypted.", no_args_is_help=True)

OUT = typer.Option("--out", help="The folder they go to.")


@app.command("notes")
def notes(
    form: Annotated[str, typer.Option("--format", help="salesforce-tasks, markdown, html, text.")],
    out: Annotated[Path, OUT],
    deal: Annotated[list[str] | None, typer.Option("--deal", help="Of this deal; again for more.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what has left before.")] = False,
) -> None:
    """Shareable notes that are new or changed since the last export in this format."""
    with open_desk() as desk:
        chosen = tuple(desk.deals.named(name).id for name in deal) if deal else None
        plan = desk.exports.plan(form, chosen)
        leaving = plan.notes if again else plan.offered
        if not leaving:
            say("[]" if options().json else "Nothing new to export.")
            return
        written = desk.exports.write(form, tuple(one.out.note.id for one in leaving), out)
    _list(written)


@app.command("record")
def record(
    out: Annotated[Path, OUT],
    deal: Annotated[list[str] | None, typer.Argument(metavar="DEAL…")] = None,
    partner: Annotated[str, typer.Option("--partner", help="All deals with this account executive.")] = "",
    since: Annotated[str, typer.Option("--since", help="Flags raised from this day on.")] = "",
    flag: Annotated[list[str] | None, typer.Option("--flag", help="Only this flag; again for more.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Hide this field everywhere.")
    ] = None,
    recipient: Annotated[str, typer.Option("--for", help="Whom it is for.")] = "",
) -> None:
    """A risk record for a manager: JSON, PDF, HTML and Markdown of each deal, and how to check them."""
    first = day_of(since) if since else None
    with open_desk() as desk:
        chosen = _deals(desk, deal or [], partner)
        flags = frozenset(desk.risks.named(name).id for name in flag) if flag else None
        choices = [
            Choice(deal_id=key, flags=flags, since=first, without=frozenset(without or ())) for key in chosen
        ]
        written = desk.records.export(choices, out, paper(), recipient=recipient)
    _list(written)


@app.command("charter")
def charter(
    partner: Annotated[str, typer.Argument(help="Id, prefix of one, or part of the name.")],
    form: Annotated[str, typer.Option("--format", help="pdf, docx, markdown.")],
    out: Annotated[Path, OUT],
) -> None:
    """The charter in force with a partner, else the newest draft."""
    with open_desk() as desk:
        found = desk.partners.named(partner)
        versions = desk.charters.versions(found.id)
        if not versions:
            raise NotFound(f"There is no charter with {found.name} yet.", do="Draft one first.")
        newest = desk.charters.active(found.id) or versions[-1]
        written = desk.charter_files.export(newest.id, form, out, paper())
    _list(written)


@app.command("pack")
def pack(
    days: Annotated[int, typer.Option("--days", min=1, max=60, help="Calls of so many days.")],
    out: Annotated[Path, OUT],
) -> None:
    """Everything for the calls of the next days in one PDF and one HTML file."""
    with open_desk() as desk:
        written = desk.packs.export(days, out, paper())
    _list(written)


def paper() -> Paper:
    """Who paints PDF; no screen is needed."""
    from se_desk.ui.paper import printer

    return printer()


def _deals(desk: Desk, names: list[str], partner: str) -> list[str]:
    if not names and not partner:
        raise UsageProblem("Name a deal, or an account executive with --partner.")
    found = [desk.deals.named(name).id for name in names]
    if partner:
        with_entries = {flag.deal_id for flag in desk.risks.flags()}
        mine = [deal.id for deal in desk.partners.view(desk.partners.named(partner).id).deals]
        found += [key for key in mine if key in with_entries and key not in found]
    if not found:
        raise NotFound("There is no flag with this account executive, so there is no record to make.")
    return found


def _list(written: Iterable[Path]) -> None:
    rows = [{"id": path.name, "title": path.name, "path": str(path)} for path in written]
    show_list(rows, (("Written, not encrypted", "path"),), "Nothing was written.")
