"""Ways in and out: first run, passphrase, keyring, recovery code, lock, closing."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadFile, DeskLocked, DiskFull
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.storage import heads
from se_desk.ui.frame import covers, door
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.notices import Banner, Toast, toast
from se_desk.ui.kit.wishes import Lock, Place, QuickNote
from se_desk.ui.welcome.first_run import FirstRunPage
from se_desk.ui.welcome.recovery import RecoveryPage
from se_desk.ui.welcome.trouble import TroublePage
from se_desk.ui.welcome.unlock import UnlockPage
from tests.ui.frame.conftest import OWNER, PHRASE, QUICK, NotedPage, Rig, Ring

LONG = 10_000
P = TypeVar("P", bound=QWidget)


def _cover(qtbot: QtBot, frame: Frame, kind: type[P]) -> P:
    qtbot.waitUntil(lambda: isinstance(frame.window.cover_page, kind), timeout=LONG)
    page = frame.window.cover_page
    assert isinstance(page, kind)
    return page


def _open(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: frame.acting.is_open, timeout=LONG)


def _words(widget: QWidget) -> str:
    labels = [label.full_text() for label in widget.findChildren(PlainLabel)]
    return " ".join(labels + [text.text() for text in widget.findChildren(BodyText)])


def test_a_first_run_makes_a_desk_by_keyboard_alone(rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    page = _cover(qtbot, frame, FirstRunPage)
    qtbot.waitUntil(page.keyring.isEnabled)
    assert page.name.hasFocus()
    QTest.keyClicks(page.name, OWNER)
    page.first.setFocus()
    QTest.keyClicks(page.first, PHRASE)
    page.again.setFocus()
    QTest.keyClicks(page.again, PHRASE)
    qtbot.keyClick(page.again, "\r")
    shown = _cover(qtbot, frame, RecoveryPage)
    assert shown.box.print_.hasFocus()  # Enter must not put the code away
    qtbot.keyClick(shown.go_on, "\r")
    _open(qtbot, frame)
    assert frame.window.cover_page is None
    sitting = frame.door.sitting
    assert sitting is not None
    assert sitting.desk.profile.get().name == OWNER
    assert set(rig.opening.slots()) == {"keyring", "passphrase", "recovery"}
    assert sitting.pages.history.current == Place("today")


def test_a_first_run_without_a_code_goes_on_at_once(rig: Rig, ring: Ring, qtbot: QtBot) -> None:
    ring.there = False
    frame = rig.frame()
    page = _cover(qtbot, frame, FirstRunPage)
    qtbot.waitUntil(lambda: "None answers" in _words(page))
    page.name.setText(OWNER)
    page.first.setText(PHRASE)
    page.again.setText(PHRASE)
    page.recovery.setChecked(False)
    page.submit()
    _open(qtbot, frame)
    assert rig.opening.slots() == ("passphrase",)


def test_a_code_that_cannot_be_made_does_not_stop_the_desk(
    rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Opening, _desk: Desk) -> str:
        raise DiskFull("No room is left.", "Your desk is there.", "Make room.")

    monkeypatch.setattr(Opening, "make_recovery", full)
    frame = rig.frame()
    page = _cover(qtbot, frame, FirstRunPage)
    page.name.setText(OWNER)
    page.first.setText(PHRASE)
    page.again.setText(PHRASE)
    page.submit()
    _open(qtbot, frame)
    assert [dialog.title.full_text() for dialog in frame.window.findChildren(Dialog)] == ["No room left"]


def test_a_first_run_that_does_not_work_keeps_what_was_typed(
    rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> Desk:
        raise DiskFull("No room is left.", do="Make room.")

    monkeypatch.setattr(Opening, "create", full)
    frame = rig.frame()
    page = _cover(qtbot, frame, FirstRunPage)
    page.name.setText(OWNER)
    page.first.setText(PHRASE)
    page.again.setText(PHRASE)
    page.submit()
    qtbot.waitUntil(page.create_.isEnabled, timeout=LONG)
    assert any("No room" in banner.accessibleName() for banner in page.findChildren(Banner))
    assert page.name.text() == OWNER


def test_a_passphrase_opens(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)
    assert page.passphrase.hasFocus()
    QTest.keyClicks(page.passphrase, PHRASE)
    qtbot.keyClick(page.passphrase, "\r")
    _open(qtbot, frame)
    qtbot.waitUntil(lambda: bool(frame.window.sidebar.findChildren(QWidget)))
    sitting = frame.door.sitting
    assert sitting is not None
    qtbot.waitUntil(lambda: sitting.overview.active == 1, timeout=LONG)


def test_a_wrong_passphrase_stays_selected_with_its_sentence(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)
    page.passphrase.setText("not this one")
    qtbot.keyClick(page.passphrase, "\r")
    qtbot.waitUntil(lambda: bool(page.error), timeout=LONG)
    assert "not the passphrase" in page.error
    assert page.passphrase.selectedText() != "" or page.passphrase.selectionLength() == len("not this one")
    assert page.passphrase.text() == "not this one"
    assert page.unlock.isEnabled()


def test_a_recovery_code_opens(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    desk = set_up.with_passphrase(PHRASE)
    code = set_up.make_recovery(desk)
    set_up.shut(desk)
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)
    qtbot.mouseClick(page.other, Qt.MouseButton.LeftButton)
    assert page.code.hasFocus()
    page.code.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    page.unlock.click()
    qtbot.waitUntil(lambda: "mistyped" in page.error, timeout=LONG)
    page.code.setText(code)
    page.unlock.click()
    _open(qtbot, frame)


def _with_keyring(opening: Opening) -> None:
    desk = opening.with_passphrase(PHRASE)
    opening.set_keyring(desk, True)
    opening.shut(desk)


def test_the_keyring_opens_without_a_question(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    _with_keyring(set_up)
    _open(qtbot, rig.frame())


def test_a_keyring_that_is_gone_leads_to_the_passphrase(
    set_up: Opening, rig: Rig, ring: Ring, qtbot: QtBot
) -> None:
    _with_keyring(set_up)
    ring.there = False
    page = _cover(qtbot, rig.frame(), UnlockPage)
    assert "No keyring answers" in page.error
    qtbot.mouseClick(page.keyring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.unlock.isEnabled, timeout=LONG)
    assert not page.passphrase.text()


def test_a_keyring_that_is_slow_does_not_hold_the_window(
    set_up: Opening, rig: Rig, ring: Ring, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_keyring(set_up)
    monkeypatch.setattr(door, "KEYRING_LIMIT_MS", 20)
    answered = Event()
    ring.wait = lambda: answered.wait(LONG)
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)
    assert "not answered" in _words(page)
    page.passphrase.setText(PHRASE)
    page.unlock.click()
    _open(qtbot, frame)
    sitting = frame.door.sitting
    assert sitting is not None
    store = sitting.desk.store
    answered.set()  # the late answer is put away: the desk that is open stays open
    qtbot.waitUntil(lambda: not frame.door.findChildren(door.Waiting), timeout=LONG)
    assert sitting.desk.store is store
    assert sitting.desk.deals.views()
    assert rig.opening.back_up(sitting.desk).is_file()


def test_a_slow_keyring_that_answers_at_the_unlock_page_opens(
    set_up: Opening, rig: Rig, ring: Ring, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_keyring(set_up)
    monkeypatch.setattr(door, "KEYRING_LIMIT_MS", 20)
    answered = Event()
    ring.wait = lambda: answered.wait(LONG)
    frame = rig.frame()
    _cover(qtbot, frame, UnlockPage)
    answered.set()
    _open(qtbot, frame)


def test_a_late_keyring_does_not_open_a_desk_that_was_locked_since(
    set_up: Opening, rig: Rig, ring: Ring, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_keyring(set_up)
    monkeypatch.setattr(door, "KEYRING_LIMIT_MS", 20)
    answered = Event()
    ring.wait = lambda: answered.wait(LONG)
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)
    page.passphrase.setText(PHRASE)
    page.unlock.click()
    _open(qtbot, frame)
    frame.door.lock()
    answered.set()
    qtbot.waitUntil(lambda: not frame.door.findChildren(door.Waiting), timeout=LONG)
    assert not frame.acting.is_open
    sitting = frame.door.sitting
    assert sitting is not None
    with pytest.raises(DeskLocked):
        rig.opening.back_up(sitting.desk)


def test_a_passphrase_file_that_is_wrong_leads_to_the_unlock_page(
    set_up: Opening, rig: Rig, qtbot: QtBot
) -> None:
    rig.passphrase = "something else"
    page = _cover(qtbot, rig.frame(), UnlockPage)
    assert "not the passphrase" in page.error


def test_a_passphrase_file_that_cannot_be_read_is_told(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    def unreadable() -> str | None:
        raise BadFile("The passphrase file cannot be read.", do="Check its name.")

    rig.passphrase = unreadable
    frame = rig.frame()
    page = _cover(qtbot, frame, TroublePage)
    assert "cannot be read" in page.accessibleName()
    rig.passphrase = PHRASE
    page.again.click()
    _open(qtbot, frame)


def test_a_desk_without_its_key_file_is_trouble_in_words(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    set_up.paths.keyslots.unlink()
    frame = rig.frame()
    page = _cover(qtbot, frame, TroublePage)
    assert "key file" in page.accessibleName()
    page.closeRequested.emit()
    assert not frame.window.isVisible()


def test_locking_shows_no_customer_and_unlocking_goes_back(
    frame: Frame, pages: type[NotedPage], rig: Rig, qtbot: QtBot
) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    deal = sitting.desk.deals.views()[0].deal
    frame.acting.go(Place("deal", deal.id))
    qtbot.waitUntil(lambda: bool(sitting.overview.deals), timeout=LONG)
    page = sitting.pages.page
    assert isinstance(page, NotedPage)
    frame.acting.do("lock")
    shown = _cover(qtbot, frame, UnlockPage)
    assert page.told[-1] == "leave"
    assert not frame.acting.is_open
    assert "Halvorsen" not in _words(frame.window) + frame.window.windowTitle()
    assert frame.window.sidebar.findChildren(QWidget)
    assert "Marlene" in _words(shown)
    with pytest.raises(DeskLocked):
        sitting.desk.deals.views()
    assert shown.passphrase.hasFocus()
    shown.passphrase.setText(PHRASE)
    shown.unlock.click()
    _open(qtbot, frame)
    assert sitting.pages.history.current == Place("deal", deal.id)
    assert sitting.deal_in_front() == deal.id
    assert sitting.desk.deals.views()


def test_locking_twice_and_wishes_while_locked_do_nothing(frame: Frame, rig: Rig) -> None:
    frame.acting.wish(Lock())
    frame.door.lock()
    frame.acting.wish(QuickNote())
    frame.acting.go(Place("deals"))
    frame.acting.do("today")
    assert isinstance(frame.window.cover_page, UnlockPage)


def test_a_page_that_cannot_save_keeps_the_desk_open(frame: Frame, pages: type[NotedPage]) -> None:
    pages.stays = True
    frame.door.lock()
    assert frame.acting.is_open
    assert frame.window.cover_page is None


def test_a_dialog_survives_a_lock_with_what_was_typed(frame: Frame, qtbot: QtBot) -> None:
    dialog = Dialog(frame.window, "A new deal")
    field = LineEdit(name="Title")
    dialog.add(field)
    dialog.open()
    field.setText("Half a thought")
    frame.door.lock()
    assert not dialog.isVisible()
    page = _cover(qtbot, frame, UnlockPage)
    page.passphrase.setText(PHRASE)
    page.unlock.click()
    _open(qtbot, frame)
    assert dialog.isVisible()
    assert field.text() == "Half a thought"
    assert field.hasFocus() or dialog.isAncestorOf(frame.app.focusWidget())
    dialog.reject()


def test_a_lock_closes_the_palette_and_takes_toasts_away(frame: Frame) -> None:
    frame.acting.find()
    toast(frame.window, "Note saved for Halvorsen Quays")
    frame.door.lock()
    assert frame.acting.palette is None
    assert not [said for said in frame.window.findChildren(Toast) if said.isVisible()]


def test_closing_saves_and_lets_go(frame: Frame, rig: Rig) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    frame.window.close()
    assert not frame.window.isVisible()
    with pytest.raises(DeskLocked):
        sitting.desk.deals.views()
    rig.opening.hold()  # nobody holds it any more
    rig.opening.release()


@pytest.mark.parametrize("lose", [True, False])
def test_closing_asks_where_something_is_not_saved(
    frame: Frame, pages: type[NotedPage], lose: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.stays = True
    asked: list[str] = []

    def answer(_parent: QWidget, title: str, *_words: str, cancel: str, destructive: bool) -> bool:
        asked.append(title)
        assert destructive  # Enter does not lose what was typed
        assert cancel == "Stay"
        return lose

    monkeypatch.setattr(door, "ask", answer)
    frame.window.close()
    assert asked == ["Not everything is saved"]
    assert frame.window.isVisible() is not lose


def test_an_older_copy_of_the_desk_is_said_in_a_banner(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    desk = set_up.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
    marks = heads.read(set_up.paths.heads)
    assert marks
    set_up.shut(desk)
    ahead = [heads.ChainHead(mark.chain, mark.seq + 2, "0" * 64) for mark in marks]
    heads.write(set_up.paths.heads, ahead)
    frame = rig.open_frame()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Banner)), timeout=LONG)
    (banner,) = frame.window.findChildren(Banner)
    assert "2 entries" in banner.accessibleName()
    banner.closed.emit()
    qtbot.waitUntil(lambda: not frame.window.findChildren(Banner))


def test_what_stands_against_the_place_is_said_calmly_one_after_the_other(
    set_up: Opening, rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("The folder is copied by a program.", "The clock was set back.")
    monkeypatch.setattr(Opening, "warnings", lambda *_args: said)
    frame = rig.open_frame()
    for sentence in said:
        qtbot.waitUntil(lambda: bool(frame.window.findChildren(Banner)), timeout=LONG)
        (banner,) = frame.window.findChildren(Banner)
        assert banner.accessibleName() == sentence
        banner.closed.emit()
        qtbot.waitUntil(lambda b=banner: b not in frame.window.findChildren(Banner), timeout=LONG)  # type: ignore[misc]


def test_a_clock_that_was_set_back_is_said_with_what_to_do(
    set_up: Opening, rig: Rig, clock: MovableClock, qtbot: QtBot
) -> None:
    desk = set_up.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
    set_up.shut(desk)
    clock.move(timedelta(days=-30))
    frame = rig.open_frame()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Banner)), timeout=LONG)
    assert "Look at its clock" in frame.window.findChildren(Banner)[0].accessibleName()


def test_the_sample_opens_from_the_first_run(rig: Rig, qtbot: QtBot, opening: Opening) -> None:
    def sample() -> tuple[Opening, Desk]:
        place = Opening(
            type(opening.paths).of(opening.paths.desk.parent / "sample"), cost=QUICK, keyring=Ring()
        )
        return place, place.sample(lambda _desk, _now: None)

    rig.sample = sample
    frame = rig.frame()
    page = _cover(qtbot, frame, FirstRunPage)
    qtbot.waitUntil(page.keyring.isEnabled)
    page.sample.click()
    _open(qtbot, frame)
    frame.door.lock()
    assert covers.SAMPLE_FOOT in _words(_cover(qtbot, frame, UnlockPage))


def test_a_capture_waits_for_the_desk(
    set_up: Opening, rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[object] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda wish: lambda *_args: granted.append(wish))
    rig.passphrase = PHRASE
    frame = rig.frame(capture=True)
    _open(qtbot, frame)
    assert granted == [QuickNote()]


def test_a_fault_of_the_program_is_told_and_the_page_can_be_used_again(
    set_up: Opening, rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = rig.frame()
    page = _cover(qtbot, frame, UnlockPage)

    def broken(_self: Opening, _text: str) -> Desk:
        raise ValueError("our own")

    monkeypatch.setattr(Opening, "with_passphrase", broken)
    page.passphrase.setText(PHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert page.unlock.isEnabled()
