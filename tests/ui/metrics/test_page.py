"""The page of figures: quarters, filters, the deals behind, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal, Stage
from se_desk.domain.errors import BadInput
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.metrics.chart import Chart
from se_desk.ui.metrics.numbers_dialog import NumbersDialog
from se_desk.ui.metrics.page import MetricsPage

Open = Callable[..., MetricsPage]


def said(page: MetricsPage) -> dict[str, str]:
    return {card.key: card.accessibleName() for card in page.cards}


def rows(page: MetricsPage) -> list[str]:
    return [row.words for row in page.behind.table.records_model.records()]


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_an_empty_desk_says_what_figures_come_from(open_page: Open) -> None:
    page = open_page()
    assert page.empty.isVisible() and not page.wins.isVisible()
    assert "Under five" in page.empty.accessibleName()


def test_every_figure_is_said_with_its_base(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    words = said(page)
    assert words["win_rate"].startswith("Win rate: 67%, 8 won of 12 closed deals, under the 70% target")
    assert "1 of 12 new deals" in words["no_go_rate"] and "1 no budget" in words["no_go_rate"]
    assert "median of 6 deals" in words["cycle"]
    assert "2 demos, 1 POC start" in words["demos_to_pocs"]
    assert "1 of 2 calls" in words["notes_in_time"] and "0 of 2 reached" in words["notes_in_time"]
    assert page.header._second.full_text() == "1 Jan to 4 Mar 2026, 12 deals closed"
    assert rows(page)[:2] == ["Poor 11", "Fit 10"] and len(rows(page)) == 12


def test_charts_tell_their_numbers(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    told = [card.chart.accessibleDescription() for card in page.cards]
    assert "Q1 FY2026: 67%, 8 won of 12" in told[0] and "Target 70%" in told[0]
    assert "Q1 FY2026: 8%, 1 of 12 for technical fit" in told[1]
    assert told[2].startswith("Under €250k: 10.5 days, 6 deals; €250k to €750k: 0 deals, too few")
    assert "Week 9: 2 demos, 0 POC starts" in told[3]
    assert told[4] == "0 to 3 h: 1 call; no note: 1 call"


def test_what_is_not_enough_is_shown_as_a_count(
    open_page: Open, counted: tuple[Deal, ...], desk: Desk
) -> None:
    for deal in counted[:8]:
        desk.deals.reopen(deal.id, Stage.DEMO)
    page = open_page()
    assert said(page)["win_rate"].startswith("Win rate: 0 of 4, 0 won of 4 closed deals. Under 5")


@pytest.mark.parametrize("keyboard", [True, False])
def test_a_mark_narrows_the_list_and_again_takes_it_back(
    open_page: Open, counted: tuple[Deal, ...], keyboard: bool
) -> None:
    page = open_page()
    settle()

    def choose() -> None:
        if keyboard:
            page.no_gos.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(page.no_gos, Qt.Key.Key_End)
            QTest.keyClick(page.no_gos, Qt.Key.Key_Return)
        else:
            place = page.no_gos.place_of("Q1 FY2026").center().toPoint()
            QTest.mouseClick(page.no_gos, Qt.MouseButton.LeftButton, pos=place)

    choose()
    assert page.behind.accessibleName() == "Came in Q1 FY2026, 12"
    assert rows(page)[:2] == ["Fit 10", "Poor 11"]
    assert page.no_gos.value == "Q1 FY2026" and page.behind.all.isVisible()
    choose()
    assert page.behind.accessibleName() == "Behind the numbers, 12" and page.no_gos.value == ""


def test_each_chart_leads_to_what_it_counts(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    for chart, mark, title, first in (
        (page.wins, "Q1 FY2026", "Closed in Q1 FY2026", "Won 0"),
        (page.cycle, "Under €250k", "Under €250k", "Won 0"),
        (page.weeks, "4", "Week 4, from Thu 22 Jan", "Won 0"),
        (page.hours, "no note", "Calls without a note", "Won 1, Sun 1 Mar"),
        (page.hours, "0 to 3 h", "Notes, 0 to 3 h", "Won 0, Sun 1 Mar"),
    ):
        chart.choose(mark)
        assert page.behind.accessibleName().startswith(title)
        assert rows(page)[0] == first
        assert [card.chart.value for card in page.cards if card.chart is not chart] == [""] * 4
        page.behind.all.click()
        assert len(rows(page)) == 12 and chart.value == ""


def test_escape_shows_all_again(open_page: Open, counted: tuple[Deal, ...], qtbot: QtBot) -> None:
    page = open_page()
    page.wins.choose("Q4 FY2025")
    assert rows(page) == []
    page.wins.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.wins, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(page)) == 12)


def test_enter_on_a_row_leads_to_the_deal(open_page: Open, counted: tuple[Deal, ...], qtbot: QtBot) -> None:
    page = open_page()
    page.behind.table.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.requestPlace) as went:
        QTest.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert went.args == [Place("deal", counted[11].id)]


def test_another_quarter_is_a_place(open_page: Open, counted: tuple[Deal, ...], qtbot: QtBot) -> None:
    page = open_page()
    assert page.segment is not None and page.segment.value == "Q1 FY2026"
    buttons = page.segment.findChildren(QAbstractButton)
    assert [button.text() for button in buttons] == ["Q2 25", "Q3 25", "Q4 25", "Q1 26, so far"]
    with qtbot.waitSignal(page.requestPlace) as went:
        buttons[2].click()
    assert went.args == [Place("metrics", "Q4 FY2025")]
    page.enter(Place("metrics", "Q4 FY2025"))
    assert page.segment.value == "Q4 FY2025" and not rows(page)
    with qtbot.waitSignal(page.requestPlace) as went:
        page.segment.findChildren(QAbstractButton)[3].click()
    assert went.args == [Place("metrics")]


def test_an_older_quarter_that_is_asked_for_is_offered_too(open_page: Open) -> None:
    page = open_page("Q1 FY2024")
    assert page.segment is not None and page.segment.value == "Q1 FY2024"
    assert len(page.segment.findChildren(QAbstractButton)) == 5
    with pytest.raises(BadInput):
        page.enter(Place("metrics", "spring"))


def test_the_page_follows_the_desk(
    open_page: Open, counted: tuple[Deal, ...], desk: Desk, qtbot: QtBot
) -> None:
    page = open_page()
    page.cycle.choose("Under €250k")
    desk.deals.change(counted[0].id, value_currency="SEK")
    qtbot.waitUntil(lambda: len(rows(page)) == 5)
    assert page.cycle.value == "Under €250k"
    desk.profile.change(currency="SEK")
    qtbot.waitUntil(lambda: len(rows(page)) == 12)  # the size is not in the chart any more
    assert page.cycle.value == ""


def test_the_numbers_as_tables(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_T)
    dialog = page.window().findChild(NumbersDialog)
    assert isinstance(dialog, NumbersDialog) and dialog.isVisible()
    assert [table.accessibleName() for table in dialog.tables] == [
        *("Win rate", "No-go rate", "Pre-sales cycle", "Demos to POCs", "Notes within 24 h")
    ]
    assert dialog.tables[0].records_model.record(5) == ("Q1 FY2026", "67%", "8", "12")
    dialog.accept()


def test_what_leaves_is_shown_first(
    open_page: Open, counted: tuple[Deal, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from se_desk.ui.metrics import sending

    page = open_page()
    assert page.export_page()
    dialog = page.window().findChild(LeavingDialog)
    assert isinstance(dialog, LeavingDialog)
    shown = dialog.findChild(TextArea)
    assert shown is not None and "8 won of 12 closed deals" in shown.text
    monkeypatch.setattr(sending, "ask_folder", lambda *_given: None)
    dialog.accept()
    assert dialog.isVisible() and not (tmp_path / "out").exists()  # no folder was chosen
    monkeypatch.setattr(sending, "ask_folder", lambda *_given: tmp_path / "out")
    dialog.accept()
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_the_text_can_be_copied(open_page: Open, counted: tuple[Deal, ...], qtbot: QtBot) -> None:
    page = open_page()
    page.export.click()
    dialog = page.window().findChild(LeavingDialog)
    assert isinstance(dialog, LeavingDialog) and dialog.other is not None
    dialog.other.click()
    assert "Win rate" in QApplication.clipboard().text()


@pytest.mark.parametrize(("width", "columns"), [(1216, 3), (876, 2)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_cards_stand_side_by_side_and_nothing_is_cut(
    open_page: Open, counted: tuple[Deal, ...], width: int, columns: int, mode: str
) -> None:
    page = open_page()
    theme().choose("dark" if mode == "dark" else "light")
    page.resize(width, 628)
    settle()
    assert page.width() == width
    tops = {card.geometry().top() for card in (*page.cards, page.behind)}
    assert len(tops) == 6 // columns
    for card in page.cards:
        assert card.geometry().right() <= width and card.chart.height() >= 120
        assert not card.grab().isNull()


def test_larger_text_keeps_its_room(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    settle()
    assert len({card.geometry().left() for card in page.cards}) == 3
    theme().set_scale(1.5)
    settle()
    assert len({card.geometry().left() for card in page.cards}) == 2
    for card in page.cards:
        card.chart.grab()
        assert card.chart.geometry().bottom() < card.height()


def test_everything_is_named_and_reached_by_tab(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    settle()
    stops: list[QWidget] = []
    step = page.nextInFocusChain()
    while step is not page and step is not None:
        if step.isVisible() and step.focusPolicy() & Qt.FocusPolicy.TabFocus and page.isAncestorOf(step):
            stops.append(step)
        step = step.nextInFocusChain()
    assert [widget for widget in stops if not widget.accessibleName()] == []
    assert sum(isinstance(widget, Chart) for widget in stops) == 5
    assert page.behind.table in stops


def test_a_chart_away_from_its_marks_chooses_nothing(open_page: Open, counted: tuple[Deal, ...]) -> None:
    page = open_page()
    settle()
    QTest.mouseClick(page.wins, Qt.MouseButton.LeftButton, pos=QPoint(page.wins.width() - 2, 2))
    assert page.wins.value == ""


def test_out_of_sight_nothing_is_read(
    open_page: Open, counted: tuple[Deal, ...], desk: Desk, qtbot: QtBot
) -> None:
    page = open_page()
    before = page.shown
    page.hide()
    desk.deals.reopen(counted[0].id, Stage.DEMO)
    settle()
    assert page.shown is before
    page.show()
    page.enter(Place("metrics"))
    assert page.shown is not None and page.shown.here.wins.share.n == 11


def test_a_new_day_is_noticed(open_page: Open, counted: tuple[Deal, ...], clock: MovableClock) -> None:
    page = open_page()
    before = page.shown
    page.minute()
    assert page.shown is before
    clock.move(timedelta(days=1))
    page.minute()
    assert page.header._second.full_text().startswith("1 Jan to 5 Mar 2026")
