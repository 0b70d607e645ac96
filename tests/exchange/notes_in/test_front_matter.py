"""Front matter: what other programs write is read, and no text makes trouble."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from se_desk.exchange.notes_in.front_matter import (
    DEEPEST,
    MOST_CHARS,
    MOST_EVENTS,
    BadFrontMatter,
    FrontMatter,
    read_front_matter,
)


def test_fields_are_words() -> None:
    text = (
        "---\nTitle: 'A: b'\ncreated: 2021-05-01\nn: 0x10\nok: yes\n"
        "tags:\n  - a\n  - [b]\n  - c d\nmap: {x: 1}\n---\n\nBody\n"
    )
    found = read_front_matter(text)
    assert found.fields == {
        "title": "A: b",
        "created": "2021-05-01",
        "n": "0x10",
        "ok": "yes",
        "tags": ("a", "c d"),
    }
    assert found.body == "Body\n"
    assert found.source.startswith("Title: 'A: b'\n")


@pytest.mark.parametrize(
    ("text", "body", "fields"),
    [
        ("---\r\na: b\r\n---\r\n\r\nBody\r\n", "Body\r\n", {"a": "b"}),
        ("--- \na: b\n...\nBody", "Body", {"a": "b"}),
        ("---\n---\nBody", "Body", {}),
        ("---\n# only a comment\n---", "", {}),
        ("---\nno end", "---\nno end", {}),
        ("----\na: b\n---\n", "----\na: b\n---\n", {}),
        (" ---\na: b\n---\n", " ---\na: b\n---\n", {}),
        ("text\n---\na: b\n---\n", "text\n---\na: b\n---\n", {}),
        ("", "", {}),
    ],
)
def test_where_it_begins_and_ends(text: str, body: str, fields: dict[str, str]) -> None:
    found = read_front_matter(text)
    assert (found.body, found.fields) == (body, fields)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a: b: c", "is no YAML in line 2"),
        ("x: 1\na: [b", "is no YAML"),
        ("\tz: 1", "is no YAML"),
        ("a: \x07", "is no YAML"),
        ("just words", "has no fields"),
        ("- a\n- b", "has no fields"),
        ("a: &x [1]\nb: *x", "refers to itself"),
        ("[" * (DEEPEST + 1), "is deeper"),
        ("a: [" + "1," * MOST_EVENTS + "]", "is deeper or longer"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "refers to itself"),
    ],
)
def test_what_cannot_be_taken_is_said(source: str, why: str) -> None:
    with pytest.raises(BadFrontMatter, match=why):
        read_front_matter(f"---\n{source}\n---\nBody")


def test_a_tag_makes_no_object() -> None:
    found = read_front_matter("---\na: !!python/object/apply:os.system ['x']\nb: !!binary aGk=\n---\n")
    assert found.fields == {"a": ("x",), "b": "aGk="}


def test_it_has_an_end() -> None:
    text = f"---\na: {'x' * MOST_CHARS}\n---\nBody"
    assert read_front_matter(text) == FrontMatter(text)


@given(st.text(max_size=200))
@example("a: 1\n? : x\n: y")
@example("{{{{")
@example("!<tag:yaml.org,2002:python/name:os.system> x")
def test_any_lines_are_fields_or_refused(source: str) -> None:
    try:
        found = read_front_matter(f"---\n{source}\n---\nBody")
    except BadFrontMatter:
        return
    assert all(isinstance(value, str | tuple) for value in found.fields.values())
