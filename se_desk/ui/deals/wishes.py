"""The dialogs of deals that other parts of the window may wish for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from se_desk.ui.deals.ask_dialog import AskDialog
from se_desk.ui.deals.edit_deal import EditDealDialog
from se_desk.ui.deals.exit_dialog import ExitCriteriaDialog
from se_desk.ui.deals.import_dialog import ImportDealsDialog
from se_desk.ui.deals.insight_dialog import InsightDialog
from se_desk.ui.deals.new_deal import NewDealDialog
from se_desk.ui.deals.step_dialog import StepDialog
from se_desk.ui.deals.take_back import TakeBackDialog
from se_desk.ui.kit.wishes import (
    ArrangeExitCriteria,
    EditDeal,
    HearAsk,
    HearInsight,
    ImportDeals,
    NewDeal,
    Place,
    PromiseStep,
    TakeBackImport,
    Wish,
)

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def new_deal(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """A new deal, which is shown when it is made."""
    dialog = NewDealDialog(parent, desk, cast(NewDeal, wish).partner_id)
    dialog.confirmed.connect(lambda: go(Place("deal", dialog.deal_id)))
    dialog.open()


def edit_deal(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """The parts of a deal."""
    asked = cast(EditDeal, wish)
    EditDealDialog(parent, desk, asked.deal_id, asked.part).open()


def promise_step(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """A next step."""
    asked = cast(PromiseStep, wish)
    StepDialog(
        parent, desk, asked.deal_id, text=asked.text, note_id=asked.note_id, passage=asked.passage
    ).open()


def hear_ask(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """An ask."""
    asked = cast(HearAsk, wish)
    AskDialog(
        parent, desk, asked.deal_id, statement=asked.statement, note_id=asked.note_id, passage=asked.passage
    ).open()


def hear_insight(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """A field insight."""
    asked = cast(HearInsight, wish)
    dialog = InsightDialog(
        parent,
        desk,
        asked.deal_id,
        statement=asked.statement,
        from_private=asked.from_private,
        insight_id=asked.insight_id,
        passage=asked.passage,
    )
    dialog.sources.requestPlace.connect(go)
    dialog.open()


def arrange_exit_criteria(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """The SE's exit criteria."""
    ExitCriteriaDialog(parent, desk, cast(ArrangeExitCriteria, wish).stage).open()


def import_deals(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Deals from a CRM's file; the list of deals is shown when they are in."""
    dialog = ImportDealsDialog(parent, desk, cast(ImportDeals, wish).path)
    dialog.confirmed.connect(lambda: go(Place("deals")))
    dialog.open()


def take_back(_wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """The last import of deals, taken back."""
    TakeBackDialog(parent, desk).open()


GRANTS: dict[type[Wish], Callable[[Wish, QWidget, Desk, Bus, Go], None]] = {
    NewDeal: new_deal,
    EditDeal: edit_deal,
    PromiseStep: promise_step,
    HearAsk: hear_ask,
    HearInsight: hear_insight,
    ArrangeExitCriteria: arrange_exit_criteria,
    ImportDeals: import_deals,
    TakeBackImport: take_back,
}
