"""Search as you type: the first page beside the best raw query for it, on the same file, in turn.

The floor is FTS5 by itself on a connection with the same cache: the rows, their titles and snippets, last
changed first, or by rank where that is quicker. Nothing here asserts on time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.services.desk import Desk
from se_desk.storage.engine import connect
from se_desk.storage.searcher import CACHE_KIB
from se_desk.storage.terms import RUN, all_beginning, quote, read_terms
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme
from se_desk.ui.search.page import SearchPage
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_desk import KEY
from tests.ui.conftest import dress

__all__ = ["dress"]

PAGE = 20
TYPED = (
    *(
        "the",
        "and",
        "procurement",
        "budget",
        "security",
        "rollback",
        "weeks",
        "customer demo",
        "café",
        "naive",
    ),
    *(
        "the budget",
        "we procurement",
        "security review",
        "braitgruck",
        "stoundrait",
        "zoust",
        "freezer pilot",
    ),
)
INSIDE = ("rocurement", "udge", "ollbac", "eezer", "entari", "東京", "会議", "議", "采购流")
FILTERED = (
    *("deal:deal-0333 the", "deal:deal-0000 budget", "kind:demo the", "is:private we", "the after:30d"),
    *("the before:2016-01-01", "after:7d", "deal:deal-0007", "ae:partner the"),
)
ROUNDS = 5
Way = tuple[tuple[str, ...], int]  # what is typed, and how often
_ROWS = (
    "SELECT s.rowid, i.noun, i.item_id, i.title, i.at, snippet({0}, 1, '[', ']', '…', 24) FROM {0} s "
    "JOIN search_items i ON i.rowid = s.rowid WHERE {0} MATCH ? ORDER BY s.{1} LIMIT {2}"
)
NEWEST, RANKED = (_ROWS.format("search_words", order, PAGE) for order in ("rowid DESC", "rank"))
INSIDES = _ROWS.format("search_insides", "rowid DESC", PAGE)
Down = Callable[[Figure], None]


@pytest.fixture
def way(at_length: bool) -> Way:
    """All of it, or enough to show that it works."""
    return (TYPED, ROUNDS) if at_length else (TYPED[:2], 1)


@pytest.fixture
def raw(desk_file: Callable[[int], Path], size: int) -> Iterator[Any]:
    """The floor's own connection."""
    made = connect(desk_file(size), KEY)
    made.set_authorizer(None)
    made.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    yield made
    made.close()


def letters(words: tuple[str, ...]) -> Iterator[str]:
    """Every state of the field from two letters on."""
    for each in words:
        yield from (each[:end] for end in range(2, len(each) + 1) if each[end - 1] != " ")


def floor(raw: Any, words: str) -> float:
    """The quicker of the ways to a first page of what begins so; where nothing does, what is inside words."""
    found: list[Any] = []
    match = (all_beginning(read_terms(words)),)
    took = milliseconds(lambda: found.extend(raw.execute(NEWEST, match)))
    if len(found) >= PAGE:
        return took
    if not found:
        return took + milliseconds(lambda: raw.execute(INSIDES, (_inside(raw, words),)).fetchall())
    return min(took, milliseconds(lambda: raw.execute(RANKED, match).fetchall()))


def _inside(raw: Any, words: str) -> str:
    """Words of one or two characters are looked for in the runs that begin with them."""
    if len(words) >= RUN:
        return " AND ".join(term.quoted for term in read_terms(words))
    runs = raw.execute(
        "SELECT term FROM search_runs WHERE term >= ? AND term < ?", (words, words + "\U0010ffff")
    )
    return " OR ".join(quote(run) for (run,) in runs) or quote(words * RUN)


def measured(
    desk: Desk, raw: Any, words: list[str], rounds: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Ours and the floor, in turn; a first round fills both caches."""
    ours, under = [], []
    for turn in range(rounds + 1):
        for each in words:
            took = milliseconds(lambda each=each: desk.search.first(each, PAGE))  # type: ignore[misc]
            least = floor(raw, each)
            if turn:
                ours.append(took)
                under.append(least)
    return tuple(ours), tuple(under)


def test_the_first_page_of_what_begins_so(
    large: Desk, raw: Any, size: int, way: Way, note_down: Down
) -> None:
    words = list(letters(way[0]))
    assert large.search.first("the", PAGE).more
    ours, under = measured(large, raw, words, way[1])
    goal = "p99 at most 16 ms, 1.5 times the floor" if size == 100_000 else "1.5 times the floor"
    note_down(Figure(f"search, first page, {size:,} notes", ours, under, goal))


def test_the_first_page_of_what_is_inside_words(
    large: Desk, raw: Any, size: int, way: Way, note_down: Down
) -> None:
    assert large.search.first("udge", PAGE).found
    ours, under = measured(large, raw, list(INSIDE), way[1])
    note_down(Figure(f"search inside words, first page, {size:,} notes", ours, under))


def test_the_first_page_with_filters(large: Desk, size: int, way: Way, note_down: Down) -> None:
    assert large.search.first("deal:deal-0000 the", PAGE).found
    ours = [
        milliseconds(lambda words=words: large.search.first(words, PAGE))  # type: ignore[misc]
        for _ in range(way[1])
        for words in FILTERED
    ]
    note_down(Figure(f"search with filters, first page, {size:,} notes", tuple(ours)))


def test_the_settled_page_best_first(large: Desk, raw: Any, size: int, way: Way, note_down: Down) -> None:
    ours, under = [], []
    for words in way[0]:
        ours.append(milliseconds(lambda words=words: large.search.page(words, PAGE)))  # type: ignore[misc]
        match = all_beginning(read_terms(words))
        under.append(milliseconds(lambda match=match: raw.execute(RANKED, (match,)).fetchall()))  # type: ignore[misc]
    note_down(Figure(f"search, best first, {size:,} notes", tuple(ours), tuple(under)))


@pytest.fixture
def page(large: Desk, qtbot: QtBot, dress: Theme) -> Iterator[SearchPage]:
    made = SearchPage(large, Bus())
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    yield made
    cancel_all()


def test_a_key_never_waits_for_a_search(
    page: SearchPage, size: int, way: Way, qtbot: QtBot, qapp: QApplication, note_down: Down
) -> None:
    """On the GUI thread: each key until it is painted, whatever is searched meanwhile."""
    page.field.setFocus()
    blocked, shown = [], []
    for words in way[0]:
        page.field.clear()
        for letter in words:
            blocked.append(milliseconds(lambda letter=letter: _type(page, qapp, letter)))  # type: ignore[misc]
        shown.append(milliseconds(lambda: qtbot.waitUntil(lambda: bool(page.found), timeout=60_000)))
        qapp.processEvents()
    assert page.found
    note_down(Figure(f"search page, key to paint, {size:,} notes", tuple(blocked), goal="p99 at most 16 ms"))
    note_down(Figure(f"search page, last key to first finds, {size:,} notes", tuple(shown)))


def _type(page: SearchPage, app: QApplication, letter: str) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QCoreApplication.sendEvent(page.field, key)
    app.processEvents()
