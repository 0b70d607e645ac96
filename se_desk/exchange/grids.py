"""A table as it lies in a file, read row by row: from CSV or from a sheet of a workbook.

A grid can be gone through more than once and never holds more than a row of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from se_desk.exchange.sanitising import clean_text

Progress = Callable[[int, int], object]  # how much of how much has been read; may raise to stop
# Excel and some CRMs write ="0061" so that a spreadsheet keeps an id as it is.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row. ``number`` counts from 1; ``formulas`` are the columns, from 0, that hold one.

    The cell of a formula is what it last came to, "" where that is not known. ``zeros``: the row held NUL
    characters, which were left out.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    zeros: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` begins again at each call. ``name`` is that of the sheet, "" for a file that has one.

    ``ragged``: a row that is shorter than the header has lost something. ``open_quote`` tells, after the
    last row, whether a quotation mark was never closed. ``remarks`` say what else the file holds.
    """

    rows: Callable[[], Iterator[GridRow]]
    name: str = ""
    ragged: bool = False
    open_quote: Callable[[], bool] = lambda: False
    remarks: tuple[str, ...] = ()


def tidy(cell: str) -> str:
    """A cell without control characters and without blanks around it."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return clean_text(cell).strip()


def text_row(number: int, cells: list[str], zeros: bool) -> GridRow:
    """A row of a text file, in which a formula is known by its first character."""
    tidied = [tidy(cell) for cell in cells]
    formulas = []
    for at, cell in enumerate(tidied):
        if cell.startswith("="):
            kept = _KEPT_AS_TEXT.fullmatch(cell)
            tidied[at] = kept[1].strip() if kept else ""
            if not kept:
                formulas.append(at)
    return GridRow(number, tuple(tidied), frozenset(formulas), zeros)


def grids_of(source: Path | bytes, progress: Progress | None = None) -> tuple[Grid, ...]:
    """The tables of a file: one of a CSV, each visible sheet of a workbook. BadFile for anything else."""
    from se_desk.exchange.csv_grids import csv_grid
    from se_desk.exchange.xlsx_files import is_workbook, workbook_grids

    if is_workbook(source):
        return workbook_grids(source, progress)
    return (csv_grid(source, progress),)
