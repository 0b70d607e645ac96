"""Cards, the rows in them, and quotations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from se_desk.ui.kit.labels import BodyText, Content, PlainLabel, plain_of
from se_desk.ui.kit.layout import clear_layout, hbox, vbox
from se_desk.ui.kit.theme import follow, theme


class Card(QFrame):
    """A white card with an optional 44 px head; ``flush`` rows reach its edges."""

    def __init__(
        self,
        title: str = "",
        count: int | str | None = None,
        note: str = "",
        actions: Sequence[QWidget] = (),
        *,
        flush: bool = False,
        padding: int = 16,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._title = PlainLabel(title, "body", weight=600)
        self._count = PlainLabel("", "small", "text-3", weight=500, tabular=True)
        self._note = PlainLabel("", "small", "text-3")
        self._end = hbox(self._note, *actions)
        self._head = QWidget()
        follow(self._head, lambda living: living.setFixedHeight(theme().px(44)))
        self._head.setLayout(
            hbox(self._title, self._count, None, self._end, margins=(padding, 0, padding, 0))
        )
        if not (title or actions):
            self._head.hide()  # hiding only: shown without a parent it would be a window of its own
        top = 0 if title or actions else padding
        sides = 0 if flush else padding
        self.body = vbox(margins=(sides, 0 if flush else top, sides, 0 if flush else padding))
        self.setLayout(vbox(self._head, self.body, margins=(1, 0, 1, 1) if flush else (0, 0, 0, 0)))
        self.setAccessibleName(title)
        self.set_count(count)
        self.set_note(note)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end of the body and give it back."""
        self.body.addWidget(widget)
        return widget

    def clear(self) -> None:
        """Empty the body."""
        clear_layout(self.body)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.set_text(title)
        self._head.setVisible(True)
        self.setAccessibleName(title)

    def set_count(self, count: int | str | None) -> None:
        """The number after the title; None for none."""
        self._count.setVisible(count is not None)
        self._count.set_text("" if count is None else str(count))

    def set_note(self, note: str, token: str = "text-3") -> None:
        """Quiet words at the right of the head."""
        self._note.set_token(token)
        self._note.setVisible(bool(note))
        self._note.set_text(note)

    def add_action(self, widget: QWidget) -> None:
        """One more widget at the right of the head."""
        self._end.addWidget(widget)
        self._head.setVisible(True)


class KeyboardRow(QFrame):
    """A row that is painted anew when keyboard or pointer come and go; ``paint_focus`` paints its bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paint_focus(self, painter: QPainter) -> None:
        """The bar at the left of the row that has the keyboard."""
        if self.hasFocus():
            painter.fillRect(0, 0, 2, self.height(), theme().colour("accent"))


class ListRow(KeyboardRow):
    """A row of a card: main words, a second line, something left, something right, a hairline on top."""

    activated = Signal()

    def __init__(
        self,
        main: Content,
        second: Content = "",
        left: QWidget | None = None,
        right: Sequence[QWidget] = (),
        *,
        clickable: bool = False,
        rule: bool = True,
    ) -> None:
        super().__init__()
        self._clickable, self._rule, self._selected = clickable, rule, False
        self._main = BodyText(main, "ui", max_lines=1)
        self._second = BodyText(second, "small", "text-3", max_lines=1)
        if not plain_of(second):
            self._second.hide()
        words = vbox(None, self._main, self._second, None, gap=2)
        row = hbox(margins=(16, 1, 16, 0), gap=12)
        if left is not None:
            row.addWidget(left, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._main.text(), self._second.text()) if part))

    def set_main(self, main: Content) -> None:
        """Other main words."""
        self._main.set_content(main)
        self._name()

    def set_second(self, second: Content) -> None:
        """Another second line; empty for none."""
        self._second.set_content(second)
        self._second.setVisible(bool(plain_of(second)))
        self.updateGeometry()
        self._name()

    def set_selected(self, selected: bool) -> None:
        """Show it as the chosen row."""
        self._selected = selected
        self.update()

    def sizeHint(self) -> QSize:
        inner = super().sizeHint()
        return QSize(inner.width(), max(theme().px(52 if self._second.text() else 44), inner.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = "selected" if self._selected else "hover" if self._clickable and self.underMouse() else ""
        if ground:
            painter.fillRect(self.rect(), theme().colour(ground))
        if self._rule:
            painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        self.paint_focus(painter)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._clickable:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        else:
            super().keyPressEvent(event)


class SayBox(QWidget):
    """Words to say or words that were said, with a rule at their left."""

    def __init__(self, text: str, role: str = "small") -> None:
        super().__init__()
        self._text = BodyText(text, role, "text-2")
        self.setLayout(vbox(self._text, margins=(10, 0, 0, 0)))

    def set_text(self, text: str) -> None:
        """Other words."""
        self._text.set_content(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 2, self.height(), theme().colour("line-strong"))
        painter.end()
