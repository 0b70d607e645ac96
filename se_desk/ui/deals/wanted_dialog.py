"""One thing that customers want: every deal on which it was asked for, and what they said."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.asks import AskOnDeal, Wanted, promise_gap
from se_desk.exchange.product_out import answer_words, wanted_words
from se_desk.ui.deals.rows_table import RowsTable
from se_desk.ui.deals.words import short
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.wishes import Place


class WantedDialog(Dialog):
    """Enter, or the primary button, leads to the asks of the deal that is chosen."""

    requestPlace = Signal(object)

    def __init__(self, parent: QWidget, wanted: Wanted, today: date) -> None:
        super().__init__(
            parent,
            wanted.group,
            "Open the deal",
            "Asks with the same topic or the same words are one line.",
            icon="megaphone",
            width=840,
            cancel="Close",
        )
        columns = (
            Column("Account", lambda one: one.account, second=_said, weight=500),
            Column("Weight", lambda one: one.ask.weight.label, width=112, token="text-2"),
            Column("Asked", lambda one: short(one.ask.asked_on, today), width=84, token="text-2"),
            Column("Answer", answer_words, width=196, chip=_chip),
        )
        self.table = RowsTable(columns, "Deals", lambda one: one.ask.id)
        card = Card(flush=True)
        card.add(self.table)
        self.add(BodyText(wanted_words(wanted), "body", "text-2"))
        self.add(card)
        for one in wanted.asks:
            if gap := promise_gap(one.ask):
                self.add(BodyText(f"{one.account}: {gap}", "small", "sev-medium"))
        self.table.set_records(wanted.asks)
        self.table.select(wanted.asks[0].ask.id)
        self.table.opened.connect(lambda _one: self.accept())

    def confirm(self) -> bool:
        """Go to the deal."""
        one = self.table.current()
        if one is None:
            return False
        self.requestPlace.emit(Place("deal", one.ask.deal_id, "asks"))
        return True


def _said(one: AskOnDeal) -> str:
    words = " ".join(one.ask.words.split())
    return f"“{words}”" if words else one.deal


def _chip(one: AskOnDeal) -> ChipSpec:
    return ChipSpec(one.ask.answer.label, one.ask.answer.tone)
