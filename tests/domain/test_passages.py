"""Passages are found again where they stand, and said to be gone where they are gone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.passages import (
    LONGEST_EXCERPT,
    Origin,
    Passage,
    find_passage,
    passages_of,
    source_of,
    taken_from,
)

SOURCE = "# Walk\n\n- [x] Crane **4** stands\n- still twice\n\nCrane **4** stands again\n"


@pytest.mark.parametrize(
    ("excerpt", "start", "found"),
    [
        ("still twice", SOURCE.index("still"), "still twice"),
        ("still twice", 0, "still twice"),
        ("Crane 4 stands", 0, "Crane **4** stands"),
        ("Crane 4 stands\nstill twice", 0, "Crane **4** stands\n- still twice"),
        ("☐ gone", 0, None),
        ("", 3, None),
        (" \n", 3, None),
        ("**", 0, "**"),
        ("##", 0, None),
    ],
)
def test_words_are_found(excerpt: str, start: int, found: str | None) -> None:
    place = find_passage(SOURCE, excerpt, start)
    assert (None if place is None else SOURCE[slice(*place)]) == found


def test_the_nearest_of_several_is_taken() -> None:
    last = SOURCE.rindex("Crane")
    assert find_passage(SOURCE, "Crane **4**", last) == (last, last + 11)
    assert find_passage(SOURCE, "Crane **4**", last - 1) == (last, last + 11)
    assert find_passage(SOURCE, "Crane **4**", 0) == (SOURCE.index("Crane"), SOURCE.index("Crane") + 11)
    assert find_passage(SOURCE, "Crane 4 stands", len(SOURCE)) == (last, last + len("Crane **4** stands"))


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 20), st.integers(-5, 90))
def test_what_stands_there_is_always_found(text: str, start: int, length: int, near: int) -> None:
    excerpt = text[start : start + length]
    place = find_passage(text, excerpt, near)
    if excerpt.strip():
        assert place is not None
        assert text[slice(*place)] == excerpt
    else:
        assert place is None


@given(st.text(alphabet="ab -*\n[x]", max_size=40), st.text(alphabet="ab -*\n[x]", max_size=6))
def test_any_words_can_be_looked_for(text: str, excerpt: str) -> None:
    place = find_passage(text, excerpt, 0)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


def test_the_passages_of_a_note() -> None:
    source = "# Head\n\nOne line\nand on\n\n- an item\n  goes on\n- [ ] a box\n\n> said\n## More\nthe end"
    found = list(passages_of(source))
    assert [words for _, words in found] == [
        "One line\nand on",
        "- an item\n  goes on",
        "- [ ] a box",
        "> said",
        "the end",
    ]
    assert list(passages_of(" \n\n# Only a heading")) == []


@given(st.lists(st.sampled_from(["a", "# b", "- c", "", "  d", "1. e", "\u2028", "f\r"])).map("\n".join))
def test_a_passage_stands_where_it_is_said_to_stand(source: str) -> None:
    for start, words in passages_of(source):
        assert source[start : start + len(words)] == words
        assert words.strip()


def test_the_row_of_a_source() -> None:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    keys = {"id": "t", "noun": "flag", "target_id": "f", "item": "words", "taken_at": at}
    call = taken_from(Origin("call", "c"), **keys)
    file = taken_from(Origin("attachment", "a"), **keys)
    note = taken_from(Passage("n", 3, "x" * 9_000, 7), **keys)
    assert (call.call_id, call.note_id, call.item) == ("c", None, "words")
    assert (file.attachment_id, file.call_id) == ("a", None)
    assert [source_of(one) for one in (call, file)] == [Origin("call", "c"), Origin("attachment", "a")]
    assert source_of(note) == Passage("n", 3, "x" * LONGEST_EXCERPT, 7)
    assert (note.note_id, note.revision, note.start, len(note.excerpt)) == ("n", 3, 7, LONGEST_EXCERPT)
