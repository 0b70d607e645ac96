"""The bar over source and preview that finds words in the note and puts others in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.inputs import LineEdit, mark_error
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.theme import theme
from se_desk.ui.notes import finding
from se_desk.ui.notes.editor import NoteEditor
from se_desk.ui.notes.finding import MOST, Sought, Spot
from se_desk.ui.notes.preview import Preview

FIND_KEYS, REPLACE_KEYS = "Ctrl+F", "Ctrl+H"
NEXT_KEYS, BEFORE_KEYS = "F3", "Shift+F3"
PAUSE_MS = 120  # in typing, before what was found is looked for again
_FIELD = 280  # px


class FindBar(QWidget):
    """Acts on the source or on the preview; what it found is marked there while the bar is open."""

    closed = Signal()

    def __init__(self, editor: NoteEditor, preview: Preview) -> None:
        super().__init__()
        self._editor: NoteEditor | Preview = editor
        self._spots: list[Spot] = []
        self._pause = QTimer(self)
        self.words = LineEdit(placeholder="Find in this note", name="Find in this note")
        self.instead = LineEdit(placeholder="Replace with", name="Replace with")
        self.state = PlainLabel("", "small", "text-3", tabular=True)
        self.before = IconButton("chevron-up", "The one before", BEFORE_KEYS)
        self.after = IconButton("chevron-down", "The next one", NEXT_KEYS)
        self.exact_case = CheckBox("Exact case")
        self.whole_words = CheckBox("Whole words")
        self.expression = CheckBox("Expression")
        self.close_button = IconButton("x", "Close", "Esc")
        self.one, self.all = Button("Replace", small=True), Button("Replace all", small=True)
        self._lay_out()
        self._wire(editor, preview)
        self.hide()

    def _lay_out(self) -> None:
        for field in (self.words, self.instead):
            field.setFixedWidth(_FIELD)
        self.state.setMinimumWidth(96)
        first = hbox(
            self.words,
            self.before,
            self.after,
            self.state,
            8,
            self.exact_case,
            self.whole_words,
            self.expression,
            None,
            self.close_button,
            gap=8,
        )
        self._second = QWidget()
        second = hbox(self.instead, self.one, self.all, None, gap=8)
        self._second.setLayout(second)
        self.setLayout(vbox(first, self._second, margins=(24, 8, 24, 8), gap=8))

    def _wire(self, editor: NoteEditor, preview: Preview) -> None:
        self.words.textChanged.connect(lambda _text: self._look(move=True))
        for box in (self.exact_case, self.whole_words, self.expression):
            box.toggled.connect(lambda _on: self._look(move=True))
        self.before.clicked.connect(lambda: self.step(back=True))
        self.after.clicked.connect(lambda: self.step())
        self.close_button.clicked.connect(self.close_bar)
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_again)
        editor.edited.connect(lambda: self._text_changed(editor))
        for changed in (preview.rendered, preview.grown):
            changed.connect(lambda: self._text_changed(preview))

    def look_in(self, pane: NoteEditor | Preview) -> None:
        """Find there from now on: in what is written, or in what is read."""
        if pane is not self._editor:
            self._show_spots([])
            self._editor = pane
            self._second.hide()
            self.look_again()

    @property
    def sought(self) -> Sought:
        """What is looked for."""
        return Sought(
            self.words.text(),
            self.exact_case.isChecked(),
            self.whole_words.isChecked(),
            self.expression.isChecked(),
        )

    def open_bar(self, *, replacing: bool) -> None:
        """Take the keyboard; selected words of one line are looked for."""
        chosen = self._editor.selected
        self._second.setVisible(
            replacing and isinstance(self._editor, NoteEditor) and not self._editor.isReadOnly()
        )
        self.show()
        if chosen and "\n" not in chosen and len(chosen) <= 200:
            self.words.setText(chosen)
        self._look(move=False)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Back to the text, at what was found last."""
        self.hide()
        self._show_spots([])
        self.closed.emit()

    def look_again(self) -> None:
        """The text, or the note in front, is another one."""
        if self.isVisible():
            self._look(move=False)

    def _text_changed(self, pane: NoteEditor | Preview) -> None:
        if self.isVisible() and pane is self._editor and not self._pause.isActive():
            self._pause.start()

    def _look(self, *, move: bool) -> None:
        sought = self.sought
        mark_error(self.words, bool(sought.words) and not sought.possible)
        self._show_spots(finding.places(self._editor.document(), sought))
        if move and self._spots:
            self._go(finding.next_of(self._spots, self._editor.textCursor().selectionStart(), back=False))
        self._say()

    def _show_spots(self, spots: list[Spot]) -> None:
        self._spots = spots
        self._editor.show_spots(spots)
        for button in (self.before, self.after, self.one, self.all):
            button.setEnabled(bool(spots))

    def step(self, *, back: bool = False) -> None:
        """To the next place, or the one before; around the end of the note."""
        if self.isVisible():
            self._look(move=False)
        else:
            self._spots = finding.places(self._editor.document(), self.sought)
        cursor = self._editor.textCursor()
        number = finding.next_of(
            self._spots, cursor.selectionStart() if back else cursor.selectionEnd(), back=back
        )
        if number >= 0:
            self._go(number)
        self._say()

    def _go(self, number: int) -> None:
        start, end = self._spots[number]
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def _at(self) -> int:
        """The number of the place that is selected; -1 for none."""
        cursor = self._editor.textCursor()
        spot = (cursor.selectionStart(), cursor.selectionEnd())
        return self._spots.index(spot) if spot in self._spots else -1

    def _say(self, words: str = "") -> None:
        total, at = len(self._spots), self._at() + 1
        more = "+" if total >= MOST or self._editor.missing else ""
        if not words and self.words.text():
            words = f"{at} of {total:,}{more}" if at else count(total, "place") + more
            words = words if self.sought.possible else "Not an expression"
            words = words if total or not self.sought.possible else "Not found"
        self.state.set_text(words)

    def replace_one(self) -> None:
        """Put the other words in place of what is selected, and go on to the next."""
        self._look(move=False)
        at = self._at()
        if at < 0:
            self.step()
        elif isinstance(self._editor, NoteEditor) and not self._editor.isReadOnly():
            made = finding.replacement(
                self._editor.document(), self.sought, self._spots[at], self.instead.text()
            )
            self._editor.edit(lambda cursor: cursor.insertText(made))
            self.step()

    def replace_all(self) -> None:
        """In every place, as one undo."""
        if isinstance(self._editor, NoteEditor) and not self._editor.isReadOnly():
            number = finding.replace_all(self._editor.document(), self.sought, self.instead.text())
            self._look(move=False)
            self._say(f"{count(number, 'place')} replaced")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.instead.hasFocus():
            self.replace_one()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(back=bool(shift))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()
