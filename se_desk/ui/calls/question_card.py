"""The question bank: what the SE asks the AE first, with the answers kept on the deal."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from se_desk.services.huddles import AskedQuestion
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.quiet import QuietText
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Caption
from se_desk.ui.kit.layout import focus_on, hbox, vbox
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme


class QuestionRow(QFrame):
    """A question; a click or Enter opens the line for its answer."""

    def __init__(self, asked: AskedQuestion, around: Around, deal_id: str) -> None:
        super().__init__()
        self.key = asked.question.key
        self._question = asked.question.text
        self.mark = IconMark("circle", "control")
        self.editor = QuietText(f"Answer to: {asked.question.text}", "What they answered", "small")
        self.editor.escaped.connect(self.shut)
        self.editor.committed.connect(self._settle)
        self.kept = around.keep(
            self.editor,
            lambda text: around.desk.huddles.answer(deal_id, self.key, text, author=around),
        )
        words = vbox(hbox(BodyText(self._question, "body"), margins=(8, 0, 8, 0)), self.editor)
        row = hbox(margins=(16, 5, 8, 5), gap=2)
        row.addLayout(vbox(2, self.mark, None))
        row.addLayout(words, 1)
        self.setLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_answer(asked)

    def show_answer(self, asked: AskedQuestion) -> None:
        """Show the answer that is on the desk; one that is being typed stays."""
        answer = asked.answer.answer if asked.answer else ""
        self.kept.show(answer)
        self.mark.set("circle-check" if answer else "circle", "clock-done" if answer else "control")
        self.mark.setAccessibleName("Answered" if answer else "Open")
        self.setAccessibleName(f"{self._question} {answer or 'No answer yet'}")
        if not self.editor.hasFocus():
            self.editor.setVisible(bool(self.editor.text))

    def open(self) -> None:
        """Type the answer."""
        self.editor.show()
        focus_on(self.editor)

    def shut(self) -> None:
        """Back to the question; what was typed is kept."""
        focus_on(self)

    def _settle(self) -> None:
        """An empty line goes away again, but not because another program came to the front."""
        if QApplication.focusWidget() is not None and not self.kept.saving.dirty:
            self.editor.setVisible(bool(self.editor.text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            (self.focusNextChild if event.key() == Qt.Key.Key_Down else self.focusPreviousChild)()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.open()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        if self.underMouse() and self.editor.isHidden():
            fill_round(painter, box, 6, theme().colour("hover"))
        if self.hasFocus():
            fill_round(painter, box, 6, border=theme().colour("accent"), width=2)
        painter.end()


class QuestionCard(Card):
    """Both groups of questions; a call of no deal has no place to keep answers."""

    fileAsked = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__("Ask the AE first", flush=True)
        self._around = around
        self.rows: dict[str, QuestionRow] = {}
        self._of = ""

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the questions with their answers."""
        self.set_title(f"Ask {prepared.ae_first} first")
        asked = prepared.prepared.questions
        self.set_count(f"{prepared.prepared.answered} of {len(asked)}" if asked else None)
        deal_id = prepared.call.deal_id or "-"
        if deal_id != self._of:
            for row in self.rows.values():
                row.kept.saving.flush()  # to the deal it was typed for
            self._of = deal_id
            self._build(asked, deal_id)
            return
        for one in asked:
            self.rows[one.question.key].show_answer(one)

    def _build(self, asked: tuple[AskedQuestion, ...], deal_id: str) -> None:
        self.clear()
        self.rows = {}
        if not asked:
            self.body.addLayout(self._nothing())
            return
        group = ""
        for one in asked:
            if one.question.group != group:
                group = one.question.group
                self.body.addLayout(
                    hbox(Caption(group), None, margins=(16, 4 if not self.rows else 12, 16, 4))
                )
            row = QuestionRow(one, self._around, deal_id)
            self.rows[one.question.key] = row
            self.add(row)
        self.body.addSpacing(8)
        self.body.addStretch(1)

    def _nothing(self) -> QVBoxLayout:
        words = BodyText(
            "Answers are kept on the deal. Say first which deal this call is of.", "body", "text-2"
        )
        button = Button("Choose the deal", small=True)
        button.clicked.connect(self.fileAsked)
        return vbox(words, 10, hbox(button, None), None, margins=(16, 0, 16, 16))
