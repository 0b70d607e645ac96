"""Prepared answers by topic, to be opened when a question comes up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.services.templates import PreparedAnswer, prepared_answers
from se_desk.ui.kit.cards import KeyboardRow
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Caption, Run
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox


class _Answer(KeyboardRow):
    """A question that opens its line; Enter and Space do it too."""

    def __init__(self, answer: PreparedAnswer) -> None:
        super().__init__()
        self._answer = answer
        self._mark = IconMark("chevron-right", "text-3", 14)
        self.line = QWidget()
        self.line.setLayout(vbox(BodyText(answer.line, "call-body"), margins=(20, 0, 0, 6)))
        self.line.hide()
        head = hbox(self._mark, gap=6)
        head.addWidget(BodyText([Run(answer.question, "", 500)], "body"), 1)
        self.setLayout(vbox(head, self.line, margins=(4, 4, 4, 4), gap=2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(answer.question)

    def turn(self) -> None:
        """Open it, or shut it again."""
        opened = self.line.isHidden()
        self.line.setVisible(opened)
        self._mark.set("chevron-down" if opened else "chevron-right")
        self.setAccessibleName(
            f"{self._answer.question}. {self._answer.line}" if opened else self._answer.question
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.turn()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_focus(painter)
        painter.end()


class CardAnswers(QWidget):
    """Pick a topic, then a question. The chosen topic pressed again closes the list."""

    def __init__(self) -> None:
        super().__init__()
        self._topics = {topic.key: topic for topic in prepared_answers()}
        self._open = ""
        self.topics = Segment([(t.key, t.title) for t in self._topics.values()], small=True, name="Topic")
        self._list = vbox()
        self.setLayout(
            vbox(
                HLine(),
                vbox(Caption("Prepared answers"), 6, hbox(self.topics, None), 4, self._list,
                     margins=(20, 10, 20, 12)),
            )
        )  # fmt: skip
        self.topics.chosen.connect(self.choose)

    @property
    def answers(self) -> list[QWidget]:
        """The questions on show."""
        items = (self._list.itemAt(place) for place in range(self._list.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def choose(self, key: str) -> None:
        """Show the questions of a topic, or none where they were shown."""
        clear_layout(self._list)
        self._open = "" if key == self._open else key
        self.topics.set_value(self._open)
        if self._open:
            for answer in self._topics[self._open].answers:
                self._list.addWidget(_Answer(answer))
