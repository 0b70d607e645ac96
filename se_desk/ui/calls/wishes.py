"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from se_desk.domain.errors import NotFound
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Wishing
from se_desk.ui.kit.wishes import (
    CopyForCrm,
    DebriefCall,
    ImportCalls,
    LeaveProposal,
    MakePack,
    ManageChecklists,
    OpenCallCard,
    Place,
    PlanCall,
    PrepareCall,
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
    call_id = wish.call_id or _now_or_next(desk)
    for top in QApplication.topLevelWidgets():
        if isinstance(top, CallCard) and top.call_id == call_id and top.isVisible():
            top.raise_()
            top.activateWindow()
            return
    card = CallCard(desk, bus, call_id)
    window = parent.window()

    def forward(wanted: object) -> None:
        """Dialogs stand in the main window, which has to be seen, and which passes wishes on."""
        window.raise_()
        window.activateWindow()
        if isinstance(window, Wishing):
            window.requestWish.emit(wanted)
        _back_when_done(window, card)

    def leave_for(place: Place) -> None:
        window.raise_()
        window.activateWindow()
        go(place)

    card.requestWish.connect(forward)
    card.requestPlace.connect(leave_for)
    card.show()


def prepare_call(wish: Wish, _parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Go to the huddle of a call, or of the next one."""
    if not isinstance(wish, PrepareCall):
        return
    ahead = desk.calls.next_call()
    call_id = wish.call_id or (ahead.id if ahead else _now_or_next(desk))
    go(Place("huddle", call_id))


def debrief_call(wish: Wish, _parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Go to the debrief of a call, or of the last one that waits for its note."""
    if not isinstance(wish, DebriefCall):
        return
    call_id = wish.call_id
    if not call_id:
        waiting = desk.calls.to_log()
        if not waiting:
            raise NotFound("Every call is written down.", do="Open one from its deal to read its debrief.")
        call_id = waiting[-1].call.id
    go(Place("debrief", call_id))


def _now_or_next(desk: Desk) -> str:
    """The call that goes on, else the next. NotFound where there is neither."""
    found = desk.calls.current() or desk.calls.next_call()
    if found is None:
        raise NotFound("No call goes on, and none is planned.", do="Plan one first.")
    return found.id


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
    if not wish.note_id and not wish.call_id:
        raise NotFound("No call’s note is in front.", do="Open the note, or the call’s debrief.")
    verbs = desk.debriefs
    out = verbs.copy_note_for_crm(wish.note_id) if wish.note_id else verbs.copy_for_crm(wish.call_id)
    copy_html(out.html, out.text)
    toast(parent.window(), "Copied for the CRM", icon="clipboard")


def leave_proposal(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Ask why a flag that the desk proposes is not raised."""
    from se_desk.ui.calls.follow_ups import LeaveDialog

    if isinstance(wish, LeaveProposal):
        LeaveDialog(parent, desk, wish.proposal).open()


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


def _back_when_done(window: QWidget, card: CallCard) -> None:
    """Back to the card once the dialog is done, and the one it led to: a flag asks to be told of."""
    opened = [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]
    if opened:
        opened[-1].finished.connect(lambda _ok: QTimer.singleShot(0, window, lambda: _then(window, card)))


def _then(window: QWidget, card: CallCard) -> None:
    if any(dialog.isVisible() for dialog in window.findChildren(Dialog)):
        _back_when_done(window, card)
    else:
        _back_to(card)


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
    PrepareCall: prepare_call,
    DebriefCall: debrief_call,
    CopyForCrm: copy_for_crm,
    LeaveProposal: leave_proposal,
    ManageChecklists: manage_checklists,
    MakePack: make_pack,
}
