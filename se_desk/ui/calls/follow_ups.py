"""What may follow from a call: its jots, and the flags the data speak for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.call_signals import heard_in, said_words
from se_desk.domain.calls import Call, Jot
from se_desk.domain.evidence import EvidenceItem, EvidenceKind
from se_desk.domain.moments import say_time
from se_desk.domain.passages import Origin
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import Category
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import Chip, SeverityGlyph
from se_desk.ui.kit.wishes import FlagRisk

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def flag_of_jot(call: Call, jot: Jot) -> FlagRisk:
    """The wish that makes a flag of a jot, with what was said in the call as its evidence."""
    heard = heard_in(call, (replace(jot, to_flag=False, flag_seq=None),), ())
    category = heard[0].proposal.category if heard else Category.OTHER
    said = EvidenceItem(EvidenceKind.CALL, said_words(call, jot), Origin("call", call.id))
    return FlagRisk(call.deal_id or "", jot.text, (said,), category=category)


class JotCard(Card):
    """The jots of a call, each with the way to make it a flag."""

    flagAsked = Signal(object)  # Jot

    def __init__(self) -> None:
        super().__init__("Jotted during the call", flush=True)
        self._shown: tuple[object, ...] | None = None

    def show_jots(self, jots: Sequence[Jot], *, of_deal: bool) -> None:
        """Show them in order, those that were marked to become flags first."""
        waiting = [jot for jot in jots if jot.to_flag]
        ordered = (*waiting, *(jot for jot in jots if jot not in waiting))
        if self._shown == (of_deal, *ordered):
            return
        self._shown = (of_deal, *ordered)
        self.clear()
        self.set_count(len(jots) or None)
        for jot in ordered:
            self.add(self._row(jot, of_deal, jot in waiting))
        if not jots:
            quiet = PlainLabel("Nothing was jotted.", "body", "text-3")
            quiet.setContentsMargins(16, 0, 16, 16)
            self.add(quiet)
        self.body.addSpacing(8 if jots else 0)

    def _row(self, jot: Jot, of_deal: bool, waits: bool) -> QWidget:
        time = PlainLabel(say_time(jot.jotted_at), "mono", "text-3")
        time.setFixedWidth(44)
        row = hbox(margins=(16, 3, 12, 3), gap=8)
        row.addLayout(vbox(3, time, None))
        row.addLayout(vbox(2, BodyText(jot.text, "body"), None), 1)
        if waits:
            row.addLayout(vbox(2, Chip("to flag", "amber"), None))
        if jot.flag_seq is not None:
            row.addLayout(vbox(_became_a_flag(), None))
        elif of_deal:
            flag = IconButton("flag", f"Make a flag of: {jot.text}", size=24, icon_size=14)
            flag.clicked.connect(lambda: self.flagAsked.emit(jot))
            row.addLayout(vbox(flag, None))
        made = QWidget()
        made.setLayout(row)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        made.setAccessibleName(f"{say_time(jot.jotted_at)} {jot.text}{', to flag' if waits else ''}")
        return made


def _became_a_flag() -> QWidget:
    """The mark, in the box of the button that stood there."""
    box = QWidget()
    box.setFixedSize(24, 24)
    mark = IconMark("flag", "sev-high", 14, "Became a flag")
    box.setLayout(hbox(mark, margins=(5, 5, 5, 5)))
    return box


class ProposalCard(Card):
    """Flags the data speak for; each is raised, or left with a reason that is kept."""

    flagAsked = Signal(object)  # Proposal
    leaveAsked = Signal(object)  # Proposal

    def __init__(self, title: str = "The data speak for a flag") -> None:
        super().__init__(title, flush=True)
        self._shown: tuple[Proposal, ...] | None = None

    def show_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        """Show them; without any the card is away."""
        self.setVisible(bool(proposals))
        if proposals == self._shown:
            return
        self._shown = proposals
        self.clear()
        self.set_count(len(proposals))
        for proposal in proposals:
            self.add(self._row(proposal))

    def _row(self, proposal: Proposal) -> QWidget:
        raise_, leave = Button("Flag it", "flag", kind="flag", small=True), Button("Leave it", small=True)
        raise_.setAccessibleName(f"Flag: {proposal.statement}")
        leave.setAccessibleName(f"Leave: {proposal.statement}")
        raise_.clicked.connect(lambda: self.flagAsked.emit(proposal))
        leave.clicked.connect(lambda: self.leaveAsked.emit(proposal))
        words = vbox(
            BodyText([Run(proposal.statement, "", 500)], "body"),
            BodyText(proposal.evidence, "small", "text-2"),
            8,
            hbox(raise_, leave, None),
        )
        row = hbox(margins=(16, 10, 16, 12), gap=10)
        row.addLayout(vbox(5, SeverityGlyph(proposal.severity), None))
        row.addLayout(words, 1)
        made = QWidget()
        made.setLayout(vbox(HLine(), row))
        made.setAccessibleName(f"{proposal.statement} {proposal.evidence}")
        return made


class LeaveDialog(Dialog):
    """Why a proposal is not raised."""

    def __init__(self, parent: QWidget, desk: Desk, proposal: Proposal) -> None:
        super().__init__(
            parent,
            "Leave this proposal",
            "Leave it",
            "It comes back when the data behind it change.",
            width=480,
        )
        self._desk, self._proposal = desk, proposal
        self.reason = TextArea("", "What you know that the data do not", 3, "Reason")
        self._field = Field("Reason, kept with it", self.reason)
        self.add(BodyText(proposal.statement, "body"))
        self.add(self._field)

    def confirm(self) -> bool:
        if not self.reason.text.strip():
            self._field.set_error("Say in a sentence why.")
            return False
        self._desk.risks.dismiss(self._proposal, self.reason.text.strip())
        return True
