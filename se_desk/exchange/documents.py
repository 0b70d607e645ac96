"""Document: the one shape between a record and a file.

A charter, a note, a pack becomes a Document; a writer (Markdown, HTML, text, DOCX, and the PDF painter
of the window) knows Documents only. Text in it is clean by construction: LF line ends, no control
characters, and no link that could act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeAlias

from se_desk.exchange.sanitising import clean_line, clean_text, is_desk_link, is_open_link


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``\\n`` in the text is a line break. ``href`` is http, https, mailto or sedesk.

    ``target`` is what the source gave as the place of a ``picture``, or of a link that is none of these: only
    the preview looks at it, to show what is attached to the note. Raises ValueError for any other ``href``.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    href: str | None = None
    target: str = field(default="", compare=False)
    picture: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))
        if self.href is not None and not (is_open_link(self.href) or is_desk_link(self.href)):
            raise ValueError("a Document holds links of http, https, mailto and the desk only")

    @property
    def look(self) -> tuple[bool, bool, bool, bool, str | None, str, bool]:
        """All but the words; neighbours of one look can be one run."""
        return self.bold, self.italic, self.code, self.strike, self.href, self.target, self.picture


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 (largest) to 6."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListItem:
    """`checked` None: no box; False: an open box; True: a ticked one."""

    blocks: tuple[Block, ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """`start` is the first number of an ordered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Verbatim lines, without a final line end."""

    text: str
    language: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


@dataclass(frozen=True, slots=True)
class Table:
    """`header` and every row have the same number of cells; a cell is runs."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table has as many cells as its header")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block: TypeAlias = Heading | Paragraph | ListBlock | Quote | CodeBlock | Table | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """`title` names the file and its properties; it is not written into the body."""

    blocks: tuple[Block, ...]
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean_line(self.title))


def words(text: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """`text` as runs of one look; no runs for no text."""
    return (Run(text, bold=bold, italic=italic),) if text else ()


def paragraph(text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """`text` as a paragraph of one look."""
    return Paragraph(words(text, bold=bold, italic=italic))


def bullets(items: Iterable[str], *, ordered: bool = False) -> ListBlock:
    """A flat list of plain lines."""
    return ListBlock(tuple(ListItem((paragraph(item),)) for item in items), ordered=ordered)


def plain(runs: Runs) -> str:
    """The words of `runs` without their looks."""
    return "".join(run.text for run in runs)


def joined(runs: Iterable[Run]) -> Runs:
    """`runs` with neighbours of one look made one and empty ones dropped."""
    said = (run for run in runs if run.text)
    groups = (tuple(group) for _, group in groupby(said, key=lambda run: run.look))
    return tuple(replace(group[0], text=plain(group)) for group in groups)


def by_link(runs: Runs) -> Iterator[tuple[str | None, Runs]]:
    """`runs` in groups of one link, so that a link of several looks stays one link."""
    for href, group in groupby(runs, key=lambda run: run.href):
        yield href, tuple(replace(run, href=None) for run in group)


def with_runs(document: Document, change: Callable[[Runs], Runs]) -> Document:
    """`document` with every row of inline runs (headings, paragraphs, cells) passed through `change`."""
    return replace(document, blocks=_blocks_with(document.blocks, change))


def _blocks_with(blocks: tuple[Block, ...], change: Callable[[Runs], Runs]) -> tuple[Block, ...]:
    return tuple(_block_with(block, change) for block in blocks)


def _block_with(block: Block, change: Callable[[Runs], Runs]) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, runs=change(block.runs))
    if isinstance(block, Quote):
        return Quote(_blocks_with(block.blocks, change))
    if isinstance(block, ListBlock):
        items = tuple(replace(item, blocks=_blocks_with(item.blocks, change)) for item in block.items)
        return replace(block, items=items)
    if isinstance(block, Table):
        rows = tuple(tuple(map(change, row)) for row in block.rows)
        return Table(tuple(map(change, block.header)), rows)
    return block
