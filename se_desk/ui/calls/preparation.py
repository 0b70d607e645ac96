"""What the cards of a huddle show, read in one go, and what they may ask of the page around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy

from se_desk.domain.calls import Attendee, Call
from se_desk.services.call_views import CallView
from se_desk.services.huddles import HuddleView
from se_desk.ui.calls.quiet import KeptText, QuietLine, QuietText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


@dataclass(frozen=True)
class Preparation:
    """A call with its huddle, and who sits at this desk."""

    view: CallView
    prepared: HuddleView
    se: str

    @property
    def call(self) -> Call:
        """The call itself."""
        return self.view.call

    @property
    def held(self) -> bool:
        """Whether the huddle is over."""
        return self.prepared.huddle.held_at is not None

    @property
    def ae(self) -> str:
        """The AE's full name, or nothing."""
        return self.view.partner.name if self.view.partner else ""

    @property
    def ae_first(self) -> str:
        """How the AE is spoken of."""
        return self.view.partner.first_name if self.view.partner else "the AE"

    @property
    def names(self) -> tuple[str, ...]:
        """Who could take a part: the pair, our own people, then the customer's."""
        ours = [one.name for one in self.view.attendees if one.ours]
        theirs = [one.name for one in self.view.attendees if not one.ours]
        return tuple(dict.fromkeys(name for name in (self.se, self.ae, *ours, *theirs) if name))

    def said(self, name: str) -> str:
        """How a name is said on screen: the SE is you."""
        return "You" if name and name == self.se else name


def prepare(desk: Desk, view: CallView) -> Preparation | None:
    """What is there of a call's preparation; None before its huddle was begun."""
    prepared = desk.huddles.of_call(view.call.id)
    return Preparation(view, prepared, desk.profile.get().name) if prepared else None


def title_words(attendee: Attendee) -> str:
    """``Head of operations, not confirmed``; what is missing is said."""
    if not attendee.title:
        return "With us" if attendee.ours else "Title not known"
    doubt = "" if attendee.title_confirmed or attendee.ours else ", not confirmed"
    return f"{attendee.title}{doubt}"


class Around(Protocol):
    """What a card asks of its page. Verbs run through ``act``, which tells what stood in the way."""

    @property
    def desk(self) -> Desk: ...

    @property
    def call_id(self) -> str: ...

    def act(self, verb: Callable[[], object]) -> bool:
        """Run a verb and show what came of it; False where it could not be done."""
        ...

    def keep(self, editor: QuietText | QLineEdit, write: Callable[[str], object]) -> KeptText:
        """Have what is typed into ``editor`` saved by ``write``."""
        ...


def offer_names(editor: QLineEdit, names: tuple[str, ...]) -> None:
    """Let the known names be picked while typing."""
    completer = QCompleter(list(names), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    if popup is not None:
        popup.setAccessibleName("Names")
        popup.setProperty("kind", "popup")
    editor.setCompleter(completer)


def name_line(name: str, placeholder: str = "") -> QuietLine:
    """A quiet field for a person's name, at the right of its row."""
    made = QuietLine(name, placeholder or "Nobody yet", right=True, wide=False)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made
