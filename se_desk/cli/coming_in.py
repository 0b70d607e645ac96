"""Verbs that take in: import deals, calls, notes. Nothing is changed before --yes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.printing import Row, plain, say, show_list, warn
from se_desk.cli.shell import open_desk, options
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.moments import in_zone, say_time
from se_desk.exchange.amounts import is_currency
from se_desk.exchange.crm_profiles import Field
from se_desk.exchange.days import DayOrder

if TYPE_CHECKING:
    from se_desk.services.deals_in import DealsPlan

app = typer.Typer(help="Take in deals, calls or notes; without --yes it only shows them.")

PATH = typer.Argument(help="The file, or for notes a file or folder.")
YES = typer.Option("--yes", help="Do it; without it nothing changes.")


@app.command("deals")
def deals(
    path: Annotated[Path, PATH],
    yes: Annotated[bool, YES] = False,
    profile: Annotated[
        str, typer.Option("--profile", help="Whose export it is, or the name you gave such files.")
    ] = "",
    days: Annotated[
        DayOrder | None, typer.Option("--days", help="What comes first in days such as 03/04/2026.")
    ] = None,
    currency: Annotated[
        str, typer.Option("--currency", help="Of amounts that name none; else that of your profile.")
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="FIELD=HEADER, again for each; kept under the name in --profile."),
    ] = None,
) -> None:
    """Deals from the CSV or Excel export of a CRM.

    Shows what is new, changed and unchanged, and names every row that cannot be taken.
    """
    with open_desk() as desk:
        if column:
            desk.imports.columns.keep(profile, _columns(column), days)
        plan = desk.imports.plan_deals(path, profile=profile, day_order=days, currency=_currency(currency))
        made = [deal.id for deal in desk.imports.take_deals(plan)] if yes else []
    columns = (("Row", "row"), ("", "how"), ("Account", "account"), ("Deal", "title"), ("What", "changes"))
    show_list(_deal_rows(plan, made), columns, "No deals in this file.")
    for notice in plan.notices():
        warn(notice)
    _tell(plan.say(), yes)


@app.command("calls")
def calls(path: Annotated[Path, PATH], yes: Annotated[bool, YES] = False) -> None:
    """Calls from a calendar file (.ics), 90 days back to 400 ahead.

    Calls that fit no deal yet are taken, too.
    """
    with open_desk() as desk:
        zone, plan = desk.zone, desk.imports.plan_calls(path)
        taken = desk.imports.take_calls(plan) if yes else plan.taken
    rows = [
        {**plain(call), "id": call.id if yes or how != "new" else None, "how": how}
        for how in ("new", "changed", "unchanged", "cancelled")
        for call in getattr(taken, how)
    ]

    def when(row: Row) -> str:
        at = in_zone(datetime.fromisoformat(row["starts_at"]), zone)
        return f"{at:%Y-%m-%d} {say_time(at)}"

    show_list(rows, (("", "how"), ("When", when), ("Call", "title")), "No calls in this time.")
    for problem in plan.problems:
        warn(str(problem))
    _tell(plan.say(), yes)


@app.command("notes")
def notes(
    path: Annotated[Path, PATH],
    yes: Annotated[bool, YES] = False,
    deal: Annotated[str, typer.Option("--deal", help="File them to this deal; else to the inbox.")] = "",
) -> None:
    """Notes of Obsidian, Joplin or plain Markdown files, Private until you share them.

    Kept times, tags and pictures come with them. Names every file that cannot come.
    """
    with open_desk() as desk:
        deal_id = desk.deals.named(deal).id if deal else None
        plan = desk.imports.plan_notes(path)
        made: list[str | None] = [note.id for note in desk.imports.take_notes(plan, deal_id)] if yes else []
    rows = [
        {
            "id": key,
            "title": found.title,
            "file": str(found.path),
            "words": found.words,
            "written_at": found.written_at.isoformat(timespec="seconds"),
            "attachments": [name for name, _path in found.attached],
        }
        for found, key in zip(plan.notes, made or [None] * len(plan.notes), strict=True)
    ]
    columns = (
        ("File", "file"),
        ("Title", "title"),
        ("Written", lambda row: row["written_at"][:10]),
        ("Words", "words"),
        ("Files", lambda row: str(len(row["attachments"]) or "")),
    )
    show_list(rows, columns, "No new notes here." if plan.present else "No Markdown here.")
    for problem in plan.problems:
        warn(problem)
    _tell(plan.say(), yes)


@app.command("undo")
def undo(yes: Annotated[bool, YES] = False) -> None:
    """Take the last import of deals back: new ones go, changed fields become what they were.

    What was worked on since stays, and is named.
    """
    with open_desk() as desk:
        last = desk.imports.last()
        if last is None:
            raise NotFound("There is no import to take back.", do="Only the last one can be taken back.")
        said = desk.imports.undo_last().say() if yes else f"The last import came from {last[0]}."
    if options().json:
        show_list([{"id": None, "title": said}], (("", "title"),), "")
    else:
        _tell(said, yes)


def _columns(pairs: list[str]) -> dict[Field, str]:
    """FIELD=HEADER for each; BadInput for a field that deals do not have."""
    named = {}
    for pair in pairs:
        key, _, header = pair.partition("=")
        if key.strip() not in tuple(Field):
            raise BadInput(f"{key!r} is no field.", do=f"Choose one of: {', '.join(Field)}.")
        named[Field(key.strip())] = header.strip()
    return named


def _currency(code: str) -> str:
    if code and not is_currency(code.upper()):
        raise BadInput(f"{code!r} is no currency.", do="Give its three letters, such as EUR.")
    return code.upper()


def _deal_rows(plan: DealsPlan, made: list[str]) -> list[Row]:
    """Each row of the file; ``made`` are the ids of the deals taken in, in the order of the plan."""
    from se_desk.services.deals_in import SAME

    keys = iter(made)
    rows: list[Row] = []
    for change in plan.changes:
        taken = made and change.how != SAME
        rows.append(
            {
                "id": next(keys) if taken else change.deal_id,
                "title": change.title,
                "account": change.account,
                "row": change.row,
                "how": change.how,
                "changes": change.say(),
            }
        )
    rows += [
        {"id": None, "title": "", "account": "", "row": one.row, "how": "problem", "changes": one.sentence}
        for one in plan.problems
    ]
    return sorted(rows, key=lambda row: int(row["row"]))


def _tell(sentence: str, done: bool) -> None:
    if not options().json:
        say(sentence if done else f"{sentence} Nothing was changed; add --yes to do it.")
