"""The table says what was measured, and nothing else."""

from __future__ import annotations

import pytest

from tests.benchmarks.figures import Figure, machine, milliseconds, p99, table


@pytest.mark.parametrize(
    ("values", "found"), [([3.0], 3.0), ([1.0, 9.0, 2.0], 9.0), ([float(n) for n in range(1, 201)], 198.0)]
)
def test_p99(values: list[float], found: float) -> None:
    assert p99(values) == found


def test_a_row_has_its_floor_and_ratio() -> None:
    lines = table(
        [Figure("first page", (2.0, 4.0, 3.0), (2.0, 2.0, 2.5), "at most 1.5"), Figure("open", (7.0,))]
    )
    first, rule, with_floor, without = lines.splitlines()
    assert first.startswith("| What") and set(rule) == set("| -")
    cells = [cell.strip() for cell in with_floor.split("|")[1:-1]]
    assert cells == ["first page", "3", "3.00 / 4.00", "2.00 / 2.50", "1.50", "at most 1.5"]
    assert [cell.strip() for cell in without.split("|")[1:-1]] == ["open", "1", "7.00 / 7.00", "", "", ""]
    assert len({len(line) for line in lines.splitlines()}) == 1


def test_time_goes_by() -> None:
    assert milliseconds(lambda: sum(range(1_000))) > 0
    assert "processors" in machine()
