"""Fields: one line, an area, a search, a day, and the label and error sentence around them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QMimeData, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.clipboard import copy_text, marked
from se_desk.ui.kit.days import day_text, read_day
from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import keycap_width, paint_keycap
from se_desk.ui.kit.theme import theme


def mark_error(editor: QWidget, wrong: bool) -> None:
    """Give an editor the 2 px border of an error, or take it away."""
    editor.setProperty("error", wrong)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


class LineEdit(QLineEdit):
    """A field of one line, 32 px."""

    def __init__(self, text: str = "", placeholder: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._dress()
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFont(font("body"))
        self.setFixedHeight(theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cut = event.matches(QKeySequence.StandardKey.Cut) and not self.isReadOnly()
        shown = self.echoMode() == QLineEdit.EchoMode.Normal and self.hasSelectedText()
        if shown and (cut or event.matches(QKeySequence.StandardKey.Copy)):
            copy_text(self.selectedText())  # marked, which Qt's own copying is not
            if cut:
                self.del_()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(32))


class TextArea(QTextEdit):
    """A field of several lines of 20 px; plain text only, Tab leaves it."""

    committed = Signal()

    def __init__(self, text: str = "", placeholder: str = "", rows: int = 3, name: str = "") -> None:
        super().__init__()
        self._rows = rows
        self.setProperty("kind", "area")
        self.setAcceptRichText(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.setFont(font("body"))
        self.set_text(text)
        theme().changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What was typed, character for character; line ends are LF."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show other text; undo starts anew."""
        self.setPlainText(text)
        self._dress()
        self.document().clearUndoRedoStacks()

    def _dress(self) -> None:
        """Lines of the design's height; Qt's own stand closer."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(line_height("body"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def createMimeDataFromSelection(self) -> QMimeData:
        selected = self.textCursor().selectedText()
        return marked(selected.replace("\u2029", "\n").replace("\u2028", "\n"))

    def sizeHint(self) -> QSize:
        return QSize(240, self._rows * line_height("body") + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.committed.emit()


class SearchField(LineEdit):
    """A field with a glass at its left and perhaps a keycap at its right; announces after a short pause."""

    searched = Signal(str)

    def __init__(self, placeholder: str, keys: str = "", pause_ms: int = 120) -> None:
        super().__init__("", placeholder)
        self._keys = keys
        self.setProperty("lead", True)
        self.setTextMargins(0, 0, keycap_width(keys) - 2 if keys else 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _text: self._timer.start())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, QRectF(10, (self.height() - 16) // 2, 16, 16), "search")
        if self._keys and not self.text():
            wide = keycap_width(self._keys)
            box = QRectF(self.width() - wide - 6, (self.height() - theme().px(20)) // 2, wide, theme().px(20))
            paint_keycap(painter, box, self._keys)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class DayEdit(LineEdit):
    """A day that may be empty, typed or picked from a calendar; ``ahead`` for days that are to come."""

    dayChanged = Signal(object)

    def __init__(
        self, day: date | None = None, today: date | None = None, name: str = "Day", *, ahead: bool = False
    ) -> None:
        super().__init__("", "No day yet", name)
        self._ahead = ahead
        self._today = today or date.today()  # noqa: DTZ011 - the day of the person before the screen
        self._announced = day
        self._button = IconButton("calendar", "Pick a day", "Down", size=24, icon_size=14)
        self._button.setParent(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.clicked.connect(self.pick)
        self.setTextMargins(0, 0, 24, 0)
        self.set_day(day)
        self.editingFinished.connect(self._settle)

    @property
    def day(self) -> date | None:
        """The day, None when empty; BadInput when what stands there is no day."""
        return read_day(self.text(), self._today, ahead=self._ahead)

    def set_day(self, day: date | None) -> None:
        """Show a day without announcing it."""
        self._announced = day
        self.setText(day_text(day, self._today, ahead=self._ahead) if day else "")
        mark_error(self, False)

    def sizeHint(self) -> QSize:
        return QSize(160, super().sizeHint().height())

    def _settle(self) -> None:
        try:
            day = self.day
        except BadInput as error:
            mark_error(self, True)
            self.setToolTip(str(error))
            return
        self.setToolTip("")
        if day != self._announced:
            self.set_day(day)
            self.dayChanged.emit(day)
        else:
            self.set_day(day)

    def pick(self) -> None:
        """Open the calendar below the field."""
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        try:
            start = self.day or self._today
        except BadInput:
            start = self._today
        calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _take(self, picked: QDate) -> None:
        self.setText(date(picked.year(), picked.month(), picked.day()).isoformat())
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.pick()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._button.move(self.width() - 28, (self.height() - 24) // 2)


def _has_no_name_of_its_own(editor: QWidget) -> bool:
    """A label says more than the example that stands in an empty field."""
    return editor.accessibleName() in ("", "Day", editor.property("placeholderText"))


class _Column(QVBoxLayout):
    """Keeps its rows at the top, so that a neighbour's error sentence moves nothing; asks for no height."""

    def expandingDirections(self) -> Qt.Orientation:
        return super().expandingDirections() & ~Qt.Orientation.Vertical


class Field(QWidget):
    """A label above an editor, quiet words beside it, and under it a hint or what is wrong with it."""

    def __init__(self, label: str, editor: QWidget, hint: str = "", note: str = "") -> None:
        super().__init__()
        self.editor, self._hint = editor, hint
        self._label = PlainLabel(label, "small", "text-2", weight=500)
        self._label.setBuddy(editor)
        self._note = PlainLabel(note, "small", "text-3")
        self._below = BodyText(hint, "small", "text-3")
        self._wrong = BodyText("", "small", "sev-critical")
        if not hint:  # hiding only: shown without a parent it would be a window of its own
            self._below.hide()
        self._wrong.hide()
        column = _Column()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(hbox(self._label, None, self._note))
        fixed = editor.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
        column.addWidget(self._below)
        column.addWidget(self._wrong)
        if not editor.sizePolicy().expandingDirections() & Qt.Orientation.Vertical:
            column.addStretch(1)
        self.setLayout(column)
        if _has_no_name_of_its_own(editor):
            editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        editor.installEventFilter(self)

    def set_label(self, label: str) -> None:
        """Another label, such as the unit of an amount; the editor's name follows it."""
        self._label.set_text(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Another hint below the editor; what was wrong is taken away."""
        self._hint = hint
        self._below.set_content(hint)
        self.clear_error()

    def set_note(self, note: str) -> None:
        """Other quiet words at the right of the label."""
        self._note.set_text(note)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do about it."""
        self._wrong.set_content(sentence)
        self._wrong.show()
        self._below.hide()
        mark_error(self.editor, True)
        self.editor.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self._wrong.hide()
        self._below.setVisible(bool(self._hint))
        mark_error(self.editor, False)
        self.editor.setAccessibleDescription(self._hint)

    @property
    def error(self) -> str:
        """The sentence shown, "" for none."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Typing takes the complaint away: it was about what stood there before.
        if event.type() == QEvent.Type.KeyPress and self.error:
            self.clear_error()
        return super().eventFilter(watched, event)
