"""Workbooks: days, numbers, formulas, hidden sheets, and those that unfold to more than they say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile
from se_desk.exchange import xlsx_files
from se_desk.exchange.deals_in import read_deals
from se_desk.exchange.xlsx_files import workbook_grids

FILES = Path(__file__).parent / "files"
HEAD = ["Deal", "Account", "Stage", "Amount", "Close date", "Probability"]


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, pattern in (formats or {}).items():
        book.active[cell].number_format = pattern
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return out.getvalue()


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in workbook_grids(data)[0].rows()]


def test_cells_become_words_that_read_without_doubt() -> None:
    data = workbook(
        [1.234, 1200000.0, 18231457201, 0.6, True, None, "  a\tb "],
        [
            datetime(2026, 12, 18, 9),  # noqa: DTZ001  (a cell has no zone)
            date(2026, 4, 3),
            time(9, 30),
            "#N/A",
            1e300,
            -2.5,
        ],
        formats={"D1": "0%"},
    )
    assert cells(data) == [
        ("1.2340", "1200000", "18231457201", "60%", "True", "", "a\tb"),
        ("2026-12-18", "2026-04-03", "09:30:00", "", "1e+300", "-2.5000"),
    ]


@given(st.lists(st.floats(-1e14, 1e14) | st.integers(-(10**14), 10**14), min_size=1, max_size=6))
def test_a_number_is_never_read_as_a_thousandfold(numbers: list[float]) -> None:
    for said, number in zip(map(xlsx_files._number, numbers, [False] * 9), numbers, strict=False):
        assert abs(float(said) - number) <= 0.0001
        assert "." not in said or len(said.rpartition(".")[2]) == 4


def test_formulas_are_told_with_what_they_came_to() -> None:
    data = (FILES / "sheet-formulas.xlsx").read_bytes()
    first, second, third = workbook_grids(data)[0].rows()
    assert (first.formulas, second.formulas, third.formulas) == (set(), {3}, set())
    assert second.cells[3] == ""
    file = read_deals(data)
    assert [(deal.title, deal.amount_minor) for deal in file.rows] == [
        ("Gate lanes", None),
        ("Pilot boats", 9_000_000),
    ]
    assert [each.sentence for each in file.problems] == ["Row 2, Value: a formula; it is left out."]
    counted = repacked(
        data,
        lambda name, body: (
            body.replace(b"<v></v>", b"<v>120</v>")
            .replace(b"<v />", b"<v>120</v>")
            .replace(b"<v/>", b"<v>120</v>")
            if "sheet1" in name
            else body
        ),
    )
    file = read_deals(counted)
    assert file.rows[0].amount_minor == 12_000
    assert file.problems[0].sentence == ("Row 2, Value: a formula; what it last came to is taken: '120'.")


def test_serial_days_without_a_format() -> None:
    (deal,) = read_deals(workbook(HEAD, ["Gate", "Abenrod", "Demo", 5, 46374, 40])).rows
    assert (deal.close_on, deal.probability) == (date(2026, 12, 18), 40)


def test_hidden_sheets_are_left_out_and_two_with_deals_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for name, state in (("North", "visible"), ("South", "visible"), ("Old", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(HEAD)
        sheet.append([f"Deal of {name}", "Abenrod", "Demo", 1, None, None])
    file = read_deals(saved(book))
    assert [deal.title for deal in file.rows] == ["Deal of North"]
    assert file.remarks == (
        "1 hidden sheet left out.",
        "The sheet 'South' holds deals, too, and is not read.",
    )


def test_a_stray_cell_far_below_is_no_trouble() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Gate", "Abenrod", "Demo", 1, None, None])
    book.active["A99999"] = "end of file"
    found = read_deals(saved(book))
    assert (len(found.rows), found.left_out) == (1, 1)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and then nothing", "no workbook"),
        (packed({"readme.txt": b"hello"}), "no workbook"),
        (packed({"xl/sharedStrings.xml": b"<t>" + b"a" * 30_000_000}), "more than 24 MB"),
        (packed({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}), "entities"),
        (packed({f"{number}.bin": b"" for number in range(2_001)}), "2,001 parts"),
        ((FILES / "hubspot.xlsx").read_bytes()[:3_000], "no workbook"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as caught:
        workbook_grids(data)
    assert caught.value.safe and caught.value.do


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(HEAD, ["Gate", "Abenrod", "Demo", 1, None, None])
    assert workbook_grids(data)
    monkeypatch.setattr(xlsx_files, "MOST_UNPACKED", 1_000)
    with pytest.raises(BadFile, match="would unfold"):
        workbook_grids(data)
    monkeypatch.setattr(xlsx_files, "MAX_BYTES", 100)
    with pytest.raises(BadFile, match="larger than"):
        workbook_grids(data)


def test_sheets_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(HEAD, ["Gate", "Abenrod", "Demo", 1, None, None])
    broken = repacked(data, lambda name, body: body[: len(body) // 2] if "sheet1" in name else body)
    with pytest.raises(BadFile, match="cannot be read to its end"):
        read_deals(broken)
    monkeypatch.setattr(xlsx_files, "MOST_SHEETS", 0)
    with pytest.raises(BadFile, match="1 sheets"):
        workbook_grids(data)


def test_progress_may_stop_a_workbook() -> None:
    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Enough

    data = workbook(HEAD, *([["Gate", "Abenrod", "Demo", 1, None, None]] * 600))
    with pytest.raises(Enough):
        list(workbook_grids(data, stop)[0].rows())
