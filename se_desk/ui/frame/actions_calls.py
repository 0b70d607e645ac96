"""What can be done with calls, wherever one is: for the table of actions."""

from __future__ import annotations

from se_desk.ui.frame.action import Action, wish
from se_desk.ui.frame.actor import Actor
from se_desk.ui.kit import wishes


def _call_of(actor: Actor) -> str:
    """The call the page in front is about; empty for the one that goes on, or the next."""
    place = actor.place
    return place.id if place is not None and place.page in ("huddle", "debrief") else ""


def _copy(actor: Actor) -> None:
    place = actor.place
    note_id = place.id if place is not None and place.page == "note" else ""
    actor.wish(wishes.CopyForCrm(call_id=_call_of(actor), note_id=note_id))


CALL_ACTIONS: tuple[Action, ...] = (
    Action(
        "call",
        "Plan a call",
        wish(wishes.PlanCall),
        (),
        "calendar-plus",
        "Calls",
        on_deal="Plan a call with {}",
        wish_for=wishes.PlanCall,
        words="log meeting huddle card",
    ),
    Action(
        "card",
        "Open the call card",
        lambda a: a.wish(wishes.OpenCallCard(_call_of(a))),
        ("Ctrl+J",),
        "monitor",
        "Calls",
        words="jot now meeting on top",
    ),
    Action(
        "huddle",
        "Prepare the next call",
        lambda a: a.wish(wishes.PrepareCall(_call_of(a))),
        ("Ctrl+Shift+J",),
        "list-checks",
        "Calls",
        words="huddle preparation checklist beats",
    ),
    Action(
        "debrief",
        "Debrief the last call",
        lambda a: a.wish(wishes.DebriefCall(_call_of(a))),
        ("Ctrl+Shift+M",),
        "hourglass",
        "Calls",
        words="log note learned 24 hours",
    ),
    Action(
        "copy-crm",
        "Copy the call’s note for the CRM",
        _copy,
        ("Ctrl+Shift+E",),
        "clipboard",
        "Calls",
        words="paste salesforce hubspot log",
    ),
    Action(
        "checklists",
        "Change the checklists",
        lambda a: a.wish(wishes.ManageChecklists()),
        (),
        "list-checks",
        "Calls",
        words="own template huddle lines",
    ),
    Action(
        "pack",
        "Pack the coming calls for travel",
        lambda a: a.wish(wishes.MakePack()),
        (),
        "plane",
        "Calls",
        words="pdf phone offline print",
    ),
    Action(
        "import-calls",
        "Import calls from a calendar file",
        lambda a: a.wish(wishes.ImportCalls()),
        (),
        "calendar-days",
        "Calls",
        words="ics outlook google apple",
    ),
)
