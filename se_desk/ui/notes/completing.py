"""Completes ``@``, ``#`` and ``[[`` while they are typed, in any field of plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from se_desk.domain.note_links import Begun, LinkKind, begun_at, fold_name
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.suggesting import Suggesting
from se_desk.ui.notes.choice_list import Choice, ChoiceList
from se_desk.ui.notes.highlighter import Inside
from se_desk.ui.notes.source_text import chars, pasted, units

if TYPE_CHECKING:
    from se_desk.services.note_links import Completion  # brings the database along

    Ask = Callable[[str, LinkKind], tuple[Completion, ...]]

PAUSE_MS = 40  # after a key, so that a key is painted before anything is looked for
ICONS = {"person": "user", "partner": "handshake", "tag": "tag", "deal": "briefcase", "note": "file-text"}

Editor = QPlainTextEdit | QTextEdit


class Completing(Suggesting):
    """Stands beside one editor. ``ask`` runs off the GUI thread and gives what fits, best first."""

    def __init__(self, editor: Editor, ask: Ask) -> None:
        super().__init__(editor)
        self._editor, self._ask = editor, ask
        self._found: tuple[Completion, ...] = ()
        self._begun: Begun | None = None
        self._typing = self._inserting = False
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._typed)
        editor.cursorPositionChanged.connect(self._moved)
        editor.verticalScrollBar().valueChanged.connect(lambda _value: self.close())

    def make_list(self, window: QWidget) -> ChoiceList:
        """Its letters marked as the palette marks them."""
        return ChoiceList(window, "Suggestions")

    def close(self) -> None:
        """Away with the list, until something is typed again."""
        self._pause.stop()
        self._begun = None
        super().close()

    def _typed(self) -> None:
        if self._typing and not self._inserting and not self._editor.isReadOnly():
            self._pause.start()

    def _moved(self) -> None:
        if self.is_open and not self._pause.isActive():
            self._pause.start()  # the list goes with the link it belongs to

    def _now(self) -> Begun | None:
        """The link that ends at the cursor, in characters of its line."""
        cursor = self._editor.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or not self._editor.hasFocus():
            return None
        if block.userState() > Inside.TEXT or block.previous().userState() > Inside.TEXT:
            return None
        return begun_at(block.text(), chars(block.text(), cursor.positionInBlock()))

    def _look(self) -> None:
        self._typing = False
        begun = self._now()
        if begun is None:
            self.close()
            return
        if self._job is not None:
            self._job.cancel()
        self._begun, ask = begun, self._ask
        self._job = run(lambda _job: ask(begun.typed, begun.kind), self, self._show, self._fail)

    def _fail(self, _fault: Exception) -> None:
        """Suggestions are a help: without them one types on."""
        self._job = None
        self.close()

    def _show(self, found: tuple[Completion, ...]) -> None:
        self._job = None
        begun = self._begun
        if begun is None or begun != self._now() or not self._editor.isVisible():
            if not self._pause.isActive():  # else it is looked for anew in a moment
                self.close()
            return
        typed = fold_name(begun.typed)
        if not found or (typed and any(fold_name(each.text) == typed for each in found[:1])):
            self.list.hide()  # nothing to add to what stands there
            return
        self._found = found
        rows = [Choice(each.text, each.title, each.detail, ICONS[each.noun]) for each in found]
        window = self._editor.window()
        self.list.offer(rows, begun.typed, self._place(begun), window.rect())

    def _place(self, begun: Begun) -> QRect:
        """Where the sign of the link stands, in the window."""
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        cursor.setPosition(cursor.block().position() + units(text[: begun.start]))
        box = self._editor.cursorRect(cursor)
        view = self._editor.viewport()
        return box.translated(view.mapTo(self._editor.window(), QPoint(0, 0)))

    def take(self) -> None:
        """Write the chosen name in place of what was typed, as one step of undo."""
        begun, row = self._begun, self.list.at
        if begun is None or row >= len(self._found):
            self.close()
            return
        chosen, cursor = self._found[row], self._editor.textCursor()
        block = cursor.block()
        text, place = block.text(), cursor.positionInBlock()
        after = chars(text, place)
        closing = "]]" if begun.kind is LinkKind.NAME else ""
        if closing and text[after : after + 2] == "]]":
            place += 2
        self._inserting = True
        cursor.beginEditBlock()
        cursor.setPosition(block.position() + units(text[: begun.start]))
        cursor.setPosition(block.position() + place, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(pasted(begun.kind.sign + chosen.text + closing))
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._inserting = False
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._typing = True
            ours = self.takes(event)
            if ours:
                self.press(Qt.Key(event.key()))
            return ours
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.takes(event) or (self.is_open and event.key() == Qt.Key.Key_Escape):
                event.accept()
                return True
        elif kind == QEvent.Type.InputMethod:
            self._typing = True
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        return False
