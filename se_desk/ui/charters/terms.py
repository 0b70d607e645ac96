"""The terms of a clause: the rule that measures it, its amount and target, and who owes it."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.charters import Clause, Owes, Rule
from se_desk.ui.charters.fixed_look import set_fixed
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.theme import follow, theme

_UNITS = {
    Rule.CONTEXT_BEFORE_CALL: "Hours before",
    Rule.NOTES_AFTER_CALL: "Hours after",
    Rule.SCRUB_EVERY_WEEKS: "Weeks",
    Rule.ESCALATED_AFTER: "Attempts",
}
_WHOLE = re.compile(r"\s*(\d{1,4})\s*%?\s*")
MOST_HOURS = 999


class Terms(QWidget):
    """``typed`` while somebody types, ``chosen`` when something was picked and is complete."""

    typed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        rules = ((rule.value, rule.say(None)) for rule in Rule)
        self.rule = Select([("", "Not measured"), *rules], name="Measured by")
        self.amount = LineEdit(name="Amount")
        self.target = LineEdit(placeholder="No target", name="Target in per cent")
        self.owes = Segment([("ae", "AE"), ("se", "You"), ("both", "Both")], "both", name="Who owes it")
        self.owes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._amount = Field("Hours", self.amount)
        self._target = Field("Target", self.target)
        self._lay_out()
        self.rule.chosen.connect(self._rule_chosen)
        self.owes.chosen.connect(lambda _key: self.chosen.emit())
        for editor in (self.amount, self.target):
            editor.textEdited.connect(lambda _text: self.typed.emit())
            editor.editingFinished.connect(self._finished)

    def _lay_out(self) -> None:
        first = hbox(gap=12)
        first.addWidget(Field("Measured by", self.rule), 1)
        first.addWidget(self._amount)
        second = hbox(gap=12)
        second.addWidget(self._target)
        second.addWidget(Field("Who owes it", self.owes), 1)
        follow(self._amount, lambda living: living.setFixedWidth(theme().px(112)))
        follow(self._target, lambda living: living.setFixedWidth(theme().px(150)))
        self.setLayout(vbox(first, second, gap=14))

    def set_fixed(self, ae_name: str, *, fixed: bool) -> None:
        """Whether the terms can be changed; the fields stay as they are, somebody may be typing."""
        self.owes.set_text("ae", ae_name)
        for chooser in (self.rule, self.owes):
            chooser.setEnabled(not fixed)
            chooser.setProperty("fixed", fixed)
        for editor in (self.amount, self.target):
            set_fixed(editor, fixed=fixed)

    def show_clause(self, clause: Clause) -> None:
        """Fill the fields."""
        self.rule.set_value(clause.rule.value if clause.rule else "")
        self.owes.set_value(clause.owes.value)
        amount = clause.rule.amount if clause.rule and clause.amount is None else clause.amount
        self.amount.setText("" if amount is None else str(amount))
        self.target.setText("" if clause.target_percent is None else f"{clause.target_percent} %")
        self._arrange()

    def _arrange(self) -> None:
        """Only what the rule needs; a clause nobody measures has no target."""
        rule = self._rule()
        self._amount.setVisible(rule in _UNITS)
        if rule is not None and rule in _UNITS:
            self._amount.set_label(_UNITS[rule])
        self._target.clear_error()
        self._amount.clear_error()
        self._target.setVisible(rule is not None)

    def _rule(self) -> Rule | None:
        return Rule(self.rule.value) if self.rule.value else None

    def _rule_chosen(self, _key: str) -> None:
        rule = self._rule()
        self.amount.setText(str(rule.amount) if rule in _UNITS and rule else "")
        if rule is not None and not self.target.text().strip():
            self.target.setText("80 %")
        self._arrange()
        self.chosen.emit()

    def _finished(self) -> None:
        found = _whole(self.target.text())
        if found is not None and self._target_fits():
            self.target.setText(f"{found} %")
        self.chosen.emit()

    def complain(self) -> None:
        """Say under a field what cannot be taken; what was typed stays."""
        if self._rule() in _UNITS and not self._amount_fits():
            self._amount.set_error(f"A whole number from 1 to {MOST_HOURS}.")
        if self._rule() is not None and not self._target_fits():
            self._target.set_error("A whole number from 1 to 100.")

    def _amount_fits(self) -> bool:
        found = _whole(self.amount.text())
        return found is not None and 1 <= found <= MOST_HOURS

    def _target_fits(self) -> bool:
        found = _whole(self.target.text())
        return not self.target.text().strip() or (found is not None and 1 <= found <= 100)

    def fields(self) -> dict[str, object]:
        """What can be kept as it stands; a number that cannot be taken is left out."""
        rule = self._rule()
        kept: dict[str, object] = {"rule": rule, "owes": Owes(self.owes.value or "both")}
        if rule is None:
            return kept | {"amount": None, "target_percent": None}
        if rule not in _UNITS:
            kept["amount"] = None
        elif self._amount_fits():
            kept["amount"] = _whole(self.amount.text())
        if self._target_fits():
            kept["target_percent"] = _whole(self.target.text())
        return kept


def _whole(text: str) -> int | None:
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None
