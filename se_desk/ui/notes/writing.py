"""The writing part of the note's page: toolbar, source and preview side by side, the bar of a selection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from se_desk.ui.kit.layout import vbox
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.editor import NoteEditor
from se_desk.ui.notes.find_bar import BEFORE_KEYS, FIND_KEYS, NEXT_KEYS, REPLACE_KEYS, FindBar
from se_desk.ui.notes.lines import is_gap
from se_desk.ui.notes.preview import Preview
from se_desk.ui.notes.preview_part import Part, is_long, part_around, tick, whole_of
from se_desk.ui.notes.selection_bar import KEYS, SelectionBar
from se_desk.ui.notes.toolbar import VIEW_KEYS, VIEWS, EditorBar

COUNT_PAUSE_MS = 250
SELECTION_PAUSE_MS = 120


class Writing(QWidget):
    """Shows one document and says what happens in it."""

    edited = Signal()
    counted = Signal(int)
    moved = Signal(int, int)  # line and column
    viewChosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.editor, self.preview = NoteEditor(), Preview()
        self.bar = EditorBar(self.editor)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.editor)
        self.panes.addWidget(self.preview)
        self.panes.setSizes([1000, 1000])
        for pane in (self.editor, self.preview):
            pane.setMinimumWidth(200)
        self.finder = FindBar(self.editor, self.preview)
        column = vbox(self.bar, self.finder, self.panes)
        column.setStretch(2, 1)
        self.setLayout(column)
        self.selection = SelectionBar(self)
        self._counting = _pause(self, COUNT_PAUSE_MS, self._count)
        self._selecting = _pause(self, SELECTION_PAUSE_MS, self._settle_selection)
        self._changing = False
        self._wire()
        self.set_view("split")

    def _wire(self) -> None:
        self.editor.edited.connect(self._text_changed)
        self.editor.cursorPositionChanged.connect(self._cursor_moved)
        self.editor.selectionChanged.connect(self._selection_changed)
        self.editor.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.editor.verticalScrollBar().rangeChanged.connect(self._scrolled)
        self.preview.boxClicked.connect(self._tick)
        self.selection.left.connect(lambda: self.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.bar.viewChosen.connect(self._choose_view)
        _key(self, "Actions of the selection", KEYS, self._enter_selection)
        _key(self, "Next view", VIEW_KEYS, self._next_view)
        _key(self, "Find in this note", FIND_KEYS, lambda: self.open_find(replacing=False))
        _key(self, "Find and replace", REPLACE_KEYS, lambda: self.open_find(replacing=True))
        _key(self, "Find the next one", NEXT_KEYS, self.finder.step)
        _key(self, "Find the one before", BEFORE_KEYS, lambda: self.finder.step(back=True))
        self.finder.closed.connect(self.focus_text)

    def show_document(self, document: SourceDocument) -> None:
        """Another note."""
        self._changing = True
        self.selection.hide()
        self.editor.show_document(document)
        self._changing = False
        self.bar.refresh()
        self.finder.look_again()
        self.preview.follow_line(self._top_line())
        self.refresh_preview()
        self._count()
        self._cursor_moved()

    def take(self, text: str) -> None:
        """The text of the note is another one on the desk; as an edit that can be undone."""
        if self.editor.shown is not None:
            self._changing = True
            self.editor.shown.take(text)
            self._changing = False
            self.bar.refresh()
            self.preview.show_source(self._part)
            self._counting.start()

    def refresh_preview(self) -> None:
        """What the preview shows beside the text has changed."""
        if self.view == "write":
            self.preview.stop()
        elif self.editor.shown is not None:
            self.preview.show_source(self._part, now=True)

    def _part(self) -> Part:
        """What the preview shows: the note, or of a long one beside its source the part in sight."""
        shown = self.editor.shown
        if shown is None:
            return whole_of("")
        if self.view == "read" or not is_long(shown.characterCount(), shown.blockCount()):
            return whole_of(shown.source)
        return part_around(shown, *self._in_sight())

    def _in_sight(self) -> tuple[int, int]:
        """The numbers of the first and the last line on the screen."""
        editor = self.editor
        last = editor.cursorForPosition(editor.viewport().rect().bottomRight()).blockNumber()
        return editor.firstVisibleBlock().blockNumber(), last

    def set_writing(self, possible: bool) -> None:
        """Whether the text may be changed."""
        self.editor.setReadOnly(not possible)
        self.bar.set_writing(possible and self.view != "read")

    @property
    def view(self) -> str:
        """write, split or read."""
        return self.bar.views.value

    def set_view(self, view: str) -> None:
        """How much is shown of source and preview; the place in the note stays."""
        before = self.view
        self.bar.views.set_value(view)
        if before == "read" != view:
            self._scroll_source(self.preview.read_on())
        self.preview.leads = view == "read"
        self.finder.look_in(self.preview if view == "read" else self.editor)
        self.editor.setVisible(view != "read")
        self.preview.setVisible(view != "write")
        self.bar.set_writing(view != "read" and not self.editor.isReadOnly())
        self.selection.hide()
        self.refresh_preview()

    def _scroll_source(self, line: float | None) -> None:
        block = self.editor.document().findBlockByNumber(-1 if line is None else int(line))
        if block.isValid():
            self.editor.verticalScrollBar().setValue(block.firstLineNumber())

    def _choose_view(self, view: str) -> None:
        self.set_view(view)
        self.focus_text()
        self.viewChosen.emit(view)

    def _next_view(self) -> None:
        keys = [key for key, _ in VIEWS]
        self._choose_view(keys[(keys.index(self.view) + 1) % len(keys)])

    def open_find(self, *, replacing: bool) -> None:
        """The bar that finds words; to replace some, the source comes into sight."""
        if self.view == "read" and replacing:
            self._choose_view("split")
        self.selection.hide()
        self.finder.open_bar(replacing=replacing)

    def go_to_first_gap(self) -> None:
        """In a new note: to the first line that waits for words."""
        block = self.editor.document().firstBlock()
        while block.isValid() and not is_gap(block.text()):
            block = block.next()
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.editor.setTextCursor(cursor)

    def focus_text(self) -> None:
        """Give the keyboard to what is read or written."""
        (self.preview if self.view == "read" else self.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def selected(self) -> str:
        """The selected words, of the preview where only that is shown."""
        return self.preview.selected if self.view == "read" else self.editor.selected

    def _text_changed(self) -> None:
        if self._changing:
            return
        self.selection.hide()
        self._counting.start()
        if self.view != "write":
            self.preview.show_source(self._part)
        self.edited.emit()

    def _count(self) -> None:
        self.counted.emit(self.editor.shown.tally.total if self.editor.shown else 0)

    def _cursor_moved(self) -> None:
        if not self._changing:
            self.moved.emit(*self.editor.line_and_column())

    def _selection_changed(self) -> None:
        self._selecting.start()
        if not self.editor.textCursor().hasSelection():
            self._settle_selection()

    def _settle_selection(self) -> None:
        """The bar comes when the selecting has come to rest, and never while the pointer draws it."""
        self._selecting.stop()
        chosen = self.editor.selected.strip()
        if self.view != "write":
            self.preview.mark(chosen)
        if not chosen or not self.editor.isVisible() or self._is_finding():
            self.selection.hide()
        elif _pointer_pressed():
            self._selecting.start()
        else:
            self.place_selection_bar()

    def _is_finding(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.finder.isAncestorOf(focus)

    def place_selection_bar(self) -> None:
        """Put the bar under the selected words, where they are in sight."""
        cursor = self.editor.textCursor()
        first, last = self.editor.textCursor(), self.editor.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        start, end = self.editor.cursorRect(first), self.editor.cursorRect(last)
        left = start.left() if start.top() == end.top() else self.editor.cursorRect(first).left()
        view = self.editor.viewport()
        box = QRect(QPoint(left, start.top() - 3), QPoint(end.right(), end.bottom() + 3))
        if not box.intersects(view.rect()):
            self.selection.hide()
            return
        room = QRect(view.mapTo(self, QPoint(0, 0)), view.size())
        room.setRight(max(room.right(), self.width() - 1))
        self.selection.appear(box.translated(view.mapTo(self, QPoint(0, 0))), room)

    def _enter_selection(self) -> None:
        if self.editor.selected.strip():
            self.place_selection_bar()
            self.selection.take_keyboard()

    def _scrolled(self) -> None:
        bar, preview = self.editor.verticalScrollBar(), self.preview
        if self.view == "read":
            return
        preview.follow_line(self._top_line(), bool(bar.maximum()) and bar.value() == bar.maximum())
        if self.view == "split" and not preview.part.covers(*self._in_sight()):
            preview.show_source(self._part)
        if self.selection.isVisible():
            self.place_selection_bar()

    def _top_line(self) -> float:
        """The line at the top of the source, with how much of it is out of sight."""
        editor = self.editor
        block = editor.firstVisibleBlock()
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        hidden = -box.top() / box.height() if box.height() else 0.0
        return block.blockNumber() + max(0.0, min(1.0, hidden))

    def _tick(self, part: Part, number: int) -> None:
        """A box that is clicked in the preview is ticked in the source, or the tick is taken away."""
        shown = self.editor.shown
        if shown is None or self.editor.isReadOnly():
            return
        from se_desk.exchange.markdown_places import box_places

        places = box_places(part.source)
        place = places[number] if number < len(places) else None
        if place is not None:
            tick(shown, part, place)


def _pause(owner: QWidget, milliseconds: int, then: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer


def _key(owner: QWidget, name: str, keys: str, then: object) -> None:
    action = QAction(name, owner)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(then)
    owner.addAction(action)


def _pointer_pressed() -> bool:
    return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
