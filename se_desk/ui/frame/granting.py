"""Who grants what: wishes of the pages are passed to the feature that owns the dialog.

Each feature names its dialogs in ``se_desk.ui.<feature>.wishes.GRANTS``; the table below says where to
look, so that a feature is imported when its first wish comes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place, Wish

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]
Grant = Callable[[Wish, QWidget, "Desk", "Bus", Go], None]

FEATURES: dict[type[Wish], str] = {
    wishes.NewDeal: "deals",
    wishes.EditDeal: "deals",
    wishes.PromiseStep: "deals",
    wishes.HearAsk: "deals",
    wishes.HearInsight: "deals",
    wishes.ArrangeExitCriteria: "deals",
    wishes.ImportDeals: "deals",
    wishes.TakeBackImport: "deals",
    wishes.NewPartner: "partners",
    wishes.EditPartner: "partners",
    wishes.RecordRequest: "charters",
    wishes.MarkNotReady: "charters",
    wishes.PlanCall: "calls",
    wishes.OpenCallCard: "calls",
    wishes.ImportCalls: "calls",
    wishes.PrepareCall: "calls",
    wishes.DebriefCall: "calls",
    wishes.LeaveProposal: "calls",
    wishes.CopyForCrm: "calls",
    wishes.ManageChecklists: "calls",
    wishes.MakePack: "calls",
    wishes.NewNote: "notes",
    wishes.QuickNote: "notes",
    wishes.NoteTemplates: "notes",
    wishes.TemplateNote: "notes",
    wishes.TrashedNotes: "notes",
    wishes.ImportNotes: "notes",
    wishes.FlagRisk: "risks",
    wishes.TellFlag: "risks",
    wishes.AnswerFlag: "risks",
    wishes.CloseFlag: "risks",
    wishes.ExportRecord: "risks",
    wishes.StampChain: "risks",
    wishes.ExportNotes: "exports",
}


def grant_of(wish: Wish) -> Grant:
    """What grants ``wish``. LookupError for one that nobody grants, which is a fault of the program."""
    feature = FEATURES[type(wish)]
    table: dict[type[Wish], Grant] = import_module(f"se_desk.ui.{feature}.wishes").GRANTS
    return table[type(wish)]
