"""A note as the HTML body of a CRM's record: what it is, its words, the marker; in parts where it is long.

A part ends between blocks; only a block that is too long by itself is parted inside, and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from se_desk.exchange.as_html import SMALL, Taking, as_html
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Table,
    paragraph,
)
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.splitting import shortened, size, split
from se_desk.exchange.sanitising import without_tabs

LINE_LIMIT = 500  # for the title and for the deal's and the call's name above the body
LEAST_ROOM = 2_000
_WIDEST = 6  # characters that one may become: &quot;
_TAGS = 64  # a sixth of what the tags around a run may take
_NUMBERED = size(" (9999/9999)")
_T = TypeVar("_T")
_Measure = Callable[[Block], int]


def lead(note: NoteOut) -> str:
    """``SE note: `` and the title: what a record is called, which no spreadsheet takes for a formula."""
    return f"SE note: {note.title}"


def html_bodies(note: NoteOut, room: int | None, taking: Taking = SMALL) -> tuple[str, ...]:
    """The bodies of one note, each at most `room` long as ``size`` counts; one where `room` is None."""
    blocks = read_markdown(note.note.body).blocks
    if room is None:
        return (_body(note, blocks, "", taking),)
    left = room - size(_body(note, (), "", taking)) - _NUMBERED
    parts = split_blocks(blocks, left, taking)
    counted = [f" ({at}/{len(parts)})" if len(parts) > 1 else "" for at in range(1, len(parts) + 1)]
    return tuple(_body(note, part, mark, taking) for part, mark in zip(parts, counted, strict=True))


def split_blocks(blocks: tuple[Block, ...], room: int, taking: Taking) -> tuple[tuple[Block, ...], ...]:
    """`blocks` in parts whose HTML is at most `room` long; one empty part for none.

    Raises ValueError where `room` is too small to hold a few words.
    """
    if room < LEAST_ROOM:
        raise ValueError("a part needs room for at least 2,000 characters")

    def measure(block: Block) -> int:
        return size(_html((block,), taking))

    parts: list[list[Block]] = [[]]
    used = 0
    for block in blocks:
        for piece in _pieces(block, room, measure):
            needed = measure(piece)
            if parts[-1] and used + needed > room:
                parts.append([])
                used = 0
            parts[-1].append(piece)
            used += needed
    return tuple(map(tuple, parts))


def _body(note: NoteOut, blocks: Iterable[Block], counted: str, taking: Taking) -> str:
    title = f"{shortened(lead(note), LINE_LIMIT)}{counted}"
    about = "\n".join(shortened(line, LINE_LIMIT) for line in note.about())
    head = (paragraph(title, bold=True), paragraph(about))
    return _html((*head, *blocks, paragraph(note.marker)), taking).rstrip("\n")


def _html(blocks: tuple[Block, ...], taking: Taking) -> str:
    return without_tabs(as_html(Document(blocks), taking))


def _pieces(block: Block, room: int, measure: _Measure) -> Iterator[Block]:
    """`block` as it is where it fits, else in finer and finer pieces that fit."""
    if measure(block) <= room:
        yield block
        return
    for finer in _finer(block, room):
        yield from _pieces(finer, room, measure)


def _finer(block: Block, room: int) -> Iterator[Block]:
    if isinstance(block, ListBlock):
        yield from _list_pieces(block)
    elif isinstance(block, Quote):
        yield from map(Quote, _halves(block.blocks)) if len(block.blocks) > 1 else block.blocks
    elif isinstance(block, Table):
        yield from _table_pieces(block)
    elif isinstance(block, CodeBlock):
        yield from (replace(block, text=part) for part in split(block.text, room // _WIDEST - _TAGS))
    elif isinstance(block, Heading):
        yield Paragraph(tuple(replace(run, bold=True) for run in block.runs))
    elif isinstance(block, Paragraph):
        yield from _paragraph_pieces(block, room)


def _halves(pieces: tuple[_T, ...]) -> tuple[tuple[_T, ...], tuple[_T, ...]]:
    middle = len(pieces) // 2
    return pieces[:middle], pieces[middle:]


def _list_pieces(block: ListBlock) -> Iterator[Block]:
    """Two lists, of which the second counts on; a single item gives its blocks."""
    if len(block.items) > 1:
        first, second = _halves(block.items)
        yield replace(block, items=first)
        yield replace(block, items=second, start=block.start + len(first))
        return
    for item in block.items:
        if len(item.blocks) > 1:
            yield replace(block, items=(ListItem(item.blocks[:1], item.checked),))
        yield from item.blocks[1:] or item.blocks


def _table_pieces(block: Table) -> Iterator[Block]:
    """Half of the rows each, under the same header; a single row gives its cells."""
    if len(block.rows) > 1:
        yield from (Table(block.header, half) for half in _halves(block.rows))
        return
    yield from (Paragraph(cell) for row in (block.header, *block.rows) for cell in row if cell)


def _paragraph_pieces(block: Paragraph, room: int) -> Iterator[Block]:
    """Half of the runs each; a single run in parts. A link too long for the room is left as its words."""
    if len(block.runs) > 1:
        yield from map(Paragraph, _halves(block.runs))
        return
    for run in block.runs:
        kept = run if size(run.href or "") < room // (4 * _WIDEST) else replace(run, href=None)
        for text in split(kept.text, room // _WIDEST - size(kept.href or "") - _TAGS):
            yield Paragraph((replace(kept, text=text),))
