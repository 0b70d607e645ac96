"""What can be done about a deal's plan and with what is learned in the field: for the table of actions."""

from __future__ import annotations

from se_desk.ui.frame.action import Action, Run, to
from se_desk.ui.frame.actor import Actor
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place


def _insight(actor: Actor) -> None:
    """With the words that are selected."""
    words, private = actor.selection()
    actor.wish(
        wishes.HearInsight(actor.deal_in_front(), " ".join(words.split()), private, passage=actor.passage())
    )


def _of_deal(page: str, before: str = "") -> Run:
    """A page whose place names the deal in front."""
    return lambda actor: actor.go(Place(page, f"{before}{actor.deal_in_front()}"))


DEAL_ACTIONS: tuple[Action, ...] = (
    Action(
        "product",
        "Go to asks and insights for product",
        to("product"),
        (),
        "megaphone",
        "Go to",
        words="roll-up product managers features market csv",
    ),
    Action(
        "insight",
        "Note a field insight",
        _insight,
        ("Ctrl+Shift+F",),
        "lightbulb",
        "Write",
        on_deal="Note a field insight from {}",
        wish_for=wishes.HearInsight,
        words="market regulation competitor usage tag",
    ),
    Action(
        "strategy",
        "Open this deal’s strategy",
        _of_deal("strategy"),
        (),
        "route",
        "Write",
        "deal",
        words="plan why us win page account executive",
    ),
    Action(
        "exit-criteria",
        "Edit the exit criteria of the stages",
        lambda a: a.wish(wishes.ArrangeExitCriteria()),
        (),
        "list-checks",
        "Write",
        words="stage list evidence move",
    ),
    Action(
        "review",
        "Write a deal review for a manager",
        _of_deal("paper", "review:"),
        (),
        "clipboard-check",
        "In and out",
        "deal",
        words="paper sheet forecast qualified",
    ),
    Action(
        "autopsy",
        "Write the autopsy of a deal that ended",
        _of_deal("paper", "autopsy:"),
        (),
        "file-text",
        "In and out",
        "deal",
        words="paper sheet lost missed learned post mortem",
    ),
    Action(
        "impact",
        "Write the impact record of this quarter",
        lambda a: a.go(Place("paper", "impact:this")),
        (),
        "trophy",
        "In and out",
        words="paper review own work quarter wins help",
    ),
)
