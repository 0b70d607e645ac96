"""Pages come and go: made when visited, asked before they are left, back and forward, gone at a lock."""

from __future__ import annotations

from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskError, NotFound
from se_desk.ui.frame.navigation import PAGES, PageStack, feature_page
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import Place, QuickNote
from tests.ui.frame.conftest import NotedPage

A, B, C = Place("today"), Place("deals"), Place("deal", "d1", "notes")


@pytest.fixture
def stack(qtbot: QtBot, pages: type[NotedPage]) -> PageStack:
    made = PageStack(cast(Any, None), cast(Any, None))
    qtbot.addWidget(made)
    return made


def _front(stack: PageStack) -> NotedPage:
    page = stack.page
    assert isinstance(page, NotedPage)
    return page


def test_begins_without_a_page(stack: PageStack) -> None:
    assert stack.page is None
    assert stack.leave()
    stack.minute()
    stack.back()


def test_goes_somewhere_and_says_so(stack: PageStack, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stack.arrived) as arrived:
        assert stack.go(C)
    assert arrived.args == [C]
    assert _front(stack).told == [C]
    assert stack.history.current == C


def test_a_page_is_made_once_and_left_before_it_shows_another_place(stack: PageStack) -> None:
    stack.go(C)
    page = _front(stack)
    other = Place("deal", "d2")
    stack.go(other)
    assert _front(stack) is page
    assert page.told == [C, "leave", other]


def test_goes_back_and_forward(stack: PageStack) -> None:
    for place in (A, B, C):
        stack.go(place)
    stack.back()
    stack.back()
    assert stack.history.current == A
    stack.forward()
    assert stack.history.current == B
    assert _front(stack).told[-1] == B


def test_a_page_that_cannot_save_keeps_the_person(stack: PageStack, pages: type[NotedPage]) -> None:
    stack.go(A)
    stack.go(B)
    pages.stays = True
    assert not stack.go(C)
    stack.back()
    assert stack.history.current == B


def test_a_place_that_is_not_there_is_refused_and_the_page_stays(
    stack: PageStack, pages: type[NotedPage]
) -> None:
    refused: list[DeskError] = []
    stack.refused.connect(refused.append)
    stack.go(A)
    pages.gone = frozenset({"d1"})
    assert not stack.go(C)
    assert [type(error) for error in refused] == [NotFound]
    assert _front(stack).told == [A, "leave", A]
    assert stack.history.current == A


def test_a_place_that_is_no_more_drops_out_of_the_history(stack: PageStack, pages: type[NotedPage]) -> None:
    for place in (A, C, B):
        stack.go(place)
    pages.gone = frozenset({"d1"})
    stack.back()
    assert stack.history.current == B
    stack.back()
    assert stack.history.current == A


def test_pages_ask_for_places_and_wishes(stack: PageStack, qtbot: QtBot) -> None:
    stack.go(A)
    with qtbot.waitSignal(stack.wished) as wished:
        _front(stack).requestWish.emit(QuickNote())
    assert wished.args == [QuickNote()]
    _front(stack).requestPlace.emit(B)
    assert stack.history.current == B


def test_blank_takes_the_pages_and_keeps_the_way_back(stack: PageStack) -> None:
    stack.go(A)
    stack.go(B)
    before = stack.page
    stack.blank()
    assert stack.page is None
    stack.go(B)
    assert stack.page is not before
    stack.back()
    assert stack.history.current == A


def test_a_minute_reaches_the_page_in_front(stack: PageStack) -> None:
    stack.go(A)
    stack.minute()
    assert _front(stack).told[-1] == "minute"


def test_own_pages_come_before_those_of_features(qtbot: QtBot) -> None:
    class Settings(NotedPage):
        pass

    stack = PageStack(cast(Any, None), cast(Any, None), {"settings": Settings})
    qtbot.addWidget(stack)
    stack.go(Place("settings"))
    assert isinstance(stack.page, Settings)


def test_a_page_nobody_has_is_named() -> None:
    with pytest.raises(NotFound, match="no page"):
        feature_page("abacus")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_table_is_there(name: str) -> None:
    pytest.importorskip(f"se_desk.ui.{PAGES[name][0]}")
    page = feature_page(name)
    assert issubclass(page, Page)  # type: ignore[arg-type]
