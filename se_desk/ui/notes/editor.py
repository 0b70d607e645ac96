"""The editor of a note's Markdown source: raw text, line numbers, keys that know lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
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
from se_desk.ui.notes import editing
from se_desk.ui.notes.documents import MARGIN, SourceDocument
from se_desk.ui.notes.margin import GUTTER, NUMBERS, LineNumbers, paint_selection
from se_desk.ui.notes.source_text import chars, from_document, pasted

_COLOURS = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.Highlight: "mark",
    QPalette.ColorRole.HighlightedText: "text",
}
_BY_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_ANYWHERE = QTextOption.WrapMode.WrapAnywhere
_UNBROKEN = re.compile(r"\S{5000}")
_LINE_BREAK = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(QPlainTextEdit):
    """Shows one SourceDocument at a time; what is typed, pasted and copied keeps every character."""

    edited = Signal()  # words changed, not only their colours
    left = Signal()  # the keyboard went elsewhere
    menuWanted = Signal(object)  # global QPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: SourceDocument | None = None
        self.numbers = LineNumbers(self)
        self.setAccessibleName("Note, Markdown")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setWordWrapMode(_BY_WORDS)
        self.setCursorWidth(2)
        self.setViewportMargins(GUTTER - MARGIN, 0, 0, 0)
        for group in editing.EDITINGS:
            for each in group:
                self._bind(each)
        self.updateRequest.connect(self._follow_scroll)
        self.blockCountChanged.connect(lambda _count: self.numbers.update())
        follow(self, NoteEditor._dress)

    def _bind(self, each: editing.Editing) -> None:
        action = QAction(each.name, self)
        action.setShortcut(QKeySequence(each.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self.perform(each))
        self.addAction(action)

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
            self._edit(each.do)

    def _edit(self, change: Callable[[QTextCursor], None]) -> None:
        cursor = self.textCursor()
        change(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly() or not self._own_key(event):
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _LINE_BREAK and held == Qt.KeyboardModifier.NoModifier:
            self._edit(editing.new_line)
        elif key in _LINE_BREAK and held == Qt.KeyboardModifier.ShiftModifier:
            self._edit(lambda cursor: cursor.insertText("\u2029"))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.AltModifier:
            by = -1 if key == Qt.Key.Key_Up else 1
            self._edit(lambda cursor: editing.move_lines(cursor, by))
        elif key == Qt.Key.Key_Tab and held == Qt.KeyboardModifier.NoModifier:
            return self._indent(back=False)
        elif key == Qt.Key.Key_Backtab:
            if not self._indent(back=True):
                self.focusPreviousChild()  # the way out for those who use the keyboard
        else:
            return False
        return True

    def _indent(self, *, back: bool) -> bool:
        cursor = self.textCursor()
        done = editing.indent(cursor, back=back)
        self.setTextCursor(cursor)
        return done

    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        for name, value in MARKS.items():
            made.setData(name, value)
        made.setText(self.selected)
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            cursor, text = self.textCursor(), pasted(source.text())
            if _wrapping(text) is _ANYWHERE:
                self.setWordWrapMode(_ANYWHERE)
            cursor.insertText(text)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuWanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.numbers.setGeometry(QRect(0, 0, NUMBERS, self.height()))

    def _follow_scroll(self, _area: QRect, _by: int) -> None:
        self.numbers.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.textCursor().hasSelection():
            paint_selection(self)
        super().paintEvent(event)


def _wrapping(text: str) -> QTextOption.WrapMode:
    """Qt looks to the end of a word for each line it fills: minutes for a pasted one of a million letters."""
    return _ANYWHERE if _UNBROKEN.search(text) else _BY_WORDS
