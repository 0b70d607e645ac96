"""Excel workbooks (.xlsx) as grids, one for each visible sheet.

openpyxl reads a sheet row by row and says which cell is a formula, a day or hidden; python-calamine is
quicker, but holds a whole sheet in memory and shows no formula. What a packed file may unfold to is bounded
before anything is unpacked.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from se_desk.domain.errors import BadFile
from se_desk.domain.moments import count
from se_desk.exchange.grids import Grid, GridRow, Progress, tidy

MAX_BYTES = 64 * 2**20
MOST_UNPACKED = 600 * 2**20  # of all parts; a sheet is read row by row and never held
MOST_OF_A_PART = 24 * 2**20  # of what is held whole: the words that cells share, the formats
MOST_COLUMNS, MOST_SHEETS, MOST_PARTS = 256, 40, 2_000
_ROWS_A_WORD = 500
_FAULTS = (KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, EOFError)
_BROKEN = (*_FAULTS, ParseError, zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError)


def is_workbook(source: Path | bytes) -> bool:
    """Whether a file begins like a workbook, whatever it is called."""
    if isinstance(source, bytes):
        return source.startswith(b"PK\x03\x04")
    try:
        with source.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError as fault:
        raise BadFile(f"{source} cannot be read.", do="Check its name.") from fault


def workbook_grids(source: Path | bytes, progress: Progress | None = None) -> tuple[Grid, ...]:
    """The visible sheets, in their order, with a remark on those that are hidden.

    Raises BadFile for what is no workbook, and for one that would unfold to more than is bearable.
    """
    _weighed(source)
    with _opened(source) as book:
        sheets = [(sheet.title, sheet.sheet_state == "visible") for sheet in book.worksheets]
    if len(sheets) > MOST_SHEETS:
        raise _bad(f"It has {len(sheets)} sheets.")
    shown = [name for name, visible in sheets if visible]
    if not shown:
        raise _bad("It has no sheet that can be seen.")
    hidden = len(sheets) - len(shown)
    remarks = (f"{count(hidden, 'hidden sheet')} left out.",) if hidden else ()
    return tuple(Grid(partial(_rows, source, name, progress), name, remarks=remarks) for name in shown)


def _weighed(source: Path | bytes) -> None:
    """Refuses what is packed too well, by the sizes the parts are read to at most."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MAX_BYTES:
        raise _bad(f"It is larger than {MAX_BYTES // 2**20} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as packed:
            parts = packed.infolist()
            beginnings = [_beginning(packed, part) for part in parts if part.filename.endswith(".xml")]
    except _BROKEN as fault:
        raise _bad("It is a packed file, but no workbook that can be read.") from fault
    held = [part for part in parts if not part.filename.startswith(("xl/worksheets/", "xl/media/"))]
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise _bad(f"It would unfold to {unpacked // 2**20:,} MB in {len(parts):,} parts.")
    if any(part.file_size > MOST_OF_A_PART for part in held):
        raise _bad(f"A part of it would unfold to more than {MOST_OF_A_PART // 2**20} MB.")
    if any(b"<!DOCTYPE" in found or b"<!ENTITY" in found for found in beginnings):
        raise _bad("It declares entities, which no spreadsheet program writes.")


def _beginning(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with packed.open(part) as file:
        return file.read(2_048)


@contextmanager
def _opened(source: Path | bytes, *, computed: bool = False) -> Iterator[Any]:
    """The workbook; ``computed`` gives what formulas last came to, else they show as formulas."""
    import openpyxl  # slow to import, and rarely needed

    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions it does not know
                book = openpyxl.load_workbook(file, read_only=True, data_only=computed, keep_links=False)
        except _BROKEN as fault:
            raise _bad("It is a packed file, but no workbook that can be read.") from fault
        try:
            yield book
        finally:
            book.close()


def _rows(source: Path | bytes, name: str, progress: Progress | None) -> Iterator[GridRow]:
    """The rows of a sheet. What formulas came to is looked up in a second reading, begun at the first one."""
    results: Iterator[tuple[Any, ...]] | None = None
    for number, cells in enumerate(_cells(source, name, computed=False), 1):
        if progress is not None and number % _ROWS_A_WORD == 0:
            progress(0, 0)
        if not cells and results is None:  # far below the last deal there may be a million of them
            yield GridRow(number, ())
            continue
        formulas = frozenset(at for at, cell in enumerate(cells) if cell.data_type == "f")
        words = [_words(cell) for cell in cells]
        if formulas and results is None:
            results = _cells(source, name, computed=True)
            for _ in range(number - 1):
                next(results, None)
        came_to = next(results, ()) if results is not None else ()
        for at in formulas:
            words[at] = _words(came_to[at]) if at < len(came_to) else ""
        yield GridRow(number, tuple(words), formulas)


def _cells(source: Path | bytes, name: str, *, computed: bool) -> Iterator[tuple[Any, ...]]:
    with _opened(source, computed=computed) as book:
        try:
            sheet = book[name]
            sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
            yield from (cells[:MOST_COLUMNS] for cells in sheet.iter_rows())
        except _BROKEN as fault:
            raise _bad(f"Its sheet {name[:40]!r} cannot be read to its end.") from fault


def _words(cell: Any) -> str:
    """A cell as a text file would have it: days as ISO, numbers with a point, percentages with their sign."""
    value = cell.value
    if value is None or cell.data_type == "e":  # #N/A and its like
        return ""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, "%" in str(cell.number_format))
    return str(value)


def _number(value: float, percent: bool) -> str:
    scaled = value * 100 if percent else value
    if scaled == scaled and abs(scaled) < 1e15:
        whole = round(scaled)
        # Four places, so that 1.234 is not taken for a thousand and more.
        said = str(whole) if abs(scaled - whole) < 1e-9 else f"{scaled:.4f}"
        return f"{said}%" if percent else said
    return str(value)


def _bad(why: str) -> BadFile:
    return BadFile(
        f"This is not an Excel workbook that can be taken in. {why}",
        "Nothing was changed.",
        "Save the deals as CSV, or export them anew, and choose that file.",
    )
