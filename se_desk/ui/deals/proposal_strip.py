"""A flag the data speak for: its arithmetic, and the two ways to settle it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from se_desk.domain.proposals import Proposal
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import SeverityGlyph
from se_desk.ui.kit.painting import fill_round, tint
from se_desk.ui.kit.theme import follow, theme


class ProposalStrip(QFrame):
    """One proposal on an amber ground; ``more`` says how many others wait in the Risks tab."""

    flagRequested = Signal(object)  # Proposal
    dismissRequested = Signal(object)  # Proposal
    moreRequested = Signal()

    def __init__(self, proposal: Proposal, more: int = 0) -> None:
        super().__init__()
        self.proposal = proposal
        content = [Run(f"{proposal.statement}. ", "text", 600), Run(proposal.evidence, "text-2")]
        mark = SeverityGlyph(proposal.severity)
        words = BodyText(content, "body", "text-2", max_lines=3)
        self.flag = Button("Flag it", "flag", "flag", small=True)
        self.flag.setAccessibleName(f"Flag it: {proposal.statement}")
        self.dismiss = Button("Not a risk", small=True)
        self.dismiss.setAccessibleName(f"Not a risk: {proposal.statement}")
        left = vbox(words)
        self.more: Button | None = None
        if more:
            self.more = Button(f"{more} more in Risks", kind="link", small=True)
            self.more.clicked.connect(self.moreRequested)
            left.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        row = hbox(margins=(14, 10, 10, 10), gap=10)
        row.addLayout(vbox(5, mark, None))
        row.addLayout(left, 1)
        row.addLayout(vbox(hbox(self.dismiss, self.flag), None))
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"The desk proposes a flag: {proposal.statement}")
        self.flag.clicked.connect(lambda: self.flagRequested.emit(self.proposal))
        self.dismiss.clicked.connect(lambda: self.dismissRequested.emit(self.proposal))
        follow(self, QWidget.update)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in this order."""
        return (self.flag, self.dismiss) + ((self.more,) if self.more is not None else ())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 8, theme().colour(tint("amber")[0]))
        painter.end()


def proposals_words(number: int) -> PlainLabel:
    """The caption over several proposals."""
    said = "The data speak for a flag" if number == 1 else f"The data speak for {number} flags"
    return PlainLabel(said, "micro", "text-3", weight=600)
