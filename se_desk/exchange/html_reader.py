"""HTML of anybody's making -> Document: what is pasted from a browser, a mail or a word processor.

nh3 takes out what acts and mends the rest, so that what is read here is well formed and has only the tags
of ``_KEPT``. Pictures become their alternative text; nothing is ever fetched. Layout is dropped, words never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    joined,
    plain,
)
from se_desk.exchange.sanitising import TAGS, clean_text, is_open_link
from se_desk.exchange.word_lists import WordItem, folded, is_mark, level_in

MOST_NESTED = 400  # tags in one another; a parser's time grows with the square of it
DEEPEST = 12  # lists and quotations in one another; what lies deeper is read as if it lay here

_LOOKS = {
    **dict.fromkeys(("strong", "b"), "bold"),
    **dict.fromkeys(("em", "i", "cite", "var"), "italic"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_BREAKING = frozenset(
    {
        *("div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "figure", "p"),
        *("figcaption", "dl", "dt", "dd", "details", "summary", "center", "form", "fieldset", "legend"),
        "caption",
    }
)
_KEPT = TAGS | _BREAKING | set(_LOOKS) | {"span", "img", "input", "a", "tfoot"}
_DROPPED = frozenset({"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math"})
_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href"},
    "ol": {"start"},
    "code": {"class"},
    "img": {"alt"},
    "input": {"type", "checked"},
}
_HEADING = re.compile(r"h([1-6])")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_NEVER_CLOSED = frozenset(
    {
        *("br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"),
        *("p", "li", "td", "th", "tr", "option", "dt", "dd"),
    }
)
_BLANKS = re.compile(r"[ \t\n\r\f\u00a0]+")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)


def read_html(html: str, title: str = "") -> Document:
    """The Document of an HTML page or fragment. Never raises: what nests without end is read as words."""
    import nh3

    if _depth(html) > MOST_NESTED:
        return Document((Paragraph(_settled([Run(_BLANKS.sub(" ", _TAG.sub(" ", html)))])),), title)
    clean = nh3.clean(
        html,
        tags=set(_KEPT),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        strip_comments=True,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return Document(reader.done(), title)


def _depth(html: str) -> int:
    """How deep tags stand in one another, at most; those that people leave open are not counted."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _NEVER_CLOSED:
            depth = max(0, depth + (-1 if tag[1] else 1))
            deepest = max(deepest, depth)
    return deepest


@dataclass
class _Frame:
    """A list, an item, a quotation or a table that is open."""

    kind: str
    blocks: list[Block | WordItem] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[list[Runs]] = field(default_factory=list)
    start: int = 1
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """An inline tag that is open, and what it added to the look of the words inside."""

    tag: str
    looks: frozenset[str] = frozenset()
    href: str | None = None
    mark: bool = False


class _Reader(HTMLParser):
    """Walks clean HTML once; an explicit stack, so that no depth of it can exhaust Python's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._frames = [_Frame("root")]
        self._open: list[_Opened] = []
        self._runs: list[Run] = []
        self._heading = 0
        self._verbatim: list[str] | None = None
        self._language = ""
        self._in_cell = False
        self._level, self._mark = 0, ""  # of an item that is a paragraph

    def done(self) -> tuple[Block, ...]:
        """All blocks, once everything was fed."""
        while len(self._frames) > 1:
            self._leave()
        self._flush()
        return folded(self._frames[0].blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("ul", "ol", "li", "blockquote"):
            self._enter(tag, given)
        elif tag in ("table", "tr", "td", "th"):
            self._enter_table(tag)
        elif tag == "pre":
            self._break()
            self._verbatim, self._language = [], ""
        elif heading := _HEADING.fullmatch(tag):
            self._break()
            self._heading = 0 if self._in_cell else int(heading[1])
        elif tag in _BREAKING:
            self._break()
            self._level = level_in(given.get("style", "")) if tag == "p" and not self._in_cell else 0
        else:
            self._inline(tag, given)

    def _inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._say("\n")
        elif tag == "hr" and not self._in_cell:
            self._break()
            self._frames[-1].blocks.append(Rule())
        elif tag == "img":
            self._say(_BLANKS.sub(" ", given.get("alt", "")))
        elif tag == "input" and given.get("type") == "checkbox" and self._frames[-1].kind == "li":
            self._frames[-1].checked = "checked" in given
        elif tag not in ("hr", "input"):
            if tag == "code" and self._verbatim is not None:
                self._language = given.get("class", "").removeprefix("language-").split(" ")[0][:40]
            mark = self._level > 0 and is_mark(given.get("style", ""))
            self._open.append(_Opened(tag, _looks(tag, given), given.get("href"), mark))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol", "li", "blockquote", "table"):
            if tag in [frame.kind for frame in self._frames]:
                while self._frames[-1].kind != tag:
                    self._leave()
                self._leave()
        elif tag in ("td", "th"):
            self._leave_cell()
        elif tag == "pre":
            self._leave_verbatim()
        elif _HEADING.fullmatch(tag) or tag in _BREAKING:
            self._break()
            self._heading = 0
        else:
            while self._open and self._open.pop().tag != tag:
                pass  # nh3 closes in order; anything else would be its fault, and loses a look at most

    def handle_data(self, data: str) -> None:
        if self._verbatim is not None:
            self._verbatim.append(data)
        else:
            self._say(_BLANKS.sub(" ", clean_text(data)))

    def _say(self, text: str) -> None:
        if self._verbatim is not None:
            self._verbatim.append(text)
            return
        inside = self._open[-DEEPEST:]
        if any(each.mark for each in inside):
            self._mark += text
            return
        looks = {look for each in inside for look in each.looks}
        href = next((each.href for each in reversed(inside) if each.href), None)
        link = href if href is not None and is_open_link(href) else None
        bold, italic, code, strike = (look in looks for look in ("bold", "italic", "code", "strike"))
        self._runs.append(Run(text, bold, italic, code, strike, link))

    def _break(self) -> None:
        """A new line of a cell; elsewhere a new block."""
        if self._in_cell:
            self._runs.append(Run("\n"))
        else:
            self._flush()

    def _flush(self) -> None:
        runs = _settled(self._runs)
        level, mark = self._level, self._mark
        self._runs, self._level, self._mark = [], 0, ""
        if runs and level:
            self._frames[-1].blocks.append(WordItem(level, mark, runs))
        elif runs:
            self._frames[-1].blocks.append(Heading(self._heading, runs) if self._heading else Paragraph(runs))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        self._break()
        if self._in_cell or len(self._frames) > DEEPEST * 2:
            return
        if tag == "li" and self._frames[-1].kind == "li":
            self._leave()  # of one that was open again for the list right inside its list
        if tag == "li" and self._frames[-1].kind not in ("ul", "ol"):
            self._frames.append(_Frame("ul"))
        elif tag != "li" and self._frames[-1].kind in ("ul", "ol"):
            self._frames.append(_resumed(self._frames[-1]))  # a list right inside a list: some write it so
        start = given.get("start", "")
        self._frames.append(_Frame(tag, start=int(start) if re.fullmatch("[0-9]{1,9}", start) else 1))

    def _enter_table(self, tag: str) -> None:
        if self._in_cell:
            self._break()
        elif tag == "table":
            self._flush()
            self._frames.append(_Frame("table"))
        elif self._frames[-1].kind == "table" and tag == "tr":
            self._frames[-1].rows.append([])
        elif self._frames[-1].kind == "table":
            self._runs, self._in_cell = [], True

    def _leave_cell(self) -> None:
        if self._in_cell and self._frames[-1].kind == "table":
            rows = self._frames[-1].rows or [[]]
            self._frames[-1].rows = rows
            rows[-1].append(_settled(self._runs))
            self._runs, self._in_cell = [], False

    def _leave_verbatim(self) -> None:
        text = "".join(self._verbatim or ()).strip("\n")
        self._verbatim = None
        if self._in_cell:
            self._say(" ".join(text.split()))
        elif text:
            self._frames[-1].blocks.append(CodeBlock(text, self._language))

    def _leave(self) -> None:
        """The innermost frame becomes a block of the one around it."""
        if self._in_cell:
            self._leave_cell()
        self._flush()
        frame = self._frames.pop()
        around = self._frames[-1]
        blocks = folded(frame.blocks)
        if frame.kind == "li":
            around.items.append(_item(blocks, frame.checked))
        elif frame.kind in ("ul", "ol"):
            items = (*frame.items, *((ListItem(blocks),) if blocks else ()))
            around.blocks += [ListBlock(items, frame.kind == "ol", frame.start)] if items else []
        elif frame.kind == "table":
            around.blocks += _table(frame.rows)
        elif blocks:
            around.blocks.append(Quote(blocks))


def _looks(tag: str, given: dict[str, str]) -> frozenset[str]:
    style = given.get("style", "")
    looks = {_LOOKS[tag]} if tag in _LOOKS else set()
    if _BOLD.search(style):
        looks.add("bold")
    if _NOT_BOLD.search(style):  # a word processor wraps all it copies in a <b> that is none
        looks.discard("bold")
    if _ITALIC.search(style):
        looks.add("italic")
    return frozenset(looks)


def _resumed(around: _Frame) -> _Frame:
    """The last item of a list, open again."""
    last = around.items.pop() if around.items else ListItem(())
    return _Frame("li", [*last.blocks], checked=last.checked)


def _item(blocks: tuple[Block, ...], checked: bool | None) -> ListItem:
    return ListItem(blocks or (Paragraph(()),), checked)


def _table(rows: list[list[Runs]]) -> Iterable[Block]:
    """A table; one of a single column, or of a single row, is the layout of a page and no table."""
    full = [row for row in rows if any(map(plain, row))]
    width = max(map(len, full), default=0)
    if width < 2 or len(full) < 2:
        return [Paragraph(cell) for row in full for cell in row if plain(cell)]
    flat = [[*map(_flat, row), *[()] * (width - len(row))] for row in full]
    return [Table(tuple(flat[0]), tuple(map(tuple, flat[1:])))]


def _flat(cell: Runs) -> Runs:
    return tuple(replace(run, text=re.sub(r"[ \n]*\n[ \n]*", " ", run.text)) for run in cell)


def _settled(runs: Iterable[Run]) -> Runs:
    """`runs` with blanks as a browser shows them: one between words, none at the edges of a line."""
    made: list[Run] = []
    fresh = True  # at the start of a line
    for run in runs:
        text = "".join(
            part for part in re.split(r"(\n)", re.sub(r" *\n *", "\n", re.sub(" +", " ", run.text))) if part
        )
        if fresh:
            text = text.lstrip(" ")
        if text:
            made.append(replace(run, text=text))
            fresh = text.endswith((" ", "\n"))
    whole = list(joined(made))
    while whole and not whole[-1].text.strip():
        whole.pop()
    while whole and not whole[0].text.strip():
        whole.pop(0)
    if whole:
        whole[0] = replace(whole[0], text=whole[0].text.lstrip())
        whole[-1] = replace(whole[-1], text=whole[-1].text.rstrip())
    return tuple(whole)
