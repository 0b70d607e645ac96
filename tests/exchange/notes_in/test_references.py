"""What a note shows or links of files beside it, and the text that names them as attachments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.notes_in.references import Reference, references_in, with_names


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("![a](../_resources/a%20b.png)", [Reference("../_resources/a%20b.png")]),
        ('![a](a.png "title") [b](<my doc.pdf>)', [Reference("a.png"), Reference("my doc.pdf")]),
        ("[b](plan(1).pdf)", [Reference("plan(1).pdf")]),
        ("![[sub/c.png|300]]", [Reference("sub/c.png", way="embed")]),
        ("![[c.pdf#page=2]]", [Reference("c.pdf", way="embed")]),
        ("![a](:/0123456789abcdef0123456789abcdef)", [Reference(":/0123456789abcdef0123456789abcdef")]),
        ('<img src=":/ab" width="3"/>', [Reference(":/ab", way="html")]),
        ("[ref]: ./z.pdf", [Reference("./z.pdf")]),
        ("![a](a.png) ![b](a.png)", [Reference("a.png")]),
        ("[w](https://a.example/b.png) <https://a.example> [m](mailto:a@b.c) [t](#top)", []),
        ("[a] (b.png) [c]", []),
        ("", []),
    ],
)
def test_references(body: str, found: list[Reference]) -> None:
    assert list(references_in(body)) == found


def test_only_what_has_another_name_is_changed() -> None:
    names = {
        "../r/a%20b.png": "a b.png",
        "x/c.png": "c (2).png",
        ":/ab": "ab.png",
        "my doc.pdf": "my doc (2).pdf",
        "z.pdf": "z (2).pdf",
        "d.png": "d_1.png",
    }
    body = (
        '![a](../r/a%20b.png "t") ![[x/c.png|300]] <img alt="p" src=":/ab"/> [d](<my doc.pdf>) ![[d.png]]\n'
        "[w](https://a.example/z.pdf)\n[ref]: z.pdf\n"
    )
    assert with_names(body, lambda reference: names.get(reference.target)) == (
        '![a](../r/a%20b.png "t") ![c.png](attachment:c%20%282%29.png) ![ab](attachment:ab.png) '
        "[d](<attachment:my%20doc%20%282%29.pdf>) ![d.png](attachment:d_1.png)\n"
        "[w](https://a.example/z.pdf)\n[ref]: attachment:z%20%282%29.pdf\n"
    )


@given(st.text(alphabet="![]()<>:/ \"'.#|a\nimgsrc=", max_size=120))
def test_a_text_without_names_of_ours_stays(body: str) -> None:
    assert with_names(body, lambda _reference: None) == body
    for reference in references_in(body):
        assert reference.target in body


@pytest.mark.parametrize("piece", ["[", "![[", "[a](", "<img ", "[a](<", "<img src='", "[a](b(", "   [a]: "])
def test_no_text_makes_it_slow(piece: str) -> None:
    # A quarter of a million pieces; with a square in it this would take hours.
    assert references_in(piece * 250_000) is not None
