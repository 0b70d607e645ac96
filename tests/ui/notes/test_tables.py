"""Tables in the source: columns in line, cells by key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from se_desk.ui.notes import tables
from se_desk.ui.notes.editor import NoteEditor
from tests.ui.notes.test_editor import editor, seen, show

__all__ = ["editor"]

SHIFT = Qt.KeyboardModifier.ShiftModifier
ROUGH = "| Berth|Cranes |\n|:-|-:|\n|north|2|\n|\u5cb8\u58c1 5|11|"
NEAT = "| Berth  | Cranes |\n| :----- | -----: |\n| north  |      2 |\n| \u5cb8\u58c1 5 |     11 |"
CELLS = st.text(alphabet="ab |\\-:\u5cb8", max_size=6)


def test_columns_stand_in_line() -> None:
    assert tables.aligned(ROUGH.split("\n")) == NEAT.split("\n")
    assert tables.aligned(NEAT.split("\n")) == NEAT.split("\n")
    assert tables.aligned(["  |a|", "|:-:|", "|longer|b|"])[0] == "  |   a    |     |"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b", ["a", "b"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        (r"| a \\| b |", [r"a \\", "b"]),
        ("|", []),
        ("||", [""]),
    ],
)
def test_cells(row: str, cells: list[str]) -> None:
    assert tables.cells(row) == cells


@pytest.mark.parametrize("lines", [["| a |"], ["| a |", "words"], ["| a |", "| b |"], ["words", "|-|"]])
def test_what_is_no_table(lines: list[str]) -> None:
    assert not tables.is_table(lines)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    lines = ["|" + "|".join(row) + "|" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:])]
    if tables.is_table(lines):
        made = tables.aligned(lines)
        for before, after in zip(lines, made, strict=True):
            if before is not lines[1]:
                assert tables.cells(after)[: len(tables.cells(before))] == tables.cells(before)
        assert tables.aligned(made) == made


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("¦ A¦B ¦\n¦-¦-¦\n¦ 1 ¦22¦", 1, "¦ A   ¦ |B|   ¦\n¦ --- ¦ --- ¦\n¦ 1   ¦ 22  ¦"),
        ("¦ A¦B ¦\n¦-¦-¦\n¦ 1 ¦22¦", 2, "¦ A   ¦ B   ¦\n¦ --- ¦ --- ¦\n¦ |1|   ¦ 22  ¦"),
        ("¦ A¦B ¦\n¦-¦-¦\n¦ 1 ¦22¦", 3, "¦ A   ¦ B   ¦\n¦ --- ¦ --- ¦\n¦ 1   ¦ |22|  ¦"),
        ("¦ A¦B ¦\n¦-¦-¦", 2, "¦ A   ¦ B   ¦\n¦ --- ¦ --- ¦\n¦ |    ¦     ¦"),
    ],
)
def test_tab_goes_from_cell_to_cell(editor: NoteEditor, before: str, keys: int, after: str) -> None:
    """``¦`` stands for the bars of the table, ``|`` for the cursor."""
    show(editor, before)
    text = before.replace("¦", "|")
    editor.shown.take(text)  # type: ignore[union-attr]
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    for _ in range(keys):
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    bare = after.replace("|", "").replace("¦", "|")
    assert editor.source == bare
    low, high = editor.textCursor().selectionStart(), editor.textCursor().selectionEnd()
    assert low == after.index("|")
    assert after[low + 1 : high + 1] == editor.selected


def test_back_by_shift_tab_and_one_undo(editor: NoteEditor) -> None:
    show(editor, "")
    text = "before\n\n| A|B |\n|-|-|\n| 1 |22|\nafter"
    editor.shown.take(text)  # type: ignore[union-attr]
    cursor = editor.document().find("22")
    cursor.clearSelection()
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert editor.selected == "1"
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert editor.selected == "B"
    assert editor.source.startswith("before\n\n| A   | B   |\n")
    assert editor.source.endswith("|\nafter")
    editor.undo()
    assert editor.source == text


def test_a_line_with_a_bar_is_no_table(editor: NoteEditor) -> None:
    show(editor, "words|")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert seen(editor) == "words\t|"
