"""The running count of words is what counting all of them gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.lines import word_count
from tests.ui.notes.texts import TEXTS

KEEP = QTextCursor.MoveMode.KeepAnchor
STEPS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), TEXTS), max_size=6)


def counted(document: SourceDocument) -> int:
    """Every line counted anew."""
    return sum(word_count(line) for line in document.toRawText().split("\u2029"))


@given(text=TEXTS, steps=STEPS)
def test_it_follows_every_edit(qapp: object, text: str, steps: list[tuple[float, float, str]]) -> None:
    document = SourceDocument(text)
    for start, end, words in steps:
        cursor, last = QTextCursor(document), document.characterCount() - 1
        cursor.setPosition(int(start * last))
        cursor.setPosition(int(end * last), KEEP)
        cursor.insertText(words)
        assert document.tally.total == counted(document)
    while document.isUndoAvailable():
        document.undo()
        assert document.tally.total == counted(document)


def test_a_control(qapp: object) -> None:
    """A tally that does not follow is wrong at once."""
    document = SourceDocument("one two")
    document.contentsChange.disconnect()
    QTextCursor(document).insertText("three ")
    assert document.tally.total == 2 != counted(document)
