"""From a backup to an open desk: on a new computer, from the unlock page, from trouble, from the settings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskDamaged
from se_desk.domain.risks import Category, Severity
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.keeping import Restored
from se_desk.services.opening import Opening
from se_desk.storage.backup import WORK, Far
from se_desk.ui.frame.backups_restore import (
    ARCHIVE_STAGES,
    LAST_STOP,
    OF_AN_ARCHIVE,
    STAGES,
    restored_notice,
    stage_of,
)
from se_desk.ui.frame.settings import SettingsPage
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.wishes import Place
from se_desk.ui.welcome.first_run import FirstRunPage
from se_desk.ui.welcome.restore import ARCHIVE, KEPT, NOTHING_HERE, RestorePage
from se_desk.ui.welcome.trouble import TroublePage
from se_desk.ui.welcome.unlock import UnlockPage
from tests.ui.frame.conftest import PHRASE, QUICK, Rig, Ring
from tests.ui.frame.test_door import _cover, _open, _words

LONG = 10_000
CUSTOMER = "Halvorsen"


def _restore_page(qtbot: QtBot, frame: Frame) -> RestorePage:
    return _cover(qtbot, frame, RestorePage)


def _titles(frame: Frame) -> list[str]:
    sitting = frame.door.sitting
    assert sitting is not None
    return [view.deal.title for view in sitting.desk.deals.views()]


def _banner(qtbot: QtBot, frame: Frame) -> str:
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Banner)), timeout=LONG)
    return frame.window.findChildren(Banner)[0].accessibleName()


@pytest.fixture
def elsewhere(set_up: Opening, tmp_path: Path) -> tuple[Path, str]:
    """A backup of a desk of another place, and its recovery code."""
    desk = set_up.with_passphrase(PHRASE)
    code = set_up.make_recovery(desk)
    file = set_up.back_up(desk, tmp_path / "stick" / "of-the-day.sedesk-backup")
    set_up.shut(desk)
    return file, code


@pytest.fixture
def empty(tmp_path: Path, clock: MovableClock) -> Opening:
    return Opening(DeskPaths.of(tmp_path / "second"), clock, Ring(), QUICK)


@pytest.mark.parametrize("by_code", [False, True])
def test_a_new_computer_gets_the_desk_by_keyboard(
    elsewhere: tuple[Path, str], empty: Opening, rig: Rig, qtbot: QtBot, by_code: bool
) -> None:
    file, code = elsewhere
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).restore.click()
    page = _restore_page(qtbot, frame)
    assert NOTHING_HERE in _words(page)
    page.take(file)
    assert page.secret.hasFocus()
    QTest.keyClicks(page.secret, code if by_code else PHRASE)
    qtbot.keyClick(page.secret, "\r")
    assert not page.restore.isEnabled()
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]
    assert frame.acting.place == Place("today")
    assert _banner(qtbot, frame) == "The backup is restored."


def test_a_wrong_secret_stays_and_nothing_is_changed(
    elsewhere: tuple[Path, str], empty: Opening, rig: Rig, qtbot: QtBot
) -> None:
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(elsewhere[0])
    page.secret.setText("not this one at all")
    page.submit()
    qtbot.waitUntil(lambda: bool(page.error), timeout=LONG)
    assert page.secret.text() == "not this one at all"
    assert page.restore.isEnabled()
    assert not empty.exists()
    page.back.click()
    _cover(qtbot, frame, FirstRunPage)


def test_a_file_that_is_no_backup_is_said(empty: Opening, rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).restore.click()
    page = _restore_page(qtbot, frame)
    (tmp_path / "picture.png").write_bytes(b"x" * 100)
    page.take(tmp_path / "picture.png")
    page.secret.setText(PHRASE)
    page.submit()
    qtbot.waitUntil(lambda: "not a whole backup" in page.error, timeout=LONG)


def test_the_unlock_page_restores_and_names_no_customer(
    set_up: Opening, rig: Rig, clock: MovableClock, qtbot: QtBot
) -> None:
    desk = set_up.with_passphrase(PHRASE)
    set_up.keeping.back_up(desk)
    clock.move(timedelta(days=1))
    desk.deals.open("Later deal", "Corvane Bank")
    set_up.shut(desk)
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    assert KEPT in _words(page)
    shown = _words(frame.window) + frame.window.windowTitle() + page.backup.currentText()
    assert CUSTOMER not in shown
    assert "Corvane" not in shown
    page.secret.setText(PHRASE)
    page.submit()
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]
    assert "is kept in" in _banner(qtbot, frame)
    kept = [folder for folder in set_up.paths.desk.parent.iterdir() if "replaced" in folder.name]
    assert len(kept) == 1


def test_back_leads_to_the_unlock_page(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    qtbot.keyClick(_restore_page(qtbot, frame), "\x1b")
    assert "The desk is locked." in _words(_cover(qtbot, frame, UnlockPage))


def test_a_desk_without_its_key_file_is_put_back(
    set_up: Opening, elsewhere: tuple[Path, str], rig: Rig, qtbot: QtBot
) -> None:
    set_up.paths.keyslots.unlink()
    frame = rig.frame()
    _cover(qtbot, frame, TroublePage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(elsewhere[0])
    page.secret.setText(PHRASE)
    page.submit()
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]


def test_back_from_trouble_leads_to_it(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    set_up.paths.keyslots.unlink()
    frame = rig.frame()
    _cover(qtbot, frame, TroublePage).restore.click()
    _restore_page(qtbot, frame).back.click()
    _cover(qtbot, frame, TroublePage)


def test_the_settings_lock_first_and_the_longer_chain_comes_along(
    frame: Frame, set_up: Opening, clock: MovableClock, qtbot: QtBot
) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    frame.door.daily.end()
    deal = sitting.desk.deals.views()[0].deal
    set_up.keeping.back_up(sitting.desk)
    clock.move(timedelta(days=1))
    sitting.desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Newer than the backup")
    sitting.desk.deals.open("Later deal", "Corvane Bank")
    frame.acting.go(Place("settings", tab="backups"))
    page = sitting.pages.page
    assert isinstance(page, SettingsPage)
    page.backups.restore.click()
    asked = _restore_page(qtbot, frame)
    assert not frame.acting.is_open
    asked.secret.setText(PHRASE)
    asked.submit()
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]
    assert [flag.statement for flag in sitting.desk.risks.flags()] == ["Newer than the backup"]
    assert "1 newer entry of the risk log came along" in _banner(qtbot, frame)


def test_a_restored_desk_that_does_not_open_leads_to_the_unlock_page(
    set_up: Opening, elsewhere: tuple[Path, str], rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_args: object) -> object:
        raise DeskDamaged("It does not read back.", do="Try once more.")

    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    monkeypatch.setattr(Opening, "with_recovery", damaged)
    page.take(elsewhere[0])
    page.secret.setText(PHRASE)
    page.submit()
    qtbot.waitUntil(lambda: isinstance(frame.window.cover_page, UnlockPage), timeout=LONG)
    shown = frame.window.cover_page
    assert isinstance(shown, UnlockPage)
    assert "does not read back" in shown.error


def test_the_window_stays_while_a_backup_is_put_in_place(
    set_up: Opening, elsewhere: tuple[Path, str], rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    put_back = Opening.put_back

    def slow(self: Opening, file: Path, secret: str, far: Far) -> Restored:
        go_on.wait(LONG)
        return put_back(self, file, secret, far)

    monkeypatch.setattr(Opening, "put_back", slow)
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(elsewhere[0])
    page.secret.setText(PHRASE)
    page.submit()
    page.backRequested.emit()
    assert frame.window.cover_page is page
    frame.window.close()
    assert frame.window.isVisible()
    assert any("Cancel that first" in said.accessibleName() for said in frame.window.findChildren(Toast))
    go_on.set()
    _open(qtbot, frame)


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_a_restore_can_be_cancelled_and_all_is_as_it_was(
    set_up: Opening, elsewhere: tuple[Path, str], rig: Rig, qtbot: QtBot, by_keyboard: bool
) -> None:
    before = set_up.paths.desk.read_bytes()
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(elsewhere[0])
    page.secret.setText(PHRASE)
    page.submit()
    assert page.running.stop.hasFocus()
    if by_keyboard:
        QTest.keyClick(page.running.stop, Qt.Key.Key_Escape)
    else:
        page.running.stop.click()
    assert not page.running.stop.isEnabled()
    qtbot.waitUntil(page.restore.isEnabled, timeout=LONG)
    assert not page.running.isVisible()
    assert page.secret.text() == PHRASE
    assert frame.window.cover_page is page
    assert [said.accessibleName() for said in frame.window.findChildren(Toast)] == [
        "Stopped. Everything is as it was."
    ]
    assert set_up.paths.desk.read_bytes() == before
    assert set_up.keeping.backups() == ()
    page.submit()  # again, to its end
    _open(qtbot, frame)


def test_a_restore_tells_how_far_it_is(
    set_up: Opening, elsewhere: tuple[Path, str], rig: Rig, qtbot: QtBot
) -> None:
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(elsewhere[0])
    page.secret.setText(PHRASE)
    heard: list[tuple[float, str]] = []
    show = page.running.show_far
    page.running.show_far = lambda far, words: (heard.append((far, words)), show(far, words))[1]
    page.submit()
    _open(qtbot, frame)
    words = list(dict.fromkeys(words for _far, words in heard))
    assert words[0] == "Opening the file"
    assert [one for one in words if one in [named for _b, _e, named in STAGES.values()]] == [
        named for _b, _e, named in STAGES.values()
    ]
    assert [far for far, _words in heard] == sorted(far for far, _words in heard)


@pytest.mark.parametrize(
    ("restored", "tone", "words"),
    [
        (Restored(None, None, 0, 0), "accent", "The backup is restored."),
        (Restored(Path("/x/kept"), None, 2, 0), "accent", "2 newer entries"),
        (Restored(Path("/x/kept"), None, 0, 1), "amber", "1 entry of the risk log could not be found"),
    ],
)
def test_says_what_a_restore_did(restored: Restored, tone: str, words: str) -> None:
    notice = restored_notice(restored)
    assert notice.tone == tone
    assert words in notice.sentence


@pytest.fixture
def archived(set_up: Opening, tmp_path: Path) -> Path:
    """The whole desk as an archive, with an entry in its risk log."""
    desk = set_up.with_passphrase(PHRASE)
    desk.risks.flag(desk.deals.views()[0].deal.id, Severity.LOW, Category.DATA, "Sealed into the archive")
    file = desk.archives.export(tmp_path / "stick" / desk.archives.usual_name(), SECRET)
    set_up.shut(desk)
    return file


SECRET = "an archive of mine"


def test_a_new_computer_takes_an_archive(archived: Path, empty: Opening, rig: Rig, qtbot: QtBot) -> None:
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).archive.click()
    page = _restore_page(qtbot, frame)
    assert page.words is ARCHIVE and page.restore.text() == "Take in"
    page.take(archived)
    QTest.keyClicks(page.secret, SECRET)
    qtbot.keyClick(page.secret, "\r")
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]
    assert _banner(qtbot, frame) == OF_AN_ARCHIVE
    sitting = frame.door.sitting
    assert sitting is not None and sitting.desk.risks.check().intact
    assert [flag.statement for flag in sitting.desk.risks.flags()] == ["Sealed into the archive"]
    frame.door.lock()
    unlock = _cover(qtbot, frame, UnlockPage)
    unlock.passphrase.setText(SECRET)
    unlock.unlock.click()
    _open(qtbot, frame)


def test_an_archive_takes_the_place_of_a_desk_that_is_kept(
    archived: Path, set_up: Opening, rig: Rig, clock: MovableClock, qtbot: QtBot
) -> None:
    desk = set_up.with_passphrase(PHRASE)
    clock.move(timedelta(days=1))
    desk.deals.open("Later deal", "Corvane Bank")
    desk.risks.remark(desk.risks.flags()[0].id, "Newer than the archive")
    set_up.shut(desk)
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    page.take(archived)
    page.secret.setText(SECRET)
    page.submit()
    _open(qtbot, frame)
    assert _titles(frame) == ["Berth planning"]
    assert "is kept in" in _banner(qtbot, frame)
    assert len([one for one in set_up.paths.desk.parent.iterdir() if "replaced" in one.name]) == 1
    assert not list(set_up.paths.desk.parent.glob(f"{WORK}*"))


@pytest.mark.parametrize("stage", ["filling", "checking"])
def test_taking_an_archive_can_be_cancelled(
    archived: Path, empty: Opening, rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Stopped in a stage of its own and in one of a restore: nothing is left, and the next one works."""
    put_back = Opening.put_back

    def stopping(self: Opening, file: Path, secret: str, far: Far) -> Restored:
        def heard(at: str, done: float) -> object:
            if at == stage:
                page.running.stopRequested.emit()
                heard_of_it.wait(LONG)
            return far(at, done)

        return put_back(self, file, secret, heard)

    heard_of_it = Event()
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).archive.click()
    page = _restore_page(qtbot, frame)
    page.running.stopRequested.connect(heard_of_it.set)
    monkeypatch.setattr(Opening, "put_back", stopping)
    page.take(archived)
    page.secret.setText(SECRET)
    page.submit()
    qtbot.waitUntil(page.restore.isEnabled, timeout=LONG)
    assert not empty.exists()
    left = {one.name for one in empty.paths.desk.parent.iterdir() if one.is_file()}
    assert left <= {"desk.use", "desk.lock"}
    assert not list(empty.paths.desk.parent.glob(f"{WORK}*"))
    monkeypatch.setattr(Opening, "put_back", put_back)
    page.submit()
    _open(qtbot, frame)


def test_another_passphrase_of_an_archive_is_said_under_its_field(
    archived: Path, empty: Opening, rig: Rig, qtbot: QtBot
) -> None:
    rig.opening = empty
    frame = rig.frame()
    _cover(qtbot, frame, FirstRunPage).archive.click()
    page = _restore_page(qtbot, frame)
    page.take(archived)
    page.secret.setText("not this one at all")
    page.submit()
    qtbot.waitUntil(lambda: "does not open with this passphrase" in page.error, timeout=LONG)
    assert page.secret.text() == "not this one at all"
    assert not empty.exists()


def test_the_bar_of_an_archive_never_goes_back() -> None:
    stages = [stage_of(name, of_archive=True) for name in (*ARCHIVE_STAGES, *STAGES)]
    ends = [0.0, *(end for _begin, end, _words in stages)]
    assert all(end >= begin >= before for before, (begin, end, _) in zip(ends, stages, strict=False))
    assert [stage_of(name, of_archive=False) for name in STAGES] == list(STAGES.values())
    assert stage_of("placing", of_archive=True)[0] == LAST_STOP


def test_no_window_of_the_way_is_nameless(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage).restore.click()
    page = _restore_page(qtbot, frame)
    assert all(
        widget.accessibleName()
        for widget in (page.backup, page.choose, page.secret, page.restore, page.back)
        if isinstance(widget, QWidget)
    )
