"""A person's words are shown as they stand, in lines of the design's height."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.labels import BodyText, PlainLabel, Run, layout_runs
from se_desk.ui.kit.theme import Theme

LONG = "The night run takes two hours and a half and nobody may touch the press while it runs"


def test_markup_is_shown_and_not_obeyed(dress: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("<b>bold</b> <img src='file:///etc/passwd'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().startswith("<b>")


def test_a_label_that_is_too_long_keeps_the_whole(dress: Theme, qtbot: QtBot) -> None:
    label = PlainLabel(LONG, elide=True)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.full_text() == LONG
    assert label.accessibleName() == LONG
    assert label.toolTip() == LONG
    label.resize(1200, 20)
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_font_and_colour_survive_a_new_parent(dress: Theme, qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    label = PlainLabel("Words", "heading", "text-2")
    for window in (first, second):
        QHBoxLayout(window).addWidget(label)
        window.show()
        assert label.font().pixelSize() == 15
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor("#4B5457")
    label.set_token("sev-critical")
    assert label.font().pixelSize() == 15
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor("#A1123A")


def test_running_text_has_lines_of_20_px(dress: Theme, qtbot: QtBot) -> None:
    text = BodyText(LONG)
    qtbot.addWidget(text)
    lines = text.heightForWidth(200) / 20
    assert lines == int(lines) >= 3
    assert text.heightForWidth(2000) == 20
    assert text.accessibleName() == LONG


@pytest.mark.parametrize("lines", [1, 2])
def test_text_is_cut_after_its_last_line(lines: int, dress: Theme, qtbot: QtBot) -> None:
    layout, count = layout_runs(LONG, "body", "text", 150, 20, lines)
    assert count == lines
    assert layout.text().endswith("…")


def test_a_cut_keeps_the_runs(dress: Theme) -> None:
    runs = (Run("First ", weight=600), Run(LONG, "text-3"))
    layout, count = layout_runs(runs, "body", "text", 160, 20, 1)
    assert count == 1
    assert layout.text().startswith("First The")
    assert layout.formats()[0].length == 6


def test_line_breaks_are_kept(dress: Theme) -> None:
    _, count = layout_runs("one\ntwo\n\nfour", "body", "text", 400, 20)
    assert count == 4
    layout, count = layout_runs("one\ntwo\nthree", "body", "text", 400, 20, 2)
    assert count == 2
    assert layout.text() == "one\u2028two…"


def test_no_text_is_one_line_high(dress: Theme, qtbot: QtBot) -> None:
    text = BodyText("")
    qtbot.addWidget(text)
    assert text.heightForWidth(100) == 20
    text.set_content((Run("x", mono=True),))
    assert text.text() == "x"
    text.grab()


@given(words=st.text(max_size=80), width=st.integers(1, 300), limit=st.integers(0, 3))
def test_any_text_can_be_laid_out(words: str, width: int, limit: int, qapp: object) -> None:
    _, count = layout_runs(words, "body", "text", width, 20, limit)
    assert count >= 0
    assert not limit or count <= limit


def test_a_page_in_a_line_is_not_measured_to_its_end(dress: Theme, qtbot: QtBot) -> None:
    """What is laid out is what a screen could show; the whole stays for who reads it aloud."""
    page = "W" * 200_000
    layout, count = layout_runs(page, "body", "text", 300, 20, 2)
    assert count == 2
    assert layout.text().endswith("…")
    assert len(layout.text()) < 4_000
    whole, _ = layout_runs(page[:5_000], "body", "text", 300, 20)  # the control: nothing is cut unasked
    assert len(whole.text()) == 5_000
    label = PlainLabel(page, elide=True)
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    assert len(label.text()) < 100
    assert label.full_text() == page


@pytest.mark.parametrize("words", [LONG, "https://files.example/" + "tender-2026/" * 12])
def test_no_word_runs_out_of_its_line(dress: Theme, words: str) -> None:
    layout, count = layout_runs(words, "body", "text", 120, 20)
    assert count > 4
    assert all(layout.lineAt(number).naturalTextWidth() <= 121 for number in range(count))
