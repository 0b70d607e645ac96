"""The tour: the whole story by itself, through the widgets and services a person uses, with pictures.

It plays on desks of its own in a folder that is gone afterwards, at ten on the latest working day, so that
the pictures are sensible whenever it runs.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from se_desk.domain.errors import DeskError
from se_desk.services.clocks import MovableClock
from se_desk.services.opening import Opening
from se_desk.ui.frame import tour_deals, tour_pages, tour_pair, tour_story, tour_welcome
from se_desk.ui.frame.beginning import application
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import NoKeyring, Stage, TourStopped, latest_workday
from se_desk.ui.frame.tour_welcome import PHRASE, ZONE
from se_desk.ui.kit.theme import install_theme, theme

ROWS: tuple[Row, ...] = (
    *tour_welcome.ROWS,
    *tour_pages.ROWS,
    *tour_pair.ROWS,
    *tour_deals.ROWS,
    *tour_story.ROWS,
)
FAULT, LIST = "FAULT.txt", "TOUR.txt"


def play(folder: Path, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Play every row into ``folder``, a line each; the files written.

    TourStopped, a DeskError, where it cannot go on; for a fault of the program its places are in
    FAULT.txt beside the pictures.
    """
    folder = _ready(folder)
    clock = MovableClock(latest_workday(datetime.now(UTC).astimezone(ZoneInfo(ZONE))))
    with tempfile.TemporaryDirectory(prefix="se-desk-tour-", ignore_cleanup_errors=True) as desks, _dressed():
        stage = Stage(clock, folder, Path(desks))
        say("The sample desk is written")
        _make_sample(stage)
        before = _files_in(folder)
        try:
            with stage.listening():
                _play_rows(stage, say)
                _verify(stage, say)
        finally:
            stage.close_window()
            written = tuple(file for file in _files_in(folder) if file not in before)
            _list_files(folder, written)
    pictures = sum(file.suffix == ".png" for file in written)
    say(f"Done: {pictures} pictures and {len(written) - pictures} other files in {folder}")
    return written


def _files_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(file for file in folder.rglob("*") if file.is_file()))


def _ready(folder: Path) -> Path:
    """The folder, there and without what an earlier tour wrote into it; other files are left alone."""
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        listed = folder / LIST
        for name in listed.read_text("utf-8").splitlines() if listed.is_file() else ():
            file = folder / name
            if file.resolve().is_relative_to(folder.resolve()):
                file.unlink(missing_ok=True)
        listed.unlink(missing_ok=True)
    except (OSError, UnicodeDecodeError) as fault:
        raise TourStopped(f"{folder} cannot be written.", do="Name another folder.") from fault
    return folder


def _list_files(folder: Path, written: tuple[Path, ...]) -> None:
    """What the tour wrote, so that the next one can put it away."""
    names = (file.relative_to(folder).as_posix() for file in written)
    (folder / LIST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


@contextmanager
def _dressed() -> Iterator[None]:
    """The application in the design's dress, with a cursor that does not blink; as it was afterwards."""
    app = application()
    install_theme(app, "light")
    before, flash, quits = theme().mode, app.cursorFlashTime(), app.quitOnLastWindowClosed()
    app.setCursorFlashTime(0)
    QApplication.setQuitOnLastWindowClosed(False)
    heard = qInstallMessageHandler(_hear)
    try:
        yield
    finally:
        qInstallMessageHandler(heard)
        QApplication.setQuitOnLastWindowClosed(quits)
        app.setCursorFlashTime(flash)
        theme().choose(before)


def _hear(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """What Qt has to say; that it has no screen to raise a window on is known."""
    if words and not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")


def _make_sample(stage: Stage) -> None:
    from se_desk.services.sample import fill

    opening = Opening(stage.place("sample"), stage.clock, NoKeyring())
    desk = opening.create("Sample", ZONE, passphrase=PHRASE, use_keyring=False)
    try:
        fill(desk, desk.now())
    finally:
        opening.shut(desk)


def _play_rows(stage: Stage, say: Callable[[str], None]) -> None:
    number = 0
    for row in ROWS:
        number += bool(row.picture)
        name = f"{number:03d}-{row.picture}" if row.picture else ""
        _play_row(stage, row, name)
        say(f"{name}: {row.says}" if name else row.says)


def _play_row(stage: Stage, row: Row, name: str) -> None:
    """Do a row and take its picture; whatever goes wrong names the row."""
    try:
        shown = row.act(stage)
        if name:
            stage.picture(name, shown)
    except DeskError as fault:
        raise TourStopped(
            f"The tour stopped at “{row.says}”. {fault.happened}", fault.safe, fault.do
        ) from fault
    except Exception as fault:  # whatever it is, the row it happened in is named
        (stage.folder / FAULT).write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
        raise TourStopped(
            f"The tour stopped at “{row.says}”: SE Desk made a mistake of its own.",
            "No desk of yours was touched.",
            f"{stage.folder / FAULT} says where.",
        ) from fault


def _verify(stage: Stage, say: Callable[[str], None]) -> None:
    """The record that was made is checked as a stranger checks it, with the receipt of its last entry."""
    from se_desk.exchange.risk_records import verify_file

    records = sorted((stage.folder / "risk-record").glob("*-risk-record.json"))
    receipt = stage.desk.risks.receipt(stage.kept["deal"])
    for record in records:
        verdict = verify_file(record, (receipt,), stage.desk.profile.get().public_key)
        if not verdict.is_intact:
            raise TourStopped(f"The record {record.name} does not verify. {verdict.sentence}")
        say(f"{record.name}: {verdict.sentence} Receipt {receipt} found.")
    if not records:
        raise TourStopped("No record was written.")
