"""Reading a search: filters are taken out, what cannot be read is named, nothing fails."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.queries import (
    FILTERS,
    Begun,
    Query,
    begun_at,
    kinds_of,
    read_day,
    read_query,
    with_filter,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Query()),
        ("freezer probe", Query(words="freezer probe")),
        ('"cold chain" probe', Query(words='"cold chain" probe')),
        ("deal:brookmoor freezer", Query(words="freezer", deal="brookmoor")),
        ('deal:"Brookmoor Dairy" freezer', Query(words="freezer", deal="Brookmoor Dairy")),
        ("DEAL:brookmoor", Query(deal="brookmoor")),
        ("ae:Hanne", Query(ae="Hanne")),
        ("kind:notes", Query(kinds=("note",))),
        ("kind:demo kind:call", Query(kinds=("demo", "call"))),
        ("kind:demo,flags", Query(kinds=("demo", "flag"))),
        ("before:2026-02-01 after:2026-01-01", Query(before=date(2026, 2, 1), after=date(2026, 1, 1))),
        ("after:7d", Query(after=date(2026, 2, 23))),
        ("is:private budget", Query(words="budget", private=True)),
        ("is:shareable", Query(private=False)),
        ("is:loud budget", Query(words="budget", unread=("is:loud",))),
        ("before:soon x", Query(words="x", unread=("before:soon",))),
        ('deal:"" x', Query(words="x", unread=('deal:""',))),
        ("http://x.test 12:30", Query(words="http://x.test 12:30")),
        ('deal:"open end', Query(deal="open end")),
        ("budget kind:", Query(words="budget", unread=("kind:",))),
        ("budget kind", Query(words="budget kind")),
        ("other: 12:", Query(words="other: 12:")),
    ],
)
def test_reads_words_and_filters(text: str, expected: Query) -> None:
    assert read_query(text, TODAY) == expected


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 1)),
        ("7d", date(2026, 2, 23)),
        ("-30", date(2026, 1, 31)),
        ("99999d", date(1926, 3, 27)),
        ("2026", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_reads_days(value: str, day: date | None) -> None:
    assert read_day(value, TODAY) == day


def test_days_before_the_calendar_begins_are_its_first() -> None:
    assert read_day("99999", date(1, 1, 9)) == date.min


def test_knows_the_words_people_use_for_kinds() -> None:
    assert kinds_of("people, risks ,Huddle,,calls") == ("person", "flag", "call", "call")


def test_says_whether_anything_is_asked() -> None:
    assert read_query("  ", TODAY).empty
    assert not read_query("x", TODAY).empty
    assert read_query("x", TODAY).filtered is False
    assert read_query("is:private", TODAY).filtered
    assert read_query("is:loud", TODAY).empty


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    query = read_query(text, TODAY)
    assert isinstance(query.words, str)


@given(st.lists(st.text(alphabet="abcxyz", min_size=1), max_size=5))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert read_query(" ".join(words), TODAY).words == " ".join(words)


@given(st.sampled_from(FILTERS), st.text(alphabet='ab:"- 0', max_size=8))
def test_a_filter_is_read_or_named(key: str, value: str) -> None:
    query = read_query(f"{key}:{value}", TODAY)
    assert query.filtered or query.unread or query.words


@pytest.mark.parametrize(
    ("text", "tags", "words"),
    [
        ("#lifts", ("lifts",), ""),
        ("crane #Lifts tag:next-year", ("lifts", "next-year"), "crane"),
        ("tag:#lifts", ("lifts",), ""),
        ("c# #1 ##", (), "c# #1 ##"),
    ],
)
def test_a_tag_is_a_filter(text: str, tags: tuple[str, ...], words: str) -> None:
    query = read_query(text, TODAY)
    assert (query.tags, query.words) == (tags, words)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("crane deal:hal", Begun("deal", "hal", 6, 14)),
        ('crane deal:"halv qu', Begun("deal", "halv qu", 6, 19)),
        ("DEAL:", Begun("deal", "", 0, 5)),
        ("crane ki", Begun("", "ki", 6, 8)),
        ("#li", Begun("tag", "li", 0, 3)),
        ("#", Begun("tag", "", 0, 1)),
        ("crane", None),
        ("other:hal", None),
        ("", None),
        ("deal:hal ", None),
    ],
)
def test_what_is_begun(text: str, begun: Begun | None) -> None:
    assert begun_at(text, len(text)) == begun


def test_only_what_stands_before_the_cursor_is_begun() -> None:
    assert begun_at("deal:halv is:private", 8) == Begun("deal", "hal", 0, 8)


@pytest.mark.parametrize(
    ("text", "key", "value", "made"),
    [
        ("crane deal:ha", "deal", "Arden", "crane deal:Arden |"),
        ("crane deal:ha", "deal", "Halvorsen Quays", 'crane deal:"Halvorsen Quays" |'),
        ("ki", "kind", "", "kind:|"),
    ],
)
def test_a_filter_takes_the_place_of_what_was_begun(text: str, key: str, value: str, made: str) -> None:
    begun = begun_at(text, len(text))
    assert begun is not None
    whole, place = with_filter(text, begun, key, value)
    assert f"{whole[:place]}|{whole[place:]}" == made


def test_what_stands_behind_stays_behind() -> None:
    begun = begun_at("de is:private", 2)
    assert begun is not None
    assert with_filter("de is:private", begun, "deal", "Arden") == ("deal:Arden is:private", 11)
