"""A CSV of ours, read back by Python's own reader."""

from __future__ import annotations

import csv
import io

from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import FileOut, NoteOut


def rows_in(file: FileOut, header: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows under the very `header`; UTF-8 without a mark, LF alone."""
    text = file.data.decode("utf-8")
    assert not text.startswith("\ufeff") and "\r" not in text
    csv.field_size_limit(2**24)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = list(reader)
    assert tuple(reader.fieldnames or ()) == header
    return rows


def written(form: NoteFormat, header: tuple[str, ...], *notes: NoteOut) -> list[dict[str, str]]:
    """The rows of the one file that a format writes of these notes."""
    (file,) = form.write(notes)
    return rows_in(file, header)


def units(text: str) -> int:
    """As the strictest taker counts: UTF-16 units, two for a line end."""
    return len(text.replace("\n", "\r\n").encode("utf-16-le", "surrogatepass")) // 2
