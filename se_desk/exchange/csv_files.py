"""CSV: RFC 4180 out; whatever spreadsheets and CRMs call CSV in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from se_desk.domain.errors import BadFile
from se_desk.exchange.sanitising import clean_text, spreadsheet_safe
from se_desk.exchange.text_files import decoded

MAX_BYTES = 64 * 1024 * 1024
_LONGEST_CELL = 2**24
_DELIMITERS = ",;\t"
_SAMPLE_LINES = 60

_KNOWN_BEGINNINGS = (
    (b"PK\x03\x04", "an Excel workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Rows as they stood, with what had to be known to read them. Row 1 is ``rows[0]``."""

    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    quotes_pair: bool = True


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, for_spreadsheet: bool = False
) -> bytes:
    """UTF-8 without BOM, LF, every cell quoted (RFC 4180, section 2).

    `for_spreadsheet` puts ``'`` before cells that a spreadsheet would take for formulas; files for a
    CRM's importer are not altered and must be safe by what their cells begin with.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in (header, *rows):
        cells = [clean_text(cell) for cell in row]
        writer.writerow([spreadsheet_safe(cell) for cell in cells] if for_spreadsheet else cells)
    return out.getvalue().encode()


def read_csv(data: bytes) -> CsvTable:
    """The table of a CSV file in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    Raises BadFile for what is empty, too large or no text.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text, encoding = _decoded(data)
    text = text.replace("\0", "")
    try:
        skip, delimiter = parted(text)
        read = csv.reader(io.StringIO(text[skip:], newline=""), delimiter=delimiter)
        rows = tuple(tuple(clean_text(cell).strip() for cell in row) for row in read)
    except csv.Error as error:
        raise bad_csv("It cannot be read as a table.") from error
    if not any(any(row) for row in rows):
        raise bad_csv("It is empty.")
    return CsvTable(rows, encoding, delimiter, text.count('"') % 2 == 0)


def _decoded(data: bytes) -> tuple[str, str]:
    if len(data) > MAX_BYTES:
        raise bad_csv(f"It is larger than {MAX_BYTES // 2**20} MB.")
    try:
        text, encoding = decoded(data)
    except UnicodeDecodeError as error:
        raise bad_csv("It breaks off in the middle of a character.") from error
    looked_at(data, text)
    return text, encoding


def looked_at(data: bytes, text: str) -> None:
    """Raises BadFile where a file that begins with `data`, as text `text`, is of another kind."""
    if not data.strip() or not text.strip():
        raise bad_csv("It is empty.")
    for beginning, kind in _KNOWN_BEGINNINGS:
        if data.startswith(beginning):
            raise bad_csv(f"It is {kind}.")
    head = text[:4096].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<table", "<?xml", "<head")):
        raise bad_csv("It is a web page or XML that only bears the name of a table.")
    if _looks_binary(text):
        raise bad_csv("It is no text.")


def _looks_binary(text: str) -> bool:
    sample = text[:65536]
    strange = len(re.findall("[\x00-\x08\x0e-\x1f\ufffd]", sample))
    return strange > max(8, len(sample) // 50)


def parted(text: str) -> tuple[int, str]:
    """How long Excel's ``sep=`` line is, 0 without one, and the separator it names or the rows show."""
    named = re.match(r"\"?sep=([,;\t|])\"?(\r\n|\r|\n)", text, re.IGNORECASE)
    if named:
        return named.end(), named[1]
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    return 0, max(_DELIMITERS, key=lambda mark: _fitness(lines, mark))


def _fitness(lines: list[str], mark: str) -> tuple[int, int]:
    """How well `mark` parts the lines: how many have the commonest number of cells, then how many cells."""
    counts = [len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1]
    commonest = max(counts, key=counts.count, default=0)
    return counts.count(commonest), commonest


def bad_csv(why: str) -> BadFile:
    """The fault of a file that is no CSV, or of one that cannot be read."""
    return BadFile(
        f"This is not a CSV file that can be taken in. {why}",
        "Nothing was changed.",
        "Export the deals as CSV in the CRM and choose that file.",
    )
