"""The dialog for the SE's own exit criteria, one list a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import Stage
from se_desk.domain.exit_criteria import STAGES
from se_desk.services.exit_criteria import standard
from se_desk.ui.deals.exit_lines import ExitLines
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

Lines = tuple[tuple[str, str], ...]


class ExitCriteriaDialog(Dialog):
    """All stages are kept while it is open, and saved together."""

    def __init__(self, parent: QWidget, desk: Desk, stage: str = "") -> None:
        super().__init__(
            parent,
            "Exit criteria",
            consequence="The list holds for every deal. Evidence that is there stays.",
            icon="list-checks",
            width=680,
        )
        self._desk = desk
        known = {one.value for one in STAGES}
        first = stage if stage in known else STAGES[0].value
        self._kept: dict[Stage, Lines] = {one: _lines(desk, one) for one in STAGES}
        self._typed: dict[Stage, Lines] = dict(self._kept)
        self.stage = Segment([(one.value, one.label) for one in STAGES], first, name="Stage")
        self.lines = ExitLines()
        self.standard = Button("Take the list that came along", "rotate-ccw", small=True)
        self.add(
            BodyText(
                "What do you want to have seen before a deal leaves the stage? It may leave all the same, "
                "and what is open is named then.",
                "body",
                "text-2",
            )
        )
        self.add(self.stage)
        self.add(self.lines)
        self.body.addLayout(hbox(self.standard, None))
        self._shown = Stage(first)
        self._show(self._shown)
        self.stage.chosen.connect(self._choose)
        self.standard.clicked.connect(self._take_standard)

    def _show(self, stage: Stage) -> None:
        self._shown = stage
        self.lines.show_pairs(self._typed[stage])

    def _choose(self, key: str) -> None:
        self._typed[self._shown] = self.lines.lines
        self._show(Stage(key))

    def _take_standard(self) -> None:
        self._typed[self._shown] = tuple((one.id, one.text) for one in standard() if one.stage is self._shown)
        self._show(self._shown)

    def confirm(self) -> bool:
        """Write the lists that are others than before."""
        self._typed[self._shown] = self.lines.lines
        for stage, lines in self._typed.items():
            said = tuple((key, text.strip()) for key, text in lines if text.strip())
            if said != self._kept[stage]:
                self._desk.exit_criteria.arrange(stage, said)
                self._kept[stage] = said
        return True


def _lines(desk: Desk, stage: Stage) -> Lines:
    return tuple((one.id, one.text) for one in desk.exit_criteria.of_stage(stage))
