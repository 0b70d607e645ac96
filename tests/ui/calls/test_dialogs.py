"""The dialogs that plan a call and take calls in, and who opens them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.services.desk import Desk
from se_desk.ui.calls.call_dialog import CallDialog
from se_desk.ui.calls.card import CallCard
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.calls.import_dialog import ImportCallsDialog
from se_desk.ui.calls.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import ImportCalls, OpenCallCard, Place, PlanCall
from tests.ui.calls.conftest import AE, dialog_in, nameless

BERLIN = ZoneInfo("Europe/Berlin")
EVENT = """BEGIN:VEVENT\r
UID:{uid}\r
DTSTAMP:20260301T080000Z\r
DTSTART:{start}\r
DTEND:{end}\r
SUMMARY:{title}\r
END:VEVENT\r
"""


def calendar(path: Path, *events: str) -> str:
    """An .ics file of these events."""
    body = "".join(events)
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n{body}END:VCALENDAR\r\n", "utf-8")
    return str(path)


def event(uid: str, title: str, day: str = "20260306") -> str:
    return EVENT.format(uid=uid, title=title, start=f"{day}T090000Z", end=f"{day}T100000Z")


def the_call(desk: Desk, title: str) -> Call:
    return desk.calls.named(title)


def test_planning_a_call_by_keyboard(window: QWidget, desk: Desk, deal: Deal) -> None:
    dialog = CallDialog(window, desk, deal.id)
    dialog.open()
    assert (dialog.day.text(), dialog.time.text()) == ("Wed 4 Mar", "11:00")
    assert dialog.deal.currentText() == "Halvorsen Quays · Berth planning"
    assert nameless(dialog) == []
    focused = QApplication.focusWidget()
    assert focused is dialog.name
    QTest.keyClicks(dialog.name, "Readout with operations")
    dialog.kind.set_value(CallKind.READOUT.value)
    dialog.day.setText("+2")
    dialog.time.selectAll()
    QTest.keyClicks(dialog.time, "930")
    dialog.length.set_value("45")
    QTest.keyClicks(dialog.agenda, "Four results")
    dialog.sure.click()
    QTest.keyClicks(dialog.guests.entry, "Inga Falk, Harbour master")
    QTest.keyClick(dialog.guests.entry, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.guests.entry, AE)
    QTest.keyClick(dialog.guests.entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    call = the_call(desk, "Readout with operations")
    assert call.starts_at == datetime(2026, 3, 6, 9, 30, tzinfo=BERLIN)
    assert (call.minutes, call.kind, call.deal_id) == (45, CallKind.READOUT, deal.id)
    assert (call.agenda, call.agenda_confirmed) == ("Four results", True)
    people = {one.name: one for one in desk.calls.attendees(call.id)}
    assert people["Inga Falk"].title == "Harbour master"
    assert not people["Inga Falk"].ours
    assert people[AE].ours
    assert "Fri 6 Mar, 09:30" in window.findChildren(Toast)[-1].accessibleName()


@pytest.mark.parametrize(
    ("title", "day", "time", "field"),
    [
        ("", "+1", "9:00", "_title_field"),
        ("Demo", "", "9:00", "_day_field"),
        ("Demo", "soon", "9:00", "_day_field"),
        ("Demo", "+1", "noon", "_time_field"),
    ],
)
def test_what_is_missing_is_said(
    window: QWidget, desk: Desk, title: str, day: str, time: str, field: str
) -> None:
    dialog = CallDialog(window, desk)
    dialog.open()
    dialog.name.setText(title)
    dialog.day.setText(day)
    dialog.time.setText(time)
    dialog.accept()
    assert dialog.isVisible()
    assert getattr(dialog, field).error
    assert desk.calls.next_call() is None


def test_changing_a_call(window: QWidget, desk: Desk, call: Call) -> None:
    desk.calls.change(call.id, ends_at=call.starts_at + timedelta(minutes=70))
    dialog = CallDialog(window, desk, call_id=call.id)
    dialog.open()
    assert dialog.length.value == "70"
    assert [guest.name for guest in dialog.guests.guests] == ["Inga Falk", "Ruben Sato", AE]
    dialog.name.setText("Readout, moved")
    dialog.day.setText("tomorrow")
    off = next(b for b in dialog.findChildren(IconButton) if b.accessibleName() == "Take off Ruben Sato")
    off.click()
    dialog.accept()
    moved = desk.calls.get(call.id)
    tomorrow = call.starts_at.replace(second=0, microsecond=0) + timedelta(days=1)
    assert (moved.title, moved.starts_at) == ("Readout, moved", tomorrow)
    people = desk.calls.attendees(call.id)
    assert [one.name for one in people] == ["Inga Falk", AE]
    assert people[0].title_confirmed  # who stays keeps what is known


def test_a_closed_deal_stays_the_call_s(window: QWidget, desk: Desk, deal: Deal, call: Call) -> None:
    from datetime import date

    from se_desk.domain.deals import Outcome

    desk.deals.close(deal.id, Outcome.LOST, date(2026, 3, 1))
    dialog = CallDialog(window, desk, call_id=call.id)
    assert dialog.deal.value == deal.id


def test_cancelling_and_taking_up_again(window: QWidget, desk: Desk, call: Call) -> None:
    dialog = CallDialog(window, desk, call_id=call.id)
    dialog.open()
    next(b for b in dialog.findChildren(Button) if b.text() == "Cancel this call").click()
    assert desk.calls.get(call.id).cancelled
    window.findChildren(Toast)[-1].acted.emit()
    assert not desk.calls.get(call.id).cancelled


def test_a_second_press_does_not_plan_twice(
    window: QWidget, desk: Desk, deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    dialog = CallDialog(window, desk, deal.id)
    dialog.open()
    dialog.name.setText("Once")
    dialog.guests.entry.setText("Inga Falk")
    with monkeypatch.context() as patch:
        patch.setattr(desk.calls, "attend", full)
        dialog.accept()
    assert dialog.problem is not None
    dialog.accept()
    (planned,) = desk.calls.of_deal(deal.id)
    assert [one.name for one in desk.calls.attendees(planned.id)] == ["Inga Falk"]


def _read(dialog: ImportCallsDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.plan is not None or dialog.problem is not None, timeout=10_000)


def test_a_calendar_is_seen_before_it_is_taken_in(
    window: QWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = "BEGIN:VEVENT\r\nUID:3@x\r\nDTSTART:never\r\nSUMMARY:Broken\r\nEND:VEVENT\r\n"
    path = calendar(tmp_path / "a.ics", event("1@x", "Demo on the quay"), event("2@x", "Readout"), bad)
    dialog = ImportCallsDialog(window, desk, path)
    dialog.open()
    _read(dialog, qtbot)
    rows = dialog.table.records_model.records()
    assert [row.how for row in rows] == ["skipped", "new", "new"]
    assert "Broken" in rows[0].title
    assert (rows[1].when, rows[1].title) == ("Fri 6 Mar 2026, 10:00", "Demo on the quay")
    assert dialog.primary.text() == "Take in 2 calls"
    assert desk.calls.next_call() is None
    assert nameless(dialog) == []
    with qtbot.waitSignal(dialog.confirmed, timeout=10_000):
        dialog.accept()
    assert the_call(desk, "Demo on the quay").kind is CallKind.DEMO
    again = ImportCallsDialog(window, desk)
    again.open()
    moved = event("1@x", "Demo on the quay", "20260309")
    again.read(calendar(tmp_path / "b.ics", moved, event("2@x", "Readout")))
    _read(again, qtbot)
    assert [row.how for row in again.table.records_model.records()] == ["changed", "as it is"]
    assert again.primary.text() == "Take in 1 call"
    again.reject()
    assert the_call(desk, "Demo on the quay").starts_at.day == 6


def test_which_deal_it_is_is_asked(window: QWidget, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    names = ("Berth planning", "Pilot boats")
    berths, boats = (desk.deals.open(name, "Merrow Ferries") for name in names)
    path = calendar(tmp_path / "u.ics", event("1@x", "Merrow Ferries demo"), event("2@x", "Merrow Ferries"))
    dialog = ImportCallsDialog(window, desk, path)
    dialog.open()
    _read(dialog, qtbot)
    assert dialog.unsure.isVisible()
    first, second = dialog.unsure.choices.values()
    assert dialog.window().focusWidget() is first
    assert nameless(dialog) == []
    QTest.keyClick(first, Qt.Key.Key_Down)  # later, the two deals, none
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert first.value == boats.id
    first.chosen.emit(first.value)
    second.chosen.emit("none")
    second.chosen.emit("later")  # nothing after all
    with qtbot.waitSignal(dialog.confirmed, timeout=10_000):
        dialog.accept()
    assert the_call(desk, "Merrow Ferries demo").deal_id == boats.id
    assert the_call(desk, "Merrow Ferries").deal_id is None
    again = ImportCallsDialog(window, desk, path)
    again.open()
    _read(again, qtbot)
    (still,) = again.unsure.choices.values()
    still.chosen.emit("none")
    assert again.primary.text() == "Keep the answer"
    with qtbot.waitSignal(again.confirmed, timeout=10_000):
        again.accept()
    third = ImportCallsDialog(window, desk, path)
    third.open()
    _read(third, qtbot)
    assert not third.unsure.isVisible()
    third.reject()
    assert berths.id not in {
        call.deal_id for call in desk.calls.between(desk.now(), desk.now() + timedelta(days=30))
    }


def test_what_is_no_calendar(window: QWidget, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "c.ics"
    path.write_text("not a calendar", "utf-8")
    dialog = ImportCallsDialog(window, desk, str(path))
    dialog.open()
    _read(dialog, qtbot)
    assert dialog.problem is not None
    assert not dialog.primary.isEnabled()
    assert dialog.choose.isVisible()


def test_nothing_new(window: QWidget, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ImportCallsDialog(window, desk, calendar(tmp_path / "d.ics"))
    dialog.open()
    _read(dialog, qtbot)
    assert dialog.primary.text() == "Nothing to take in"
    assert not dialog.primary.isEnabled()


def test_choosing_and_dropping_a_file(
    window: QWidget, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = calendar(tmp_path / "e.ics", event("1@x", "Demo"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (path, ""))
    dialog = ImportCallsDialog(window, desk)
    dialog.open()
    dialog.choose.acted.emit()
    _read(dialog, qtbot)
    assert len(dialog.table.records_model.records()) == 1
    dialog.plan = None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    at, action = QPointF(10, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at.toPoint(), action, mime, left, none)
    dialog.dragEnterEvent(entering)
    assert entering.isAccepted()
    dialog.dropEvent(QDropEvent(at, action, mime, left, none))
    _read(dialog, qtbot)
    assert dialog.primary.text() == "Take in 1 call"


def test_stopping_leads_back(window: QWidget, desk: Desk, tmp_path: Path) -> None:
    dialog = ImportCallsDialog(window, desk)
    dialog.open()
    dialog.read(calendar(tmp_path / "f.ics", event("1@x", "Demo")))
    dialog.stop.click()
    assert dialog.choose.isVisible()
    assert dialog.plan is None


def test_wishes_are_granted(
    huddle: HuddlePage, desk: Desk, bus: Bus, call: Call, qtbot: QtBot, tmp_path: Path
) -> None:
    places: list[Place] = []
    GRANTS[PlanCall](PlanCall(call_id=call.id), huddle, desk, bus, places.append)
    dialog = dialog_in(huddle)
    assert isinstance(dialog, CallDialog)
    dialog.reject()
    GRANTS[ImportCalls](ImportCalls(), huddle, desk, bus, places.append)
    assert isinstance(dialog_in(huddle), ImportCallsDialog)
    dialog_in(huddle).reject()
    GRANTS[OpenCallCard](OpenCallCard(call.id), huddle, desk, bus, places.append)
    GRANTS[OpenCallCard](OpenCallCard(call.id), huddle, desk, bus, places.append)
    (card,) = [top for top in QApplication.topLevelWidgets() if isinstance(top, CallCard) and top.isVisible()]
    QTest.keyClicks(card.line, "No budget")
    with qtbot.assertNotEmitted(huddle.requestPlace):
        card.flag()
        card.end_call()
    assert places == [Place("debrief", call.id)]
