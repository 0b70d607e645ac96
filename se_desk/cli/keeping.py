"""Verbs that keep the desk: init, tour, backup, restore, check, passphrase, recovery."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli import shell
from se_desk.cli.printing import Row, say, show_done, show_list, warn
from se_desk.cli.progress import ProgressLine
from se_desk.cli.shell import UsageProblem, asked_for, asked_twice, options, passphrase_of, the_opening
from se_desk.domain.errors import BadInput, DeskDamaged, KeyringMissing
from se_desk.domain.moments import count

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.keeping import Restored
    from se_desk.services.opening import Opening


def init(app: typer.Typer) -> None:
    """``init``."""

    @app.command("init")
    def make(
        name: Annotated[str, typer.Option("--name", help="Yours; else the name you log in with.")] = "",
        zone: Annotated[str, typer.Option("--zone", help="Your time zone, such as Europe/Berlin.")] = "",
        currency: Annotated[str, typer.Option("--currency", help="For amounts that name none.")] = "USD",
        sample: Annotated[bool, typer.Option("--sample", help="Fill it with the sample desk.")] = False,
        archive: Annotated[Path | None, typer.Option("--archive", help="Fill it with a whole desk.")] = None,
        secret: Annotated[
            Path | None, typer.Option("--archive-passphrase-file", help="Its first line opens the archive.")
        ] = None,
    ) -> None:
        """Make a new desk.

        With --passphrase-file it is opened by that passphrase, else by the system's keyring. Records and
        charters carry your name.
        """
        from se_desk.services.clocks import system_zone

        opening = the_opening()
        if sample and archive:
            raise UsageProblem("A desk is filled with the sample or with an archive, not with both.")
        if archive:
            desk = _moved_in(opening, archive, secret)
        else:
            desk = _made(opening, name or _login_name(), zone or system_zone().key, currency)
        with shell.closing_desk(desk):
            if sample:
                _fill(desk)
        path = str(opening.paths.desk)
        what = "the sample desk" if sample else f"the desk of {archive.name}" if archive else "a desk"
        show_done({"id": path, "title": opening.paths.desk.name, "path": path}, f"Made {what} at {path}.")


def _made(opening: Opening, name: str, zone: str, currency: str) -> Desk:
    file = options().passphrase_file
    passphrase = passphrase_of(file) if file else None
    try:
        return opening.create(
            name, zone, passphrase=passphrase, use_keyring=passphrase is None, currency=currency
        )
    except KeyringMissing as fault:
        raise BadInput(
            f"{fault.happened} So this desk needs a passphrase.",
            "No desk was made.",
            "Write one in a file and name it with --passphrase-file.",
        ) from fault


def _moved_in(opening: Opening, archive: Path, secret: Path | None) -> Desk:
    opens = (
        passphrase_of(secret)
        if secret
        else asked_for("Passphrase of the archive", "--archive-passphrase-file")
    )
    file = options().passphrase_file
    passphrase = passphrase_of(file) if file else None
    return opening.move_in(archive, opens, passphrase=passphrase, use_keyring=passphrase is None)


def _fill(desk: Desk) -> None:
    from se_desk.services.sample import fill

    fill(desk, desk.now())


def _login_name() -> str:
    """The name of who runs this; the system may know none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "SE"


def tour(app: typer.Typer) -> None:
    """``tour``."""

    @app.command("tour")
    def play(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where everything is put.")]) -> None:
        """Play the whole story by itself; no screen is needed.

        It makes a sample desk of its own, acts out the story in the window, and leaves in DIR every export
        and a picture of every screen in both themes. It takes up to three minutes.
        """
        from se_desk.cli.touring import play_tour

        written = play_tour(folder, warn if options().json else say)
        rows = [{"id": path.name, "title": path.name, "path": str(path)} for path in written]
        if options().json:
            show_list(rows, (), "")


def back_up(app: typer.Typer) -> None:
    """``backup``."""

    @app.command("backup")
    def backup(
        file: Annotated[Path | None, typer.Argument(help="Else beside the other backups.")] = None,
    ) -> None:
        """Write one file that holds everything, and check it.

        It is encrypted, and opens with the passphrase or the recovery code of the desk.
        """
        opening = the_opening()
        with shell.closing_desk(shell.opened(opening)) as desk, ProgressLine() as line:
            made = opening.keeping.back_up(desk, file, line.copied)
        row: Row = {"id": made.file.name, "title": made.file.name, "path": str(made.file)}
        row["copy"] = str(made.copy) if made.copy else None
        copied = f" A copy lies at {made.copy}." if made.copy else ""
        show_done(row, f"Backed up to {made.file}, and checked.{copied}")
        if made.trouble is not None:
            warn(f"se-desk: the second copy was not made. {made.trouble}")


def restore(app: typer.Typer) -> None:
    """``restore``."""

    @app.command("restore")
    def put_back(file: Annotated[Path, typer.Argument(help="A backup, or an archive.")]) -> None:
        """Put the desk of a backup, or of an archive, in place.

        A backup opens with its passphrase or its recovery code, an archive with its passphrase alone, from
        --passphrase-file or typed; it opens the desk from then on. The desk that was there is kept aside.
        """
        opening = the_opening()
        given = options().passphrase_file
        secret = passphrase_of(given) if given else _asked()
        opening.hold()
        try:
            with ProgressLine() as line:
                done = opening.put_back(file, secret, line.far)
        finally:
            opening.release()
        path = str(opening.paths.desk)
        row: Row = {"id": path, "title": opening.paths.desk.name, "path": path}
        row |= {"kept": _path(done.kept), "saved": _path(done.saved)}
        row |= {"carried": done.carried, "lost": done.lost}
        show_done(row, " ".join([f"Restored from {file}.", *_what_became_of(done)]))


def check(app: typer.Typer) -> None:
    """``check``."""

    @app.command("check")
    def hold_up(
        file: Annotated[
            Path | None, typer.Argument(metavar="BACKUP", help="A backup of it; else the desk itself.")
        ] = None,
    ) -> None:
        """Check the desk, or one of its backups: pages, search index, risk log."""
        opening = the_opening()
        if file is not None:
            _check_backup(opening, file)
            return
        with shell.closing_desk(shell.opened(opening)) as desk, ProgressLine() as line:
            found = list(opening.problems(desk, line.checked))
            gap = None if found else opening.missing_entries(desk)
            entries = 0 if found else desk.risks.count_entries()
        if gap:
            found.append(gap.happened)
        if found:
            raise DeskDamaged(
                f"The check found something. {' '.join(found)}",
                do="Keep this file, and restore the newest backup that checks clean.",
            )
        show_done(
            {"id": "check", "title": "check", "intact": True, "entries": entries},
            f"Intact: every page, the index, and {entries} entries of the risk log.",
        )


def _check_backup(opening: Opening, file: Path) -> None:
    with shell.closing_desk(shell.opened(opening)) as desk, ProgressLine() as line:
        opening.keeping.verify(desk, file, line.far)
    row: Row = {"id": file.name, "title": file.name, "path": str(file), "intact": True}
    show_done(row, f"Intact: {file} holds a whole desk and opens with its key.")


def passphrase(app: typer.Typer) -> None:
    """``passphrase``."""

    @app.command("passphrase")
    def change(
        new: Annotated[
            Path | None, typer.Option("--new", help="A file whose first line is the new one.")
        ] = None,
    ) -> None:
        """Change the passphrase; nothing is encrypted anew."""
        opening = the_opening()
        with shell.closing_desk(shell.opened(opening)) as desk:
            opening.set_passphrase(desk, passphrase_of(new) if new else asked_twice("--new"))
        row = {"id": "passphrase", "title": "passphrase", "changed": True}
        show_done(row, "The passphrase is changed. Backups made before open with the one before.")


def recovery(app: typer.Typer) -> None:
    """``recovery``."""

    @app.command("recovery")
    def code() -> None:
        """Make a new recovery code and show it once.

        The one before no longer opens the desk.
        """
        opening = the_opening()
        with shell.closing_desk(shell.opened(opening)) as desk:
            made = opening.make_recovery(desk)
        show_done(
            {"id": "recovery", "title": "recovery", "code": made},
            f"Write this down and keep it apart:\n{made}",
        )


VERBS = (init, tour, back_up, restore, check, passphrase, recovery)


def _path(place: Path | None) -> str | None:
    return str(place) if place else None


def _what_became_of(done: Restored) -> Iterator[str]:
    """The desk that was there and its risk log, a sentence each."""
    if done.carried:
        entries = count(done.carried, "newer entry", "newer entries")
        yield f"{entries} of the risk log came along from the desk that was there."
    if done.lost:
        entries = count(done.lost, "entry", "entries")
        yield f"{entries} of the risk log could not be found again; the chains say which."
    if done.kept:
        yield f"The desk that was there is kept in {done.kept}."
    if done.saved:
        yield f"It was also backed up to {done.saved}."


def _asked() -> str:
    if not shell.at_a_terminal():
        raise BadInput("The file opens with its passphrase or recovery code.", do="Name --passphrase-file.")
    return shell.asked("Passphrase or recovery code of the file: ")
