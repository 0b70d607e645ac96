"""The dialog for a next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.steps import NextStep
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.sources import SourceLinks

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage
    from se_desk.services.desk import Desk


class StepDialog(Dialog):
    """A new step, or ``step`` to change one."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        deal_id: str,
        *,
        text: str = "",
        note_id: str = "",
        passage: Passage | None = None,
        step: NextStep | None = None,
    ) -> None:
        title = "Change the step" if step else "Promise a next step"
        account = desk.deals.get(deal_id).account
        super().__init__(parent, title, "Save" if step else "Promise", icon="circle-check", subtitle=account)
        self._desk, self._deal_id, self._note_id, self._step = desk, deal_id, note_id, step
        self._passage = passage
        first = text.strip().splitlines()[0] if text.strip() else ""
        self.text = Field("What will be done", LineEdit(step.text if step else first, "One action, one line"))
        self.owner = Field("Who does it", LineEdit(step.owner if step else "", "You"), "Empty means you.")
        day = step.due_on if step else None
        self.due = Field("Due", DayEdit(day, desk.today_on(), ahead=True), "A day, or +3 for in three days.")
        self.add(self.text)
        row = hbox(gap=12)
        row.addWidget(self.owner, 1)
        row.addWidget(self.due, 1)
        self.body.addLayout(row)
        self.sources = SourceLinks()
        if step is not None:
            self.sources.show_sources(desk.note_links.sources("step", step.id))
            self.add(self.sources)
            self.sources.requestPlace.connect(self.reject)

    def confirm(self) -> bool:
        """Write the step down."""
        check = FieldCheck()
        text = check.text(self.text, "Say what will be done.")
        due, owner = check.day(self.due), check.text(self.owner)
        if not check.ok:
            check.focus()
            return False
        if self._step is not None:
            self._desk.steps.change(self._step.id, text=text, owner=owner, due_on=due)
        else:
            note = self._note_id or None
            self._desk.steps.promise(
                self._deal_id, text, owner=owner, due_on=due, note_id=note, passage=self._passage
            )
        return True
