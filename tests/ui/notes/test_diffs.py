"""Comparing revisions, line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from se_desk.ui.notes.diffs import ADDED, CHANGED, REMOVED, SAME, SKIPPED, DiffRow, compare, one_column, tally

TEXT = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=14).map("\n".join)


def _side(rows: tuple[DiffRow, ...], old: list[str], is_new: bool) -> list[str]:
    """One side of the comparison, skipped lines taken from the text itself."""
    made: list[str] = []
    for row in rows:
        line = row.after if is_new else row.before
        if row.kind == SKIPPED:
            made += old[len(made) : len(made) + row.count]
        elif line is not None:
            made.append(line)
    return made


@given(before=TEXT, after=TEXT)
def test_both_sides_are_whole(before: str, after: str) -> None:
    rows = compare(before, after)
    if before == after:
        assert rows == ()
        return
    assert _side(rows, before.split("\n"), False) == before.split("\n")
    assert _side(rows, after.split("\n"), True) == after.split("\n")
    stacked = one_column(rows)
    assert tally(stacked) == tally(rows)
    assert CHANGED not in {row.kind for row in stacked}


def test_far_lines_are_skipped() -> None:
    before = "\n".join(f"line {number}" for number in range(30))
    rows = compare(before, before.replace("line 15", "line fifteen"))
    assert [row.kind for row in rows] == [SKIPPED, *[SAME] * 3, CHANGED, *[SAME] * 3, SKIPPED]
    assert (rows[0].count, rows[-1].count) == (12, 11)
    assert tally(rows) == (1, 1)


def test_one_column_puts_before_over_after() -> None:
    rows = one_column(compare("a\nb\nsame", "A\nB\nC\nsame"))
    assert [(row.kind, row.before or row.after) for row in rows] == [
        (REMOVED, "a"),
        (REMOVED, "b"),
        (ADDED, "A"),
        (ADDED, "B"),
        (ADDED, "C"),
        (SAME, "same"),
    ]
