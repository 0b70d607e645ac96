"""Before a huddle is finished: which lines of the checklist will be kept as skipped."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.huddles import Tick
from se_desk.domain.moments import count
from se_desk.ui.calls.preparation import Around
from se_desk.ui.kit.cards import ListRow
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText


class FinishDialog(Dialog):
    """Names the untouched lines; finishing is the SE's word."""

    def __init__(self, parent: QWidget, around: Around, untouched: tuple[Tick, ...]) -> None:
        super().__init__(
            parent,
            "Finish the huddle",
            "Finish huddle",
            "It can be reopened until the call begins.",
            width=480,
        )
        self._around = around
        number = count(len(untouched), "line is", "lines are")
        self.add(BodyText(f"{number} untouched and will be kept as skipped, not as done:", "body", "text-2"))
        self.body.setSpacing(0)
        self.body.addSpacing(12)
        for tick in untouched:
            self.add(ListRow(tick.text))

    def confirm(self) -> bool:
        self._around.desk.huddles.hold(self._around.call_id, author=self._around)
        return True
