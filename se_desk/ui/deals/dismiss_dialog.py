"""The dialog for a proposal that is no risk: it takes a reason, which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.proposals import Proposal
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.labels import BodyText, Run

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class DismissDialog(Dialog):
    """Asks why the data do not speak for a flag here."""

    def __init__(self, parent: QWidget, desk: Desk, proposal: Proposal) -> None:
        super().__init__(
            parent,
            "Not a risk",
            "Keep the reason",
            "Your reason is kept. The proposal returns when the data change.",
            width=520,
        )
        self._desk, self._proposal = desk, proposal
        said = [Run(f"{proposal.statement}. ", "text", 600), Run(proposal.evidence, "text-2")]
        self.add(BodyText(said, "body"))
        self.reason = Field(
            "Why it is no risk here", TextArea("", "What do you know that the data do not?", 3)
        )
        self.add(self.reason)

    def confirm(self) -> bool:
        """Keep the reason."""
        check = FieldCheck()
        reason = check.text(self.reason, "Write in a few words why it is no risk.")
        if not check.ok:
            check.focus()
            return False
        self._desk.risks.dismiss(self._proposal, reason)
        return True
