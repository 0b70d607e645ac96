"""What is shown where a desk is there and cannot be opened by any key: the three sentences, and again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox


class TroublePage(QWidget):
    """One fault, in words; to try again, or to take a backup."""

    againRequested = Signal()
    closeRequested = Signal()
    restoreRequested = Signal()

    def __init__(self, error: DeskError, *, restorable: bool = False) -> None:
        super().__init__()
        self.again = Button("Try again", kind="primary")
        self.restore = Button("Restore from a backup…", "archive-restore")
        if not restorable:  # hiding only: shown without a parent it would be a window of its own
            self.restore.hide()
        close = Button("Close")
        self.again.clicked.connect(self.againRequested)
        self.restore.clicked.connect(self.restoreRequested)
        close.clicked.connect(self.closeRequested)
        column = vbox(
            hbox(IconMark("circle-alert", "sev-critical", 24), None),
            16,
            PlainLabel("The desk did not open", "title"),
            8,
            BodyText(error.happened, "body"),
            4,
            BodyText(" ".join(part for part in (error.safe, error.do) if part), "body", "text-2"),
            24,
            hbox(self.again, self.restore, close, None),
        )
        inside = QWidget()
        inside.setLayout(column)
        inside.setFixedWidth(440)
        self.setLayout(vbox(None, hbox(None, inside, None), None))
        self.setAccessibleName(str(error))
        self.setFocusProxy(self.again)
