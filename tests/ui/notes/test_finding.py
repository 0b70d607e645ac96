"""What is looked for is found where it stands, and no expression holds up the window."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.finding import MOST, Sought, next_of, places, replace_all, replacement
from se_desk.ui.notes.source_text import units
from tests.ui.notes.texts import TEXTS


def found(text: str, sought: Sought) -> list[str]:
    """The words at the places."""
    document = SourceDocument(text)
    raw = document.toRawText()
    wide = raw.encode("utf-16-le", "surrogatepass")
    return [wide[2 * a : 2 * b].decode("utf-16-le", "surrogatepass") for a, b in places(document, sought)]


@pytest.mark.parametrize(
    ("text", "sought", "words"),
    [
        ("Crane crane CRANE", Sought("crane"), ["Crane", "crane", "CRANE"]),
        ("Crane crane", Sought("crane", exact_case=True), ["crane"]),
        ("crane cranes", Sought("crane", whole_words=True), ["crane"]),
        ("a.b axb", Sought("a.b"), ["a.b"]),
        ("a.b axb", Sought("a.b", expression=True), ["a.b", "axb"]),
        ("one\ntwo", Sought("^t", expression=True), ["t"]),
        ("\u00c9tage \u00e9tage", Sought("\u00e9TAGE"), ["\u00c9tage", "\u00e9tage"]),
        ("\U0001f9ed north \U0001f9ed", Sought("north"), ["north"]),
        ("x", Sought(""), []),
        ("x", Sought("(", expression=True), []),
        ("xx", Sought("y*", expression=True), []),
        ("a xx b x", Sought("x*", expression=True), ["xx", "x"]),
        ("a\u00a0b", Sought("a\u00a0b"), ["a\u00a0b"]),
    ],
)
def test_places(qapp: object, text: str, sought: Sought, words: list[str]) -> None:
    assert found(text, sought) == words


@given(before=TEXTS, words=TEXTS, after=TEXTS)
def test_any_text_is_found_where_it_is(qapp: object, before: str, words: str, after: str) -> None:
    line = words.replace("\n", " ").replace("\r", " ")
    document = SourceDocument(f"{before}\n{line}{after}")
    if line and "\r\n" not in document.source:
        spots = places(document, Sought(line, exact_case=True))
        at = units(document.toRawText().split("\u2029")[0])
        assert spots or not line.strip("\u2029\ufdd0\ufdd1")
        assert all(end > start for start, end in spots)
        assert at >= 0


def test_an_expression_that_never_ends_gives_up(qapp: object) -> None:
    document = SourceDocument("a" * 4_000 + "b")
    begun = time.process_time()
    assert places(document, Sought("(a+)+$", expression=True)) == []
    assert time.process_time() - begun < 20


def test_there_is_a_limit_to_what_is_marked_and_none_to_what_is_replaced(qapp: object) -> None:
    document = SourceDocument("ab " * (MOST + 10))
    assert len(places(document, Sought("ab"))) == MOST
    assert replace_all(document, Sought("ab"), "c") == MOST + 10
    assert document.source == "c " * (MOST + 10)
    document.undo()
    assert document.source == "ab " * (MOST + 10)


@pytest.mark.parametrize(
    ("sought", "words", "after"),
    [
        (Sought("crane 4"), r"\1", r"\1 and crane 5"),
        (Sought(r"crane (\d)", expression=True), r"\1: crane", "4: crane and 5: crane"),
        (Sought(r" and ", expression=True), r"\n\t\\", "crane 4\n\t\\crane 5"),
        (Sought(r"(crane) 4", expression=True), r"\9x", "x and crane 5"),
    ],
)
def test_replacing(qapp: object, sought: Sought, words: str, after: str) -> None:
    document = SourceDocument("crane 4 and crane 5")
    first = places(document, sought)[0]
    assert replacement(document, sought, first, words).replace("\u2029", "\n") in after
    replace_all(document, sought, words)
    assert document.source == after


def test_next() -> None:
    spots = [(2, 4), (8, 9)]
    assert [next_of(spots, at, back=False) for at in (0, 3, 9)] == [0, 1, 0]
    assert [next_of(spots, at, back=True) for at in (0, 4, 20)] == [1, 0, 1]
    assert next_of([], 0, back=False) == -1
