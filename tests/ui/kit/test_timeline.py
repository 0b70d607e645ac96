"""What happened, in order, with headings where the day changes; opened by key and by pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.timeline import Entry, Quote, Timeline
from tests.ui.kit.gallery import ENTRIES, THREAD


@pytest.fixture
def timeline(dress: Theme, qtbot: QtBot) -> Timeline:
    made = Timeline("What happened")
    qtbot.addWidget(made)
    made.resize(846, 600)
    made.show()
    made.set_entries(ENTRIES)
    return made


def place_of(timeline: Timeline, number: int) -> QPoint:
    box = timeline.visualRect(timeline.model().index(number, 0))
    return QPoint(box.left() + 120, box.bottom() - 14)


def test_headings_stand_where_the_day_changes(timeline: Timeline) -> None:
    assert [row.headed for row in timeline._entries.rows] == [True, True, False, True, True]
    assert timeline._entries.rows[0].first
    assert timeline._entries.rows[-1].last
    assert len(timeline.entries()) == 5


def test_it_says_everything(timeline: Timeline) -> None:
    words = timeline.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Mon 1 September, 15:48, Signature day")
    for part in ("critical severity", "twelve weeks", "B7E2-40AC", "Answered"):
        assert part in words


def test_a_click_opens(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.opened) as heard:
        qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place_of(timeline, 1))
    assert heard.args == ["2"]
    assert not timeline.shows_keyboard()


def test_the_link_at_the_right_wishes_for_something_else(timeline: Timeline, qtbot: QtBot) -> None:
    box = timeline.visualRect(timeline.model().index(0, 0))
    with qtbot.waitSignal(timeline.asked) as heard, qtbot.assertNotEmitted(timeline.opened):
        place = QPoint(box.right() - 20, box.top() + 32 + 12)
        qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["1"]


def test_a_click_beside_the_entries_opens_nothing(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_entries(ENTRIES[:1])
    with qtbot.assertNotEmitted(timeline.opened):
        qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 590))


def test_arrows_and_enter(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    timeline.select("2")
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.current_id() == "3"
    with qtbot.waitSignal(timeline.opened) as heard:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert heard.args == ["3"]
    QTest.keyClick(timeline, Qt.Key.Key_R)
    assert timeline.current_id() == "3"
    timeline.grab()


def test_reading_again_keeps_the_place(timeline: Timeline) -> None:
    timeline.select("3")
    timeline.set_entries(ENTRIES[1:])
    assert timeline.current_id() == "3"
    timeline.set_entries(ENTRIES[:1])
    assert timeline.current_id() == ""
    assert not timeline.select("3")


def test_rows_grow_with_their_text(timeline: Timeline) -> None:
    wide = timeline.content_height()
    timeline.resize(400, 600)
    assert timeline.content_height() > wide


def test_rows_have_the_heights_of_the_design(timeline: Timeline) -> None:
    heights = [timeline.painter_of(row, 846).height() for row in timeline._entries.rows]
    assert heights[0] == 32 + 24 + 12  # heading, one line, gap
    assert heights[1] == 32 + 24 + 20 + 12  # and a line of text
    assert heights[3] == 32 + 24 + 4 + (9 + 20 + 6 + 16 + 9) + 12  # and a quotation with its line
    assert heights[4] == 32 + 24 + 12


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_a_thread_is_as_high_as_its_entries(size: float, side: str, dress: Theme, qtbot: QtBot) -> None:
    dress.set_scale(size)
    thread = Timeline("Thread", thread=True, fit=True, openable=False)
    qtbot.addWidget(thread)
    thread.resize(368, 100)
    thread.set_entries(THREAD)
    thread.show()
    assert thread.height() == thread.content_height()
    assert not thread.grab().isNull()
    QTest.mouseMove(thread.viewport(), QPoint(100, 20))
    with qtbot.assertNotEmitted(thread.opened):
        qtbot.mouseClick(thread.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 20))


@pytest.mark.parametrize(
    "entry",
    [
        Entry("x", ""),
        Entry("x", "Title" * 60, "11:00", second="second" * 40, side="side", side_tone="over"),
        Entry("x", "Title", quote=Quote("")),
        Entry("x", "Title", quote=Quote("", "left")),
        Entry("x", "Title", node="severity", body="word " * 400, max_lines=2),
        Entry("x", "Title", severity="low", node="accent", mono="0" * 200, receipt="Receipt"),
    ],
)
def test_odd_entries_are_painted_too(entry: Entry, timeline: Timeline) -> None:
    timeline.set_entries((entry,))
    assert not timeline.grab().isNull()
