"""What single keys do in the source, beside the buttons: lists, tables, lines, and the time of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from se_desk.domain.moments import say_time
from se_desk.ui.notes import editing
from se_desk.ui.notes.table_editing import step_cell

if TYPE_CHECKING:
    from se_desk.ui.notes.editor import NoteEditor

TIME_KEYS = "Ctrl+;"
PLAIN_PASTE_KEYS = "Ctrl+Shift+V"
_LINE_BREAK = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE, _SHIFT, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(editor: NoteEditor, event: QKeyEvent) -> bool:
    """Do what a key means here; False where it means what it always does."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _LINE_BREAK and held == _NONE:
        editor.edit(editing.new_line)
    elif key in _LINE_BREAK and held == _SHIFT:
        editor.edit(lambda cursor: cursor.insertText("\u2029"))
    elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == _ALT:
        by = -1 if key == Qt.Key.Key_Up else 1
        editor.edit(lambda cursor: editing.move_lines(cursor, by))
    elif key == Qt.Key.Key_Tab and held == _NONE:
        return _tab(editor, back=False)
    elif key == Qt.Key.Key_Backtab:
        if not _tab(editor, back=True):
            editor.focusPreviousChild()  # the way out for those who use the keyboard
    else:
        return False
    return True


def _tab(editor: NoteEditor, *, back: bool) -> bool:
    """To the next cell of a table; else a list or several lines move by a step."""
    cursor = editor.textCursor()
    several = editor.document().findBlock(cursor.anchor()) != cursor.block()
    cursor.beginEditBlock()
    done = (not several and step_cell(cursor, back=back)) or editing.indent(cursor, back=back)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    return done


def insert_time(editor: NoteEditor) -> None:
    """The time of now, as the desk's clock has it."""
    if not editor.isReadOnly():
        editor.insert_text(say_time(editor.now()))
