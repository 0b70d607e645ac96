"""Qualification: the three gates before technical investment, and MEDDPICC, edited where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.domain.clause_fields import Thresholds
from se_desk.domain.qualification import Gate, GateKind, GateState, Letter, open_gates
from se_desk.ui.deals.evidence_field import EvidenceField
from se_desk.ui.deals.exit_card import ExitCard
from se_desk.ui.deals.investment_card import InvestmentCard
from se_desk.ui.deals.panel import Panel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Option, Segment
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, hbox, vbox
from se_desk.ui.kit.marks import LetterBadge
from se_desk.ui.kit.sources import SourceLinks

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_STATES = (
    Option("unknown", "Unknown", tone="neutral"),
    Option("claimed", "Claimed", tone="amber"),
    Option("evidenced", "Evidenced", tone="green"),
)
GATE_HINTS = {
    GateKind.BUDGET: "Who said that money is set aside, and where can it be read?",
    GateKind.TIMELINE: "Which day do they need it by, and what happens on that day?",
    GateKind.SPONSOR: "Which VP or above took part, and in which meeting or mail?",
}
LETTER_HINTS = {
    Letter.METRICS: "Which number of theirs gets better, and what is it today?",
    Letter.ECONOMIC_BUYER: "Who can say yes to the money, and do they know of this?",
    Letter.DECISION_CRITERIA: "By what will they compare, and who wrote that list?",
    Letter.DECISION_PROCESS: "Which steps lead to the decision, with whom and by when?",
    Letter.PAPER_PROCESS: "What do legal, security and purchasing need, and how long does it take?",
    Letter.IDENTIFIED_PAIN: "What hurts, whom, and what does it cost to leave it?",
    Letter.CHAMPION: "Who speaks for this when we are not in the room?",
    Letter.COMPETITION: "Who else is looked at, doing nothing included?",
}


class GateRow(QWidget):
    """One gate: what it is, how well it is known, and by what."""

    def __init__(self, desk: Desk, kind: GateKind) -> None:
        super().__init__()
        self._desk, self._kind, self._deal_id = desk, kind, ""
        self.state = Segment(_STATES, "unknown", small=True, name=f"{kind.label}: how well it is known")
        self.evidence = EvidenceField(f"Evidence: {kind.label}", GATE_HINTS[kind], self._write)
        self.label = PlainLabel(kind.label, "ui", weight=600)
        head = hbox(self.label, None, self.state)
        self.setLayout(vbox(head, self.evidence, margins=(16, 12, 16, 14), gap=8))
        self.state.chosen.connect(self._choose)

    def show_gate(self, deal_id: str, gate: Gate, agreed: Thresholds) -> None:
        """The gate as the desk has it, in the words of the charter with the deal's AE."""
        self._deal_id = deal_id
        asked = gate.kind in agreed.gates
        self.label.set_text(agreed.label(gate.kind) if asked else f"{gate.kind.label}, not in the charter")
        self.label.set_token("text" if asked else "text-3")
        self.state.set_value(gate.state.value)
        self.evidence.show_text(gate.evidence)

    def _choose(self, key: str) -> None:
        if key == GateState.EVIDENCED.value and not self.evidence.text.strip():
            self.state.set_value(GateState.CLAIMED.value)
            self.evidence.say_wrong("Say by what it is evidenced. Until then it counts as claimed.")
            self.evidence.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._write(self.evidence.text)

    def _write(self, text: str) -> None:
        state = GateState(self.state.value or "unknown")
        if state is GateState.EVIDENCED and not text.strip():
            state = GateState.CLAIMED
            self.state.set_value(state.value)
        self._desk.qualification.set_gate(self._deal_id, self._kind, state, text, author=self)


class LetterRow(QWidget):
    """One letter of MEDDPICC and what stands behind it."""

    def __init__(self, desk: Desk, letter: Letter) -> None:
        super().__init__()
        self._desk, self._letter, self._deal_id = desk, letter, ""
        self.evidence = EvidenceField(f"Evidence: {letter.label}", LETTER_HINTS[letter], self._write)
        self._badge = LetterBadge(letter.label[0], name=letter.label)
        self._head, self.sources = (
            hbox(self._badge, PlainLabel(letter.label, "ui", weight=600), None),
            SourceLinks(),
        )
        self.setLayout(vbox(self._head, self.evidence, self.sources, gap=6))

    def show_evidence(self, deal_id: str, evidence: str) -> None:
        """The evidence as the desk has it."""
        self._deal_id = deal_id
        self._badge.set_on(bool(evidence))
        self.evidence.show_text(evidence)

    def _write(self, text: str) -> None:
        self._desk.qualification.set_element(self._deal_id, self._letter, text, author=self)


class QualificationPanel(Panel):
    """The stage's exit criteria, then gates, then letters; all of it saves itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.gates = {kind: GateRow(desk, kind) for kind in GateKind}
        self.letters = {letter: LetterRow(desk, letter) for letter in Letter}
        self.exits = ExitCard(desk)
        self.exits.requestWish.connect(self.requestWish)
        self.investment = InvestmentCard(desk)
        self.investment.requestWish.connect(self.requestWish)
        self._gate_card = Card("Before a custom demo or a POC", flush=True)
        self._letter_card = Card("MEDDPICC")
        self._verdict = BodyText("", "small", "text-3")
        self._lay_out()

    def _lay_out(self) -> None:
        for row in self.gates.values():
            self._gate_card.add(HLine())
            self._gate_card.add(row)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for place, letter in enumerate(self.letters.values()):
            letter.sources.requestPlace.connect(self.requestPlace)
            grid.addWidget(letter, place % 4, place // 4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._letter_card.body.addLayout(grid)
        inner = QWidget()
        cards = (self.exits, 16, self._gate_card, 16, self.investment, 16, self._letter_card)
        column = vbox(*cards, None, margins=(0, 16, 0, 16))
        inner.setLayout(column)
        self.setLayout(vbox(Scroller(inner, padding=0)))

    def show_deal(self, shown: Shown) -> None:
        """Show gates and letters; a field that is being typed in keeps its text."""
        if self.deal_id and self.deal_id != shown.id:
            self.flush()
        super().show_deal(shown)
        self.exits.show_deal(shown)
        agreed = self.desk.qualification.thresholds(shown.id)
        for gate in shown.gates:
            self.gates[gate.kind].show_gate(shown.id, gate, agreed)
        has_partner = shown.view.deal.partner_id is not None
        self.investment.show_deal(shown.id, shown.today, has_partner=has_partner)
        for element in shown.elements:
            row = self.letters[element.letter]
            row.show_evidence(shown.id, element.evidence)
            row.sources.show_sources(shown.sources.get(element.id, ()) if element.evidence else ())
        missing = len(agreed.gates.intersection(open_gates(shown.gates)))
        note = f"{missing} of {len(agreed.gates)} open" if missing else "All evidenced"
        note = "All three evidenced" if not missing and len(agreed.gates) == len(GateKind) else note
        self._gate_card.set_note(note, "sev-medium" if missing else "clock-done")
        self._letter_card.set_note(f"{shown.evidenced} of {len(Letter)} with evidence")

    def flush(self) -> bool:
        """Save every field."""
        fields = [row.evidence for row in self.gates.values()]
        fields += [row.evidence for row in self.letters.values()]
        saved = [field.flush() for field in fields]  # all of them, also after one that could not be
        return all([*saved, self.exits.flush()])

    def focus_first(self) -> None:
        """To the first field: an exit criterion, else the first gate."""
        rows = self.exits.rows
        first = rows[0].evidence if rows else self.gates[GateKind.BUDGET].evidence
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
