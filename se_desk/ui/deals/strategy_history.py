"""What the parts of a strategy said before, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import say_near_moment
from se_desk.domain.strategies import StrategyVersion
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.tables import Column, TableView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

LIST, ROWS = 240, 8  # px of the list; lines of the text


class StrategyHistory(Dialog):
    """The newest first; the primary button puts the chosen version back, what is there now is kept too."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str) -> None:
        super().__init__(
            parent,
            "What the strategy said before",
            "Put this back",
            "What is there now stays in this list.",
            icon="history",
            subtitle=desk.deals.get(deal_id).account,
            width=720,
            cancel="Close",
        )
        self._desk = desk
        today = desk.today_on()
        columns = (
            Column("When", lambda one: say_near_moment(one.recorded_at, today), width=168, token="text-2"),
            Column("Part", lambda one: one.heading.label, weight=500),
            Column("Length", lambda one: f"{len(one.text.split())} words", width=96, token="text-3"),
        )
        self.table = TableView(columns, "Versions", lambda one: one.id)
        self.table.setFixedHeight(LIST)
        self.text = TextArea("", rows=ROWS, name="What it said")
        self.text.setReadOnly(True)
        self._now = {part.heading: part.text for part in desk.strategies.of_deal(deal_id)}
        card = Card(flush=True)
        card.add(self.table)
        self.add(card)
        self.add(PlainLabel("What it said", "small", "text-3"))
        self.add(self.text)
        self.table.picked.connect(self._show)
        versions = desk.strategies.versions(deal_id)
        self.table.set_records(versions)
        if versions:
            self.table.select(versions[0].id)
            self._show(versions[0])

    def _show(self, version: StrategyVersion) -> None:
        self.text.set_text(version.text)
        self.primary.setEnabled(self._now[version.heading] != version.text)

    def confirm(self) -> bool:
        """Put the chosen version back."""
        version = self.table.current()
        if version is None:
            return False
        self._desk.strategies.restore(version.id)
        return True
