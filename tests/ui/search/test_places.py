"""Where each thing that can be found is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.services.search import MARK_OFF, MARK_ON, Found
from se_desk.storage.tables import SEARCHED
from se_desk.ui.kit.icons import ICONS
from se_desk.ui.kit.labels import Run
from se_desk.ui.kit.wishes import Place
from se_desk.ui.search.groups import grouped
from se_desk.ui.search.places import day_of, icon_of, place_of, said_of, word_of
from se_desk.ui.search.results import ResultsModel, snippet_runs
from tests.services.conftest import NOW

PAST, AHEAD = (NOW - timedelta(days=1)).isoformat(), (NOW + timedelta(days=1)).isoformat()
NOUNS = tuple(source.noun for source in SEARCHED)


def _found(noun: str, at: str = "", **more: object) -> Found:
    return Found(noun=noun, id="i", title="T", deal_id="d", partner_id="p", at=at, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noun", "at", "place"),
    [
        ("deal", "", Place("deal", "i")),
        ("note", "", Place("note", "i")),
        ("call", PAST, Place("debrief", "i")),
        ("call", AHEAD, Place("huddle", "i")),
        ("person", "", Place("deal", "d", "people")),
        ("ask", "", Place("deal", "d", "asks")),
        ("step", "", Place("deal", "d", "timeline")),
        ("partner", "", Place("partner", "p", "charter")),
        ("clause", "", Place("partner", "p", "charter")),
        ("flag", "", Place("risks", "i")),
        ("request", "", Place("partner", "p", "requests")),
        ("disagreement", "", Place("partner", "p", "between")),
        ("attempt", "", Place("partner", "p", "between")),
        ("scrub", "", Place("partner", "p", "scrubs")),
        ("insight", "", Place("product", "i", "insights")),
        ("strategy", "", Place("strategy", "d")),
        ("criterion", "", Place("deal", "d", "qualification")),
    ],
)
def test_every_noun_has_a_place(noun: str, at: str, place: Place) -> None:
    assert place_of(_found(noun, at), NOW) == place


def test_a_sheet_is_that_of_its_kind_and_deal() -> None:
    assert place_of(_found("paper")._replace(id="impact:2026 Q1:help"), NOW) == Place(
        "paper", "impact:2026 Q1"
    )


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_an_icon_and_a_word(noun: str) -> None:
    assert place_of(_found(noun), NOW).page
    assert icon_of(_found(noun)) in ICONS
    assert word_of(_found(noun))


def test_says_what_it_is_and_when() -> None:
    assert said_of(_found("note", PAST), NOW) == "note, Tue 3 Mar"
    assert said_of(_found("note", PAST, private=True), NOW) == "private note, Tue 3 Mar"
    assert said_of(_found("step"), NOW) == "next step"
    assert icon_of(_found("note", private=True)) == "lock"
    assert day_of("2026-03-02") == date(2026, 3, 2)


def test_found_words_stand_out() -> None:
    assert snippet_runs(f"a {MARK_ON}crane{MARK_OFF} lifts\nmore") == [
        Run("a "),
        Run("crane", "accent", 600),
        Run(" lifts more"),
    ]
    assert snippet_runs("  ") == []


def test_the_model_says_rows_aloud() -> None:
    from PySide6.QtCore import Qt

    model = ResultsModel()
    model.set_found((_found("note", PAST, deal="Halvorsen: Berths"),), NOW)
    heading, index = model.index(0, 0), model.index(1, 0)
    assert model.data(heading, Qt.ItemDataRole.AccessibleTextRole) == "Halvorsen: Berths, 1 find"
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "T, note, Tue 3 Mar, Halvorsen: Berths"
    assert (model.data(heading), model.data(index)) == ("Halvorsen: Berths", "T")
    assert model.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert (model.row_of("note", model.found[0].id), model.row_of("note", "other"), model.find(9)) == (
        1,
        -1,
        None,
    )


def test_finds_are_grouped_where_the_first_of_a_deal_stands() -> None:
    first, other, again = (_found("note")._replace(deal_id=key, deal=key) for key in ("d1", "d2", "d1"))
    stray = _found("note")._replace(deal_id=None, deal="")
    gone = _found("flag")._replace(deal_id="d9", deal="")
    groups = grouped((first, other, stray, again, gone))
    assert [(group.title, len(group.found)) for group in groups] == [
        ("d1", 2),
        ("d2", 1),
        ("Of no deal", 1),
        ("A deal that is no longer on the desk", 1),
    ]
    assert groups[0].said == "2 finds"


def test_an_attachment_is_where_it_hangs() -> None:
    hung = _found("attachment")._replace(note_id="n")
    assert place_of(hung, NOW) == Place("note", "n")
    assert place_of(_found("attachment"), NOW) == Place("deal", "d", "notes")
    assert said_of(hung._replace(private=True), NOW) == "private attachment"
    assert icon_of(hung) in ICONS
