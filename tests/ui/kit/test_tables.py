"""Rows of records: sorted, chosen, opened, and steady when they are read again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import PAGE, RECORD, Column, RecordModel
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.theme import Theme


@dataclass(frozen=True)
class Deal:
    id: str
    title: str
    severity: str | None
    value: int | None
    status: str = ""


DEALS = (
    Deal("a", "Marram Ferries", "low", 270, "Not told"),
    Deal("b", "alder Press", None, None),
    Deal("c", "Osprey Glass", "critical", 1200, "Answered"),
)
COLUMNS = (
    Column("Deal", lambda deal: deal.title, second=lambda deal: f"value {deal.value}", width=160),
    Column(
        "Severity",
        lambda deal: (deal.severity or "none").capitalize(),
        glyph=lambda deal: deal.severity or "",
    ),
    Column("Kind", lambda deal: "call", glyph=lambda deal: "phone" if deal.value else None),
    Column("Statement", lambda deal: "a rather long statement " * 4, wrap=True),
    Column(
        "Value",
        lambda deal: f"{deal.value}",
        align="right",
        width=90,
        sort=lambda deal: deal.value,
        token=lambda deal: "text-3",
    ),
    Column(
        "Status",
        lambda deal: deal.status,
        width=120,
        chip=lambda deal: ChipSpec(deal.status, "accent") if deal.status else None,
    ),
)


@pytest.fixture
def table(dress: Theme, qtbot: QtBot) -> TableView:
    made = TableView(COLUMNS, "Deals", lambda deal: str(deal.id), two_lines=True, edge=24, gutter=8)
    qtbot.addWidget(made)
    made.set_records(DEALS)
    made.resize(900, 260)
    made.show()
    return made


def ids(table: TableView) -> list[str]:
    return [deal.id for deal in table.records_model.records()]


def test_the_model_keeps_qts_rules(qapp: object) -> None:
    model = RecordModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_records(DEALS)
    model.sort(4, Qt.SortOrder.DescendingOrder)
    model.set_records(())
    assert tester.model() is model


def test_cells_say_their_column(table: TableView) -> None:
    model = table.records_model
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == (
        "Deal: Marram Ferries, value 270"
    )
    assert model.data(model.index(2, 1)) == "Critical"
    assert model.data(model.index(1, 5)) == ""
    assert model.data(model.index(0, 5)) == "Not told"
    assert model.data(model.index(0, 0), RECORD) is DEALS[0]
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_it_is_painted(side: str, table: TableView, qtbot: QtBot) -> None:
    table.select("c")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseMove(table.viewport(), QPoint(40, 20))
    assert not table.grab().isNull()
    assert table.row_height() == 52
    assert table.horizontalHeader().height() == 32


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [(0, ["b", "a", "c"], ["c", "a", "b"]), (4, ["a", "c", "b"], ["c", "a", "b"])],
)
def test_a_click_on_the_head_sorts_and_empty_comes_last(
    column: int, rising: list[str], falling: list[str], table: TableView
) -> None:
    table.select("c")
    table.horizontalHeader().sectionClicked.emit(column)
    assert ids(table) == rising
    assert table.current().id == "c"
    table.horizontalHeader().sectionClicked.emit(column)
    assert ids(table) == falling
    assert table.current().id == "c"
    table.set_records(DEALS)
    assert ids(table) == falling
    table.grab()


def test_reading_again_keeps_the_choice_and_says_nothing(table: TableView, qtbot: QtBot) -> None:
    table.select("c")
    with qtbot.assertNotEmitted(table.picked):
        table.set_records((*DEALS[1:], Deal("d", "New", None, 1)))
    assert table.current().id == "c"


def test_a_choice_that_is_gone_is_no_choice(table: TableView) -> None:
    table.select("c")
    table.set_records(DEALS[:1])
    assert table.current() is None
    assert not table.select("c")


def test_arrows_pick_and_enter_opens(table: TableView, qtbot: QtBot) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: table.current() is not None or not table.hasFocus())
    table.select("a")
    with qtbot.waitSignal(table.picked) as heard:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert heard.args == [DEALS[1]]
    with qtbot.waitSignal(table.opened) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [DEALS[1]]


def test_a_double_click_opens(table: TableView, qtbot: QtBot) -> None:
    place = table.visualRect(table.records_model.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # Qt's double click leaves the button down, for every test that comes after.
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == [DEALS[2]]
    assert not table.shows_keyboard()


def test_letters_are_left_to_the_page(table: TableView) -> None:
    table.select("a")
    QTest.keyClick(table, Qt.Key.Key_O)
    assert table.current().id == "a"


def test_the_menu_is_asked_for_a_row(table: TableView, qtbot: QtBot) -> None:
    place = table.visualRect(table.records_model.index(1, 0)).center()
    with qtbot.waitSignal(table.menuRequested) as heard:
        table.customContextMenuRequested.emit(place)
    assert heard.args[0] is DEALS[1]
    with qtbot.assertNotEmitted(table.menuRequested):
        table.customContextMenuRequested.emit(QPoint(10, 5000))


def test_hover_follows_the_pointer(table: TableView) -> None:
    QTest.mouseMove(table.viewport(), QPoint(40, 60))
    table._hover(1)
    assert table.hovered_row == 1
    table.leaveEvent(None)
    assert table.hovered_row == -1


def test_a_table_can_be_as_high_as_its_rows(dress: Theme, qtbot: QtBot) -> None:
    made = TableView(COLUMNS[:1], "Deals", lambda deal: str(deal.id), fit=True, sortable=False)
    qtbot.addWidget(made)
    made.set_records(DEALS)
    assert made.height() == 32 + 3 * 36
    dress.set_scale(1.5)
    assert made.verticalHeader().defaultSectionSize() == 54


class Far:
    """Many records that are read by pages, and how they were asked for."""

    def __init__(self, count: int) -> None:
        self.records = [Deal(f"d{n:04}", f"Deal {n:04}", None, n) for n in range(count)]
        self.asked: list[tuple[int, int, int | None, bool]] = []

    def __call__(self, first: int, count: int, column: int | None, descending: bool) -> list[Deal]:
        self.asked.append((first, count, column, descending))
        return sorted(self.records, key=lambda deal: deal.id, reverse=descending)[first : first + count]


def to_the_end(table: TableView, qtbot: QtBot, rows: int) -> None:
    """Scroll as far as it goes, until so many rows are there."""
    bar = table.verticalScrollBar()

    def there() -> bool:
        bar.setValue(bar.maximum())
        return table.records_model.rowCount() == rows

    qtbot.waitUntil(there)


def test_records_are_read_when_somebody_scrolls_to_them(table: TableView, qtbot: QtBot) -> None:
    far = Far(2 * PAGE + 30)
    table.set_source(far, len(far.records))
    model = table.records_model
    assert (model.rowCount(), far.asked) == (PAGE, [(0, PAGE, None, False)])
    to_the_end(table, qtbot, 2 * PAGE + 30)
    assert far.asked[1:] == [(PAGE, PAGE, None, False), (2 * PAGE, PAGE, None, False)]
    assert [row.id for row in model.records()] == [deal.id for deal in far.records]
    assert not model.canFetchMore(QModelIndex())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.set_source(far, len(far.records))


def test_another_order_is_read_and_not_sorted_from_what_is_here(table: TableView) -> None:
    far = Far(3 * PAGE)
    table.set_source(far, len(far.records))
    table.select("d0003")
    table.records_model.sort(4, Qt.SortOrder.DescendingOrder)
    assert far.asked[-1] == (0, PAGE, 4, True)
    assert table.records_model.record(0).id == f"d{3 * PAGE - 1:04}"
    assert not table.currentIndex().isValid()
    table.records_model.sort(0, Qt.SortOrder.AscendingOrder)
    table.select("d0003")
    table.records_model.sort(4, Qt.SortOrder.AscendingOrder)
    assert table.current() == far.records[3]


def test_a_list_that_is_read_again_keeps_its_place(table: TableView, qtbot: QtBot) -> None:
    far = Far(2 * PAGE)
    table.set_source(far, len(far.records))
    to_the_end(table, qtbot, 2 * PAGE)
    table.select("d0150")
    place = table.verticalScrollBar().value()
    table.set_source(far, len(far.records))
    chosen = table.current()
    assert (table.records_model.rowCount(), chosen and chosen.id) == (2 * PAGE, "d0150")
    assert 0 < place == table.verticalScrollBar().value()
    table.set_records(DEALS)
    assert not table.records_model.canFetchMore(QModelIndex())


def test_records_that_went_meanwhile_end_the_list(table: TableView) -> None:
    far = Far(PAGE)
    table.set_source(far, 5 * PAGE)
    table.records_model.fetchMore(QModelIndex())
    assert not table.records_model.canFetchMore(QModelIndex())
