"""Verbs that take in: import deals, calls, notes. Nothing is changed before --yes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.printing import Row, plain, say, show_list, warn
from se_desk.cli.shell import open_desk, options
from se_desk.domain.moments import in_zone, say_time

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
        str, typer.Option("--profile", help="Whose export it is, where the headers do not say.")
    ] = "",
) -> None:
    """Deals from the CSV of a CRM.

    Shows what is new, changed and unchanged, and names every row that cannot be taken.
    """
    with open_desk() as desk:
        plan = desk.imports.plan_deals(path, profile=profile)
        made = [deal.id for deal in desk.imports.take_deals(plan)] if yes else []
    columns = (("Row", "row"), ("", "how"), ("Account", "account"), ("Deal", "title"), ("What", "changes"))
    show_list(_deal_rows(plan, made), columns, "No deals in this file.")
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
