"""Files of unknown headers: which column is which field, guessed from their names and said by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from se_desk.domain.errors import BadFile, BadInput
from se_desk.domain.imports import ColumnNames
from se_desk.exchange.crm_profiles import PROFILES, Field, Profile, folded
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import HEADER_WITHIN
from se_desk.exchange.grids import Grid, GridRow, Progress, grids_of
from se_desk.exchange.sanitising import clean_line

OWN = "own:"
_SAMPLES, _LONGEST_SAMPLE, _MOST_COLUMNS = 3, 60, 120
# Words that tell a field in a header nobody has seen before, in the languages of the desk's dates.
_HINTS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (Field.CRM_ID, ("deal id", "opportunity id", "record id", "crm id", "deal no", "number", "id")),
    (Field.CURRENCY, ("currency", "währung", "devise", "valuta", "moneda")),
    (Field.PROBABILITY, ("probability", "chance", "wahrscheinlichkeit", "likelihood", "win %")),
    (Field.CLOSE_ON, ("close", "closing", "abschluss", "clôture", "decision date", "expected date")),
    (Field.AMOUNT, ("amount", "value", "worth", "revenue", "acv", "arr", "betrag", "montant", "importe")),
    (Field.FORECAST, ("forecast", "category", "commit")),
    (Field.STAGE, ("stage", "phase", "status", "step of sale")),
    (Field.NEXT_STEP, ("next step", "next action")),
    (Field.OWNER, ("owner", "account executive", "sales rep", "seller", "verkäufer")),
    (Field.ACCOUNT, ("account", "customer", "company", "client", "kunde", "organi", "prospect")),
    (Field.TITLE, ("deal", "opportunity", "title", "project", "name", "topic", "projekt")),
)


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column of the file: its header and a few of its cells."""

    header: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenTable:
    """What a file of unknown headers looks like. ``row`` is where its header stands, from 1."""

    row: int
    columns: tuple[SeenColumn, ...]
    sheet: str = ""

    def guessed(self) -> dict[Field, str]:
        """The header that each field seems to stand under; no header twice."""
        names = [column.header for column in self.columns]
        taken: dict[Field, str] = {}
        for field, header in (*_by_profiles(names), *_by_hints(names)):
            if field not in taken and header not in taken.values():
                taken[field] = header
        if Field.TITLE not in taken:  # the first column is mostly what a row is called
            free = next((name for name in names if name not in taken.values()), "")
            taken |= {Field.TITLE: free} if free else {}
        return taken


def look_into(source: Path | bytes, progress: Progress | None = None) -> SeenTable:
    """The columns of a file, its header being the fullest of its first rows. BadFile for no table."""
    tables = [_seen(grid) for grid in grids_of(source, progress)]
    best = max(tables, key=lambda table: len(table.columns), default=None)
    if best is None or len(best.columns) < 2:
        raise BadFile(
            "This is no table: no row has two cells.", do="Export the deals with a column for each field."
        )
    return best


def own_profile(names: ColumnNames) -> Profile:
    """A kind of file as the SE described it."""
    known = {field.value: field for field in Field}
    columns = {known[key]: (header,) for key, header in names.by_field.items() if key in known}
    order = DayOrder(names.day_order) if names.day_order in tuple(DayOrder) else None
    needed = frozenset(columns) - {Field.TITLE}
    return Profile(f"{OWN}{names.id}", names.name, columns, needed, whole=True, order=order)


def checked(columns: Mapping[Field, str]) -> dict[str, str]:
    """The columns as they are kept. BadInput where a deal could not be told from them."""
    named = {field.value: header for field, header in columns.items() if header}
    if Field.TITLE.value not in named:
        raise BadInput("No column holds the deal’s name.", do="Choose the column that names the deal.")
    if len(named) < 2:
        raise BadInput("A name alone says nothing of a deal.", do="Choose a column for one more field.")
    headers = [folded(header) for header in named.values()]
    twice = next((header for header in headers if headers.count(header) > 1), None)
    if twice is not None:
        raise BadInput(f"The column {twice!r} is chosen twice.", do="Choose each column once.")
    return named


def _seen(grid: Grid) -> SeenTable:
    rows = list(islice(grid.rows(), HEADER_WITHIN))
    if not rows:
        return SeenTable(0, (), grid.name)
    at = max(range(len(rows)), key=lambda index: (_fullness(rows[index]), -index))
    header = rows[at]
    columns = [
        SeenColumn(clean_line(name), _samples(rows[at + 1 :], number))
        for number, name in enumerate(header.cells[:_MOST_COLUMNS])
        if clean_line(name)
    ]
    firsts = {folded(column.header): column for column in reversed(columns)}
    kept = tuple(column for column in columns if firsts[folded(column.header)] is column)
    return SeenTable(header.number, kept, grid.name)


def _fullness(row: GridRow) -> int:
    """How many cells look like headers: words, and no number or day."""
    return sum(any(letter.isalpha() for letter in cell) and len(cell) < 80 for cell in row.cells)


def _samples(rows: Sequence[GridRow], number: int) -> tuple[str, ...]:
    cells = (clean_line(row.cells[number])[:_LONGEST_SAMPLE] for row in rows if number < len(row.cells))
    return tuple(islice(dict.fromkeys(cell for cell in cells if cell), _SAMPLES))


def _by_profiles(names: Sequence[str]) -> list[tuple[Field, str]]:
    found = []
    for name in names:
        fields = (
            field
            for profile in PROFILES
            for field, headers in profile.columns.items()
            if folded(name) in map(folded, headers)
        )
        field = next(fields, None)
        if field is not None:
            found.append((field, name))
    return found


def _by_hints(names: Sequence[str]) -> list[tuple[Field, str]]:
    return [
        (field, name)
        for field, hints in _HINTS
        for hint in hints
        for name in names
        if hint in folded(name) and (hint != "id" or folded(name) == "id")
    ]
