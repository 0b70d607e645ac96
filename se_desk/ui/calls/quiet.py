"""Text that reads like text and is edited where it stands; what is typed is saved without being asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTextEdit

from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.theme import follow, theme

EDGE = 8  # what a quiet editor reaches out beyond its text, on either side


class QuietText(QTextEdit):
    """Several lines without a frame, as high as the text; the frame comes with pointer and keyboard."""

    committed = Signal()
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "", role: str = "body", rows: int = 1) -> None:
        super().__init__()
        self._role, self._rows, self._setting = role, rows, False
        self.setProperty("kind", "quiet")
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        follow(self, lambda living: living._dress())
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    @property
    def text(self) -> str:
        """What was typed, character for character; line ends are LF."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show other text without announcing it."""
        self._setting = True
        self.setPlainText(text)
        self._dress()
        self._setting = False

    def _dress(self) -> None:
        self.setFont(font(self._role))
        before, self._setting = self._setting, True
        spaced = QTextBlockFormat()
        spaced.setLineHeight(line_height(self._role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()
        self._setting = before
        self._fit()

    def _fit(self) -> None:
        line = line_height(self._role)
        high = max(round(self.document().size().height()), self._rows * line) + 8
        if high != self.height():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()  # the frame is the scroll area's, which the viewport's hover does not repaint

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.committed.emit()


class QuietLine(QLineEdit):
    """One line without a frame until pointer or keyboard come to it."""

    def __init__(self, name: str, placeholder: str = "", *, right: bool = False, wide: bool = True) -> None:
        super().__init__()
        self._wide = wide
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        follow(self, lambda living: living._dress())

    def _dress(self) -> None:
        self.setFont(font("body"))
        self.setFixedHeight(theme().px(28))

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text() or self.placeholderText()) + 20
        return QSize(160 if self._wide else min(max(width, 80), theme().px(200)), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), theme().px(28)) if self._wide else self.sizeHint()


class KeptText:
    """Joins an editor to the desk: typed text is written after a pause, at focus loss and by ``flush``."""

    def __init__(self, editor: QuietText | QLineEdit, write: Callable[[str], object]) -> None:
        self.editor = editor
        self.saving = Autosave(editor, self.read, write)
        if isinstance(editor, QuietText):
            editor.textChanged.connect(self._touched)
            editor.committed.connect(self.saving.flush)
        else:
            editor.textEdited.connect(lambda _text: self.saving.touch())
            editor.editingFinished.connect(self.saving.flush)

    def _touched(self) -> None:
        if isinstance(self.editor, QuietText) and not self.editor._setting:
            self.saving.touch()

    def read(self) -> str:
        """What stands in the editor."""
        return self.editor.text if isinstance(self.editor, QuietText) else self.editor.text()

    def show(self, text: str) -> None:
        """Show what is on the desk, unless something was typed that is not there yet."""
        if self.saving.dirty or self.read() == text:
            return
        if isinstance(self.editor, QuietText):
            self.editor.set_text(text)
        else:
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
