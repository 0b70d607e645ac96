"""Verbs that keep the desk: init, tour, backup, restore, check, passphrase, recovery."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from se_desk.cli import shell
from se_desk.cli.shell import options, passphrase_of, say, show_list
from se_desk.domain.errors import BadInput, DeskDamaged, KeyringMissing
from se_desk.services.clocks import system_zone
from se_desk.services.opening import Opening


def init(app: typer.Typer) -> None:
    """``init``."""

    @app.command("init")
    def make(
        name: Annotated[str, typer.Option("--name", help="Your name; records and charters carry it.")] = "",
        zone: Annotated[str, typer.Option("--zone", help="Your time zone, such as Europe/Berlin.")] = "",
        currency: Annotated[str, typer.Option("--currency", help="For amounts that name none.")] = "USD",
        sample: Annotated[bool, typer.Option("--sample", help="Fill it with the sample desk.")] = False,
    ) -> None:
        """Make a new desk: opened by the keyring, or by the passphrase of --passphrase-file."""
        opening = Opening(options().paths)
        passphrase = _new_passphrase()
        try:
            desk = opening.create(
                name or getpass.getuser(),
                zone or system_zone().key,
                passphrase=passphrase,
                use_keyring=passphrase is None,
                currency=currency,
            )
        except KeyringMissing as fault:
            raise BadInput(
                f"{fault.happened} So this desk needs a passphrase.",
                "No desk was made.",
                "Write one in a file and name it with --passphrase-file.",
            ) from fault
        with shell.closing_desk(desk):
            if sample:
                from se_desk.services.sample import fill

                fill(desk, desk.now())
        say(f"Made a desk at {options().paths.desk}.")


def tour(app: typer.Typer) -> None:
    """``tour``."""

    @app.command("tour")
    def play(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where everything is put.")]) -> None:
        """Play the whole story on a sample desk of its own: every export, and a picture of every screen."""
        from se_desk.cli.touring import play_tour

        play_tour(folder, say)


def back_up(app: typer.Typer) -> None:
    """``backup``."""

    @app.command("backup")
    def backup(
        file: Annotated[Path | None, typer.Argument(help="Else beside the other backups.")] = None,
    ) -> None:
        """Write one file that holds everything; it opens with the passphrase or the recovery code."""
        opening = Opening(options().paths)
        with shell.closing_desk(shell.opened(opening)) as desk:
            made = opening.back_up(desk, file)
        _say_row(
            {"id": made.name, "title": made.name, "path": str(made)}, f"Backed up to {made}, and checked."
        )


def restore(app: typer.Typer) -> None:
    """``restore``."""

    @app.command("restore")
    def put_back(file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
        """Put the desk of a backup in place; the desk that was there is kept aside."""
        opening = Opening(options().paths)
        secret = passphrase_of(options().passphrase_file) if options().passphrase_file else _asked()
        kept = opening.restore(file, secret)
        aside = f" The desk that was there is kept in {kept}." if kept else ""
        _say_row({"id": file.name, "title": file.name, "kept": str(kept or "")}, f"Restored.{aside}")


def check(app: typer.Typer) -> None:
    """``check``."""

    @app.command("check")
    def hold_up() -> None:
        """Check the whole desk: every page, the search index, every chain of the risk log."""
        opening = Opening(options().paths)
        with shell.closing_desk(shell.opened(opening)) as desk:
            found = list(opening.problems(desk))
            checked = desk.risks.check()
            found += [f"Risk log: {fault.reason}" for _deal, fault in checked.faults]
            gap = opening.missing_entries(desk)
        if gap:
            found.append(gap.happened)
        if found:
            raise DeskDamaged(
                f"The check found something. {' '.join(found)}",
                do="Keep this file, and restore the newest backup that checks clean.",
            )
        _say_row(
            {"id": "check", "title": "check", "intact": True, "entries": checked.entries},
            f"Intact: every page, the index, and {checked.entries} entries of the risk log.",
        )


def passphrase(app: typer.Typer) -> None:
    """``passphrase``."""

    @app.command("passphrase")
    def change(
        new: Annotated[
            Path | None, typer.Option("--new", help="A file whose first line is the new one.")
        ] = None,
    ) -> None:
        """Change the passphrase; nothing is encrypted anew."""
        opening = Opening(options().paths)
        with shell.closing_desk(shell.opened(opening)) as desk:
            opening.set_passphrase(desk, passphrase_of(new) if new else _asked_twice())
        say("The passphrase is changed." if not options().json else "[]")


def recovery(app: typer.Typer) -> None:
    """``recovery``."""

    @app.command("recovery")
    def code() -> None:
        """Make a new recovery code and show it once; the one before no longer opens the desk."""
        opening = Opening(options().paths)
        with shell.closing_desk(shell.opened(opening)) as desk:
            made = opening.make_recovery(desk)
        _say_row(
            {"id": "recovery", "title": "recovery", "code": made},
            f"Write this down and keep it apart:\n{made}",
        )


VERBS = (init, tour, back_up, restore, check, passphrase, recovery)


def _new_passphrase() -> str | None:
    file = options().passphrase_file
    return passphrase_of(file) if file else None


def _asked() -> str:
    if not sys.stdin.isatty():
        raise BadInput("The backup opens with its passphrase or recovery code.", do="Name --passphrase-file.")
    return getpass.getpass("Passphrase or recovery code of the backup: ")


def _asked_twice() -> str:
    if not sys.stdin.isatty():
        raise BadInput("No new passphrase was given.", do="Name a file with --new.")
    first = getpass.getpass("New passphrase: ")
    if getpass.getpass("Again: ") != first:
        raise BadInput("The two were not the same.", do="Try again.")
    return first


def _say_row(row: shell.Row, sentence: str) -> None:
    show_list([row], (), "") if options().json else say(sentence)
