"""Everything the frame can be told to do, in one table: shortcuts, tooltips, palette and key sheet follow it.

The keys that pages and dialogs handle themselves stand in ``keys_elsewhere``.
"""

from __future__ import annotations

from se_desk.domain.evidence import selected
from se_desk.ui.frame.action import Action as Action
from se_desk.ui.frame.action import Run, part, to, wish
from se_desk.ui.frame.actions_calls import CALL_ACTIONS
from se_desk.ui.frame.actions_deals import DEAL_ACTIONS
from se_desk.ui.frame.actor import Actor
from se_desk.ui.kit import wishes
from se_desk.ui.kit.theme import Mode


def _theme(mode: Mode) -> Run:
    return lambda actor: actor.choose_theme(mode)


def _flag(actor: Actor) -> None:
    words, private = actor.selection()
    items = selected(words, actor.passage(), private=private)
    actor.wish(wishes.FlagRisk(actor.deal_in_front(), items=items))


def _export(actor: Actor) -> None:
    """What the view in front is about: the record in the risk log, the charter of a partner, else notes."""
    place, deal_id = actor.place, actor.deal_in_front()
    if place is not None and place.page in OWN_EXPORT:
        actor.export_page()
    elif place is not None and "risks" in (place.page, place.tab):
        actor.wish(wishes.ExportRecord(deal_id))
    else:
        note_id = place.id if place is not None and place.page == "note" else ""
        actor.wish(wishes.ExportNotes(deal_id, note_id))


# Pages that are about no note.
OWN_EXPORT = ("partner", "scrub", "partners", "search", "settings", "strategy", "paper", "product", "metrics")

ACTIONS: tuple[Action, ...] = (
    Action(
        "find", "Search or run a command", lambda a: a.find(), ("Ctrl+K",), "search", "Go to", listed=False
    ),
    Action("today", "Go to Today", to("today"), ("Ctrl+1",), "sun", "Go to"),
    Action("deals", "Go to Deals", to("deals"), ("Ctrl+2",), "briefcase", "Go to"),
    Action(
        "partners",
        "Go to Partners",
        to("partners"),
        ("Ctrl+3",),
        "handshake",
        "Go to",
        words="account executives charters alignment",
    ),
    Action("risks", "Go to the risk log", to("risks"), ("Ctrl+4",), "flag", "Go to"),
    Action(
        "metrics",
        "Go to Metrics",
        to("metrics"),
        ("Ctrl+5",),
        "chart-column",
        "Go to",
        words="win rate no-go cycle demos figures quarter numbers",
    ),
    Action("inbox", "Go to the inbox", to("inbox"), (), "inbox", "Go to", words="notes of no deal file"),
    Action(
        "outbox",
        "Go to the outbox",
        to("outbox"),
        (),
        "send",
        "Go to",
        words="crm sync push send notes tryton salesforce hubspot dynamics pipedrive",
    ),
    Action("back", "Back", lambda a: a.step_place(-1), ("Alt+Left",), "arrow-left", "Go to"),
    Action("forward", "Forward", lambda a: a.step_place(+1), ("Alt+Right",), "arrow-right", "Go to"),
    Action("next-tab", "Next tab", lambda a: a.step_tab(+1), ("Ctrl+Tab",), group="Go to", listed=False),
    Action(
        "previous-tab",
        "Previous tab",
        lambda a: a.step_tab(-1),
        ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"),
        group="Go to",
        listed=False,
    ),
    Action(
        "next-pane",
        "Next pane",
        lambda a: a.step_pane(+1),
        ("F6",),
        group="Go to",
        when="always",
        listed=False,
    ),
    Action(
        "previous-pane",
        "Previous pane",
        lambda a: a.step_pane(-1),
        ("Shift+F6",),
        group="Go to",
        when="always",
        listed=False,
    ),
    Action(
        "quick-note",
        "Quick note",
        wish(wishes.QuickNote),
        ("Ctrl+Shift+N",),
        "square-pen",
        "Write",
        on_deal="Quick note on {}",
        wish_for=wishes.QuickNote,
    ),
    Action(
        "flag",
        "Flag a risk",
        _flag,
        ("Ctrl+Shift+R",),
        "flag",
        "Write",
        on_deal="Flag a risk on {}",
        wish_for=wishes.FlagRisk,
    ),
    Action(
        "note",
        "Write a note",
        wish(wishes.NewNote),
        (),
        "notebook-pen",
        "Write",
        on_deal="Write a note on {}",
        wish_for=wishes.NewNote,
    ),
    Action(
        "template-note",
        "Write a note from a template",
        wish(wishes.TemplateNote),
        (),
        "files",
        "Write",
        on_deal="Write a note on {} from a template",
        wish_for=wishes.TemplateNote,
    ),
    Action(
        "templates",
        "Edit the note templates",
        lambda a: a.wish(wishes.NoteTemplates()),
        (),
        "files",
        "Write",
        words="own text fields kinds",
    ),
    Action(
        "step",
        "Promise a next step",
        wish(wishes.PromiseStep),
        (),
        "circle-check",
        "Write",
        "deal",
        on_deal="Promise a next step on {}",
        wish_for=wishes.PromiseStep,
    ),
    Action(
        "ask",
        "Hear an ask",
        wish(wishes.HearAsk),
        (),
        "message-square-quote",
        "Write",
        "deal",
        on_deal="Hear an ask of {}",
        wish_for=wishes.HearAsk,
    ),
    Action(
        "request",
        "Record a request from the AE",
        wish(wishes.RecordRequest),
        (),
        "inbox",
        "Write",
        "deal",
        on_deal="Record a request for {}",
        wish_for=wishes.RecordRequest,
        words="demo poc asked accept decline condition",
    ),
    Action(
        "not-ready",
        "Mark as not ready for technical investment",
        wish(wishes.MarkNotReady),
        (),
        "hourglass",
        "Write",
        "deal",
        on_deal="Mark {} as not ready",
        wish_for=wishes.MarkNotReady,
        words="gates qualification demo poc gaps commitment",
    ),
    Action(
        "trash",
        "Notes in the trash",
        lambda a: a.wish(wishes.TrashedNotes()),
        (),
        "trash-2",
        "Write",
        words="deleted removed take back",
    ),
    *CALL_ACTIONS,
    *DEAL_ACTIONS,
    Action("new-deal", "Add a deal", lambda a: a.wish(wishes.NewDeal()), (), "plus", "Write"),
    Action(
        "edit-deal",
        "Change this deal",
        wish(wishes.EditDeal),
        (),
        "pencil",
        "Write",
        "deal",
        words="edit stage value outcome win conditions account executive",
    ),
    Action(
        "forecast",
        "Record the AE’s forecast",
        wish(part("forecast")),
        (),
        "calendar-days",
        "Write",
        "deal",
        on_deal="Record the AE’s forecast for {}",
        wish_for=part("forecast"),
        words="close date category commit",
    ),
    Action(
        "read",
        "Record your read",
        wish(part("read")),
        (),
        "calendar-days",
        "Write",
        "deal",
        on_deal="Record your read on {}",
        wish_for=part("read"),
        words="close date forecast",
    ),
    Action(
        "procurement",
        "Change the procurement path",
        wish(part("procurement")),
        (),
        "list-checks",
        "Write",
        "deal",
        on_deal="Change the procurement path of {}",
        wish_for=part("procurement"),
        words="signature legal security review days purchase",
    ),
    Action("new-partner", "Add a partner", lambda a: a.wish(wishes.NewPartner()), (), "user-plus", "Write"),
    Action("export", "Export what is in front", _export, ("Ctrl+E",), "upload", "In and out"),
    Action(
        "export-notes",
        "Export notes for the CRM",
        wish(wishes.ExportNotes),
        (),
        "file-up",
        "In and out",
        on_deal="Export the notes of {}",
        wish_for=wishes.ExportNotes,
    ),
    Action(
        "export-record",
        "Export a risk record",
        wish(wishes.ExportRecord),
        (),
        "file-lock",
        "In and out",
        on_deal="Export the risk record of {}",
        wish_for=wishes.ExportRecord,
    ),
    Action(
        "stamp",
        "Time stamp this deal’s risk log",
        wish(wishes.StampChain),
        (),
        "shield-check",
        "In and out",
        "deal",
        words="anchor authority rfc 3161 witness",
    ),
    Action(
        "import-deals",
        "Import deals from a CRM file",
        lambda a: a.wish(wishes.ImportDeals()),
        ("Ctrl+Shift+O",),
        "table",
        "In and out",
        words="csv excel xlsx",
    ),
    Action(
        "take-back-import",
        "Take the last import of deals back",
        lambda a: a.wish(wishes.TakeBackImport()),
        (),
        "undo-2",
        "In and out",
        words="undo revert csv",
    ),
    Action(
        "import-notes",
        "Take in notes from Obsidian, Joplin or a folder",
        wish(wishes.ImportNotes),
        (),
        "folder-open",
        "In and out",
        words="import markdown vault",
    ),
    Action("backup", "Back up now", lambda a: a.back_up(), (), "archive", "Desk"),
    Action("light", "Theme: light", _theme("light"), (), "sun", "Desk", words="looks colours bright day"),
    Action("dark", "Theme: dark", _theme("dark"), (), "moon", "Desk", words="looks colours night"),
    Action("as-system", "Theme: as the system", _theme("system"), (), "monitor", "Desk", words="looks auto"),
    Action("settings", "Settings", to("settings"), ("Ctrl+,",), "settings", "Desk"),
    Action("keys", "Show all keys", lambda a: a.show_keys(), ("F1",), "keyboard", "Desk", "always"),
    Action("lock", "Lock now", lambda a: a.lock(), ("Ctrl+L",), "lock", "Desk"),
    Action("quit", "Close SE Desk", lambda a: a.leave(), ("Ctrl+Q",), "log-out", "Desk", "always"),
)

GROUPS = ("Go to", "Write", "Calls", "In and out", "Desk")


def action(key: str) -> Action:
    """The action with this id; KeyError where there is none."""
    return _BY_ID[key]


_BY_ID = {each.id: each for each in ACTIONS}


def keys_of(key: str) -> str:
    """The key to show on a button that does the action ``key``."""
    return action(key).shown_keys
