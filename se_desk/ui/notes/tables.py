"""Tables of Markdown as lines: columns of one width, and the way from cell to cell. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import east_asian_width

_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_DASHES = re.compile(r"\s*:?-+:?\s*")
_NARROWEST = 3


def is_row(line: str) -> bool:
    """Whether a line can be one of a table: it begins with a bar."""
    return line.lstrip(" \t").startswith("|")


def is_table(lines: list[str]) -> bool:
    """Whether the lines are a table: rows, and dashes in the second one."""
    return len(lines) > 1 and all(map(is_row, lines)) and all(map(_DASHES.fullmatch, cells(lines[1])))


def bars(line: str) -> list[int]:
    """Where the bars between the cells stand; one after a backslash is none."""
    return [found.end() - 1 for found in _BAR.finditer(line)]


def cells(line: str) -> list[str]:
    """The cells of a row, without the blanks around them."""
    edges = bars(line)
    if edges and line[edges[-1] + 1 :].strip():
        edges.append(len(line))  # the last bar was left out
    return [line[start + 1 : end].strip() for start, end in pairwise(edges)]


def cell_at(line: str, at: int) -> int:
    """In which cell a place of a row is, counted from 0."""
    before = sum(1 for bar in bars(line) if bar < at)
    return max(0, min(before - 1, len(cells(line)) - 1))


def cell_span(line: str, cell: int) -> tuple[int, int]:
    """Where the words of a cell stand in an aligned row."""
    edges = bars(line)
    inside = line[edges[cell] + 1 : edges[cell + 1]]
    start = edges[cell] + 2 + (len(inside) - len(inside.lstrip()) - 1 if inside.strip() else 0)
    return start, start + len(inside.strip())


def aligned(lines: list[str]) -> list[str]:
    """The same table with columns of one width; where the dashes have colons the cells stand as they say."""
    rows = [cells(line) for line in lines]
    count = max(map(len, rows))
    rows = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [
        max([_NARROWEST, *(_width(row[at]) for number, row in enumerate(rows) if number != 1)])
        for at in range(count)
    ]
    sides = [(cell.startswith(":"), cell.endswith(":")) for cell in rows[1]]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    made = []
    for number, row in enumerate(rows):
        shown = _dashed(sides, widths) if number == 1 else map(_filled, row, widths, sides)
        made.append(f"{indent}| {' | '.join(shown)} |")
    return made


def with_row(lines: list[str]) -> list[str]:
    """The table with an empty row at its end."""
    return [*lines, "|" + "  |" * len(cells(lines[1]))]


def _dashed(sides: list[tuple[bool, bool]], widths: list[int]) -> list[str]:
    return [
        (":" if left else "-") + "-" * (width - 2) + (":" if right else "-")
        for (left, right), width in zip(sides, widths, strict=True)
    ]


def _filled(cell: str, width: int, side: tuple[bool, bool]) -> str:
    room = width - _width(cell)
    before = room // 2 if side == (True, True) else room if side == (False, True) else 0
    return " " * before + cell + " " * (room - before)


def _width(cell: str) -> int:
    """How many columns of an even type a cell takes: two for wide signs."""
    return len(cell) + sum(east_asian_width(char) in "WF" for char in cell)
