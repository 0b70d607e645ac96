"""Markdown in its colours, in both themes, and without wearing None out."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QTextDocument

from se_desk.ui.kit.theme import Theme, theme
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.highlighter import LONGEST, Inside


def painted(document: QTextDocument, line: int) -> list[tuple[str, str]]:
    """The coloured pieces of a line with the token of their colour, "" for the text's own."""
    block = document.findBlockByNumber(line)
    raw = block.text().encode("utf-16-le")
    names = {theme().colour(name).name(): name for name in ("md-heading", "md-marker", "md-link", "md-code")}
    names[theme().colour("md-quote").name()] = "md-quote"
    pieces = []
    for each in block.layout().formats():
        text = raw[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
        pieces.append((text, names.get(QColor(each.format.foreground().color()).name(), "")))
    return pieces


def highlighted(text: str) -> SourceDocument:
    document = SourceDocument(text)
    document.highlighter.rehighlight()
    return document


@pytest.mark.parametrize(
    ("line", "piece", "token"),
    [
        ("# One", "# ", "md-marker"),
        ("# One", "One", "md-heading"),
        ("- [x] done", "- [x]", "md-marker"),
        ("12. twelve", "12. ", "md-marker"),
        ("> said", "said", "md-quote"),
        ("a `code` b", "code", "md-code"),
        ("ask @ana.ruiz now", "@ana.ruiz", "md-link"),
        ("about #lifts now", "#lifts", "md-link"),
        ("of [[Halvorsen]] now", "[[Halvorsen]]", "md-link"),
        ("see [here](https://x.example) now", "here", "md-link"),
        ("see https://x.example now", "https://x.example", "md-link"),
        ("🧭 then `code`", "code", "md-code"),
        ("---", "---", "md-marker"),
    ],
)
def test_parts_have_their_colours(side: str, line: str, piece: str, token: str) -> None:
    assert (piece, token) in painted(highlighted(line), 0)


@pytest.mark.parametrize("line", ["plain words", "2 * 3 * 4", "snake_case_name", "a@b.example", "x#3", ""])
def test_plain_words_stay_plain(dress: Theme, line: str) -> None:
    assert painted(highlighted(line), 0) == []


def test_strong_and_italic(dress: Theme) -> None:
    formats = highlighted("**b** and *i*").findBlockByNumber(0).layout().formats()
    assert [each.start for each in formats if each.format.fontWeight() >= 600] == [2]
    assert [each.start for each in formats if each.format.fontItalic()] == [11]


def test_code_blocks_reach_to_their_end(dress: Theme) -> None:
    document = highlighted("```\n# code\n~~~\n```\n# heading\n~~~\nx")
    assert painted(document, 1) == [("# code", "md-code")]
    assert painted(document, 2) == [("~~~", "md-code")]
    assert ("heading", "md-heading") in painted(document, 4)
    assert document.findBlockByNumber(6).userState() == Inside.TILDES


def test_a_change_of_theme_changes_the_colours(dress: Theme) -> None:
    document = highlighted("# One")
    dress.choose("dark")
    assert ("One", "md-heading") not in painted(document, 0)
    document.highlighter.dress()
    assert ("One", "md-heading") in painted(document, 0)


def test_two_thousand_lines_leave_none_as_it_was(dress: Theme) -> None:
    """Qt for Python 6.12 lost a reference to None with each call on Python 3.11."""
    document = SourceDocument("\n".join(f"- [ ] line {n} with **bold** and `code`" for n in range(2000)))
    document.highlighter.rehighlight()
    before = sys.getrefcount(None)
    document.highlighter.rehighlight()
    assert abs(sys.getrefcount(None) - before) < 500


@pytest.mark.parametrize("piece", ["*a ", "~~a ", '{"_a":["b"]},'])
def test_a_pasted_line_is_coloured_at_its_beginning_only(dress: Theme, piece: str) -> None:
    document = highlighted("`code` " + piece * 30_000 + " `code`")
    ends = max(each.start + each.length for each in document.firstBlock().layout().formats())
    assert ("code", "md-code") in painted(document, 0)
    assert ends <= LONGEST
