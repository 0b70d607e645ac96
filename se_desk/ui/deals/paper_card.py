"""One section of a paper: what the desk says, and the field for what the SE says to it."""

from __future__ import annotations

from collections.abc import Callable

from se_desk.domain.papers import Section
from se_desk.ui.deals.evidence_field import EvidenceField
from se_desk.ui.deals.marked_line import MarkedLine
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import clear_layout, vbox

ROWS = 3


class PaperCard(Card):
    """The lines are read anew with each showing; what is being typed stays."""

    def __init__(self, section: Section, write: Callable[[str], object]) -> None:
        super().__init__(section.heading)
        self._lines = vbox(gap=4)
        self.body.addLayout(self._lines)
        self.field: EvidenceField | None = None
        if section.question:
            self.body.addSpacing(12 if section.lines else 0)
            self.add(BodyText(section.asks, "small", "text-2"))
            self.body.addSpacing(6)
            self.field = EvidenceField(f"{section.heading}: {section.asks}", "In your words", write, ROWS)
            self.add(self.field)

    def show_section(self, section: Section) -> None:
        """The section as it stands."""
        clear_layout(self._lines)
        for line in section.lines:
            self._lines.addWidget(MarkedLine(PlainLabel("•", "body", "text-3"), line))
        if self.field is not None:
            self.field.show_text(section.answer)

    def flush(self) -> bool:
        """Save what is typed; False where that was not possible."""
        return self.field is None or self.field.flush()
