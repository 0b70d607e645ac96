"""Reading a note: how long until what is in sight of a megabyte is shown, beside two thousand words."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.writing import Writing
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.test_writing import MEGABYTE, ROOM, markdown
from tests.ui.conftest import dress

__all__ = ["dress"]

TIMES = (2, 8)


def first_paints(
    qtbot: QtBot, app: QApplication, text: str, line: int, times: int
) -> tuple[tuple[float, ...], float]:
    """Milliseconds from the key to the words in sight, again and again, and until all of it is there."""
    writing = Writing()
    qtbot.addWidget(writing)
    writing.resize(*ROOM)
    writing.set_view("write")
    writing.show_document(SourceDocument(text, writing.editor))
    writing.show()
    qtbot.waitExposed(writing)
    writing.editor.verticalScrollBar().setValue(line)
    app.processEvents()

    def until(ready: Callable[[], bool]) -> None:
        while not ready():
            app.processEvents()

    seen: list[bool] = []
    writing.preview.rendered.connect(lambda: seen.append(True))

    def read() -> None:
        seen.clear()
        writing.set_view("read")
        until(lambda: bool(seen))
        writing.preview.viewport().repaint()

    found = []
    for _ in range(times):
        writing.set_view("write")
        found.append(milliseconds(read))
    rest = milliseconds(lambda: until(lambda: not writing.preview.missing))
    assert writing.preview.toPlainText().strip()
    return tuple(found), found[-1] + rest


def test_the_first_paint_of_a_note_that_is_read(
    qtbot: QtBot, qapp: QApplication, dress: Theme, note_down: Callable[[Figure], None], at_length: bool
) -> None:
    times = TIMES[at_length]
    floor, _ = first_paints(qtbot, qapp, markdown(12_800), 0, times)
    for name, line in (("its beginning", 0), ("its middle", 6_000)):
        found, whole = first_paints(qtbot, qapp, MEGABYTE, line, times)
        note_down(Figure(f"first paint of 1 MB read, at {name}; floor: 2,000 words", found, floor))
        note_down(Figure(f"all of 1 MB there, from {name}", (whole,)))
        assert median(found) < 15 * median(floor), "all of a long note is laid out before a part is shown"
