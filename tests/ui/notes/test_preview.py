"""The preview shows, loads nothing and follows no link by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QTextBlockFormat, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import invalidate

from se_desk.domain.deals import Deal
from se_desk.services.desk import Desk
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.links import place_of, shown_address
from se_desk.ui.notes.preview import Preview
from se_desk.ui.notes.preview_part import whole_of
from tests.ui.notes.conftest import Opened, dialogs_of

SOURCE = """# One

- plain
- [ ] open
- [x] done
- [ ]

> said

`code`

```
block
```

| A | B |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def preview(qtbot: QtBot, dress: Theme) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(qtbot: QtBot, preview: Preview, source: str) -> None:
    with qtbot.waitSignal(preview.rendered):
        preview.show_source(lambda: whole_of(source))


def test_everything_is_shown(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, SOURCE)
    text = preview.toPlainText()
    for words in ("One", "plain", "open", "done", "said", "code", "block", "2"):
        assert words in text
    assert "☐" not in text
    blocks = [preview.document().findBlockByNumber(n) for n in range(preview.document().blockCount())]
    marks = [block.blockFormat().marker() for block in blocks]
    assert marks.count(QTextBlockFormat.MarkerType.Checked) == 1
    assert marks.count(QTextBlockFormat.MarkerType.Unchecked) == 2
    sizes = {b.text(): b.begin().fragment().charFormat().font().pixelSize() for b in blocks if b.text()}
    assert (sizes["One"], sizes["plain"]) == (20, 14)
    assert not preview.grab().isNull()


@pytest.mark.parametrize(
    "source",
    ["![x](file:///etc/hostname)", "![x](https://x.example/x.png)", '<img src="file:///etc/hostname">'],
)
def test_nothing_is_loaded(qtbot: QtBot, preview: Preview, source: str) -> None:
    asked: list[str] = []
    kept = preview.loadResource
    preview.loadResource = lambda kind, name: (asked.append(str(name)), kept(kind, name))[1]  # type: ignore[method-assign]
    show(qtbot, preview, source)
    preview.grab()
    assert asked == []
    answer = kept(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname"))
    assert answer == QByteArray()


def test_only_the_last_of_many_changes_is_shown(qtbot: QtBot, preview: Preview) -> None:
    for number in range(5):
        preview.show_source(lambda number=number: whole_of(f"text {number}"), now=True)  # type: ignore[misc]
    qtbot.waitUntil(lambda: preview.toPlainText() == "text 4")


def test_it_follows_the_lines_and_marks_the_selection(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, "\n\n".join(f"Paragraph {number}" for number in range(60)))
    bar = preview.verticalScrollBar()
    preview.follow_line(60)  # the 31st paragraph
    top = preview.cursorForPosition(QPoint(5, 5)).block().text()
    assert top == "Paragraph 30"
    before = bar.value()
    preview.follow_line(61)
    assert before < bar.value()
    preview.follow_line(10_000)
    assert bar.value() == bar.maximum()
    preview.follow_line(0)
    preview.follow_line(0, True)
    assert bar.value() == bar.maximum()
    preview.mark("Paragraph 30")
    assert [each.cursor.selectedText() for each in preview.extraSelections()] == ["Paragraph 30"]
    preview.mark("")
    assert preview.extraSelections() == []


def test_the_theme_changes_what_is_shown(qtbot: QtBot, preview: Preview, dress: Theme) -> None:
    show(qtbot, preview, "[a link](https://x.example)")
    before = preview.toHtml()
    dress.choose("dark")
    assert preview.toHtml() != before


def test_links_of_the_desk_lead_to_places(desk: Desk, deal: Deal) -> None:
    assert place_of(desk, "sedesk:deal/Berth%20planning") == Place("deal", deal.id)
    assert place_of(desk, "sedesk:deal/Nowhere") == Place("search", "Nowhere")
    assert place_of(desk, "sedesk:person/ana.ruiz") == Place("search", "ana.ruiz")
    assert place_of(desk, "sedesk:tag/lifts") == Place("search", "#lifts")
    assert place_of(desk, "https://x.example") is None
    assert place_of(desk, "sedesk:other/x") is None
    assert shown_address(desk, "https://x.example/y") == "https://x.example/y"
    assert shown_address(desk, "sedesk:tag/lifts") == "Search for #lifts"
    assert shown_address(desk, "sedesk:deal/Berth%20planning") == "Open the deal Halvorsen Quays"
    assert shown_address(desk, "sedesk:other/x") == ""


def test_a_link_outside_is_shown_before_it_is_opened(
    opened: Opened, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toString()))
    opened.page.writing.preview.linkShown.emit("https://x.example/y")
    assert opened.page.status.target.full_text() == "https://x.example/y"
    opened.page.writing.preview.anchorClicked.emit(QUrl("https://x.example/y"))
    (dialog,) = dialogs_of(window)
    assert "https://x.example/y" in {text.text() for text in dialog.findChildren(BodyText)}
    assert gone == []
    dialog.accept()
    assert gone == ["https://x.example/y"]
    opened.page.writing.preview.anchorClicked.emit(QUrl("javascript:alert(1)"))
    assert dialogs_of(window) == []
    opened.page.writing.preview.anchorClicked.emit(QUrl("sedesk:tag/lifts"))
    assert opened.went.places == [Place("search", "#lifts")]
    assert preview_is_at_rest(opened)


def preview_is_at_rest(opened: Opened) -> bool:
    """A click on a link does not lead the preview itself anywhere."""
    preview = opened.page.writing.preview
    return preview.source().isEmpty() and preview.cursorForPosition(QPoint(0, 0)).block().isValid()


def test_what_python_has_of_the_document_may_go_before_it(opened: Opened, qtbot: QtBot) -> None:
    """A dialog's walk over the widgets can end the wrapper of a document that Qt still shows."""
    writing = opened.page.writing
    with qtbot.waitSignal(writing.preview.rendered):
        writing.editor.insert_text("words\n\n" * 100)
    invalidate(writing.preview.document())
    writing.editor.verticalScrollBar().setValue(0)
    writing.editor.verticalScrollBar().setValue(40)
    assert writing.preview.line_in_sight() > 0
