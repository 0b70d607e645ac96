"""Two wordings as one text with marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.ui.charters.word_changes import ADDED, REMOVED, SAME, Piece, word_changes


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("Same words here.", "Same words here.", [("Same words here.", SAME)]),
        ("", "All new.", [("All new.", ADDED)]),
        ("All gone.", "", [("All gone. ", REMOVED)]),
        (
            "Ilse sends context a day before.",
            "Ilse sends context and names a day before.",
            [("Ilse sends context ", SAME), ("and names ", ADDED), ("a day before.", SAME)],
        ),
        (
            "Ilse sends context a day before.",
            "Ilse sends context two days before.",
            [("Ilse sends context ", SAME), ("a day ", REMOVED), ("two days ", ADDED), ("before.", SAME)],
        ),
        (
            "One two three",
            "One two three four",
            [("One two three ", SAME), ("four", ADDED)],
        ),
        (
            "Nothing of this stays",
            "Entirely other words follow",
            [("Nothing of this stays ", REMOVED), ("Entirely other words follow", ADDED)],
        ),
    ],
)
def test_changes_word_by_word(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert word_changes(before, after) == tuple(Piece(text, how) for text, how in pieces)


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_what_is_not_removed_is_the_new_text(before: str, after: str) -> None:
    assert "".join(p.text for p in word_changes(before, after) if p.how != REMOVED) == after


def test_a_very_long_text_is_not_compared_word_by_word() -> None:
    before, after = "word " * 2_000, "word " * 2_000 + "end"
    assert [piece.how for piece in word_changes(before, after)] == [REMOVED, ADDED]
    assert [piece.how for piece in word_changes(before, before)] == [SAME]
