"""No text makes a search fail, nor what is found: through the page of results, as somebody would type it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.queries import FILTERS
from se_desk.services.desk import Desk
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.search.page import SearchPage
from tests.services.conftest import clock, desk, heard, partner, set_up_desk
from tests.services.conftest import deal as deal

__all__ = ["clock", "deal", "desk", "heard", "partner", "set_up_desk"]

LONG = 20_000
TITLES = (
    "<b>bold</b> <img src=file:///etc/passwd>",
    "\u202egnp.exe",
    "a\u0301" * 150,
    "👩‍👩‍👧‍👦 " * 30,
    "\ue000marked\ue001",
    "tab\tand\u2028line",
    "{0} %s \\n \\u0041",
    "x" * 300,
)
PIECES = [
    *("NEAR(", " AND ", " OR ", " NOT ", "scope : ", "title:", "rowid", "--", "/*", ";", "\U0001f9ea"),
    *"\"'*:^()-+{}[]\\,.~ aäA1\n\t会議검\u202e\u200b\u0301\ue000\ue001\uf004",
    *(f"{name}:" for name in FILTERS),
    *(" before:2026-02-30", " after:99999999d", " is:maybe", " kind:,,,", ' deal:"', " #", " ae:% "),
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.fixture
def page(desk: Desk, deal: Deal, qapp: QApplication, qtbot: QtBot) -> Iterator[SearchPage]:
    """Over a desk whose every title is somebody's bad idea; what goes wrong anywhere is told."""
    install_theme(qapp, "light")
    for title in TITLES:
        desk.notes.start(deal.id, title=title, body=f"crane {title}")
        desk.people.add(deal.id, title)
    made = SearchPage(desk, Bus())
    qtbot.addWidget(made)
    made.resize(1_200, 800)
    made.show()
    yield made
    cancel_all()


@pytest.fixture
def settled(page: SearchPage) -> list[str]:
    """The words of which the last is said."""
    words: list[str] = []
    page.finder.shown.connect(lambda about, _finds, last: words.append(about) if last else None)
    return words


def shown(page: SearchPage, settled: list[str], qtbot: QtBot, words: str) -> None:
    """Wait until the last word on ``words`` is there, and paint it."""
    settled.clear()
    page.enter(Place("search", words))
    qtbot.waitUntil(lambda: page.field.text() in settled, timeout=LONG)  # a field keeps no line breaks
    page.grab()


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(words=st.one_of(st.text(st.characters(codec="utf-8"), max_size=60), HOSTILE))
@example(words="crane " * 1_700)
@example(words="c" * 10_000)
@example(words='"' * 10_000)
@example(words="(" * 10_000)
@example(words="crane")
def test_whatever_is_typed_is_answered(
    page: SearchPage, settled: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    told: list[object] = []
    monkeypatch.setattr("se_desk.ui.search.finder.tell", lambda _owner, error: told.append(error))
    shown(page, settled, qtbot, words)
    assert told == []


@pytest.mark.parametrize("words", ["\ud800", "crane \udfff", "\ud83d crane\ude00", "\0", "kind:\ud800"])
def test_half_a_character_is_no_fault(desk: Desk, page: SearchPage, words: str) -> None:
    """Qt gives these on where an emoji was cut in two."""
    assert isinstance(desk.search.first(words).found, tuple)
    assert isinstance(desk.search.find(words), tuple)


@pytest.mark.parametrize(
    "asked", ["before:someday", "after:2026-13-01", "is:maybe", "kind:", 'ae:""', "tag:"]
)
def test_a_filter_with_nonsense_is_named_in_a_sentence(
    page: SearchPage, settled: list[str], qtbot: QtBot, asked: str
) -> None:
    shown(page, settled, qtbot, f"crane {asked}")
    assert len(page.found) == len(TITLES)
    said = " ".join(label.full_text() for label in page.findChildren(PlainLabel))
    assert "Left out, since its value says nothing" in said
    assert asked in said
