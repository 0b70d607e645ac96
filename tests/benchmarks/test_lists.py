"""Lists of a desk with many notes, deals and flags, beside the same lists of a desk that was just set up.

A page is entered and painted. Nothing asserts on time; what is held is that a list of notes reads a page of
them and never all there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.services.desk import Desk
from se_desk.ui.deals.list_page import DealsPage
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.records import PAGE
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.inbox_page import InboxPage
from se_desk.ui.notes.trash_dialog import TrashDialog
from se_desk.ui.partners.list_page import PartnersPage
from se_desk.ui.risks.page import RisksPage
from tests.benchmarks.figures import Figure, milliseconds
from tests.ui.conftest import dress

__all__ = ["dress"]

ROUNDS = 9
PAGES: dict[str, Callable[[Desk, Bus], Page]] = {
    "inbox": InboxPage,
    "deals": DealsPage,
    "partners": PartnersPage,
    "risks": RisksPage,
}
Down = Callable[[Figure], None]


@pytest.fixture
def rounds(at_length: bool) -> int:
    """How often each is measured."""
    return ROUNDS if at_length else 1


@pytest.fixture
def host(qtbot: QtBot, dress: Theme) -> Iterator[QWidget]:
    """A window of the usual size."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    cancel_all()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_list(
    large: Desk, empty: Desk, host: QWidget, name: str, size: int, rounds: int, note_down: Down
) -> None:
    pages = [_shown(PAGES[name], desk, host) for desk in (large, empty)]
    took: list[tuple[float, ...]] = []
    for turn in range(rounds + 1):  # in the first, everything is imported and read
        both = tuple(milliseconds(lambda page=page: _enter(page, name)) for page in pages)  # type: ignore[misc]
        took += [both] if turn else []
        QApplication.processEvents()
    ours, floor = zip(*took, strict=True)
    note_down(Figure(f"list of {name}, {size:,} notes", ours, floor))
    if isinstance(pages[0], InboxPage):
        there = large.note_lines.count(None).notes
        assert pages[0].table.records_model.rowCount() == min(PAGE, there)


def _shown(make: Callable[[Desk, Bus], Page], desk: Desk, host: QWidget) -> Page:
    page = make(desk, Bus())
    page.setParent(host)
    page.resize(1216, 848)
    page.show()
    return page


def _enter(page: Page, name: str) -> None:
    page.enter(Place(name))
    page.grab()


def test_the_trash(large: Desk, empty: Desk, host: QWidget, size: int, rounds: int, note_down: Down) -> None:
    def opened(desk: Desk) -> float:
        return milliseconds(lambda: TrashDialog(host, desk).grab())

    took = [(opened(large), opened(empty)) for _ in range(rounds + 1)][1:]
    ours, floor = zip(*took, strict=True) if took else ((), ())
    note_down(Figure(f"trash, {size:,} notes", ours, floor))
    rows = TrashDialog(host, large).list.records_model.rowCount()
    assert rows == min(PAGE, large.note_lines.count_trashed()) > 0
