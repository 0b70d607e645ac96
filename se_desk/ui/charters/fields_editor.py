"""The words a clause fixes, as fields: who has which role, and what holds before a demo or POC."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from se_desk.domain.charters import Owes
from se_desk.domain.clause_fields import (
    LONGEST_SPONSOR,
    MOST_MONTHS,
    ROLE_LABELS,
    Roles,
    Thresholds,
    read_roles,
    read_thresholds,
)
from se_desk.domain.qualification import GateKind
from se_desk.ui.charters.fixed_look import set_fixed
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.theme import follow, theme

_WHOLE = re.compile(r"\s*(\d{1,2})\s*")


class RoleFields(QWidget):
    """A choice of AE, you or both for each role. ``chosen`` follows each."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.roles: dict[str, Segment] = {}
        for row, (key, label) in enumerate(ROLE_LABELS.items()):
            parties = [("ae", "AE"), ("se", "You"), ("both", "Both")]
            segment = Segment(parties, "ae", small=True, name=label.capitalize())
            segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            segment.chosen.connect(lambda _key: self.chosen.emit())
            self.roles[key] = segment
            grid.addWidget(PlainLabel(label.capitalize(), "body", "text-2"), row, 0)
            grid.addWidget(segment, row, 1)
        self.setLayout(grid)
        self.setAccessibleName("Who has which part")

    def show_value(self, value: str) -> None:
        """Show a clause's value."""
        found = read_roles(value)
        for key, segment in self.roles.items():
            segment.set_value(getattr(found, key).value)

    def value(self) -> str:
        """What the choices say."""
        chosen = {key: Owes(segment.value or "both") for key, segment in self.roles.items()}
        return replace(Roles(), **chosen).text()

    def set_fixed(self, ae_name: str, *, fixed: bool) -> None:
        """Whether it can be changed; the AE by name."""
        for segment in self.roles.values():
            segment.set_text("ae", ae_name)
            segment.setEnabled(not fixed)
            segment.setProperty("fixed", fixed)


class ThresholdFields(QWidget):
    """Which gates are asked for, how soon the customer decides, how high the sponsor ranks."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.gates = {
            GateKind.BUDGET: CheckBox("Budget exists"),
            GateKind.TIMELINE: CheckBox("Timeline under"),
            GateKind.SPONSOR: CheckBox("Sponsor of the rank"),
        }
        self.months = LineEdit(name="Months to the decision")
        self.sponsor = LineEdit(name="Rank of the sponsor")
        self.sponsor.setMaxLength(LONGEST_SPONSOR)
        follow(self.months, lambda living: living.setFixedWidth(theme().px(56)))
        follow(self.sponsor, lambda living: living.setFixedWidth(theme().px(150)))
        self._units = PlainLabel("months", "body", "text-2")
        rows = vbox(gap=6)
        rows.addLayout(hbox(self.gates[GateKind.BUDGET], None))
        rows.addLayout(hbox(self.gates[GateKind.TIMELINE], self.months, self._units, None))
        rows.addLayout(hbox(self.gates[GateKind.SPONSOR], self.sponsor, None))
        self.setLayout(rows)
        self.setAccessibleName("The thresholds")
        self._before = Thresholds()
        for check in self.gates.values():
            check.clicked.connect(lambda _on: self._ticked())
        for editor in (self.months, self.sponsor):
            editor.editingFinished.connect(self._finished)

    def show_value(self, value: str) -> None:
        """Show a clause's value."""
        found = self._before = read_thresholds(value)
        for kind, check in self.gates.items():
            check.setChecked(kind in found.gates)
        self.months.setText(str(found.months))
        self.sponsor.setText(found.sponsor)
        self._arrange()

    def value(self) -> str:
        """What the fields say; a number that is none, or no gate at all, leaves what was there."""
        gates = frozenset(kind for kind, check in self.gates.items() if check.isChecked())
        found = _WHOLE.fullmatch(self.months.text())
        months = int(found[1]) if found and 1 <= int(found[1]) <= MOST_MONTHS else self._before.months
        sponsor = " ".join(self.sponsor.text().replace(",", " ").replace(";", " ").split())
        return Thresholds(gates or self._before.gates, months, sponsor or self._before.sponsor).text()

    def set_fixed(self, *, fixed: bool) -> None:
        """Whether it can be changed."""
        for check in self.gates.values():
            check.setEnabled(not fixed)
        for editor in (self.months, self.sponsor):
            set_fixed(editor, fixed=fixed)

    def _finished(self) -> None:
        """A number that is none gives way to the one that holds."""
        self._before = read_thresholds(self.value())
        self.months.setText(str(self._before.months))
        self.sponsor.setText(self._before.sponsor)
        self.chosen.emit()

    def _arrange(self) -> None:
        self.months.setEnabled(self.gates[GateKind.TIMELINE].isChecked())
        self.sponsor.setEnabled(self.gates[GateKind.SPONSOR].isChecked())

    def _ticked(self) -> None:
        """The last gate stays: a clause that asks for nothing is removed instead."""
        if not any(check.isChecked() for check in self.gates.values()):
            for kind in self._before.gates:
                self.gates[kind].setChecked(True)
        self._arrange()
        self._finished()
