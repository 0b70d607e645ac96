"""Passages are found again where they stand, and said to be gone where they are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.passages import find_passage

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
