"""Verbs that take in: import deals, calls, notes. Nothing is changed before --yes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from se_desk.cli.shell import open_desk, options, plain, say, show_list

app = typer.Typer(
    help="Take in deals, calls or notes. Without --yes it only shows what would change.",
    no_args_is_help=True,
)

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
    """Deals from the CSV of a CRM: shows new, changed and unchanged ones and every row with a problem."""
    with open_desk() as desk:
        plan = desk.imports.plan_deals(path, profile=profile)
        rows = [
            {"row": c.row, "how": c.how, "title": c.title, "account": c.account, "changes": c.say()}
            for c in plan.changes
        ]
        rows += [{"row": p.row, "how": "problem", "title": "", "changes": p.sentence} for p in plan.problems]
        columns = (
            ("Row", "row"),
            ("", "how"),
            ("Account", "account"),
            ("Deal", "title"),
            ("What", "changes"),
        )
        if yes:
            desk.imports.take_deals(plan)
        show_list(rows, columns, "No deals in this file.")
        _tell(plan.say(), yes)


@app.command("calls")
def calls(path: Annotated[Path, PATH], yes: Annotated[bool, YES] = False) -> None:
    """Calls from a calendar file, 90 days back to 400 ahead, also those of no deal yet."""
    with open_desk() as desk:
        plan = desk.imports.plan_calls(path)
        rows = [
            {"title": row.title, "starts_at": plain(row.starts_at), "cancelled": row.cancelled}
            for row in plan.rows
        ]
        columns = (("When", "starts_at"), ("Call", "title"))
        if yes:
            desk.imports.take_calls(plan)
        show_list(rows, columns, "No calls in this time.")
        for sentence in plan.problems:
            typer.echo(sentence, err=True)
        _tell(plan.say(), yes)


@app.command("notes")
def notes(
    path: Annotated[Path, PATH],
    yes: Annotated[bool, YES] = False,
    deal: Annotated[str, typer.Option("--deal", help="File them to this deal; else to the inbox.")] = "",
) -> None:
    """Markdown files as notes, Private until you share them."""
    with open_desk() as desk:
        plan = desk.imports.plan_notes(path)
        rows = [{"file": str(found.path), "title": found.title, "words": found.words} for found in plan.notes]
        if yes:
            desk.imports.take_notes(plan, desk.deals.named(deal).id if deal else None)
        show_list(rows, (("File", "file"), ("Title", "title"), ("Words", "words")), "No Markdown here.")
        for problem in plan.problems:
            typer.echo(problem, err=True)
        _tell(plan.say(), yes)


def _tell(sentence: str, done: bool) -> None:
    if not options().json:
        say(sentence if done else f"{sentence} Nothing was changed; add --yes to do it.")
