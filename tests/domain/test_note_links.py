"""Links in a text: found where the preview shows them, and never in code."""

from __future__ import annotations

import html
import re
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.note_links import (
    LinkKind,
    Written,
    begun_at,
    code_spans,
    fold_name,
    fold_person,
    key_of,
    link_at,
    links_in,
    names_meant,
)
from se_desk.exchange.preview import preview_html

TEXTS = [
    "#tag is here",
    "- x #tag\n\n      #code\n",
    "    #code\n",
    "```\n#x @y\n```\n",
    "~~~\n#x\n~~~",
    "- a\n    ```\n    #c\n    ```\n",
    "`a #b\n#c` d",
    "[x #y](https://a.example) <https://a.example/#z> https://a.example/#q",
    "> #tag",
    "[[Cold chain]] [[ ]] @a.b @Ana Ruiz",
    "a\n    #notcode",
    "- a\n\n  #p\n\n    #still\n",
    "1. a\n\n    #x\n\n        #code",
    "`` ` @x `` @y",
    "` @x `` @y `` `",
    "text `` @a",
    "```\n@a\n~~~\n@b\n```\n@c",
    "> ```\n> @a\n> ```\n@b",
    "a\n\n\t@x",
    "- a\n\n@b\n\n    @c",
    "```x`y\n@a",
    "é@x",
    "mail me@x.example",
    "@x@y",
    "##a",
    "#a#b",
    "`a`@b",
    "#3 and #\u00e9t\u00e9",
    "",
    "no link at all",
]


def shown(text: str) -> list[tuple[str, str]]:
    """What the preview makes links of."""
    found = re.findall(r'sedesk:(\w+)/([^"]*)"', preview_html(text))
    return [(kind, urllib.parse.unquote(html.unescape(name))) for kind, name in found]


@pytest.mark.parametrize("text", TEXTS)
def test_links_are_those_the_preview_shows(text: str) -> None:
    ours = [(link.kind.value, link.name) for link in links_in(text)]
    assert [("deal" if kind == "name" else kind, name) for kind, name in ours] == shown(text)


def test_a_link_of_another_text_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        assert [link.name for link in links_in("@one")] == [name for _kind, name in shown("@two")]


def test_full_names_are_taken_where_they_are_known() -> None:
    text = "@Ana Ruiz met @Ana Ruiz-Vega, @Anabel and @Ana."
    people = ("Ana Ruiz", "Ana Ruiz-Vega", "Ana", "(nobody)")
    assert [link.name for link in links_in(text, people)] == ["Ana Ruiz", "Ana Ruiz-Vega", "Anabel", "Ana"]
    assert [text[link.start : link.end] for link in links_in(text, people)][:2] == [
        "@Ana Ruiz",
        "@Ana Ruiz-Vega",
    ]
    assert [link.name for link in links_in("@ana RUIZ_x", people)] == ["ana"]


def test_what_is_escaped_or_has_an_address_is_no_link() -> None:
    assert links_in("\\#tag \\@ana [of #tag](https://a.example)") == ()


def test_the_link_at_the_cursor() -> None:
    text = "see [[Cold chain]] and #x"
    assert link_at(text, 10) == Written(LinkKind.NAME, "Cold chain", 4, 18)
    assert link_at(text, 4) == link_at(text, 18) == link_at(text, 10)
    assert link_at(text, 20) is None


@given(st.text(alphabet="`~@#[] \n\tab-1.>\r*", max_size=80))
def test_reading_never_fails_and_spans_are_in_order(text: str) -> None:
    spans = code_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)
    last = 0
    for link in links_in(text, ("ab ab",)):
        assert last <= link.start < link.end <= len(text)
        assert link.name in text[link.start : link.end]
        assert not any(start <= link.start < end for start, end in spans)
        last = link.end


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for link in links_in(text):
        assert text[link.start] in "@#["


@pytest.mark.parametrize(
    "text",
    [
        "`` ``` " * 60_000,
        "[[" * 150_000,
        "@a" * 150_000,
        "[x" * 150_000,
        " ".join("`" * length for length in range(700)),
    ],
    ids=["ticks", "brackets", "signs", "open", "lengths"],
)
def test_hostile_texts_take_no_time_to_speak_of(text: str) -> None:
    assert len(links_in(text)) <= 1  # quadratic reading would take minutes


def test_keys() -> None:
    assert fold_name("  Cold\u00a0\u00a0CHAIN ") == "cold chain"
    assert fold_person("Ana.Ruiz") == fold_person("ana-ruiz") == fold_person(" Ana  Ruiz ") == "ana ruiz"
    assert key_of(LinkKind.PERSON, "a.b") == "a b"
    assert key_of(LinkKind.NAME, "a.b") == "a.b"
    assert names_meant("Cold chain|the deal") == ("Cold chain|the deal", "Cold chain")
    assert names_meant("Cold chain") == ("Cold chain",)
    assert names_meant("|x") == ("|x",)
    assert [kind.sign for kind in LinkKind] == ["@", "#", "[["]


@pytest.mark.parametrize(
    ("line", "kind", "typed"),
    [
        ("ask @", LinkKind.PERSON, ""),
        ("ask @An", LinkKind.PERSON, "An"),
        ("ask @Ana Ru", LinkKind.PERSON, "Ana Ru"),
        ("ask @Maeve O'Br", LinkKind.PERSON, "Maeve O'Br"),
        ("a #", LinkKind.TAG, ""),
        ("a #cold-ch", LinkKind.TAG, "cold-ch"),
        ("[[", LinkKind.NAME, ""),
        ("see [[Cold ch", LinkKind.NAME, "Cold ch"),
        ("see [[a@b", LinkKind.NAME, "a@b"),
    ],
)
def test_what_is_begun(line: str, kind: LinkKind, typed: str) -> None:
    found = begun_at(line + "tail", len(line))
    assert found is not None
    assert (found.kind, found.typed) == (kind, typed)
    assert line[found.start :] == kind.sign + typed


@pytest.mark.parametrize(
    "line",
    ["", "ask", "me@x", "# Heading", "## ", "#3", "[[done]]", "[one", "`code @", "a #tag x", "@1", "\\@a"],
)
def test_what_is_no_link_is_not_begun(line: str) -> None:
    assert begun_at(line, len(line)) is None


def test_a_beginning_far_into_a_long_line() -> None:
    line = "x" * 5_000 + " @An"
    found = begun_at(line, len(line))
    assert found is not None
    assert found.start == 5_001
