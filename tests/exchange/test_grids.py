from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile
from se_desk.exchange.grids import grids_of, text_row, tidy

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("cells", "taken", "formulas"),
    [
        ([" a ", "b"], ("a", "b"), set()),
        (['="0061"', '=""'], ("0061", ""), set()),
        (["=SUM(A1)", "x"], ("", "x"), {0}),
        (["x", ' =HYPERLINK("a")'], ("x", ""), {1}),
        (["a=b", "-"], ("a=b", "-"), set()),
    ],
)
def test_formulas_of_a_text_file(cells: list[str], taken: tuple[str, ...], formulas: set[int]) -> None:
    row = text_row(3, cells, zeros=False)
    assert (row.number, row.cells, row.formulas) == (3, taken, formulas)


def test_cells_are_tidied() -> None:
    assert tidy(" a\x01b ") == "ab"
    assert tidy(" Süd\r\nwest ") == "Süd\nwest"


def test_a_workbook_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    wrong = tmp_path / "deals.csv"
    wrong.write_bytes((FILES / "hubspot.xlsx").read_bytes())
    assert [grid.name for grid in grids_of(wrong)] == ["Report"]
    assert [grid.name for grid in grids_of(FILES / "hubspot.csv")] == [""]
    with pytest.raises(BadFile, match="cannot be read"):
        grids_of(tmp_path / "none.csv")
