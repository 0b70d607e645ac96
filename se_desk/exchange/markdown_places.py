"""Where the parts of a preview stand in the note's source: what scrolling and ticking need.

Lines are those of the source itself, ended by LF or CRLF. A reader of Markdown also ends lines at CR,
U+2028 and their like, so its line numbers are not always the source's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from se_desk.exchange.markdown_reader import MAX_NESTING, parse
from se_desk.exchange.sanitising import LINE_ENDS, clean_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_BOX = re.compile(r"\[[ xX]\](?=\s|$)")
_DRAWN = ("☐ ", "☑ ")  # typed as signs: the preview shows boxes, but there is nothing to tick


def block_lines(source: str) -> tuple[int, ...]:
    """The line, from 0, at which each block of the whole begins, in the order of a Document's blocks."""
    tokens = _tokens(source)
    if tokens is None:
        return (0,)
    begun = (token.map for token in tokens if token.level == 0 and token.nesting >= 0)
    starts, ends = _line_starts(source), [found.start() for found in re.finditer("\n", source)]
    return tuple(_line_at(ends, starts[lines[0]]) for lines in begun if lines)


def box_places(source: str) -> tuple[int | None, ...]:
    """The place in `source` of the sign inside each box the preview shows; None where none can be ticked."""
    tokens, starts = _tokens(source) or [], _line_starts(source)
    found: list[int | None] = []
    for number, token in enumerate(tokens[:-2]):
        inline = tokens[number + 2]
        if token.type != "list_item_open" or inline.type != "inline" or inline.map is None:
            continue
        if inline.content.startswith(_DRAWN):
            found.append(None)
        elif _is_box(inline, tokens[number + 4] if number + 4 < len(tokens) else None):
            box = _BOX.search(source, starts[inline.map[0]])
            found.append(box.start() + 1 if box else None)
    return tuple(found)


def _is_box(inline: Token, after: Token | None) -> bool:
    content, first = inline.content, inline.children[0] if inline.children else None
    if content == "[ ]":  # nothing was written after it yet
        return after is not None and after.type == "list_item_close"
    box = re.match(r"\[[ xX]\] ", content)
    # A typed backslash, or a link definition named x, leaves another first piece than the box.
    return bool(box and first and first.type == "text" and first.content.startswith(box[0]))


def _tokens(source: str) -> list[Token] | None:
    """None where the source nests so deep that it is shown as written."""
    tokens = parse(clean_text(source))
    return None if any(token.level >= MAX_NESTING - 1 for token in tokens) else tokens


def _line_starts(source: str) -> list[int]:
    """Where each line of the cleaned source begins in the source itself."""
    breaks = re.finditer(f"{LINE_ENDS.pattern}|\n", source)
    return [0, *(found.end() for found in breaks)]


def _line_at(ends: list[int], place: int) -> int:
    return bisect_right(ends, place - 1)
