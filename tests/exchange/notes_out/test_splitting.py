from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.notes_out.splitting import shortened, size, split

TEXT = st.text(
    st.sampled_from("ab \n\u0301\u200d👩🔧漢") | st.characters(exclude_categories=("Cs",)), max_size=400
)


def bare(text: str) -> str:
    return "".join(text.split())


@given(TEXT, st.integers(64, 120))
def test_every_part_fits_and_nothing_is_lost(text: str, room: int) -> None:
    parts = split(text, room)
    assert all(size(part) <= room for part in parts)
    assert bare("".join(parts)) == bare(text)


@given(TEXT, st.integers(8, 120))
def test_a_shortened_text_fits(text: str, room: int) -> None:
    short = shortened(text, room)
    assert size(short) <= room
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_size_counts_as_the_strictest_taker() -> None:
    assert (size("a"), size("👩"), size("a\nb"), size("")) == (1, 2, 4, 0)


def test_paragraphs_stay_whole_where_they_fit() -> None:
    one, two, three = "a" * 40, "b" * 40, "c" * 30
    assert split(f"{one}\n\n{two}\n\n{three}", 80) == (one, f"{two}\n\n{three}")


def test_then_lines_then_words_then_characters() -> None:
    assert split("a" * 50 + "\n" + "b" * 50, 64) == ("a" * 50, "b" * 50)
    assert split("a" * 50 + " " + "b" * 50, 64) == ("a" * 50, "b" * 50)
    assert split("a" * 100, 64) == ("a" * 64, "a" * 36)
    assert split("a" + "\u0301" * 200, 64)[0] == "a" + "\u0301" * 63


def test_a_character_of_several_marks_stays_whole() -> None:
    family = "👩\u200d🔧"
    assert all(part.count("👩") == part.count("🔧") for part in split(family * 40, 64))


def test_no_text_is_one_empty_part() -> None:
    assert split("", 64) == split("\n\n \n", 64) == ("",)


def test_too_little_room_is_refused() -> None:
    with pytest.raises(ValueError, match="64"):
        split("a", 63)


def test_a_shortened_text_ends_between_characters() -> None:
    assert shortened("a" * 9, 8) == "a" * 7 + "…"
    assert shortened("word and more", 6) == "word…"  # no blank before the mark
    assert shortened("👩\u200d🔧" * 3, 8) == "👩\u200d🔧…"
    assert shortened("a", 1) == "a"
    assert shortened("ab", 1) == "…"
