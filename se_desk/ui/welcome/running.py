"""What is shown while something goes on that takes its time: how far it is, what it does, a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox, vbox


class Running(QWidget):
    """Hidden until ``begin``. ``stopRequested`` when the person no longer wants it."""

    stopRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bar = ProgressBar()
        self._words = BodyText("", "small", "text-2", max_lines=1)
        self.stop = Button("Cancel", small=True)
        self.stop.clicked.connect(self.stopRequested)
        row = hbox(gap=12)
        row.addWidget(self._words, 1)
        row.addWidget(self.stop)
        self.setLayout(vbox(self.bar, row, margins=(0, 12, 0, 0), gap=8))
        self.hide()

    def begin(self, sentence: str, *, stoppable: bool = True) -> None:
        """Something has begun."""
        self.stop.setVisible(stoppable)
        self.show_far(0.0, sentence)
        self.show()

    def show_far(self, fraction: float, sentence: str) -> None:
        """How far it is, 0 to 1, and what it does now."""
        self.bar.set(fraction, words=f"{fraction:.0%}, {sentence}")
        self._words.set_content(sentence)

    def end(self) -> None:
        """It has ended, one way or the other."""
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()
