"""The day's backup and check: made in the background, heard of only when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.keeping import Keeping
from se_desk.services.opening import Opening
from se_desk.ui.frame.backups_daily import LOOKS_A_COPY, Daily
from se_desk.ui.frame.notices import Notice
from se_desk.ui.frame.start import Frame
from se_desk.ui.frame.window import MainWindow
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.pages import Page
from tests.ui.frame.conftest import PHRASE

LONG = 10_000


@pytest.fixture
def desk(set_up: Opening) -> Iterator[Desk]:
    opened = set_up.with_passphrase(PHRASE)
    yield opened
    cancel_all()
    set_up.shut(opened)


@pytest.fixture
def daily(desk: Desk, set_up: Opening, qtbot: QtBot) -> Iterator[Daily]:
    window = MainWindow()
    qtbot.addWidget(window)
    made = Daily(window)
    made.begin(desk, set_up)
    made._pause.stop()
    yield made
    window.hide()  # it lives as long as what it owns


def _names(opening: Opening) -> list[str]:
    return [one.file.name for one in opening.keeping.backups()]


def test_one_a_day(daily: Daily, set_up: Opening, clock: MovableClock, qtbot: QtBot) -> None:
    with qtbot.waitSignal(daily.made, timeout=LONG):
        daily.look()
    assert len(_names(set_up)) == 1
    daily.look()  # the same day: nothing begins
    assert daily._job is None
    clock.move(timedelta(days=1))
    with qtbot.waitSignal(daily.made, timeout=LONG):
        daily.look()
    assert len(_names(set_up)) == 2


def test_a_second_opening_of_a_day_makes_none(
    daily: Daily, desk: Desk, set_up: Opening, qtbot: QtBot
) -> None:
    set_up.keeping.back_up(desk)
    with qtbot.assertNotEmitted(daily.made):
        daily.look()
        qtbot.waitUntil(lambda: daily._job is None, timeout=LONG)
    assert len(_names(set_up)) == 1
    assert not set_up.keeping.checking.due(desk)  # the check was made all the same


def test_a_pause_comes_first(daily: Daily, desk: Desk, set_up: Opening) -> None:
    daily.begin(desk, set_up)
    daily.look()
    assert daily._job is None
    daily.end()


def test_what_fails_is_said_with_what_to_do(
    daily: Daily, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFull("No room is left.", "Your desk is unharmed.", "Make room.")

    monkeypatch.setattr(Keeping, "daily", full)
    with qtbot.waitSignal(daily.troubled, timeout=LONG) as told:
        daily.look()
    (notice,) = told.args
    assert notice == Notice("Today’s backup was not made. No room is left. Your desk is unharmed. Make room.")


def test_a_second_folder_that_is_gone_is_said_and_the_backup_stays(
    daily: Daily, desk: Desk, set_up: Opening, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_up.keeping.set_folder(desk, stick)
    stick.rmdir()
    with qtbot.waitSignal(daily.troubled, timeout=LONG) as told:
        daily.look()
    assert told.args[0].sentence.startswith("The second copy was not made. ")
    assert len(_names(set_up)) == 1


def test_a_copy_that_was_missed_is_made_when_the_folder_is_back(
    daily: Daily, desk: Desk, set_up: Opening, qtbot: QtBot, tmp_path: Path
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    set_up.keeping.set_folder(desk, stick)
    stick.rename(pocket)
    with qtbot.waitSignal(daily.troubled, timeout=LONG):
        daily.look()

    def look() -> None:
        for _ in range(LOOKS_A_COPY):
            daily.look()
        qtbot.waitUntil(lambda: daily._job is None, timeout=LONG)

    with qtbot.assertNotEmitted(daily.troubled), qtbot.assertNotEmitted(daily.made):  # once is enough
        look()
    pocket.rename(stick)
    with qtbot.waitSignal(daily.made, timeout=LONG):
        look()
    assert [file.name for file in stick.iterdir()] == _names(set_up)
    with qtbot.assertNotEmitted(daily.made):
        look()


def test_a_copy_that_cannot_be_made_up_for_waits(
    daily: Daily, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(daily.made, timeout=LONG):
        daily.look()
    qtbot.waitUntil(lambda: daily._job is None, timeout=LONG)

    def full(*_args: object) -> None:
        raise DiskFull("No room is left.")

    monkeypatch.setattr(Keeping, "make_up", full)
    with qtbot.assertNotEmitted(daily.troubled):
        for _ in range(LOOKS_A_COPY):
            daily.look()
        qtbot.waitUntil(lambda: daily._job is None, timeout=LONG)


def test_a_desk_that_is_not_whole_is_grave(
    daily: Daily, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keeping, "daily_check", lambda *_args: ("A page does not decrypt.", "Another."))
    with qtbot.waitSignal(daily.troubled, timeout=LONG) as told:
        daily.look()
    (notice,) = told.args
    assert notice.tone == "critical"
    assert "A page does not decrypt." in notice.sentence
    assert "2 findings" in notice.sentence


def test_a_lock_stops_it(daily: Daily, set_up: Opening, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(daily.made):
        daily.look()
        daily.end()
        cancel_all()
    daily.look()
    assert daily._job is None


def test_the_window_says_it_with_the_way_to_the_backups(frame: Frame, qtbot: QtBot) -> None:
    frame.door.daily.troubled.emit(Notice("The second copy was not made."))
    (banner,) = frame.window.findChildren(Banner)
    banner.acted.emit()
    sitting = frame.door.sitting
    assert sitting is not None
    assert sitting.pages.history.current is not None
    assert sitting.pages.history.current.page == "settings"


def test_a_backup_that_is_made_is_not_announced_but_the_page_knows(frame: Frame, qtbot: QtBot) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    page = sitting.pages.page
    assert isinstance(page, Page)
    frame.door.daily._pause.stop()
    with qtbot.waitSignal(frame.door.daily.made, timeout=LONG):
        frame.watch.look()
    assert page.told[-1] == "minute"  # type: ignore[attr-defined]
    assert not frame.window.findChildren(Toast)
    assert not frame.window.findChildren(Banner)
