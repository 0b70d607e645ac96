"""Beside the rows of the outbox: the chosen note, its answer, and word for word what leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from se_desk.domain.outbox import SendingState
from se_desk.ui.exports.outbox_rows import Line
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.theme import follow

_SAID = {
    SendingState.WAITING: "Waits until you send it.",
    SendingState.SENDING: "A try had no answer. It is looked for in the CRM before it is sent again.",
}


class OutboxDetail(Card):
    """Shows one row; its buttons say what may be done with it."""

    openWished = Signal()
    takeBackWished = Signal()
    againWished = Signal()
    approveWished = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setAccessibleName("The chosen note")
        self.title = PlainLabel("", "heading", elide=True)
        self.place = PlainLabel("", "small", "text-3", elide=True)
        self.answer = BodyText("", "body", "text-2")
        self.changed = BodyText("", "small", "sev-medium-text")
        self.open_note = Button("Open note", small=True, keys="Enter")
        self.take_back = Button("Take back", small=True, keys="Del")
        self.again = Button("Send again", small=True, keys="R")
        self.approve = Button("Approve as it is now", small=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What leaves, word for word")
        self.text.document().setDocumentMargin(16)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._lay_out()
        follow(self.text, lambda text: text.setFont(font("mono")))

    def _lay_out(self) -> None:
        for button, wished in (
            (self.open_note, self.openWished),
            (self.again, self.againWished),
            (self.approve, self.approveWished),
            (self.take_back, self.takeBackWished),
        ):
            button.clicked.connect(wished)
        head = vbox(
            self.title, 2, self.place, 12, self.answer, 4, self.changed, 12,
            hbox(self.open_note, self.again, self.take_back, None), 8, hbox(self.approve, None),
            margins=(16, 16, 16, 16),
        )  # fmt: skip
        self.body.addLayout(head)
        self.body.addWidget(HLine())
        self.body.addLayout(
            vbox(
                PlainLabel("What leaves, word for word", "small", "text-2", weight=500),
                margins=(16, 10, 16, 0),
            )
        )
        self.body.addWidget(self.text, 1)

    def show_line(self, line: Line | None) -> None:
        """Another row, or none."""
        self.setVisible(line is not None)
        if line is None:
            return
        one = line.sending
        self.title.set_text(one.title)
        self.place.set_text(f"{line.place} · revision {one.revision}")
        self.answer.set_content(one.answer or _SAID.get(one.state, ""))
        self.changed.set_content(line.change)
        self.changed.setVisible(line.changed)
        self.approve.setVisible(line.changed)
        refused = one.state is SendingState.REFUSED
        self.again.setVisible(refused)
        self.take_back.setVisible(one.state is not SendingState.SENT and not (refused and one.unsure))
        self.take_back.setText("Remove" if refused else "Take back")
        if self.text.toPlainText() != one.body:
            self.text.setPlainText(one.body)
