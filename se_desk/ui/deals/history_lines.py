"""What was noted before, one quiet line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.labels import Caption, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox

MOST = 5


def history_lines(title: str, lines: Sequence[tuple[str, str, str]]) -> QWidget:
    """``lines`` are (day, words, source), newest first; nothing is shown for none."""
    made = QWidget()
    column = vbox(gap=4)
    if lines:
        column.addWidget(Caption(title))
    for day, words, source in lines[:MOST]:
        when = PlainLabel(day, "small", "text-3", tabular=True)
        when.setFixedWidth(72)
        said = PlainLabel(words, "small", "text-2")
        row = hbox(when, said, gap=8)
        row.addWidget(PlainLabel(source, "small", "text-3", elide=True), 1)
        column.addLayout(row)
    if len(lines) > MOST:
        column.addWidget(
            PlainLabel(f"{len(lines) - MOST} earlier ones are in the timeline", "small", "text-3")
        )
    made.setLayout(column)
    return made
