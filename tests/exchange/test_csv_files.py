from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile
from se_desk.exchange import csv_files
from se_desk.exchange.csv_files import read_csv, write_csv
from se_desk.exchange.sanitising import clean_text, starts_like_formula

CELL = st.text(st.sampled_from(" ,;\"'\n\r\t=+-@\0é漢") | st.characters(exclude_categories=()), max_size=12)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=5)


@given(ROWS)
def test_what_is_written_is_rfc_4180_and_reads_back(rows: list[tuple[str, str, str]]) -> None:
    data = write_csv(("a", "b", "c"), rows)
    text = data.decode()
    assert not text.startswith("\ufeff") and "\r" not in text and text.endswith("\n")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert read == [["a", "b", "c"], *([clean_text(cell) for cell in row] for row in rows)]
    assert read_csv(data).rows[1:] == tuple(tuple(clean_text(cell).strip() for cell in row) for row in rows)


@given(ROWS)
def test_no_cell_for_a_spreadsheet_is_a_formula(rows: list[tuple[str, str, str]]) -> None:
    text = write_csv(("a", "b", "c"), rows, for_spreadsheet=True).decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not any(map(starts_like_formula, cells))


ROW = "Name;Straße;1.200,00\nzwei;ü;3"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROW.encode(), "utf-8"),
        (ROW.encode("utf-8-sig"), "utf-8-sig"),
        (ROW.encode("utf-16"), "utf-16"),
        (ROW.encode("utf-16-le"), "utf-16-le"),
        (ROW.encode("utf-16-be"), "utf-16-be"),
        (ROW.encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    table = read_csv(data)
    assert table.encoding == encoding
    assert table.rows == (("Name", "Straße", "1.200,00"), ("zwei", "ü", "3"))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3", ","),
        ("a;b;c\n1,5;2;3", ";"),
        ("a\tb\tc\n1,5\t2;x\t3", "\t"),
        ("sep=;\na;b\n1;2", ";"),
        ('"sep=|"\r\na|b\r\n1|2', "|"),
        ("title, of a report\n\na;b;c;d\n1;2;3;4\n5;6;7;8", ";"),
        ("one", ","),
    ],
)
def test_the_separator_is_found(text: str, delimiter: str) -> None:
    table = read_csv(text.encode())
    assert table.delimiter == delimiter
    assert not any("sep=" in cell for row in table.rows for cell in row)


def test_stray_zeros_ragged_rows_and_old_line_ends_are_read() -> None:
    table = read_csv(b"a,b\r1\x00,2\r3\r4,5,6\r\r")
    assert table.rows[:4] == (("a", "b"), ("1", "2"), ("3",), ("4", "5", "6"))


def test_a_quotation_mark_that_never_closes_is_told() -> None:
    assert read_csv(b'a,b\n"1,2\n3,4').quotes_pair is False
    assert read_csv(b'a,b\n"1 ""x""",2').quotes_pair is True


def test_a_character_without_meaning_leaves_the_rest_readable() -> None:
    assert read_csv(b"caf\xe9,\x81\nx,y").rows[0] == ("café", "\ufffd")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b",,\n,,", "empty"),
        ("\ufeff".encode(), "empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\x00", "database"),
        (b"<html><table><tr><td>Opportunity Name", "web page"),
        (b"\n<?xml version='1.0'?>", "web page or XML"),
        (bytes(range(256)) * 20, "no text"),
        (b"\x00" * 4000, "no text"),
        (b"\xff\xfea\x00b", "breaks off"),
        (b'a,"' + b"x" * (2**24 + 1) + b'"', "cannot be read"),
    ],
)
def test_what_is_no_csv_is_named(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as caught:
        read_csv(data)
    assert caught.value.safe and caught.value.do


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "MAX_BYTES", 10)
    with pytest.raises(BadFile, match="larger than"):
        read_csv(b"a,b,c,d,e,f,g")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_named_fault(data: bytes) -> None:
    try:
        assert read_csv(data).rows
    except BadFile as fault:
        assert fault.happened.startswith("This is not a CSV file")
