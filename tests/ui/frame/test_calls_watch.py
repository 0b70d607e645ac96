"""Calendar folder, reminders and left-alone lines, joined to a real window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.huddles import TickState
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.frame.calls_watch import CallsWatch
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.wishes import ImportCalls, Place, Wish
from tests.ui.frame.test_watched_calendar import entry, write

LONG = 20_000
HOUR = timedelta(hours=1)


@pytest.fixture
def calls(frame: Frame) -> CallsWatch:
    """The one of the frame, with short rests."""
    watch = frame.watch.calls
    watch.calendar._rest.setInterval(20)
    return watch


def desk_of(frame: Frame) -> Desk:
    sitting = frame.door.sitting
    assert sitting is not None
    return sitting.desk


def test_a_folder_named_in_the_settings_is_followed_at_once(
    frame: Frame, calls: CallsWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    write(tmp_path / "work.ics", entry("1@x", "Demo"))
    with qtbot.waitSignal(calls.calendar.came, timeout=LONG):
        desk_of(frame).profile.change(calendar_folder=str(tmp_path))
    (toast,) = frame.window.findChildren(Toast)
    assert "From work.ics: 1 call is new." in toast.accessibleName()
    frame.door.lock()
    assert calls.calendar._watcher.directories() == []


def test_what_is_not_sure_is_asked_in_a_banner(
    frame: Frame, calls: CallsWatch, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(frame)
    desk.deals.open("Pilot boats", "Halvorsen Quays")
    path = write(tmp_path / "work.ics", entry("1@x", "Halvorsen Quays demo"))
    with qtbot.waitSignal(calls.calendar.came, timeout=LONG):
        desk.profile.change(calendar_folder=str(tmp_path))
    (banner,) = frame.window.findChildren(Banner)
    wished: list[Wish] = []
    sitting = frame.door.sitting
    assert sitting is not None
    monkeypatch.setattr(sitting, "wish", wished.append)
    banner.acted.emit()
    assert wished == [ImportCalls(str(path))]


def test_what_cannot_be_read_is_said_in_a_banner(
    frame: Frame, calls: CallsWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.ics").write_text("Nothing\nEND:VCALENDAR\n", "utf-8")
    with qtbot.waitSignal(calls.calendar.troubled, timeout=LONG):
        desk_of(frame).profile.change(calendar_folder=str(tmp_path))
    (banner,) = frame.window.findChildren(Banner)
    assert "bad.ics in the calendar folder" in banner.accessibleName()


def test_every_minute_skips_what_was_left_alone_and_reminds(
    frame: Frame, calls: CallsWatch, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(frame)
    deal = desk.deals.views()[0].deal
    call = desk.calls.plan("Readout", desk.now() + HOUR, deal_id=deal.id)
    desk.huddles.begin(call.id)
    desk.profile.change(remind="named", lock_minutes=0)
    said: list[str] = []
    monkeypatch.setattr(calls.notifier, "say", lambda title, words: said.append(f"{title}: {words}"))
    clock.at = call.ends_at
    calls.minute()
    found = desk.huddles.of_call(call.id)
    assert found is not None
    assert {tick.state for tick in found.ticks} == {TickState.SKIPPED}
    frame.door.lock()
    clock.at = call.ends_at + 23 * HOUR + timedelta(minutes=5)
    frame.watch.look()
    assert said == ["55 min left for a note: One call has no note yet."]


def test_a_notification_that_is_clicked_leads_to_today(frame: Frame, calls: CallsWatch) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    sitting.go(Place("deals"))
    calls.notifier.opened.emit()
    assert sitting.pages.history.current == Place("today")
    frame.door.lock()
    calls.notifier.opened.emit()  # nothing to go to
    assert frame.window.isVisible()
