"""Lists as a word processor copies them: paragraphs that say their level and carry their own mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from se_desk.exchange.documents import Block, ListBlock, ListItem, Paragraph, Runs

DEEPEST = 9  # levels; no word processor offers more
_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel([0-9]{1,2})", re.IGNORECASE)
_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:([0-9]{1,9})|[A-Za-z]|[ivxlIVXL]{2,6})[.)]")


@dataclass(frozen=True, slots=True)
class WordItem:
    """A paragraph that is an item; ``level`` counts from 1, ``mark`` is what stands before it."""

    level: int
    mark: str
    runs: Runs

    @property
    def ordered(self) -> bool:
        """Whether it is numbered; a mark of one letter without a sign behind it is a bullet's."""
        return _NUMBERED.match(self.mark.strip()) is not None

    @property
    def number(self) -> int:
        """The number it says, 1 where it says none."""
        found = _NUMBERED.match(self.mark.strip())
        return int(found[1]) if found and found[1] else 1


def level_in(style: str) -> int:
    """The level a paragraph's style names, 0 where it is no item."""
    found = _LEVEL.search(style)
    return min(int(found[1]), DEEPEST) if found else 0


def is_mark(style: str) -> bool:
    """Whether what has this style is the mark of an item, and none of its words."""
    return _MARK.search(style) is not None


def folded(blocks: Iterable[Block | WordItem]) -> tuple[Block, ...]:
    """`blocks` with each run of items as lists, deeper ones inside of the item before them."""
    made, items = list[Block](), list[WordItem]()
    for block in blocks:
        if isinstance(block, WordItem):
            items.append(block)
        else:
            made += [*_lists(items), block]
            items = []
    return (*made, *_lists(items))


def _lists(items: Sequence[WordItem]) -> list[Block]:
    """Items of one level, what is deeper inside the one before; another kind of mark begins another list."""
    made: list[tuple[WordItem, list[ListItem]]] = []
    while items:
        first = items[0]
        inner = next((n for n, item in enumerate(items) if n and item.level <= first.level), len(items))
        item = ListItem((Paragraph(first.runs), *_lists(items[1:inner])))
        if made and made[-1][0].ordered == first.ordered:
            made[-1][1].append(item)
        else:
            made.append((first, [item]))
        items = items[inner:]
    return [ListBlock(tuple(listed), head.ordered, head.number) for head, listed in made]
