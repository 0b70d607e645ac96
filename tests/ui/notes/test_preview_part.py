"""Beside a long note only what is in sight is previewed; boxes are ticked where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextBlockFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.preview import Preview
from se_desk.ui.notes.preview_paint import box_place
from se_desk.ui.notes.preview_part import AROUND, LONGEST_WHOLE, part_around
from se_desk.ui.notes.writing import Writing

LONG = "\n".join(f"## Head {number}\n\n- [ ] item {number} " + "word " * 12 + "\n" for number in range(560))


@pytest.fixture
def writing(qtbot: QtBot, dress: Theme) -> Writing:
    made = Writing()
    qtbot.addWidget(made)
    made.resize(1216, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(qtbot: QtBot, writing: Writing, text: str) -> SourceDocument:
    document = SourceDocument(text, writing.editor)
    with qtbot.waitSignal(writing.preview.rendered):
        writing.show_document(document)
    return document


def click_box(preview: Preview, words: str) -> None:
    """Click the box of the item with these words."""
    cursor = preview.document().find(words)
    assert not cursor.isNull()
    preview.setTextCursor(cursor)
    preview.ensureCursorVisible()
    block = cursor.block()
    assert block.blockFormat().marker() != QTextBlockFormat.MarkerType.NoMarker
    box = preview.document().documentLayout().blockBoundingRect(block)
    middle = box_place(block, box).center() - QPointF(0, preview.verticalScrollBar().value())
    QTest.mouseMove(preview.viewport(), middle.toPoint())
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=middle.toPoint())


def test_a_click_ticks_the_source_and_one_undo_takes_it_back(qtbot: QtBot, writing: Writing) -> None:
    text = "a\u2028- [ ] \U0001f9ed odd\n\n- [ ] one\n- [x] two\n- \u2610 drawn\n  - [ ] three\n"
    document = shown(qtbot, writing, text)
    with qtbot.waitSignal(writing.preview.rendered), qtbot.waitSignal(writing.edited):
        click_box(writing.preview, "three")
    assert document.source == text.replace("[ ] three", "[x] three")
    with qtbot.waitSignal(writing.preview.rendered):
        click_box(writing.preview, "two")
    assert "[ ] two" in document.source
    with qtbot.waitSignal(writing.preview.rendered):
        click_box(writing.preview, "odd")
    assert "- [x] \U0001f9ed odd" in document.source
    click_box(writing.preview, "drawn")
    for _ in range(3):
        writing.editor.undo()
    assert document.source == text


def test_only_a_box_that_may_be_changed_is_ticked(qtbot: QtBot, writing: Writing) -> None:
    document = shown(qtbot, writing, "- [ ] one\n\nwords\n")
    QTest.mouseClick(writing.preview.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 5))
    writing.set_writing(False)
    click_box(writing.preview, "one")
    writing.set_writing(True)
    writing.preview.boxClicked.emit(writing.preview.part, 7)
    assert document.source == "- [ ] one\n\nwords\n"
    document.take("words\n\n- [ ] one\n")  # before the preview has followed, its places are old
    writing.preview.boxClicked.emit(writing.preview.part, 0)
    assert "[x]" not in document.source


def test_beside_a_long_source_stands_what_is_in_sight(qtbot: QtBot, writing: Writing) -> None:
    assert len(LONG) > LONGEST_WHOLE
    document = shown(qtbot, writing, LONG)
    preview = writing.preview
    assert "Head 0" in preview.toPlainText()
    assert "Head 559" not in preview.toPlainText()
    with qtbot.waitSignal(preview.rendered):
        writing.editor.verticalScrollBar().setValue(2_000)
    assert not preview.part.whole
    top = document.findBlockByNumber(writing.editor.firstVisibleBlock().blockNumber() + 2).text()[:8]
    assert preview.part.covers(2_000, 2_010)
    assert top.strip("#- []") in preview.toPlainText()
    with qtbot.waitSignal(preview.rendered):
        click_box(preview, "item 500")
    assert "- [x] item 500 " in document.source
    writing.set_view("read")
    qtbot.waitUntil(lambda: preview.part.whole and "Head 559" in preview.toPlainText())


def at_the_top(preview: Preview) -> tuple[str, str]:
    """What the first two lines in sight begin with, once they are laid out."""
    first = preview.cursorForPosition(QPoint(5, 5)).block()
    return first.text().split(" long")[0], first.next().text().split(" long")[0]


def test_both_scroll_to_the_same_words(qtbot: QtBot, writing: Writing) -> None:
    text = "\n\n".join(f"Line {n} " + "long words " * (40 if n % 7 == 0 else 1) for n in range(80))
    document = shown(qtbot, writing, text)
    for line in (20, 61, 100):
        writing.editor.verticalScrollBar().setValue(line)
        number = writing.editor.firstVisibleBlock().blockNumber()
        here = document.findBlockByNumber(number + number % 2).text().split(" long")[0]
        qtbot.waitUntil(lambda here=here: here in at_the_top(writing.preview))  # type: ignore[misc]
    bar = writing.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert writing.preview.verticalScrollBar().value() == writing.preview.verticalScrollBar().maximum()


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        (["words"] * 900, 0, 899),
        (["", "# head", "", "- a", "", "  b"] * 200, 499, 705),
        (["```", *["", "code"] * 500, "```"], 0, 1001),
    ],
)
def test_a_part_begins_and_ends_between_blocks(qapp: object, lines: list[str], first: int, last: int) -> None:
    document = SourceDocument("\n".join(lines))
    document.highlighter.rehighlight()
    part = part_around(document, 625, 580)
    assert part.first <= 625 - AROUND
    assert part.source == "\n".join(lines[part.first : part.last + 1])
    assert (part.first == 0 or lines[part.first] in ("# head", "words", "")) or part.first == first
