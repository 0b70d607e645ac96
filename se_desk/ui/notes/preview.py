"""The preview of a note: sanitised HTML that loads nothing, made off the GUI thread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.attach_preview import Attached, Shown, fit_pictures, let_go
from se_desk.ui.notes.preview_paint import box_place, paint_box, paint_bullet, size_heading
from se_desk.ui.notes.preview_part import Part, whole_of
from se_desk.ui.notes.preview_style import for_qt, line_of, style_sheet

PAUSE_MS = 150
WIDEST = 760  # px of text
_Marker = QTextBlockFormat.MarkerType
_Style = QTextListFormat.Style
_BULLETS = (_Style.ListDisc, _Style.ListCircle, _Style.ListSquare)
_LINES = 24  # px
_HEADINGS = {1: 20, 2: 15, 3: 14}  # px; 13 below
_MARKUP = re.compile(r"^[\s>#*+\-]*(?:\d+[.)]\s+)?(?:\[[ xX]\]\s+)?|[\s*_`~]+$")


class Preview(QTextBrowser):
    """Shows Markdown as it will be read. Links are announced, never followed.

    ``attached`` is what the note may show of its own attachments.
    """

    linkOpened = Signal(str)
    linkShown = Signal(str)  # the address under the pointer, "" for none
    boxClicked = Signal(int)  # the how manieth box of the part, from 0
    rendered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.attached = Attached()
        self.people: frozenset[str] = frozenset()  # whose full names are links after an @
        self._shown, self._marked = Shown(""), ""
        self.part, self._coming = whole_of(""), whole_of("")
        self._at: tuple[float, bool] = (0.0, False)
        self._lines: list[tuple[int, int]] = []  # of the source, and the block that begins there
        self._read: Callable[[], Part] = lambda: whole_of("")
        self._job: Job | None = None
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._render)
        self.anchorClicked.connect(lambda url: self.linkOpened.emit(url.toString()))
        self.highlighted.connect(lambda url: self.linkShown.emit(url.toString()))
        follow(self, Preview._dress)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002
        """Nothing is ever loaded: a picture in a note could tell its sender that it was looked at.

        Pictures of the note's own attachments are there already.
        """
        return self._shown.pictures.get(QUrl(name).toString(), QByteArray())

    def show_source(self, read: Callable[[], Part], *, now: bool = False) -> None:
        """Show other Markdown after a short pause, or at once; ``read`` is asked for it then."""
        self._read = read
        if now:
            self._timer.stop()
            self._render()
        else:
            self._timer.start()

    def _render(self) -> None:
        if self._job is not None:
            self._again = True  # one at a time: two would only share the processor
            return
        self._coming, attached, people = self._read(), self.attached, self.people
        source = self._coming.source
        self._job = run(lambda _job: _shown_of(source, attached, people), self, self._ready, self._fail)

    def _ready(self, shown: Shown) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._render()
        else:
            self.part = self._coming
            self.show_made(shown)

    def _fail(self, fault: Exception) -> None:
        self._job, self._again = None, False
        tell(self, fault)

    def show_made(self, shown: Shown) -> None:
        """Show what was made of the part that is to be shown."""
        let_go(self.document(), self._shown.pictures)
        self._shown = shown
        self.document().setDefaultStyleSheet(style_sheet())
        self.setHtml(shown.html)
        self._unite()
        self._fit()
        self.mark(self._marked)
        self.follow_line(*self._at)
        self.rendered.emit()

    def _unite(self) -> None:
        """What Qt's HTML does not take: a line height for items of lists, the sizes of headings."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(theme().px(_LINES), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor, block = QTextCursor(self.document()), self.document().firstBlock()
        self._lines = []
        cursor.beginEditBlock()  # else each change lays out the rest of the document again
        while block.isValid():
            level = block.blockFormat().headingLevel()
            line = line_of(block)
            if line is not None:
                self._lines.append((line, block.blockNumber()))
            if level:
                size_heading(cursor, block, theme().px(_HEADINGS.get(level, 13)))
            elif block.textList() is not None:
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(spaced)
            block = block.next()
        cursor.endEditBlock()

    def _dress(self) -> None:
        made = font("body")
        made.setPixelSize(theme().px(14))
        self.document().setDefaultFont(made)
        self.document().setIndentWidth(theme().px(24))
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Window, theme().colour("surface"))
        ground.setColor(QPalette.ColorRole.Highlight, theme().colour("mark"))
        ground.setColor(QPalette.ColorRole.HighlightedText, theme().colour("text"))
        self.setPalette(ground)
        if self._shown.html:
            self.show_made(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines stay short enough to be read, however wide the window is."""
        right = max(24, self.width() - 32 - theme().px(WIDEST))
        self.setViewportMargins(32, 20, right, 8)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._shown.pictures:
            fit_pictures(self.document(), self._shown.pictures, self.viewport().width() - 24)

    def follow_line(self, line: float, at_end: bool = False) -> None:
        """Scroll so that what begins at a line of the note (from 0) is at the top; or to the very end."""
        self._at = (line, at_end)
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if at_end and self.part.whole else round(self._height_of(line)))

    def _height_of(self, line: float) -> float:
        """Where a line of the note stands, between the blocks before and after it."""
        line -= self.part.first
        after = bisect_right(self._lines, (line, self.document().blockCount()))
        low, top = self._begins(after - 1) if after else (0.0, 0.0)
        if after < len(self._lines):
            high, bottom = self._begins(after)
        else:
            high, bottom = self.part.source.count("\n") + 1.0, self.document().size().height()
        return top + (bottom - top) * min(1.0, max(0.0, (line - low) / max(1.0, high - low)))

    def _begins(self, number: int) -> tuple[float, float]:
        line, block = self._lines[number]
        box = self.document().documentLayout().blockBoundingRect(self.document().findBlockByNumber(block))
        return float(line), box.top()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            number = self._box_at(event.position())
            if number is not None:
                self.boxClicked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._box_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _box_at(self, place: QPointF) -> int | None:
        """Which box of the part is under the pointer."""
        block = self.cursorForPosition(place.toPoint()).block()
        if block.blockFormat().marker() == _Marker.NoMarker:
            return None
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        box = self.document().documentLayout().blockBoundingRect(block).translated(shift)
        if not box_place(block, box).adjusted(-4, -4, 6, 4).contains(place):
            return None
        number = -1
        while block.isValid():
            number += block.blockFormat().marker() != _Marker.NoMarker
            block = block.previous()
        return number

    def mark(self, words: str) -> None:
        """Show where the words that are selected in the source stand; "" for nowhere."""
        self._marked = words
        lines = [_MARKUP.sub("", line) for line in words.split("\n")]
        found = [self.document().find(line) for line in lines if len(line) > 2] if len(lines) <= 12 else []
        marks = []
        for cursor in found:
            if not cursor.isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor = cursor
                one.format.setBackground(theme().colour("mark"))
                marks.append(one)
        self.setExtraSelections(marks)

    @property
    def selected(self) -> str:
        """The selected words; "" for none."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            box = self.document().documentLayout().blockBoundingRect(block).translated(shift)
            if box.top() > self.viewport().height():
                break
            if block.blockFormat().marker() != _Marker.NoMarker:
                paint_box(painter, block, box)
            elif block.textList() is not None and block.textList().format().style() in _BULLETS:
                paint_bullet(painter, block, box)
            block = block.next()
        painter.end()


def _shown_of(source: str, attached: Attached, people: frozenset[str]) -> Shown:
    """Runs off the GUI thread: the imports, the parsing and the pictures take their time."""
    shown = attached.shown(source, people)
    return replace(shown, html=for_qt(shown.html.strip()))
