"""A folder of calendar files that are taken in when they change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.services.desk import Desk
from se_desk.ui.frame import watched_calendar
from se_desk.ui.frame.notices import Notice
from se_desk.ui.frame.watched_calendar import CameIn, Seen, WatchedCalendar, announce, is_whole

LONG = 20_000
HEAD, FOOT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"


def entry(uid: str, title: str, day: int = 6) -> str:
    times = f"DTSTART:202603{day:02}T090000Z\r\nDTEND:202603{day:02}T100000Z\r\n"
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\n{times}END:VEVENT\r\n"


def write(path: Path, *entries: str, whole: bool = True) -> Path:
    path.write_bytes((HEAD + "".join(entries) + (FOOT if whole else "")).encode())
    return path


def look(watched: WatchedCalendar, qtbot: QtBot) -> None:
    """Look through the folder, to its end."""
    watched.look()
    qtbot.waitUntil(lambda: watched._job is None, timeout=LONG)


def calls(desk: Desk) -> list[Call]:
    return list(desk.calls.between(desk.now(), desk.now().replace(year=2027)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "calendars"
    made.mkdir()
    return made


@pytest.fixture
def watched(desk: Desk, folder: Path) -> Iterator[WatchedCalendar]:
    """Looks after the folder of a desk that named it."""
    desk.profile.change(calendar_folder=str(folder))
    made = WatchedCalendar(rest_ms=20)
    yield made
    made.end()


def test_it_is_off_until_a_folder_is_named(desk: Desk, folder: Path) -> None:
    off = WatchedCalendar(rest_ms=20)
    write(folder / "work.ics", entry("1@x", "Demo"))
    off.begin(desk)
    off.look()
    assert off._watcher.directories() == []
    assert calls(desk) == []


def test_what_is_there_and_what_comes_is_taken_in(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    path = write(folder / "work.ics", entry("1@x", "Demo"))
    write(folder / "notes.txt", entry("9@x", "No calendar"))
    with qtbot.waitSignal(watched.came, timeout=LONG) as first:
        watched.begin(desk)
    came = first.args[0]
    assert isinstance(came, CameIn)
    assert (came.path, came.words) == (path, "From work.ics: 1 call is new.")
    with qtbot.waitSignal(watched.came, timeout=LONG) as second:
        write(path, entry("1@x", "Demo", 7), entry("2@x", "Readout"))
    assert second.args[0].words == "From work.ics: 1 call is new, 1 changed."
    assert [call.title for call in calls(desk)] == ["Readout", "Demo"]


def test_a_file_put_in_place_of_another_is_seen(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    """As programs write that rename a finished file over the old one."""
    path = write(folder / "work.ics", entry("1@x", "Demo"))
    with qtbot.waitSignal(watched.came, timeout=LONG):
        watched.begin(desk)
    with qtbot.waitSignal(watched.came, timeout=LONG) as again:
        write(folder / "work.part", entry("1@x", "Demo"), entry("2@x", "Readout")).replace(path)
    assert again.args[0].words == "From work.ics: 1 call is new."


def test_a_half_written_file_waits(watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot) -> None:
    path = write(folder / "work.ics", entry("1@x", "Demo"), whole=False)
    watched.begin(desk)
    for _ in range(4):  # it has come to rest, and still does not end as a calendar does
        look(watched, qtbot)
    assert calls(desk) == []
    with qtbot.waitSignal(watched.came, timeout=LONG):
        write(path, entry("1@x", "Demo"))
    assert len(calls(desk)) == 1


def test_the_same_file_again_says_nothing(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    path = write(folder / "work.ics", entry("1@x", "Demo"))
    with qtbot.waitSignal(watched.came, timeout=LONG):
        watched.begin(desk)
    said: list[CameIn] = []
    watched.came.connect(said.append)
    path.touch()
    qtbot.waitUntil(lambda: _settled(watched, path), timeout=LONG)
    assert said == []


def _settled(watched: WatchedCalendar, path: Path) -> bool:
    if watched._job is None:
        watched.look()
    return watched._settled.get(path, (0, 0))[0] == path.stat().st_mtime_ns


def test_what_is_no_calendar_is_named_once(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    (folder / "bad.ics").write_text("Not at all\nEND:VCALENDAR\n", "utf-8")
    said: list[Notice] = []
    watched.troubled.connect(said.append)
    watched.begin(desk)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert said[0].sentence.startswith("bad.ics in the calendar folder: This is not a calendar file")
    for _ in range(3):
        look(watched, qtbot)
    assert len(said) == 1


def test_a_fault_of_ours_is_not_kept_quiet(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    write(folder / "work.ics", entry("1@x", "Demo"))
    monkeypatch.setattr(desk.imports, "plan_calls", broken)
    with qtbot.waitSignal(watched.broke, timeout=LONG):
        watched.begin(desk)


def test_a_folder_that_is_not_there_is_watched_for(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    folder.rmdir()
    watched.begin(desk)
    watched.look()
    folder.mkdir()
    write(folder / "work.ics", entry("1@x", "Demo"))
    with qtbot.waitSignal(watched.came, timeout=LONG):
        watched.look()  # as every minute does


def test_a_locked_desk_takes_nothing_in(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    watched.begin(desk)
    watched.end()
    write(folder / "work.ics", entry("1@x", "Demo"))
    watched.look()
    assert watched._job is None
    assert watched._watcher.files() == []


def test_another_folder_is_begun_anew(
    watched: WatchedCalendar, desk: Desk, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    watched.begin(desk)
    other = tmp_path / "other"
    other.mkdir()
    write(other / "home.ICS", entry("1@x", "Demo"))
    desk.profile.change(calendar_folder=str(other))
    with qtbot.waitSignal(watched.came, timeout=LONG):
        watched.begin(desk)
    assert watched._watcher.directories() == [str(other)]


def test_a_slow_folder_keeps_nobody_waiting(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes its time is waited for beside the window, and what changes meanwhile is seen."""
    go_on, begun = Event(), Event()
    quick = watched_calendar.listed

    def slow(*args: Any) -> Any:
        found = quick(*args)
        begun.set()
        go_on.wait(LONG / 1000)
        return found

    monkeypatch.setattr(watched_calendar, "listed", slow)
    watched.begin(desk)  # returns at once
    qtbot.waitUntil(begun.is_set, timeout=LONG)
    write(folder / "work.ics", entry("1@x", "Demo"))
    watched.look()
    assert calls(desk) == []
    with qtbot.waitSignal(watched.came, timeout=LONG):
        go_on.set()


def test_a_desk_that_is_locked_while_its_folder_is_listed(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    write(folder / "work.ics", entry("1@x", "Demo"))
    watched.begin(desk)
    watched.end()
    watched._listed({folder / "work.ics": Seen((1, 1), True)})  # as a job that ended in that very moment
    assert watched._watcher.files() == [] and calls(desk) == []


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (HEAD + FOOT, True),
        (HEAD + "end:vcalendar \n\n", True),
        ((HEAD + FOOT).encode("utf-16"), True),
        (HEAD, False),
        (HEAD + FOOT + entry("1@x", "More"), False),
        ("", False),
    ],
)
def test_a_calendar_that_ends(tmp_path: Path, data: str | bytes, whole: bool) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    assert is_whole(path) is whole
    assert not is_whole(tmp_path / "gone.ics")


def test_what_is_not_sure_stays_in_sight_and_leads_to_the_question(
    watched: WatchedCalendar, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    for title in ("Berth planning", "Pilot boats"):
        desk.deals.open(title, "Merrow Ferries")
    path = write(folder / "work.ics", entry("1@x", "Merrow Ferries demo"), entry("2@x", "Other"))
    with qtbot.waitSignal(watched.came, timeout=LONG) as came:
        watched.begin(desk)
    said: list[Notice] = []
    asked: list[Path] = []
    toasts: list[str] = []
    announce(came.args[0], said.append, toasts.append, asked.append)
    (notice,) = said
    words = "From work.ics: 2 calls are new. 1 entry may be of more than one deal."
    assert (notice.sentence, notice.action, toasts) == (words, "Choose the deal", [])
    assert notice.then is not None
    notice.then()
    assert asked == [path]
    assert {call.deal_id for call in calls(desk)} == {None}
