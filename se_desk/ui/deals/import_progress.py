"""What the import says while it reads or writes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox


class ImportProgress(QWidget):
    """A sentence, a bar that moves, and a way to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = PlainLabel("", "body", weight=600)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Progress")
        self.stop = Button("Stop")
        self.stop.clicked.connect(self.cancelled)
        self.setLayout(
            vbox(
                None, self._sentence, 12, self._bar, 16, hbox(self.stop, None), None, margins=(24, 0, 24, 24)
            )
        )

    def show_sentence(self, sentence: str) -> None:
        """What is being done, with the way to stop it."""
        self._bar.setRange(0, 0)
        self._sentence.set_text(sentence)
        self._bar.setAccessibleName(sentence)
        self.stop.setVisible(True)

    def move_to(self, fraction: float) -> None:
        """How far it is, 0 to 1."""
        self._bar.setRange(0, 1_000)
        self._bar.setValue(round(fraction * 1_000))

    def hold(self) -> None:
        """From here on it is done to its end."""
        self.stop.setVisible(False)
