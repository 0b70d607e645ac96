"""Verbs that write deals and notes: deal, note."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from se_desk.cli.looking import DEAL_HELP
from se_desk.cli.printing import plain, show_one
from se_desk.cli.reading_values import day_of, forecast_of, money_of, word_of
from se_desk.cli.rows import deal_row
from se_desk.cli.shell import open_desk
from se_desk.domain.errors import BadFile
from se_desk.domain.notes import NoteKind

MOST_BYTES = 10 * 1024 * 1024


def open_deal(app: typer.Typer) -> None:
    """``deal``."""

    @app.command("deal")
    def deal(
        title: Annotated[str, typer.Argument(help="What is to be sold.")],
        account: Annotated[str, typer.Option("--account", help="The customer.")],
        partner: Annotated[str, typer.Option("--partner", help="The account executive.")] = "",
        value: Annotated[str, typer.Option("--value", help="An amount, such as 1200000 EUR.")] = "",
        forecast: Annotated[str, typer.Option("--forecast", help="The AE's, as CATEGORY:DATE.")] = "",
        read: Annotated[str, typer.Option("--read", help="The day you believe.")] = "",
    ) -> None:
        """Open a deal, with both dates where they are known."""
        ahead = forecast_of(forecast) if forecast else None
        believed = day_of(read) if read else None
        with open_desk() as desk:
            me = desk.profile.get()
            amount = money_of(value, me.currency) if value else None
            partner_id = desk.partners.named(partner).id if partner else None
            made = desk.deals.open(title, account, partner_id=partner_id, value=amount)
            if ahead:
                desk.deals.record_forecast(made.id, *ahead, "at the shell")
            if believed:
                desk.deals.record_read(made.id, believed)
            row = deal_row(desk.deals.view(made.id))
        show_one(row, f"Opened {made.account}: {made.title} ({made.id}).")


def write_note(app: typer.Typer) -> None:
    """``note``."""

    @app.command("note")
    def note(
        deal: Annotated[str, typer.Argument(help=DEAL_HELP)],
        file: Annotated[
            str, typer.Argument(metavar="[FILE|-]", help="Markdown; - or nothing is stdin.")
        ] = "-",
        kind: Annotated[str, typer.Option("--kind", help="call, discovery, demo, technical, poc …")] = "idea",
        title: Annotated[str, typer.Option("--title", help="Else the first line.")] = "",
        private: Annotated[bool, typer.Option("--private", help="It will leave in no export.")] = False,
    ) -> None:
        """Write a note; Shareable unless --private."""
        which = word_of(NoteKind, kind, "kind of note")
        body = _body(file)
        with open_desk() as desk:
            found = desk.deals.named(deal)
            made = desk.notes.start(found.id, kind=which, title=title, body=body, private=private)
        row = {**plain(made), "title": made.shown_title}
        show_one(row, f"Wrote “{made.shown_title}” to {found.account} ({made.id}).")


VERBS = (open_deal, write_note)


def _body(file: str) -> str:
    """The text of a file or of stdin, as it is. BadFile where it cannot be read, is no UTF-8 or too long."""
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as source:
                raw = source.read(MOST_BYTES + 1)
    except OSError as fault:
        what = "What comes in by stdin" if file == "-" else file
        raise BadFile(f"{what} cannot be read.", do="Name a file that can.") from fault
    if len(raw) > MOST_BYTES:
        raise BadFile(f"{file} is longer than 10 MB.", do="Split it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadFile(f"{file} is no UTF-8 text.", do="Save it as UTF-8.") from fault
