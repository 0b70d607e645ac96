"""Records as rows: columns are functions of a record, so that no feature writes a model of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from se_desk.ui.kit.marks import ChipSpec, severity_words

RECORD = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAGE = 100  # records that are read in one go, where they are read by pages

# (first, count, number of the column to order by or None, whether descending) -> that many records
Read = Callable[[int, int, int | None, bool], Sequence[Any]]


@dataclass(frozen=True)
class Column:
    """One column. The functions take a record; ``width`` 0 shares what is left, else it is in px.

    ``role`` and ``token`` dress the first line; ``second`` is a quiet second line; ``glyph`` gives a
    severity or the name of an icon (None for none, "" for the dot of no severity); ``chip`` replaces the
    text; ``wrap`` allows two lines of text; ``sort`` gives the key to sort by, else the text is taken.
    """

    title: str
    text: Callable[[Any], str]
    second: Callable[[Any], str] | None = None
    width: int = 0
    align: str = "left"
    role: str = "body"
    token: str | Callable[[Any], str] = "text"
    glyph: Callable[[Any], str | None] | None = None
    chip: Callable[[Any], ChipSpec | None] | None = None
    sort: Callable[[Any], Any] | None = None
    wrap: bool = False
    weight: int = 0

    def token_of(self, record: Any) -> str:
        """The colour of a record's first line."""
        return self.token if isinstance(self.token, str) else self.token(record)

    def words(self, record: Any) -> str:
        """Everything the cell says, in words."""
        said = [severity_words(glyph)] if self.glyph and (glyph := self.glyph(record)) in _SEVERITY else []
        chip = self.chip(record) if self.chip else None
        said.append(chip.text if chip else self.text(record))
        if self.second:
            said.append(self.second(record))
        return ", ".join(dict.fromkeys(part for part in said if part))

    def sort_key(self, record: Any) -> Any:
        """What rows are ordered by."""
        return self.sort(record) if self.sort else self.text(record).casefold()


_SEVERITY = ("low", "medium", "high", "critical")


class RecordModel(QAbstractTableModel):
    """Rows are records, columns are ``Column``s. Nothing is edited here.

    Of very many records only those are read that somebody has scrolled to: see ``set_source``.
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._records: list[Any] = []
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._read: Read | None = None
        self._total = 0

    def set_records(self, records: Sequence[Any]) -> None:
        """Show other records; an order the user chose is kept."""
        self.beginResetModel()
        self._read, self._total = None, len(records)
        self._records = list(records)
        self._order()
        self.endResetModel()

    def set_source(self, read: Read, total: int) -> None:
        """Show ``total`` records, which ``read`` gives by pages and in any order that is asked for.

        As many are read at once as were shown before, so that a list that is read again keeps its place.
        """
        self.beginResetModel()
        self._read, self._total = read, total
        self._records = self._page(0, max(PAGE, len(self._records)))
        self.endResetModel()

    def _page(self, first: int, count: int) -> list[Any]:
        number, order = self.sorted_by or (None, Qt.SortOrder.AscendingOrder)
        descending = order is Qt.SortOrder.DescendingOrder
        return [] if self._read is None else list(self._read(first, count, number, descending))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._read is not None and len(self._records) < self._total

    def fetchMore(self, _parent: Index) -> None:
        first = len(self._records)
        more = self._page(first, PAGE)
        if not more:
            self._total = first  # somebody has taken some away; the next reading will say
            return
        self.beginInsertRows(NOWHERE, first, first + len(more) - 1)
        self._records += more
        self.endInsertRows()

    def record(self, row: int) -> Any:
        """The record of a row; IndexError outside."""
        return self._records[row]

    def records(self) -> tuple[Any, ...]:
        """All records that were read, in the order shown."""
        return tuple(self._records)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.words(record)}" if column.title else column.words(record)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._records[index.row()]) for index in self.persistentIndexList()]
        self.sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._order()
        for index, record in kept:
            row = self._records.index(record) if record in self._records else -1
            self.changePersistentIndex(index, self.index(row, index.column()) if row >= 0 else NOWHERE)
        self.layoutChanged.emit()

    def _order(self) -> None:
        """Empty values come last in either direction."""
        if self._read is not None:
            self._records = self._page(0, len(self._records))
        if self._read is not None or self.sorted_by is None:
            return
        number, order = self.sorted_by
        key = self.columns[number].sort_key
        full = [record for record in self._records if key(record) not in (None, "")]
        empty = [record for record in self._records if key(record) in (None, "")]
        full.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
        self._records = full + empty
