"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Wishing
from se_desk.ui.kit.wishes import (
    CopyForCrm,
    ImportCalls,
    MakePack,
    ManageChecklists,
    OpenCallCard,
    Place,
    PlanCall,
    Wish,
)

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.calls.card import CallCard
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def plan_call(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for a call."""
    from se_desk.ui.calls.call_dialog import CallDialog

    if isinstance(wish, PlanCall):
        CallDialog(parent, desk, wish.deal_id, wish.call_id).open()


def open_card(wish: Wish, parent: QWidget, desk: Desk, bus: Bus, go: Go) -> None:
    """Open the call's card, or bring the one that is open to the front."""
    from se_desk.ui.calls.card import CallCard

    if not isinstance(wish, OpenCallCard):
        return
    for top in QApplication.topLevelWidgets():
        if isinstance(top, CallCard) and top.call_id == wish.call_id and top.isVisible():
            top.raise_()
            top.activateWindow()
            return
    card = CallCard(desk, bus, wish.call_id)
    window = parent.window()

    def forward(wanted: object) -> None:
        """Dialogs stand in the main window, which has to be seen, and which passes wishes on."""
        window.raise_()
        window.activateWindow()
        if isinstance(window, Wishing):
            window.requestWish.emit(wanted)
        opened = [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]
        if opened:
            opened[-1].finished.connect(lambda _confirmed: _back_to(card))

    def leave_for(place: Place) -> None:
        window.raise_()
        window.activateWindow()
        go(place)

    card.requestWish.connect(forward)
    card.requestPlace.connect(leave_for)
    card.show()


def import_calls(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog that takes calls in from a calendar file."""
    from se_desk.ui.calls.import_dialog import ImportCallsDialog

    if isinstance(wish, ImportCalls):
        ImportCallsDialog(parent, desk, wish.path).open()


def copy_for_crm(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Put a call's note on the clipboard as the CRM takes it, and keep that it left."""
    from se_desk.ui.kit.clipboard import copy_html

    if not isinstance(wish, CopyForCrm):
        return
    verbs = desk.debriefs
    out = verbs.copy_note_for_crm(wish.note_id) if wish.note_id else verbs.copy_for_crm(wish.call_id)
    copy_html(out.html, out.text)
    toast(parent.window(), "Copied for the CRM", icon="clipboard")


def manage_checklists(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for the SE's own checklists."""
    from se_desk.ui.calls.checklist_dialog import ChecklistDialog

    if isinstance(wish, ManageChecklists):
        ChecklistDialog(parent, desk, wish.checklist_id).open()


def make_pack(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog that writes the coming calls for travel."""
    from se_desk.ui.calls.pack_dialog import PackDialog

    if isinstance(wish, MakePack):
        PackDialog(parent, desk).open()


def _back_to(card: CallCard) -> None:
    """The call goes on: the next jot can be typed at once."""
    if isValid(card) and card.isVisible():
        card.raise_()
        card.activateWindow()
        card.line.setFocus(Qt.FocusReason.OtherFocusReason)


GRANTS: dict[type[Wish], Callable[..., Any]] = {
    PlanCall: plan_call,
    OpenCallCard: open_card,
    ImportCalls: import_calls,
    CopyForCrm: copy_for_crm,
    ManageChecklists: manage_checklists,
    MakePack: make_pack,
}
