"""The bar above the panes: what the editor can do, and how much of the preview is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.layout import VLine, hbox
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.editing import EDITINGS, Editing
from se_desk.ui.notes.editor import NoteEditor

VIEWS = (("write", "Write"), ("split", "Split"), ("read", "Read"))
VIEW_KEYS = "Ctrl+Shift+P"
ATTACH_KEYS = "Ctrl+Shift+I"


class EditorBar(QWidget):
    """40 px; its buttons act on one editor."""

    viewChosen = Signal(str)
    attachWanted = Signal()

    def __init__(self, editor: NoteEditor) -> None:
        super().__init__()
        self._editor = editor
        self._row = hbox(margins=(18, 1, 24, 1), gap=2)
        self._tools: list[IconButton] = []
        for group in EDITINGS:
            for each in group:
                button = self._add(each.icon, each.name, each.keys)
                button.clicked.connect(lambda _on=False, chosen=each: self._perform(chosen))
            self._separate()
        self.attach = self._add("paperclip", "Attach a file", ATTACH_KEYS)
        self.attach.clicked.connect(self.attachWanted)
        self._separate()
        self.undo = self._add("undo-2", "Undo", "Ctrl+Z")
        self.redo = self._add("redo-2", "Redo", "Ctrl+Shift+Z")
        self.undo.clicked.connect(editor.undo)
        self.redo.clicked.connect(editor.redo)
        self.views = Segment(VIEWS, "split", small=True, name="View")
        self.views.setToolTip(f"Next view ({VIEW_KEYS})")
        self.views.chosen.connect(self.viewChosen)
        self._row.addStretch(1)
        self._row.addWidget(self.views)
        self.setLayout(self._row)
        self._writing = True
        editor.undoAvailable.connect(lambda _can: self.refresh())
        editor.redoAvailable.connect(lambda _can: self.refresh())
        follow(self, lambda living: living.setFixedHeight(theme().px(40)))

    def _add(self, icon: str, name: str, keys: str) -> IconButton:
        button = IconButton(icon, name, keys)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the text
        self._tools.append(button)
        self._row.addWidget(button)
        return button

    def _separate(self) -> None:
        rule = VLine()
        rule.setFixedHeight(16)
        self._row.addSpacing(6)
        self._row.addWidget(rule)
        self._row.addSpacing(6)

    def _perform(self, chosen: Editing) -> None:
        self._editor.perform(chosen)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_writing(self, possible: bool) -> None:
        """Whether there is a text that can be changed in sight."""
        self._writing = possible
        for button in self._tools:
            button.setEnabled(possible)
        self.refresh()

    def refresh(self) -> None:
        """Undo and redo of the document that is shown."""
        self.undo.setEnabled(self._writing and self._editor.document().isUndoAvailable())
        self.redo.setEnabled(self._writing and self._editor.document().isRedoAvailable())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()
