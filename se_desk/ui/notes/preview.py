"""The preview of a note: sanitised HTML that loads nothing, made off the GUI thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.attach_preview import Attached, Shown, fit_pictures
from se_desk.ui.notes.preview_style import for_qt, style_sheet

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
        self._shown, self._marked, self._share = Shown(""), "", 0.0
        self._read: Callable[[], str] = str
        self._job: Job | None = None
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

    def show_source(self, read: Callable[[], str], *, now: bool = False) -> None:
        """Show other Markdown after a short pause, or at once; ``read`` is asked for it then."""
        self._read = read
        if now:
            self._timer.stop()
            self._render()
        else:
            self._timer.start()

    def _render(self) -> None:
        if self._job is not None:
            self._job.cancel()
        source, attached = self._read(), self.attached
        self._job = run(lambda _job: _shown_of(source, attached), self, self._show)

    def _show(self, shown: Shown) -> None:
        self._job = None
        self._shown = shown
        self.document().setDefaultStyleSheet(style_sheet())
        self.setHtml(shown.html)
        self._unite()
        self._fit()
        self.mark(self._marked)
        self.follow_scroll(self._share)
        self.rendered.emit()

    def _unite(self) -> None:
        """What Qt's HTML does not take: a line height for items of lists, the sizes of headings."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(theme().px(_LINES), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        block = self.document().firstBlock()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            if level:
                _size_heading(cursor, block, theme().px(_HEADINGS.get(level, 13)))
            elif block.textList() is not None:
                cursor.mergeBlockFormat(spaced)
            block = block.next()

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
            self._show(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines stay short enough to be read, however wide the window is."""
        right = max(24, self.width() - 32 - theme().px(WIDEST))
        self.setViewportMargins(32, 20, right, 8)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._shown.pictures:
            fit_pictures(self.document(), self._shown.pictures, self.viewport().width() - 24)

    def follow_scroll(self, share: float) -> None:
        """Scroll to the same share of the whole, 0 to 1, as the editor is at."""
        self._share = share
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

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
                _paint_box(painter, block, box)
            elif block.textList() is not None and block.textList().format().style() in _BULLETS:
                _paint_bullet(painter, block, box)
            block = block.next()
        painter.end()


def _size_heading(cursor: QTextCursor, block: QTextBlock, size: int) -> None:
    """Qt's HTML gives headings a size relative to the text, and one that is set does not win over it."""
    pieces, walk = [], block.begin()
    while not walk.atEnd():
        pieces.append(walk.fragment())
        walk += 1
    for place, length, look in [(p.position(), p.length(), p.charFormat()) for p in pieces]:
        look.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
        look.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        look.setFontWeight(QFont.Weight.DemiBold)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def _paint_box(painter: QPainter, block: QTextBlock, box: QRectF) -> None:
    """The design's check box over Qt's."""
    edge = 16.0
    line = block.layout().lineAt(0)
    left = box.left() + line.x() - edge - 8
    # The letters stand at the foot of their line.
    top = box.top() + round(line.y() + line.height() - line.descent() - edge + 3)
    painter.fillRect(QRectF(left - 4, top - 4, edge + 11, edge + 8), theme().colour("surface"))
    ticked = block.blockFormat().marker() == _Marker.Checked
    fill, border = ("accent-fill", "accent-fill") if ticked else ("surface", "control")
    place = QRectF(left, top, edge, edge)
    fill_round(painter, place, 4, theme().colour(fill), theme().colour(border), 1.5)
    if ticked:
        paint_icon(painter, place.adjusted(2, 2, -2, -2), "check", "on-accent", 3)


def _paint_bullet(painter: QPainter, block: QTextBlock, box: QRectF) -> None:
    """The bullet with room before its words; Qt's own stands a space away from them."""
    line = block.layout().lineAt(0)
    left, middle = box.left() + line.x(), box.top() + line.y() + line.height() - line.descent()
    painter.fillRect(QRectF(left - 14, middle - line.ascent(), 14, line.height()), theme().colour("surface"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("text"))
    high = line.ascent() * 0.36  # half of a small letter over the line the words stand on
    painter.drawEllipse(QPointF(left - 14, middle - high), 2.5, 2.5)


def _shown_of(source: str, attached: Attached) -> Shown:
    """Runs off the GUI thread: the imports, the parsing and the pictures take their time."""
    shown = attached.shown(source)
    return replace(shown, html=for_qt(shown.html.strip()))
