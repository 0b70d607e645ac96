"""Verbs that let out: export notes, record, charter, pack."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.printing import show_done, show_list, warn
from se_desk.cli.reading_values import day_of
from se_desk.cli.shell import UsageProblem, asked_twice, open_desk, passphrase_of
from se_desk.domain.errors import NotFound

if TYPE_CHECKING:
    from se_desk.domain.periods import Period
    from se_desk.services.desk import Desk
    from se_desk.services.files_out import Paper

app = typer.Typer(help="Write notes, a risk record, a charter or a pack to a folder.")

NAMES = (
    *("salesforce-notes", "salesforce-tasks", "hubspot", "dynamics", "pipedrive", "odoo"),
    *("markdown", "html", "text"),
)
OUT = typer.Option("--out", help="The folder they go to.")


@app.command("notes")
def notes(
    form: Annotated[str, typer.Option("--format", help="One of: " + ", ".join(NAMES) + ".")],
    out: Annotated[Path, OUT],
    deal: Annotated[list[str] | None, typer.Option("--deal", help="Of this deal; again for more.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what has left before.")] = False,
) -> None:
    """Shareable notes, new or changed since the last export.

    Each format has its own ledger. Private notes leave in no export.
    """
    with open_desk() as desk:
        chosen = tuple(desk.deals.named(name).id for name in deal) if deal else None
        plan = desk.exports.plan(form, chosen)
        leaving = plan.notes if again else plan.offered
        keys = tuple(one.out.note.id for one in leaving)
        written = desk.exports.write(form, keys, out) if keys else ()
    list_written(written, "Nothing new to export.")


@app.command("note-links")
def note_links(
    successes: Annotated[Path, typer.Argument(help="Data Loader’s file of successes.")],
    out: Annotated[Path, OUT],
) -> None:
    """The second load of salesforce-notes, which hangs each note on its opportunity."""
    with open_desk() as desk:
        written = desk.exports.link_notes(successes, out)
    list_written((written,))


@app.command("record")
def record(
    out: Annotated[Path, OUT],
    deal: Annotated[list[str] | None, typer.Argument(metavar="DEAL…")] = None,
    partner: Annotated[str, typer.Option("--partner", help="All deals with this account executive.")] = "",
    since: Annotated[str, typer.Option("--since", help="Flags raised from this day on.")] = "",
    until: Annotated[str, typer.Option("--until", help="Flags raised up to this day.")] = "",
    quarter: Annotated[
        str, typer.Option("--quarter", help="Of a fiscal quarter: this, last, Q3 FY2026.")
    ] = "",
    flag: Annotated[list[str] | None, typer.Option("--flag", help="Only this flag; again for more.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Hide this field everywhere.")
    ] = None,
    hide: Annotated[
        list[str] | None, typer.Option("--hide", help="Hide one field of one entry, as 4:message.")
    ] = None,
    recipient: Annotated[str, typer.Option("--for", help="Whom it is for.")] = "",
) -> None:
    """A risk record for a manager, which can be checked.

    Of each deal: JSON (which se-desk verify checks), PDF, HTML that checks itself, Markdown; and once how
    to check them by other means.
    """
    from se_desk.services.records import Choice

    if not deal and not partner:
        raise UsageProblem("Name a deal, or an account executive with --partner.")
    first, last = (day_of(day) if day else None for day in (since, until))
    if quarter and (first or last):
        raise UsageProblem("Name a quarter, or days with --since and --until.")
    hidden = _single_fields(hide or [])
    with open_desk() as desk:
        of = desk.records.quarter(quarter) if quarter else None
        chosen = _deals(desk, deal or [], partner)
        if of is not None:
            chosen, first, last = _raised_in(desk, chosen, of), of.first, of.last
        if hidden and len(chosen) > 1:
            raise UsageProblem("--hide names an entry of one deal; export one deal at a time.")
        flags = frozenset(desk.risks.named(name).id for name in flag) if flag else None
        choices = [
            Choice(
                deal_id=key,
                flags=flags,
                since=first,
                until=last,
                period=of.say() if of else "",
                without=frozenset(without or ()),
                hidden=hidden,
            )
            for key in chosen
        ]
        there = {path.name for path in out.glob("*.json")}
        written = desk.records.export(choices, out, paper(), recipient=recipient)
    list_written(written)
    for path in written:
        if path.name in there:
            warn(f"This replaced an earlier record of the same name in this folder: {path.name}.")


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
    list_written(written)


@app.command("archive")
def archive(
    file: Annotated[Path, typer.Argument(help="Where it goes; by custom it ends in .sedesk.age.")],
    secret: Annotated[
        Path | None, typer.Option("--archive-passphrase-file", help="Its first line opens the archive.")
    ] = None,
) -> None:
    """The whole desk in one file, encrypted, Private notes included.

    It is sealed in the format of age, so other programs open it too. init --archive takes it in again.
    """
    with open_desk() as desk:
        written = desk.archives.export(
            file, passphrase_of(secret) if secret else asked_twice("--archive-passphrase-file")
        )
    row = {"id": written.name, "title": written.name, "path": str(written)}
    show_done(row, f"Wrote the whole desk to {written}, encrypted. Private notes are in it.")


@app.command("asks")
def asks(out: Annotated[Path, OUT]) -> None:
    """What customers ask for, rolled up for product: Markdown to read, CSV to sort."""
    with open_desk() as desk:
        written = desk.paper_files.write_asks(out)
    list_written(written)


@app.command("insights")
def insights(out: Annotated[Path, OUT]) -> None:
    """What the market does, rolled up for product, the same way; private ones stay."""
    with open_desk() as desk:
        written = desk.paper_files.write_insights(out)
    list_written(written)


@app.command("pack")
def pack(
    days: Annotated[int, typer.Option("--days", min=1, max=60, help="Calls of so many days.")],
    out: Annotated[Path, OUT],
) -> None:
    """The calls of the next days, in one PDF and one HTML."""
    with open_desk() as desk:
        written = desk.packs.export(days, out, paper())
    list_written(written)


def paper() -> Paper:
    """Who paints PDF; no screen is needed."""
    from se_desk.ui.paper import printer

    return printer()


def _deals(desk: Desk, names: list[str], partner: str) -> list[str]:
    found = [desk.deals.named(name).id for name in names]
    if partner:
        with_entries = {flag.deal_id for flag in desk.risks.flags()}
        mine = [deal.id for deal in desk.partners.view(desk.partners.named(partner).id).deals]
        found += [key for key in mine if key in with_entries and key not in found]
    if not found:
        raise NotFound("There is no flag with this account executive, so there is no record to make.")
    return found


def _raised_in(desk: Desk, chosen: list[str], of: Period) -> list[str]:
    """Those deals of which a flag was raised in the period."""
    raised = {flag.deal_id for flag in desk.risks.flags() if of.first <= flag.raised_at.date() <= of.last}
    found = [key for key in chosen if key in raised]
    if not found:
        raise NotFound(f"No flag was raised in {of.say()}.", do="Name another quarter.")
    return found


def _single_fields(named: list[str]) -> frozenset[tuple[int, str]]:
    """``4:message`` as the entry's number and the field's name."""
    found = set()
    for text in named:
        seq, _, name = text.partition(":")
        if not (seq.isascii() and seq.isdigit() and name):
            raise UsageProblem(f"{text} names no field of an entry. Write it as 4:message.")
        found.add((int(seq), name))
    return frozenset(found)


def list_written(written: Iterable[Path], empty: str = "Nothing was written.") -> None:
    """The files that were written, a line each; ``empty`` where there are none."""
    rows = [{"id": path.name, "title": path.name, "path": str(path)} for path in written]
    show_list(rows, (("Written, not encrypted", "path"),), empty)
