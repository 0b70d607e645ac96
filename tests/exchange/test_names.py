from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.names import distinct_names, safe_name

FORBIDDEN = set('/\\:*?"<>|')
RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour crane pilot", "Harbour crane pilot.md"),
        ("a/b\\c:d", "a-b-c-d.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("  spaced \t out\n", "spaced out.md"),
        ("", "untitled.md"),
        ("...", "untitled.md"),
        ("CON", "_CON.md"),
        ("nul.txt", "_nul.txt.md"),
        ("Com1", "_Com1.md"),
        ("COM¹", "_COM¹.md"),
        ("console", "console.md"),
        ("-rf", "rf.md"),
        (".hidden.", "hidden.md"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.md"),
        ("zero\u200bwidth\x00nul", "zerowidthnul.md"),
        ("Zu\u0308rich", "Zürich.md"),
        ("東京 倉庫", "東京 倉庫.md"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text, ".md") == name


@given(st.text(), st.sampled_from(["", ".md", ".salesforce.csv"]), st.integers(40, 200))
def test_any_text_makes_a_name_that_every_system_takes(text: str, suffix: str, limit: int) -> None:
    name = safe_name(text, suffix, limit=limit)
    stem = name.removesuffix(suffix)
    assert stem and name.endswith(suffix)
    assert len(name.encode()) <= limit
    assert not FORBIDDEN & set(name)
    assert not any(unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn"} for mark in stem)
    assert stem.split(".")[0].strip().lower() not in RESERVED
    assert stem == stem.strip(" .") and not stem.startswith(("-", "~"))


@given(st.text())
def test_a_safe_name_is_already_safe(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name


def test_a_long_name_is_shortened_between_characters() -> None:
    assert safe_name("ü" * 300, ".md", limit=20) == "ü" * 8 + ".md"
    assert safe_name("x" * 5000, limit=20) == "x" * 20


def test_twins_are_numbered_also_where_only_case_differs() -> None:
    assert distinct_names(["a.md", "A.md", "a (2).md", "b", "b"]) == (
        "a.md",
        "A (2).md",
        "a (2) (2).md",
        "b",
        "b (2)",
    )


@given(st.lists(st.sampled_from(["a.md", "A.md", "a (2).md", "b", "B", "ß", "SS"])))
def test_distinct_names_are_distinct(names: list[str]) -> None:
    made = distinct_names(names)
    assert len({name.casefold() for name in made}) == len(names) == len(made)
