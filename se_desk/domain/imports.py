"""What the desk remembers of files that came in: what their columns mean, how the last one is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """How a kind of file names its columns, as the SE said once; ``name`` is the SE's word for the kind.

    ``columns`` has a line for each field: the field, a tab, the header. ``day_order`` is how its days are
    written, "" where each file shows it itself.
    """

    id: str
    name: str
    columns: str
    day_order: str = ""
    changed_at: datetime

    @property
    def by_field(self) -> dict[str, str]:
        """The header of each field."""
        parts = (line.partition("\t") for line in self.columns.splitlines())
        return {field: header for field, _, header in parts if field and header}


def column_lines(by_field: dict[str, str]) -> str:
    """The text that ``ColumnNames.columns`` holds; a header is one line."""
    return "\n".join(f"{field}\t{' '.join(header.split())}" for field, header in by_field.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class LastImport:
    """The last import of deals, of which there is one at most; ``id`` is always ``last``.

    ``label`` says whose export it was, ``steps`` is JSON of what was there before.
    """

    id: str = LAST
    label: str
    taken_at: datetime
    steps: str
