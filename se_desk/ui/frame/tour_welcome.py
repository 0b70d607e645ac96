"""The tour's first part: a desk is set up, is empty, is locked and opened again."""

from __future__ import annotations

from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage
from se_desk.ui.kit.wishes import Place
from se_desk.ui.welcome.restore import RestorePage

NAME, ZONE, PHRASE = "Alma Reyes", "Europe/Berlin", "gravel spoon heron cedar"


def _first_run(stage: Stage) -> None:
    stage.open_window(stage.place("first"))
    stage.write("Your name", NAME)
    stage.write("Time zone", ZONE)
    stage.write("Passphrase", PHRASE)
    stage.write("Passphrase again", PHRASE)


def _set_up(stage: Stage) -> None:
    page = stage.cover
    stage.press("Set up my desk")
    stage.until(lambda: stage.frame.window.cover_page is not page, "the new desk")


def _enter(stage: Stage) -> None:
    stage.press("I have put it away")
    stage.until(lambda: stage.frame.acting.is_open, "the desk behind the recovery code")


def _lock(stage: Stage) -> None:
    stage.do("lock")
    stage.write("Passphrase", PHRASE)


def _restore(stage: Stage) -> None:
    stage.press("Restore from a backup…")


def _archive(stage: Stage) -> None:
    page = stage.cover
    if isinstance(page, RestorePage):
        page.take(stage.place("first").desk.with_name("desk-2026-11-20.sedesk.age"))
    stage.write("Passphrase of the archive", PHRASE)


def open_sample(stage: Stage) -> None:
    """The sample desk, opened by its passphrase as a person opens theirs."""
    stage.open_window(stage.place("sample"))
    stage.write("Passphrase", PHRASE)
    stage.press("Unlock")
    stage.until(lambda: stage.frame.acting.is_open, "the sample desk to open")


ROWS = (
    Row("first-run", "A computer without a desk", _first_run),
    Row("recovery-code", "The desk is set up, its recovery code shown once", _set_up),
    Row("today-empty", "Today, before anything is on the desk", _enter),
    Row("deals-empty", "No deal yet", lambda stage: stage.go(Place("deals"))),
    Row("unlock", "Locked, and about to be opened", _lock),
    Row("restore", "A backup instead: which one, and what opens it", _restore),
    Row("archive-in", "An archive of the whole desk instead, taken in as a backup is", _archive),
)
