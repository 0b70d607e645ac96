"""A CSV file of any size as a grid: decoded and parted line by line, so that memory stays small.

A line, and a cell, has a longest length; what is longer is no table that a CRM writes.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from se_desk.domain.errors import BadFile
from se_desk.exchange.csv_files import bad_csv, looked_at, parted
from se_desk.exchange.grids import Grid, GridRow, Progress, text_row
from se_desk.exchange.text_files import encoding_of

LONGEST_LINE = 2**22  # characters
LONGEST_CELL = 2**20  # characters
MAX_BYTES = 4 * 2**30
_HEAD, _CHUNK, _ROWS_A_WORD = 2**16, 2**20, 2_000


def csv_grid(source: Path | bytes, progress: Progress | None = None) -> Grid:
    """The table of a CSV in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    Raises BadFile for what is empty, no text or larger than 4 GB; its rows raise it where the file breaks
    off inside a character or a line has no end.
    """
    return _CsvFile(source, progress).grid()


class _CsvFile:
    """What had to be found out before the first row can be read."""

    def __init__(self, source: Path | bytes, progress: Progress | None) -> None:
        self._source, self._progress = source, progress
        with self._opened() as file:
            self._size = file.seek(0, io.SEEK_END)
            if self._size > MAX_BYTES:
                raise bad_csv(f"It is larger than {MAX_BYTES // 2**30} GB.")
            file.seek(0)
            head = file.read(_HEAD)
            self._encoding = self._found_encoding(file, head)
        text = self._decoded_head(head)
        looked_at(head, text)
        self._skip, self._delimiter = parted(text)
        self._quotes = 0

    def grid(self) -> Grid:
        return Grid(self._rows, ragged=True, open_quote=lambda: self._quotes % 2 == 1)

    def _opened(self) -> IO[bytes]:
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        try:
            return self._source.open("rb")
        except OSError as fault:
            raise BadFile(f"{self._source} cannot be read.", do="Check its name.") from fault

    def _found_encoding(self, file: IO[bytes], head: bytes) -> str:
        """UTF-8 where the whole file is: an old program's file may have its first umlaut at its end."""
        encoding = encoding_of(head, whole=self._size <= _HEAD)
        if not encoding.startswith("utf-8"):
            return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(head)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
                self._tell(file.tell() // 4)  # the quicker of two readings
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return encoding

    def _decoded_head(self, head: bytes) -> str:
        decoder = codecs.getincrementaldecoder(self._encoding)(self._errors)
        try:
            return decoder.decode(head, final=len(head) == self._size)
        except UnicodeDecodeError as fault:
            raise bad_csv("It breaks off in the middle of a character.") from fault

    @property
    def _errors(self) -> str:
        return "replace" if self._encoding == "cp1252" else "strict"

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, max(self._size, 1))

    def _rows(self) -> Iterator[GridRow]:
        csv.field_size_limit(LONGEST_CELL)
        self._quotes = 0
        with self._opened() as file:
            lines = _Lines(file, self._encoding, self._errors, self._skip)
            number = 0
            try:
                for number, cells in enumerate(csv.reader(lines, delimiter=self._delimiter), 1):
                    yield text_row(number, cells, lines.take_zeros())
                    if number % _ROWS_A_WORD == 0:
                        self._tell(self._size // 4 + file.tell() * 3 // 4)
            except UnicodeDecodeError as fault:
                raise bad_csv("It breaks off in the middle of a character.") from fault
            except csv.Error as fault:
                raise bad_csv(f"Row {number + 1} cannot be read; a cell in it has no end.") from fault
            self._quotes = lines.quotes


class _Lines:
    """The lines of a text file, each of a bearable length, without NUL characters."""

    def __init__(self, file: IO[bytes], encoding: str, errors: str, skip: int) -> None:
        self._text = io.TextIOWrapper(file, encoding, errors, newline="")
        self._text.read(skip)
        self._zeros, self.quotes, self._number = False, 0, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) == LONGEST_LINE:
            raise bad_csv(f"Line {self._number} is longer than {LONGEST_LINE:,} characters.")
        if "\0" in line:
            self._zeros, line = True, line.replace("\0", "")
        self.quotes += line.count('"')
        return line

    def take_zeros(self) -> bool:
        """Whether the lines since the last call held NUL characters."""
        found, self._zeros = self._zeros, False
        return found
