"""A desk of many notes stays as quick as a small one: opening, Today, a deal's page, the palette.

Each beside the same on a desk that was just set up, or on a deal with few notes. Nothing asserts on time;
what is held is that lists read pages, and never all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.passages import Passage
from se_desk.services.desk import Desk
from se_desk.ui.deals.page import DealPage
from se_desk.ui.frame.overview import read_overview
from se_desk.ui.frame.palette import Palette
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.records import PAGE
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place, Wish
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_desk import BIG_DEAL, open_desk
from tests.ui.conftest import dress

__all__ = ["dress"]

SMALL_DEAL = "deal-0011"
ROUNDS = 9
Down = Callable[[Figure], None]


Times = Callable[[Callable[[], object]], tuple[float, ...]]


@pytest.fixture
def rounds(at_length: bool) -> int:
    """How often each is measured."""
    return ROUNDS if at_length else 1


@pytest.fixture
def times(rounds: int) -> Times:
    """Milliseconds of some runs; the first, in which everything is imported and read, is left out."""

    def taken(work: Callable[[], object]) -> tuple[float, ...]:
        work()
        return tuple(milliseconds(work) for _ in range(rounds))

    return taken


def test_opening(desk_file: Callable[[int], Path], size: int, times: Times, note_down: Down) -> None:
    def opened(of: int) -> Callable[[], None]:
        return lambda: _open_and_close(desk_file(of))

    note_down(Figure(f"opening a desk, {size:,} notes", times(opened(size)), times(opened(0))))


def _open_and_close(path: Path) -> None:
    desk = open_desk(path)
    desk.profile.get()
    desk.close()


def test_today(large: Desk, empty: Desk, size: int, times: Times, note_down: Down) -> None:
    assert large.today.page().active > 0
    both = times(large.today.page), times(empty.today.page)
    note_down(Figure(f"Today, read, {size:,} notes", *both, "1.5 times an empty desk"))
    sides = times(lambda: read_overview(large)), times(lambda: read_overview(empty))
    note_down(Figure(f"sidebar, read, {size:,} notes", *sides))


@pytest.fixture
def host(large: Desk, qtbot: QtBot, dress: Theme) -> Iterator[QWidget]:
    """A window of the usual size; what works for it is done before the desk is closed."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    cancel_all()


def test_a_deal_with_a_fifth_of_all_notes(
    large: Desk, host: QWidget, times: Times, qapp: QApplication, note_down: Down
) -> None:
    page = DealPage(large, Bus(), host)
    page.resize(1216, 848)
    page.show()

    def entered(deal_id: str, tab: str) -> Callable[[], None]:
        def enter() -> None:
            page.shown = None
            page.enter(Place("deal", deal_id, tab))
            qapp.processEvents()

        return enter

    there = large.note_lines.count(BIG_DEAL).notes
    for tab in ("notes", "timeline"):
        big, small = times(entered(BIG_DEAL, tab)), times(entered(SMALL_DEAL, tab))
        note_down(Figure(f"deal page, {tab}, {there:,} notes of one deal", big, small))
    entered(BIG_DEAL, "notes")()
    table = page.panels["notes"].table  # type: ignore[attr-defined]
    read = table.records_model.rowCount()
    assert read == min(PAGE, there)
    model = table.records_model
    if there > PAGE:
        steps = min((there - PAGE) // PAGE, 20)
        took = tuple(milliseconds(lambda: model.fetchMore(table.rootIndex())) for _ in range(steps))
        note_down(Figure(f"the next {PAGE} of {there:,} notes", took or (0.0,)))
    order = times(lambda: (model.sort(0), model.sort(3)))
    note_down(Figure(f"two other orders of {there:,} notes", order))


class AtDesk:
    """Whoever the palette acts for; nothing is run here."""

    is_open = True
    place = Place("today")

    def deal_in_front(self) -> str:
        return ""

    def selection(self) -> tuple[str, bool]:
        return "", False

    def passage(self) -> Passage | None:
        return None

    def go(self, place: Place) -> None:
        self.place = place

    def wish(self, wish: Wish) -> None:
        raise AssertionError(wish)


def test_the_palette(
    large: Desk, host: QWidget, size: int, rounds: int, qtbot: QtBot, note_down: Down
) -> None:
    overview = read_overview(large)
    opened, known, keys = [], [], []
    for _ in range(rounds):
        took = once(Palette(host, AtDesk(), large, overview), host, qtbot)  # type: ignore[arg-type]
        opened.append(took[0])
        known.append(took[1])
        keys += took[2]
    note_down(Figure(f"palette, open to paint, {size:,} notes", tuple(opened)))
    note_down(Figure(f"palette, until it knows the deals, {size:,} notes", tuple(known)))
    note_down(
        Figure(f"palette, a key on the GUI thread, {size:,} notes", tuple(keys), goal="p99 at most 16 ms")
    )


def once(palette: Palette, host: QWidget, qtbot: QtBot) -> tuple[float, float, list[float]]:
    """Open to paint, until it knows the deals, and each key of a search."""
    opened = milliseconds(lambda: (palette.open(), host.grab()))
    known = milliseconds(lambda: qtbot.waitUntil(lambda: bool(palette._catalogue.deals), timeout=60_000))
    keys = [
        milliseconds(lambda letter=letter: QTest.keyClicks(palette.field, letter))  # type: ignore[misc]
        for letter in "the budget"
    ]
    qtbot.waitUntil(lambda: bool(palette._found), timeout=60_000)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    return opened, known, keys
