"""A long note comes into the preview piece by piece; the reader sees, finds and ticks as in a short one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes import preview_coming
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.preview import Preview
from se_desk.ui.notes.preview_blocks import begin_pieces, put_piece
from se_desk.ui.notes.preview_coming import _next
from se_desk.ui.notes.preview_part import whole_of
from se_desk.ui.notes.writing import Writing
from tests.ui.notes.test_preview_part import click_box

ITEM = "## Head {0}\n\nSee [the plan][plan] of **berth** {0}.\n\n- [ ] item {0}\n- [x] done {0}\n\n"
LONG = "".join(ITEM.format(number) for number in range(450)) + "[plan]: https://plan.example/berths\n"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def writing(qtbot: QtBot, dress: Theme) -> Writing:
    made = Writing()
    qtbot.addWidget(made)
    made.resize(1216, 600)
    made.set_view("write")
    made.show()
    qtbot.waitExposed(made)
    made.show_document(SourceDocument(LONG, made.editor))
    return made


def all_shown(qtbot: QtBot, preview: Preview) -> None:
    qtbot.waitUntil(lambda: preview.part.source != "" and not preview.missing, timeout=60_000)


def top(preview: Preview) -> str:
    """The first words in sight, once they are laid out."""
    return preview.cursorForPosition(QPoint(5, 8)).block().text()


def test_what_is_in_sight_comes_first_and_stays_there(qtbot: QtBot, writing: Writing) -> None:
    preview, bar = writing.preview, writing.editor.verticalScrollBar()
    bar.setValue(writing.editor.document().findBlockByNumber(7 * 250).firstLineNumber())
    with qtbot.waitSignal(preview.rendered):
        writing.set_view("read")
    assert preview.missing
    text = preview.toPlainText()
    assert "Head 250" in text
    assert "Head 2\n" not in text
    all_shown(qtbot, preview)
    qtbot.waitUntil(lambda: top(preview) == "Head 250")
    text = preview.toPlainText()
    assert [text.count(f"Head {number}\n") for number in (0, 1, 200, 449)] == [1, 1, 1, 1]
    assert 1_749 < preview.line_in_sight() < 1_752


def test_it_shows_what_one_that_is_shown_at_once_shows(
    qtbot: QtBot, writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = writing.preview
    writing.set_view("read")
    all_shown(qtbot, preview)
    pieces = preview.document().toPlainText().lstrip("\n"), preview.document().size().height()
    monkeypatch.setattr(preview_coming, "is_long", lambda *_size: False)
    with qtbot.waitSignal(preview.rendered):
        writing.refresh_preview()
    assert preview.document().toPlainText() == pieces[0]
    assert abs(preview.document().size().height() - pieces[1]) < 30
    assert "plan.example" in preview.toHtml()


def test_links_lead_where_they_lead_and_boxes_are_ticked_in_place(qtbot: QtBot, writing: Writing) -> None:
    preview = writing.preview
    writing.set_view("read")
    all_shown(qtbot, preview)
    link = preview.document().find("the plan", preview.document().find("Head 350"))
    assert link.charFormat().anchorHref() == "https://plan.example/berths"
    with qtbot.waitSignal(preview.rendered):
        click_box(preview, "item 350")
    source = writing.editor.source
    assert source == LONG.replace("- [ ] item 350\n", "- [x] item 350\n")
    qtbot.waitUntil(lambda: "item 350" in preview.toPlainText())
    before = preview.line_in_sight()
    all_shown(qtbot, preview)
    assert abs(preview.line_in_sight() - before) < 2
    assert abs(before - 7 * 350) < 60, "the reader stays where the box was"


def test_going_back_to_the_source_shows_what_was_read(qtbot: QtBot, writing: Writing) -> None:
    preview = writing.preview
    writing.set_view("read")
    all_shown(qtbot, preview)
    place = preview.document().find("Head 300")
    preview.verticalScrollBar().setValue(
        round(preview.document().documentLayout().blockBoundingRect(place.block()).top())
    )
    writing.set_view("write")
    assert abs(writing.editor.firstVisibleBlock().blockNumber() - 7 * 300) < 4
    before = writing.editor.verticalScrollBar().value()
    for view in ("read", "write", "read"):  # a look at it, before and after it is there, moves nothing
        writing.set_view(view)
    all_shown(qtbot, preview)
    writing.set_view("write")
    assert writing.editor.verticalScrollBar().value() == before


def test_finding_in_what_is_read(qtbot: QtBot, writing: Writing) -> None:
    writing.set_view("read")
    preview, bar = writing.preview, writing.finder
    qtbot.waitUntil(lambda: "Head 0" in preview.toPlainText())
    writing.focus_text()
    QTest.keyClick(preview, Qt.Key.Key_F, CTRL)
    assert writing.view == "read"
    qtbot.waitUntil(bar.words.hasFocus)
    QTest.keyClicks(bar.words, "of berth 37")  # a part of it is bold: the source has other signs there
    if preview.missing:
        assert bar.state.text() in ("Not found", "1 of 1+") or "+" in bar.state.text()
    all_shown(qtbot, preview)
    qtbot.waitUntil(lambda: bar.state.text().endswith(("11 places", "of 11")))
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert preview.textCursor().selectedText() == "of berth 37"
    assert len(preview.extraSelections()) >= 11
    QTest.keyClick(bar.words, Qt.Key.Key_H, CTRL)
    assert writing.view == "split"
    assert preview.extraSelections() == []
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_another_note_and_another_view_end_what_is_coming(qtbot: QtBot, writing: Writing) -> None:
    preview = writing.preview
    with qtbot.waitSignal(preview.rendered):
        writing.set_view("read")
    writing.set_view("write")
    assert not preview.missing
    with qtbot.waitSignal(preview.rendered):
        writing.set_view("read")
    writing.show_document(SourceDocument("# Short", writing.editor))
    qtbot.waitUntil(lambda: preview.toPlainText() == "Short")
    assert not preview.missing


def test_both_themes_and_a_fault(qtbot: QtBot, writing: Writing, dress: Theme) -> None:
    writing.set_view("read")
    all_shown(qtbot, writing.preview)
    with qtbot.waitSignal(writing.preview.rendered):
        dress.choose("dark")
    all_shown(qtbot, writing.preview)
    assert "Head 449" in writing.preview.toPlainText()

    writing.preview._coming._fail(BadInput("It cannot be shown.", do="Look at the source."))
    assert not writing.preview.missing


@pytest.mark.parametrize(
    ("at", "order"), [(0, [1, 2, 3, 4]), (4, [3, 2, 1, 0]), (2, [3, 1, 4, 0]), (1, [2, 0, 3, 4])]
)
def test_the_nearest_piece_comes_next(at: int, order: list[int]) -> None:
    low, high, came = at, at + 1, []
    while (number := _next(low, at, high, 5)) is not None:
        came.append(number)
        low, high = min(low, number), max(high, number + 1)
    assert came == order


PARTS = ("<p>a</p><p>b</p>", "<ul><li>c</li></ul>", "<h2>d</h2>", "<table><tr><td>e</td></tr></table>")


@pytest.mark.parametrize("first", PARTS)
@pytest.mark.parametrize("second", PARTS)
def test_a_piece_stands_as_if_it_had_been_there_at_once(
    qtbot: QtBot, dress: Theme, first: str, second: str
) -> None:
    looks = []
    for order in ((first, second), (second, first)):
        below = order[0] == first
        preview = Preview()
        qtbot.addWidget(preview)
        document = preview.document()
        begin_pieces(document)
        put_piece(document, order[0], below=True)
        put_piece(document, order[1], below=below)
        looks.append(_blocks(preview))
    whole = Preview()
    qtbot.addWidget(whole)
    begin_pieces(whole.document())
    put_piece(whole.document(), first + second, below=True)
    assert looks[0] == _blocks(whole)
    assert looks[1] == _blocks(whole)


def _blocks(preview: Preview) -> list[tuple[str, float, int, bool, bool]]:
    block, found = preview.document().firstBlock(), []
    while block.isValid():
        look, table = block.blockFormat(), QTextCursor(block).currentTable()
        listed = block.textList() is not None
        found.append((block.text(), look.bottomMargin(), look.headingLevel(), listed, table is not None))
        block = block.next()
    return found


def test_an_empty_part_is_shown(qtbot: QtBot, dress: Theme) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.rendered):
        preview.show_source(lambda: whole_of(""), now=True)
    assert preview.toPlainText() == ""
    assert preview.line_in_sight() == 0
