"""How far taking in notes is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox


class NotesProgress(QWidget):
    """A sentence, a bar that fills, and a way to stop."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = PlainLabel("", "body", weight=600)
        self.detail = PlainLabel("", "small", "text-3", tabular=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.stop = Button("Stop")
        self.stop.clicked.connect(self.stopped)
        foot = hbox(self.stop, None, self.detail)
        self.setLayout(vbox(None, self.sentence, 12, self.bar, 16, foot, None, margins=(24, 0, 24, 24)))

    def begin(self, sentence: str) -> None:
        """Something starts; how long it is shows later."""
        self.sentence.set_text(sentence)
        self.detail.set_text("")
        self.bar.setAccessibleName(sentence)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)

    def show_share(self, done: int, of: int) -> None:
        """So many are done; ``of`` is 0 while nobody knows how many there are."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.detail.set_text(f"{done:,} of {of:,}" if of else f"{done:,} files seen" if done else "")

    def show_stopping(self) -> None:
        """It was asked to stop, and ends when it can."""
        self.sentence.set_text("Stopping")
        self.stop.setEnabled(False)
