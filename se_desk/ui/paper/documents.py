"""A Document on paper: charters, minutes, packs. Headings, paragraphs, lists, quotes, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Runs,
    Table,
    plain,
)
from se_desk.ui.paper.flow import LEFT, WIDTH, Slice, flow, rule, space
from se_desk.ui.paper.footers import Footer
from se_desk.ui.paper.lettering import INK, LINE, QUIET, Cell, Style, Words, row
from se_desk.ui.paper.pdf import pdf_bytes

_HEADINGS = {1: Style(24, 30, 600), 2: Style(15, 20, 600), 3: Style(13, 18, 600)}
_BODY = Style(12.5, 18.5)
_SMALLER = Style(11.5, 16.5)  # for what would spill over from its only page
_INDENT = 20.0
_GUTTER = 14.0
_PIECES = re.compile(r"[^\s-]+-?")  # a line may break at a blank and behind a hyphen


@dataclass(frozen=True, slots=True)
class _Room:
    """Where words may stand: from ``x``, so wide, in this style; ``quoted`` draws a rule at the left.

    ``gap`` is the space below a paragraph, in px.
    """

    x: float = LEFT
    width: float = WIDTH
    style: Style = _BODY
    quoted: bool = False
    gap: float = 8

    def inset(self, by: float) -> _Room:
        return replace(self, x=self.x + by, width=self.width - by)


def document_pdf(document: Document, foot: str = "Made with SE Desk, offline") -> bytes:
    """The PDF of a Document; the same Document gives the same bytes."""
    pages = flow(list(_blocks(document.blocks, _Room())))
    if len(pages) == 2:
        smaller = flow(list(_blocks(document.blocks, _Room(style=_SMALLER, gap=5))))
        pages = smaller if len(smaller) == 1 else pages
    footer = Footer((foot, "", document.title))
    return pdf_bytes(pages, footer, document.title, "", repr(document))


def _blocks(blocks: Iterable[Block], room: _Room) -> Iterable[Slice]:
    for block in blocks:
        yield from _block(block, room)


def _block(block: Block, room: _Room) -> Iterable[Slice]:
    if isinstance(block, Heading):
        return _heading(block, room)
    if isinstance(block, Paragraph):
        return [*_quoted(row((_cell(block.runs, room),)), room), space(room.gap)]
    if isinstance(block, ListBlock):
        return _list(block, room)
    if isinstance(block, Quote):
        inner = replace(room.inset(14), style=replace(room.style, colour=QUIET), quoted=True)
        return _blocks(block.blocks, inner)
    if isinstance(block, CodeBlock):
        code = Style(10.5, 16, mono=True)
        return [*row((Cell(room.x, room.width, (Words(block.text, code),)),)), space(8)]
    if isinstance(block, Table):
        return _table(block, room)
    if isinstance(block, Rule):
        return [space(4), rule(LINE, left=room.x), space(8)]
    raise TypeError(f"no way to paint {type(block).__name__}")


def _heading(block: Heading, room: _Room) -> list[Slice]:
    style = _HEADINGS.get(block.level, _HEADINGS[3])
    above = space(0 if block.level == 1 else room.gap + 2, keep=True)
    below = [space(4, keep=True)]
    if block.level == 1:
        below = [space(10, keep=True), rule(INK, keep=True), space(12, keep=True)]
    words = tuple(Words(run.text, style) for run in block.runs)
    return [above, *row((Cell(room.x, room.width, words),), keep=True), *below]


def _list(block: ListBlock, room: _Room) -> Iterable[Slice]:
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}." if block.ordered else "•"
        if item.checked is not None:
            mark = "☑" if item.checked else "☐"
        inner = room.inset(_INDENT)
        slices = list(_blocks(item.blocks, inner))
        if slices:
            slices[0] = _with_mark(slices[0], mark, room)
        yield from slices


def _with_mark(first: Slice, mark: str, room: _Room) -> Slice:
    (sign,) = row((Cell(room.x, _INDENT, (Words(mark, replace(room.style, colour=QUIET)),)),))

    def paint(painter: QPainter, y: float) -> None:
        for one in (sign, first):
            if one.paint is not None:
                one.paint(painter, y)

    return Slice(first.height, paint, first.keep)


def _quoted(slices: Sequence[Slice], room: _Room) -> list[Slice]:
    """A rule at the left of each slice of a quotation."""
    if not room.quoted:
        return list(slices)

    def ruled(one: Slice) -> Slice:
        def paint(painter: QPainter, y: float) -> None:
            painter.fillRect(int(room.x - 12), int(y), 2, int(one.height + 1), QColor(LINE))
            if one.paint is not None:
                one.paint(painter, y)

        return Slice(one.height, paint, one.keep)

    return [ruled(one) for one in slices]


def _table(block: Table, room: _Room) -> Iterable[Slice]:
    """Columns as wide as their words ask, within the room there is."""
    strong = replace(room.style, weight=600, colour=QUIET)
    wide = _widths(block, room.width, strong)
    yield from row(_row_cells(block.header, wide, replace(room, style=strong)), keep=True, after=4)
    for cells in block.rows:
        yield rule(LINE, left=room.x, keep=True)
        yield space(5, keep=True)
        yield from row(_row_cells(cells, wide, room), after=5)
    yield space(8)


def _widths(block: Table, width: float, style: Style) -> list[float]:
    """Each column at least as wide as its longest word, the rest by how much each has to say.

    For one word a column takes no more than its share twice over; a longer one breaks. What needs no more
    than its share, such as a day, stays on one line where the others have room for their words.
    """
    columns = [
        [plain(cells[place]) for cells in (block.header, *block.rows)] for place in range(len(block.header))
    ]
    most = 2 * width / max(len(columns), 1)
    whole = [max(_width(text, style) for text in texts) + _GUTTER for texts in columns]
    least = [
        min(
            max((_width(word, style) for text in texts for word in _PIECES.findall(text)), default=0.0)
            + _GUTTER,
            most,
        )
        for texts in columns
    ]
    fair = width / max(len(columns), 1)
    unbroken = [want if want <= fair else own for want, own in zip(whole, least, strict=True)]
    least = unbroken if sum(unbroken) <= width else least
    scale = min(1.0, width / (sum(least) or 1.0))
    least = [one * scale for one in least]
    wishes = [max(want - own, 0.0) for want, own in zip(whole, least, strict=True)]
    left = width - sum(least)
    share = left / (sum(wishes) or left or 1.0)
    return [own + wish * share for own, wish in zip(least, wishes, strict=True)]


def _width(text: str, style: Style) -> float:
    """In px, with one more: a line as wide as its words breaks for a rounding."""
    return QFontMetricsF(style.font()).horizontalAdvance(text) + 1


def _row_cells(cells: Sequence[Runs], wide: Sequence[float], room: _Room) -> list[Cell]:
    found, x = [], room.x
    for runs, width in zip(cells, wide, strict=True):
        found.append(_cell(runs, replace(room, x=x, width=width - _GUTTER)))
        x += width
    return found


def _cell(runs: Runs, room: _Room) -> Cell:
    words = tuple(
        Words(
            run.text,
            replace(
                room.style,
                weight=600 if run.bold else room.style.weight,
                italic=run.italic,
                mono=run.code,
                size=room.style.size - (1.5 if run.code else 0),
            ),
        )
        for run in runs
    )
    return Cell(room.x, room.width, words or (Words("", room.style),))
