"""The editor of a note's Markdown source: raw text, line numbers, keys that know lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from se_desk.ui.kit.clipboard import MARKS
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes import editing, keys
from se_desk.ui.notes.documents import MARGIN, SourceDocument
from se_desk.ui.notes.margin import GUTTER, NUMBERS, UNNUMBERED, LineNumbers, paint_selection, paint_spots
from se_desk.ui.notes.pasting import words_for
from se_desk.ui.notes.source_text import chars, from_document, to_document, units

_COLOURS = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.Highlight: "mark",
    QPalette.ColorRole.HighlightedText: "text",
}
_BY_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_ANYWHERE = QTextOption.WrapMode.WrapAnywhere
_UNBROKEN = re.compile(r"\S{5000}")
_BEFORE = 200  # characters before the cursor that can be the beginning of a name


def _utc() -> datetime:
    return datetime.now(UTC)


class NoteEditor(QPlainTextEdit):
    """Shows one SourceDocument at a time; what is typed, pasted and copied keeps every character.

    Others may set ``now`` (the desk's clock), ``take_in`` (asked first with what is pasted or dropped, and
    answers whether it took it) and ``first_key`` (sees a key before the editor does, and answers whether it
    was for it): so names are completed and pictures attached without the editor knowing how.
    """

    edited = Signal()  # words changed, not only their colours
    typed = Signal(str)  # after a key that wrote or took something: the line up to the cursor
    left = Signal()  # the keyboard went elsewhere
    menuWanted = Signal(object)  # global QPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: SourceDocument | None = None
        self.under: Callable[[], None] = lambda: None  # paints what stands under the words
        self.spots: list[tuple[int, int]] = []  # what was found in the text, to be marked
        self.now: Callable[[], datetime] = _utc
        self.take_in: Callable[[QMimeData], bool] = lambda _mime: False
        self.could_take_in: Callable[[QMimeData], bool] = lambda _mime: False
        self.first_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.numbers = LineNumbers(self)
        self.setAccessibleName("Note, Markdown")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setWordWrapMode(_BY_WORDS)
        self.setCursorWidth(2)
        self.show_numbers(False)
        for group in editing.EDITINGS:
            for each in group:
                self._bind(each.name, each.keys, partial(self.perform, each))
        self._bind("Insert the time", keys.TIME_KEYS, lambda: keys.insert_time(self))
        self._bind("Paste as plain words", keys.PLAIN_PASTE_KEYS, self.paste_plainly)
        self.updateRequest.connect(self._follow_scroll)
        self.blockCountChanged.connect(lambda _count: self.numbers.update())
        follow(self, NoteEditor._dress)

    def _bind(self, name: str, shortcut: str, then: Callable[[], None]) -> None:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: then())
        self.addAction(action)

    def show_numbers(self, on: bool) -> None:
        """Whether lines are numbered at the left."""
        self.numbers.setVisible(on)
        self.setViewportMargins((GUTTER if on else UNNUMBERED) - MARGIN, 0, 0, 0)

    def _dress(self) -> None:
        made = font("mono")
        made.setPixelSize(theme().px(13))
        self.setFont(made)
        colours = self.palette()
        for role, token in _COLOURS.items():
            colours.setColor(role, theme().colour(token))
        self.setPalette(colours)
        if self.shown is not None:
            self.shown.setDefaultFont(made)
            self.shown.highlighter.dress()

    def show_document(self, document: SourceDocument) -> None:
        """Put another note before the person, where they were in it."""
        if self.shown is document:
            return
        self.keep_place()
        before = self.shown  # Qt still lets go of it in setDocument: it must live until then
        if before is not None:
            before.edited.disconnect(self.edited)
        self.shown = document
        document.edited.connect(self.edited)
        document.setDefaultFont(self.font())
        document.highlighter.dress()
        wrapping = _wrapping(document.toRawText())
        if wrapping is _ANYWHERE:  # before the long word is laid out; the other way round after it is gone
            self.setWordWrapMode(wrapping)
        self.setDocument(document)
        self.setWordWrapMode(wrapping)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        cursor = self.textCursor()
        cursor.setPosition(min(document.place, document.characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(document.scroll)
        self.numbers.update()

    def keep_place(self) -> None:
        """Remember where one is in the note."""
        if self.shown is not None:
            self.shown.place = self.textCursor().position()
            self.shown.scroll = self.verticalScrollBar().value()

    @property
    def source(self) -> str:
        """The Markdown, character for character."""
        return self.shown.source if self.shown is not None else ""

    @property
    def selected(self) -> str:
        """The selected words; "" for none."""
        return from_document(self.textCursor().selectedText())

    def line_and_column(self) -> tuple[int, int]:
        """Where the cursor is, both counted from 1; columns are characters."""
        cursor = self.textCursor()
        return cursor.blockNumber() + 1, chars(cursor.block().text(), cursor.positionInBlock()) + 1

    def perform(self, each: editing.Editing) -> None:
        """Do what a button of the toolbar does."""
        if not self.isReadOnly():
            self.edit(each.do)

    def edit(self, change: Callable[[QTextCursor], None]) -> None:
        """Change the text at the cursor, and keep the cursor in sight."""
        cursor = self.textCursor()
        change(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_text(self, text: str, instead_of: int = 0) -> None:
        """Write at the cursor, in place of the selection and of so many characters before it; one undo."""

        def write(cursor: QTextCursor) -> None:
            if instead_of:
                before = self.line_before()
                start = cursor.block().position() + units(before[: max(0, len(before) - instead_of)])
                cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(to_document(text))

        self.edit(write)

    def line_before(self) -> str:
        """The end of the line up to the cursor, as far as a name could begin in it."""
        cursor = self.textCursor()
        line = cursor.block().text()
        return line[: chars(line, cursor.positionInBlock())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.first_key(event):
            return
        if self.isReadOnly() or not keys.press(self, event):
            super().keyPressEvent(event)
        if event.text() and not self.isReadOnly():
            self.typed.emit(self.line_before()[-_BEFORE:])

    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        for name, value in MARKS.items():
            made.setData(name, value)
        made.setText(self.selected)
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or self.could_take_in(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.take_in(source):
            self._insert(words_for(source, self.textCursor().selectedText(), plainly=self._in_code()))

    def paste_plainly(self) -> None:
        """The words on the clipboard, whatever shape they have."""
        if not self.isReadOnly():
            self._insert(words_for(QGuiApplication.clipboard().mimeData(), "", plainly=True))

    def _insert(self, text: str) -> None:
        if _wrapping(text) is _ANYWHERE:
            self.setWordWrapMode(_ANYWHERE)
        self.edit(lambda cursor: cursor.insertText(text))

    def _in_code(self) -> bool:
        return editing.in_code(self.document().findBlock(self.textCursor().selectionStart()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse and not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menuWanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.numbers.setGeometry(QRect(0, 0, NUMBERS, self.height()))

    def _follow_scroll(self, _area: QRect, _by: int) -> None:
        self.numbers.update()

    @property
    def missing(self) -> bool:
        """Whether more of the text is to come: never."""
        return False

    def show_spots(self, spots: list[tuple[int, int]]) -> None:
        """Mark what was found; ``spots`` stand in order."""
        self.spots = spots
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.spots:
            paint_spots(self, self.spots)
        if self.textCursor().hasSelection():
            paint_selection(self)
        super().paintEvent(event)
        self.under()


def _wrapping(text: str) -> QTextOption.WrapMode:
    """Qt looks to the end of a word for each line it fills: minutes for a pasted one of a million letters."""
    return _ANYWHERE if _UNBROKEN.search(text) else _BY_WORDS
