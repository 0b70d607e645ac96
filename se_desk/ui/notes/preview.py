"""The preview of a note: sanitised HTML that loads nothing, made off the GUI thread."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
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

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.attach_preview import Attached, Shown, fit_pictures, let_go
from se_desk.ui.notes.preview_blocks import begin_pieces, put_piece, unite
from se_desk.ui.notes.preview_coming import Coming, Look, Made
from se_desk.ui.notes.preview_paint import box_place, paint_box, paint_bullet
from se_desk.ui.notes.preview_part import Part, whole_of
from se_desk.ui.notes.preview_places import Places
from se_desk.ui.notes.preview_style import style_sheet

WIDEST = 760  # px of text
MOST_MARKED = 1_000  # places found; Qt looks at each of them in every paint
_Marker = QTextBlockFormat.MarkerType
_Style = QTextListFormat.Style
_BULLETS = (_Style.ListDisc, _Style.ListCircle, _Style.ListSquare)
_MARKUP = re.compile(r"^[\s>#*+\-]*(?:\d+[.)]\s+)?(?:\[[ xX]\]\s+)?|[\s*_`~]+$")


class Preview(QTextBrowser):
    """Shows Markdown as it will be read. Links are announced, never followed.

    ``attached`` is what the note may show of its own attachments. Where it ``leads``, nothing else says what
    is in sight: that stays in sight when the source changes.
    """

    linkOpened = Signal(str)
    linkShown = Signal(str)  # the address under the pointer, "" for none
    boxClicked = Signal(object, int)  # the Part, and the how manieth box of it, from 0
    rendered = Signal()  # what is in sight is shown
    grown = Signal()  # more of a long note is shown

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
        self.leads = False
        self._shown, self._pictures, self._marked = Shown(""), dict[str, QImage](), ""
        self._spots: list[tuple[int, int]] = []
        self.part, self._places = whole_of(""), Places(self)
        self._at: tuple[float, bool] = (0.0, False)
        self._told = self._short = (
            False  # since it was shown: where to be; what is there does not reach so far
        )
        self._left = 0  # of the scroll bar, as it was told
        self._coming = Coming(self, lambda: Look(self.attached, self.people), self._sight)
        self._coming.begun.connect(self._begin)
        self._coming.came.connect(self._add)
        self.anchorClicked.connect(lambda url: self.linkOpened.emit(url.toString()))
        self.highlighted.connect(lambda url: self.linkShown.emit(url.toString()))
        follow(self, Preview._dress)

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Nothing is ever loaded: a picture in a note could tell its sender that it was looked at.

        Pictures of the note's own attachments are there already.
        """
        return self._pictures.get(QUrl(name).toString(), QByteArray())

    def show_source(self, read: Callable[[], Part], *, now: bool = False) -> None:
        """Show other Markdown after a short pause, or at once; ``read`` is asked for it then."""
        self._coming.show(read, now=now)

    @property
    def missing(self) -> bool:
        """Whether more is to come."""
        return self._coming.missing

    def stop(self) -> None:
        """Nothing more has to come: it is not looked at."""
        self._coming.stop()

    def _begin(self, made: Made) -> None:
        self._at = self._sight()
        self.part = made.whole
        if made.alone:
            self.show_made(made.shown)
            return
        self._let_go(Shown(""))
        self.document().setDefaultStyleSheet(style_sheet())
        begin_pieces(self.document())
        self._add(made)
        self._settle()

    def show_made(self, shown: Shown) -> None:
        """Show what was made of all that is to be shown."""
        self._let_go(shown)
        self.document().setDefaultStyleSheet(style_sheet())
        self.setHtml(shown.html)
        count = self.document().blockCount()
        self._places.take(self.part, unite(self.document(), 0, count), 0, count, below=True)
        self._settle()

    def _let_go(self, shown: Shown) -> None:
        """Of what was shown before."""
        let_go(self.document(), self._pictures)
        self._shown, self._pictures, self._places = shown, dict(shown.pictures), Places(self)

    def _settle(self) -> None:
        self._fit()
        self.mark(self._marked)
        self.follow_line(*self._at)
        self._told = False
        self.rendered.emit()

    def _sight(self) -> tuple[float, bool]:
        """The line to be at the top, and whether the end is to be in sight: as told, or as it is now."""
        if self._told or not self.leads:
            return self._at
        return self.line_in_sight(), False

    def read_on(self) -> float | None:
        """The line to which somebody has scrolled; None where it stands as it was told to."""
        here = self.verticalScrollBar().value() == self._left or self._coming.old
        return None if here else self.line_in_sight()

    def line_in_sight(self) -> float:
        """The line of the note, with a part of one, that stands at the top."""
        return self._places.line_at(self.verticalScrollBar().value())

    def _add(self, made: Made) -> None:
        """One piece more; what is in sight stays where it is."""
        document, bar = self.document(), self.verticalScrollBar()
        waits = self._short and bar.value() == bar.maximum()
        self._pictures |= made.shown.pictures
        self.setUpdatesEnabled(False)
        first, added = put_piece(document, made.shown.html, below=made.below)
        lines = unite(document, first, added)
        self._places.take(made.piece, lines, first, added, made.below)
        if made.shown.pictures:
            self._fit()
        if not made.below:
            moved = self._top_of(first + added) - self._top_of(first)
            bar.setMaximum(bar.maximum() + round(moved))  # Qt says so only later
            bar.setValue(bar.value() + round(moved))
            self._left += round(moved)
        elif waits:
            self.follow_line(*self._at)
        self.setUpdatesEnabled(True)
        self.grown.emit()

    def _top_of(self, number: int) -> float:
        document = self.document()
        return document.documentLayout().blockBoundingRect(document.findBlockByNumber(number)).top()

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
            self._at = self._sight()
            self.show_made(self._shown)
        elif self.part.source:
            self._coming.again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines stay short enough to be read, however wide the window is."""
        right = max(24, self.width() - 32 - theme().px(WIDEST))
        self.setViewportMargins(32, 20, right, 8)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._pictures:
            fit_pictures(self.document(), self._pictures, self.viewport().width() - 24)

    def follow_line(self, line: float, at_end: bool = False) -> None:
        """Scroll so that what begins at a line of the note (from 0) is at the top; or to the very end."""
        self._at, self._told = (line, at_end), True
        bar, wanted = self.verticalScrollBar(), round(self._places.height_of(line))
        bar.setValue(bar.maximum() if at_end and self.part.whole else wanted)
        self._short, self._left = wanted > bar.maximum(), bar.value()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._coming.old:
            found = self._box_at(event.position())
            if found is not None:
                self.boxClicked.emit(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._box_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _box_at(self, place: QPointF) -> tuple[Part, int] | None:
        """Which box of which part is under the pointer."""
        block = self.cursorForPosition(place.toPoint()).block()
        if block.blockFormat().marker() == _Marker.NoMarker:
            return None
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        box = self.document().documentLayout().blockBoundingRect(block).translated(shift)
        if not box_place(block, box).adjusted(-4, -4, 6, 4).contains(place):
            return None
        return self._places.box_in(block)

    def mark(self, words: str) -> None:
        """Show where the words that are selected in the source stand; "" for nowhere."""
        self._marked = words
        lines = [_MARKUP.sub("", line) for line in words.split("\n")]
        found = [self.document().find(line) for line in lines if len(line) > 2] if len(lines) <= 12 else []
        marks = [_band(cursor, "mark") for cursor in found if not cursor.isNull()]
        for start, end in self._spots[:MOST_MARKED]:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            marks.append(_band(cursor, "neutral-tint"))
        self.setExtraSelections(marks)

    def show_spots(self, spots: list[tuple[int, int]]) -> None:
        """Mark what was found."""
        if spots != self._spots:
            self._spots = spots
            self.mark(self._marked)

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


def _band(cursor: QTextCursor, colour: str) -> QTextEdit.ExtraSelection:
    one = QTextEdit.ExtraSelection()
    one.cursor = cursor
    one.format.setBackground(theme().colour(colour))
    return one
