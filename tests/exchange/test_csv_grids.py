"""CSV as a stream: the same rows as when it is read whole, and bounds on what a line may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile
from se_desk.exchange import csv_grids
from se_desk.exchange.csv_files import read_csv
from se_desk.exchange.csv_grids import csv_grid

CELL = st.text(st.sampled_from("a1 é漢,;.\n\r\"'") | st.characters(exclude_categories=("Cs",)), max_size=8)
ROW = "Name;Straße;1.200,00\nzwei;ü;3"


def rows(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in csv_grid(data).rows()]


@given(st.lists(st.lists(CELL, min_size=1, max_size=4).map(",".join), min_size=1, max_size=6))
def test_the_rows_are_those_of_the_whole_file(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    try:
        whole = read_csv(data).rows
    except BadFile:
        return
    try:
        streamed = rows(data)
    except BadFile as fault:
        assert "cannot be read" in fault.happened
        return
    assert len(streamed) == len(whole)
    for one, other in zip(streamed, whole, strict=True):
        assert [cell for cell in other if not cell.startswith("=")] == [
            cell for cell, was in zip(one, other, strict=True) if not was.startswith("=")
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert rows(ROW.encode(encoding)) == [("Name", "Straße", "1.200,00"), ("zwei", "ü", "3")]


def test_an_umlaut_far_below_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    body = "a,b\n" + "x,y\n" * 40_000
    for encoding in ("utf-8", "cp1252"):
        path.write_bytes((body + "Süd,1").encode(encoding))
        *_, last = csv_grid(path).rows()
        assert (last.number, last.cells) == (40_002, ("Süd", "1"))


def test_nul_characters_are_told_by_their_row() -> None:
    found = list(csv_grid(b"a,b\n1,2\n3\x00,4\n5,6\n").rows())
    assert [(row.number, row.cells) for row in found if row.zeros] == [(3, ("3", "4"))]


def test_a_quotation_mark_that_never_closes_is_told() -> None:
    for text, is_open in ((b'a,b\n"1,2\n3,4', True), (b'a,b\n"1 ""x""",2', False)):
        grid = csv_grid(text)
        list(grid.rows())
        assert grid.open_quote() is is_open


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "with a password"),
        (b"<html><table><tr>", "web page"),
        (bytes(range(256)) * 20, "no text"),
        (b"\xff\xfea\x00b", "breaks off"),
    ],
)
def test_what_is_no_csv_is_named(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        csv_grid(data)


def test_lines_and_cells_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_grids, "LONGEST_LINE", 100)
    with pytest.raises(BadFile, match="Line 2 is longer"):
        rows(b"a,b\n" + b"x" * 200)
    monkeypatch.setattr(csv_grids, "LONGEST_CELL", 50)
    with pytest.raises(BadFile, match="Row 2 cannot be read"):
        rows(b"a,b\n" + b"x" * 80 + b",y\n")
    monkeypatch.setattr(csv_grids, "MAX_BYTES", 5)
    with pytest.raises(BadFile, match="larger than"):
        csv_grid(b"a,b,c,d")


def test_a_file_that_breaks_off_far_below(tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_bytes(("a,b\n" + "x,y\n" * 40_000).encode("utf-16") + b"\x00")
    with pytest.raises(BadFile, match="breaks off"):
        list(csv_grid(path).rows())


def test_progress_is_told_and_may_stop(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"name,worth\n" + b"Gate lanes,1\n" * 90_000)
    told: list[tuple[int, int]] = []
    list(csv_grid(path, lambda done, total: told.append((done, total))).rows())
    assert told and all(0 <= done <= total for done, total in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        list(csv_grid(path, stop).rows())
