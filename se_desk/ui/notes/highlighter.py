"""Markdown in the colours of the design, a line at a time."""

from __future__ import annotations

import re
from enum import IntEnum

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from se_desk.domain.note_links import Known, longest_name
from se_desk.ui.kit.theme import theme
from se_desk.ui.notes.source_text import units

# Letters of a line whose spans are coloured. An unclosed mark is looked for to the end of its line, so a
# pasted line of 100,000 letters would take seconds at every key.
LONGEST = 2_000


class Inside(IntEnum):
    """What a line leaves open for the next."""

    TEXT = 0
    BACKTICKS = 1
    TILDES = 2


_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r"\s*(?:>[ ]?)+")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\](?=[ \t]|$))?")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_SPANS = (
    (re.compile(r"(?<![\\*])(\*\*)(?=\S)(.+?)(?<=\S)\1(?!\*)"), "strong"),
    (re.compile(r"(?<![\\\w])(__)(?=\S)(.+?)(?<=\S)\1(?!\w)"), "strong"),
    (re.compile(r"(?<![\\*])(\*)(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)"), "italic"),
    (re.compile(r"(?<![\\\w])(_)(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)"), "italic"),
    (re.compile(r"(?<![\\~])(~~)(?=\S)(.+?)(?<=\S)\1(?!~)"), "struck"),
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_NAMED = re.compile(
    r"\[\[[^\[\]]{1,200}\]\]"
    r"|(?<![\w@#/.&=])@[^\W\d_]\w*(?:[.-]\w+)*"
    r"|(?<![\w@#/.&=])#[^\W\d_]\w*(?:-\w+)*"
    r"|\b(?:https?://|mailto:)[^\s<>()]+"
)
_TOKENS = {
    "heading": "md-heading",
    "marker": "md-marker",
    "strong": "md-strong",
    "italic": "md-strong",
    "struck": "md-marker",
    "link": "md-link",
    "code": "md-code",
    "quote": "md-quote",
}


def formats() -> dict[str, QTextCharFormat]:
    """How each part of Markdown looks in the theme of now."""
    made = {name: QTextCharFormat() for name in _TOKENS}
    for name, token in _TOKENS.items():
        made[name].setForeground(theme().colour(token))
    for name in ("heading", "strong"):
        made[name].setFontWeight(QFont.Weight.DemiBold)
    made["italic"].setFontItalic(True)
    made["struck"].setFontStrikeOut(True)
    return made


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours one document; ``dress`` after a change of theme."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._looks = formats()
        self._side = theme().side
        self._wide = False
        self._known: Known = {}
        self._line = ""

    def dress(self) -> None:
        """Take the theme of now, where it is another than before."""
        if theme().side != self._side:
            self._side, self._looks = theme().side, formats()
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for every line that may have changed."""
        self._line, self._wide = text, not text.isascii() and max(text) > "\uffff"
        inside = self._fenced(text)
        self.setCurrentBlockState(inside)
        if not text or inside != Inside.TEXT or self.previousBlockState() > Inside.TEXT:
            return
        if _RULE.match(text):
            self._paint(0, len(text), "marker")
            return
        self._paint_line(text)

    def _fenced(self, text: str) -> int:
        """Whether the line lies in a code block or opens or closes one."""
        before = max(self.previousBlockState(), 0)
        fence = _FENCE.match(text)
        kind = (Inside.BACKTICKS if fence[1][0] == "`" else Inside.TILDES) if fence else Inside.TEXT
        if before == Inside.TEXT:
            if fence:
                self._paint(0, len(text), "marker")
            return kind
        closes = fence is not None and kind == before and not text[fence.end() :].strip()
        self._paint(0, len(text), "marker" if closes else "code")
        return Inside.TEXT if closes else before

    def _paint_line(self, text: str) -> None:
        start, base = 0, ""
        if quote := _QUOTE.match(text):
            start, base = quote.end(), "quote"
            self._paint(0, start, "marker")
            self._paint(start, len(text), "quote")
        if item := _ITEM.match(text, start):
            self._paint(start, item.end(), "marker")
            start = item.end()
        elif heading := _HEADING.match(text, start):
            self._paint(start, heading.end(), "marker")
            self._paint(heading.end(), len(text), "heading")
            base = "heading"
        self._paint_spans(text, base)

    def _paint_spans(self, text: str, base: str) -> None:
        text = text[:LONGEST]
        codes = [found.span() for found in _CODE.finditer(text)]
        for pattern, look in _SPANS:
            for found in pattern.finditer(text):
                if not _within(found.start(), codes) and base != "heading":
                    self._marked(found.start(), found.start(2), found.end(2), found.end(), look)
        for found in _LINK.finditer(text):
            if not _within(found.start(), codes):
                self._marked(found.start(), found.start(1), found.end(1), found.end(), "link")
        for found in _NAMED.finditer(text):
            if not _within(found.start(), codes):
                self._paint(found.start(), self._end_of(text, found), "link")
        for found in _CODE.finditer(text):
            self._marked(found.start(), found.start(2), found.end(2), found.end(), "code")

    def _end_of(self, text: str, found: re.Match[str]) -> int:
        """A person is coloured by all of their name."""
        if not self._known or found[0][0] != "@":
            return found.end()
        return found.start() + 1 + len(longest_name(text, found.start() + 1, found[0][1:], self._known))

    def know(self, known: Known) -> None:
        """These are full names; lines that name somebody are coloured anew where the names changed."""
        if known == self._known:
            return
        self._known = known
        block = self.document().firstBlock()
        while block.isValid():
            if "@" in block.text():
                self.rehighlightBlock(block)
            block = block.next()

    def _marked(self, first: int, start: int, end: int, last: int, look: str) -> None:
        self._paint(first, start, "marker")
        self._paint(start, end, look)
        self._paint(end, last, "marker")

    def _paint(self, start: int, end: int, look: str) -> None:
        if self._wide:
            start, end = units(self._line[:start]), units(self._line[:end])
        if end > start:
            self.setFormat(start, end - start, self._looks[look])


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
