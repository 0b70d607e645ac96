"""Technical win: the days on which its steps were reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.services.deals import DealView
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.part import Part
from se_desk.ui.kit.inputs import DayEdit, Field
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

STEPS = (
    ("discovery_on", "Discovery done"),
    ("demo_on", "Demo shown"),
    ("poc_on", "POC begun"),
    ("poc_until_on", "POC until"),
    ("sign_off_on", "Technical sign-off"),
)


class WinPart(Part):
    """Five days, each of which may be empty."""

    key, word = "win", "Technical win"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        today = desk.today_on()
        self.days = {name: Field(words, DayEdit(getattr(view.deal, name), today)) for name, words in STEPS}
        words = (
            "The technical win has its own days, apart from the stage of the sale. Empty means not reached."
        )
        self.add(BodyText(words, "small", "text-3"))
        self.add(self.days["discovery_on"], self.days["demo_on"])
        self.add(self.days["poc_on"], self.days["poc_until_on"])
        self.add(self.days["sign_off_on"], QWidget())
        self._found: dict[str, object] = {}

    def first(self) -> QWidget:
        """The first step that is not reached, else the first."""
        empty = [name for name, _ in STEPS if getattr(self.view.deal, name) is None]
        return self.days[empty[0] if empty else "discovery_on"].editor

    def check(self, check: FieldCheck) -> None:
        """A POC ends on or after the day it begins."""
        found = {name: check.day(self.days[name]) for name, _ in STEPS}
        begun, until = found["poc_on"], found["poc_until_on"]
        if until is not None and begun is None and not self.days["poc_on"].error:
            check.wrong(self.days["poc_on"], "Give the day on which the POC began.")
        if begun is not None and until is not None and until < begun:
            check.wrong(self.days["poc_until_on"], "The POC ends on or after the day it begins.")
        self._found = dict(found)

    def save(self) -> None:
        """Write the days that changed."""
        deal = self.view.deal
        changed = {name: day for name, day in self._found.items() if getattr(deal, name) != day}
        if changed:
            self.desk.deals.change(deal.id, **changed)
