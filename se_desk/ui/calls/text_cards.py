"""Cards that hold one text of a huddle: the objective, the rescue phrase, the call to action."""

from __future__ import annotations

from se_desk.domain.huddles import Tick, TickState
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.quiet import QuietText
from se_desk.ui.calls.text_card import TextCard
from se_desk.ui.calls.times import minute_words
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import Chip


class ObjectiveCard(TextCard):
    """What has changed at the customer when the call ends."""

    def __init__(self, around: Around) -> None:
        super().__init__("Objective")
        self.editor = QuietText(
            "Objective", "What is different for them after this call", "call-body", rows=2
        )
        self.kept = around.keep(
            self.editor, lambda text: around.desk.huddles.set_objective(around.call_id, text, author=around)
        )
        self.body.addLayout(hbox(self.editor, margins=(8, 0, 8, 10)))

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the objective."""
        self.kept.show(prepared.prepared.huddle.objective)


class RescueCard(TextCard):
    """The phrase that brings the talk back up; a blank one becomes the charter's again."""

    def __init__(self, around: Around) -> None:
        super().__init__("Rescue phrase", "either of you may say it")
        self.editor = QuietText("Rescue phrase", "", "call-body")
        self.kept = around.keep(
            self.editor,
            lambda text: around.desk.huddles.set_rescue_phrase(around.call_id, text, author=around),
        )
        self.body.addLayout(hbox(self.editor, margins=(8, 0, 8, 0)))
        hint = PlainLabel("Whoever hears it stops and climbs one level up.", "small", "text-3", wrap=True)
        hint.setContentsMargins(16, 0, 16, 14)
        self.add(hint)

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the phrase."""
        self.kept.show(prepared.prepared.huddle.rescue_phrase)


class ActionCard(TextCard):
    """What the pair asks for near the end; it is agreed when its line of the checklist is ticked."""

    def __init__(self, around: Around) -> None:
        self.chip = Chip("not agreed yet", "amber")
        super().__init__("Call to action", end=self.chip)
        self.editor = LineEdit("", "Who does what, by when", "Call to action")
        self.kept = around.keep(
            self.editor,
            lambda text: around.desk.huddles.set_call_to_action(around.call_id, text, author=around),
        )
        self.body.addLayout(hbox(self.editor, margins=(16, 6, 16, 16)))

    def show_preparation(self, prepared: Preparation) -> None:
        """Show it and whether both agreed."""
        self.set_title(f"Call to action, {minute_words(prepared.call)}")
        self.kept.show(prepared.prepared.huddle.call_to_action)
        agreed = _agreed(prepared.prepared.ticks)
        self.chip.set("agreed" if agreed else "not agreed yet", "green" if agreed else "amber")


def _agreed(ticks: tuple[Tick, ...]) -> bool:
    return any(tick.key == "call_to_action" and tick.state is TickState.DONE for tick in ticks)
