"""One deal in a scrub: what is open on it, what to ask, and the decision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.moments import count, say_day
from se_desk.domain.partners import Partner
from se_desk.domain.scrubs import Decision, ScrubDecision
from se_desk.services.scrub_agenda import AgendaDeal
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

A_WEEK = timedelta(days=7)


class DealPanel(QWidget):
    """``decided`` carries the decision with its words, owner and day (a date or None)."""

    decided = Signal(object, str, str, object)
    undecided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: AgendaDeal | None = None
        self._partner: Partner | None = None
        self._kept: ScrubDecision | None = None
        self.title = PlainLabel("", "heading", elide=True)
        self.dates = BodyText("", "body", "text-2")
        self._facts = vbox(gap=4)
        self.choice = Segment([(one.value, one.label) for one in Decision], name="Decision")
        self.words = LineEdit(name="Words of the decision")
        self.owner = Segment([("ae", "AE"), ("se", "You")], "ae", name="Who closes it")
        self.day = DayEdit(None, desk.today_on(), "By", ahead=True)
        self.keep = Button("Keep decision", kind="primary", small=True)
        self.undo = Button("Undecided", kind="ghost", small=True)
        self._words, self._owner = Field("Gap", self.words), Field("Who closes it", self.owner)
        self._day = Field("By", self.day)
        self._lay_out()
        self.choice.chosen.connect(lambda _key: self._chosen())
        self.words.returnPressed.connect(self.confirm)
        self.keep.clicked.connect(self.confirm)
        self.undo.clicked.connect(self.undecided)

    def _lay_out(self) -> None:
        about, decision = Card(), Card("Decision")
        about.body.addLayout(vbox(self.title, 2, self.dates, 12, self._facts))
        lines = vbox(self.choice, self._words, hbox(self._owner, self._day, None, gap=16), gap=12)
        lines.addLayout(hbox(None, self.undo, self.keep))
        decision.body.addLayout(lines)
        self.setLayout(vbox(about, decision, None, gap=16))

    def forget(self) -> None:
        """Another scrub is in front."""
        self._one = self._kept = None

    def show_deal(self, one: AgendaDeal | None, partner: Partner, kept: ScrubDecision | None) -> None:
        """Another deal, or the same anew; words that are being typed for it stay."""
        same = one is not None and self._one is not None and one.deal.id == self._one.deal.id
        typed = same and kept == self._kept
        self._one, self._partner, self._kept = one, partner, kept
        self.setVisible(one is not None)
        if one is None:
            return
        self.title.set_text(f"{one.deal.account}: {one.deal.title}")
        self.dates.set_content(date_words(one))
        self._show_facts(one)
        self.owner.set_text("ae", partner.first_name)
        if not typed:
            self._fill(kept)

    def _fill(self, kept: ScrubDecision | None) -> None:
        self.choice.set_value(kept.decision.value if kept else Decision.KEEP.value)
        self.words.setText(kept.words if kept else "")
        self.owner.set_value(
            "se" if kept and kept.decision is Decision.CLOSE_GAP and not kept.owner else "ae"
        )
        self.day.set_day(kept.by_on if kept else None)
        self._arrange()

    def _show_facts(self, one: AgendaDeal) -> None:
        clear_layout(self._facts)
        groups = (("Gates not evidenced", one.open_gates), ("Open", one.points), ("To ask", one.questions))
        for name, lines in groups:
            if not lines:
                continue
            self._facts.addWidget(HLine())
            self._facts.addSpacing(4)
            self._facts.addWidget(Caption(name))
            for line in lines:
                self._facts.addWidget(BodyText(line, "body", max_lines=4))
        if not any(lines for _, lines in groups):
            self._facts.addWidget(PlainLabel("Nothing is open on it.", "body", "text-3"))

    def begin(self, decision: Decision) -> None:
        """Choose a decision by its key: to keep is decided at once, the others ask for their words."""
        if self._one is None:
            return
        self.choice.set_value(decision.value)
        self._chosen()
        if decision is Decision.KEEP:
            self.confirm()
        else:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self) -> None:
        if self.choice.value == Decision.CLOSE_GAP.value and not self.day.text().strip():
            self.day.set_day(self._desk.today_on() + A_WEEK)
        if self.choice.value == Decision.CLOSE_GAP.value and not self.words.text() and self._one:
            gates = self._one.open_gates
            self.words.setText(f"Evidence: {gates[0]}" if gates else "")
        self._arrange()

    def _arrange(self) -> None:
        decision = Decision(self.choice.value or Decision.KEEP.value)
        self._words.set_label(
            {Decision.CLOSE_GAP: "Gap", Decision.DISQUALIFY: "Reason"}.get(decision, "A word")
        )
        for field in (self._owner, self._day):
            field.setVisible(decision is Decision.CLOSE_GAP)
            field.clear_error()
        self._words.clear_error()
        self.undo.setVisible(self._kept is not None)
        self.keep.set_text("Change decision" if self._kept else "Keep decision")

    def confirm(self) -> None:
        """Announce the decision; what is missing is said under its field."""
        decision = Decision(self.choice.value or Decision.KEEP.value)
        words = self.words.text().strip()
        if decision is not Decision.KEEP and not words:
            self._words.set_error("Say it in one line.")
            return
        try:
            day = self.day.day
        except BadInput as error:
            self._day.set_error(error.in_short)
            return
        if decision is Decision.CLOSE_GAP and day is None:
            self._day.set_error("Name the day.")
            return
        partner = self._partner.name if self._partner and self.owner.value == "ae" else ""
        self._kept = None  # the answer fills the fields anew
        self.decided.emit(decision, words, partner, day)

    def leave(self) -> bool:
        """True: what is typed and not kept stays in the fields until another deal is shown."""
        return True


def date_words(one: AgendaDeal) -> str:
    """``AE forecast Commit, Tue 31 Mar. Your read Fri 15 May. 45 days apart.``"""
    forecast = one.forecast
    parts = [
        f"AE forecast {forecast.category.label}, {say_day(forecast.close_on)}"
        if forecast
        else "No AE forecast",
        f"Your read {say_day(one.read_on)}" if one.read_on else "No read of yours",
    ]
    if one.apart:
        parts.append(f"{count(abs(one.apart), 'day')} apart")
    return ". ".join(parts) + "."
