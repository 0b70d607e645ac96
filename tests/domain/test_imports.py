from __future__ import annotations

from datetime import UTC, datetime

from se_desk.domain.imports import ColumnNames, column_lines


def test_columns_are_lines_and_read_back() -> None:
    lines = column_lines({"title": "Name of\n thing", "amount": "Worth"})
    names = ColumnNames(id="a", name="Ours", columns=lines, changed_at=datetime(2026, 3, 4, tzinfo=UTC))
    assert names.by_field == {"title": "Name of thing", "amount": "Worth"}


def test_what_is_no_line_is_left_out() -> None:
    names = ColumnNames(id="a", name="", columns="title\n\tx\namount\tWorth", changed_at=datetime.now(UTC))
    assert names.by_field == {"amount": "Worth"}
