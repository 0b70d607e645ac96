"""Rows of the Today page: calls to log, flags, later calls, steps."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from se_desk.domain.moments import count, say_ago, say_near_day, say_time
from se_desk.domain.note_clock import ClockState
from se_desk.domain.partners import initials
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import RiskFlag
from se_desk.domain.steps import NextStep
from se_desk.services.call_views import CallView
from se_desk.services.deals import DealView
from se_desk.services.today import ScrubAhead
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import ListRow, SayBox
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import Avatar, ClockRing, SeverityGlyph

MOST_SAID = 120  # characters: about two lines of half the page; the whole stands with the flag
_CLOCK_TOKENS = {ClockState.OVER: "clock-over", ClockState.SOON: "clock-soon"}


def to_log(view: CallView, today: date, write: Callable[[], None], *, begun: bool = False) -> QWidget:
    """A call without a note: its ring, what is left of the 24 hours, the button that writes."""
    clock = view.clock
    if clock is None:
        raise ValueError("a call to log has a clock")
    account = view.deal.account if view.deal else "no deal"
    near = say_near_day(view.call.starts_at.date(), today)
    words = [
        Run(view.call.title, "", 500),
        Run(f" · {account} · {near}, {say_time(view.call.starts_at)}", "text-3"),
    ]
    left = PlainLabel(
        clock.say(), "small", _CLOCK_TOKENS.get(clock.state, "text-2"), weight=500, tabular=True
    )
    left.setMinimumWidth(104)
    left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    button = Button("Go on writing" if begun else "Write note", small=True)
    verb = "Go on with" if begun else "Write"
    button.setAccessibleName(f"{verb} the note of {view.call.title}")
    button.clicked.connect(lambda: write())  # clicked brings a value of its own
    return ListRow(
        words, left=ClockRing(clock.state.value, clock.fraction, clock.say()), right=(left, button)
    )


def not_in_crm(number: int, export: Callable[[], None]) -> QWidget:
    """How many calls of the last week are written down and not in the CRM, and the way there."""
    button = Button("Export notes", kind="link", small=True)
    button.setAccessibleName("Export the notes that are not in the CRM")
    button.clicked.connect(lambda: export())
    words = f"{count(number, 'call is', 'calls are')} written down and not in the CRM yet"
    made = QWidget()
    row = hbox(PlainLabel(words, "small", "text-3"), None, button, margins=(16, 4, 8, 4))
    made.setLayout(vbox(HLine(), row))
    return made


def scrub(ahead: ScrubAhead, today: date, open_: Callable[[], None]) -> QWidget:
    """The next scrub, with the way to its agenda."""
    button = Button("Agenda", small=True)
    button.setAccessibleName(f"Agenda of the scrub with {ahead.partner.name}")
    button.clicked.connect(lambda: open_())
    words = f"with {ahead.partner.first_name} · {count(ahead.deals, 'open deal')}"
    face = Avatar(initials(ahead.partner.name), ahead.partner.name)
    near = say_near_day(ahead.on, today)
    late = Run(near[:1].upper() + near[1:], "clock-over" if ahead.on < today else "", 500)
    return ListRow([late], words, face, (button,))


def later(view: CallView, open_: Callable[[], None]) -> QWidget:
    """A call of this day behind the next one."""
    ticks = f"huddle {view.ticks_done} of {len(view.ticks)}" if view.huddle else "no huddle yet"
    context = "" if view.call.context_received_at else " · no context yet"
    account = view.deal.account if view.deal else "No deal"
    time = PlainLabel(say_time(view.call.starts_at), "ui", "text-2", tabular=True)
    time.setFixedWidth(40)
    right = (Avatar(initials(view.partner.name), view.partner.name),) if view.partner else ()
    row = ListRow(view.call.title, f"{account} · {ticks}{context}", time, right, clickable=True)
    row.activated.connect(open_)
    return row


def overdue(step: NextStep, deal: DealView | None, today: date, settle: Callable[[], None]) -> QWidget:
    """A step past its day; its circle settles it."""
    box = CheckBox("", round=True)
    box.setAccessibleName(f"Done: {step.text}")
    box.toggled.connect(lambda on: settle() if on else None)
    late = PlainLabel(count(step.days_late(today), "day"), "small", "clock-over", weight=500, tabular=True)
    owner = f" · {step.owner}" if step.owner else ""
    return ListRow(step.text, f"{deal.deal.account if deal else ''}{owner}", box, (late,))


def flag_block(flag: RiskFlag, deal: DealView | None, words: str, say: str, button: Button) -> QWidget:
    """A flag with what it waits for, the words about it, and the one button that moves it on."""
    severity = flag.severity.value if flag.severity else None
    account = deal.deal.account if deal else ""
    return _block(SeverityGlyph(severity), flag.statement, f"{account} · {words}", say, (button,))


def told_words(flag: RiskFlag, now: datetime) -> str:
    """``told Otto 16 h ago, by email``."""
    last = flag.told[-1]
    channel = last.fields.get("channel", "other").replace("_", " ")
    way = {"call": "on a call", "meeting": "in a meeting", "other": "in person"}.get(channel, f"by {channel}")
    return f"told {last.fields.get('to', 'the AE')} {say_ago(now - last.recorded_at)} ago, {way}"


def raised_words(flag: RiskFlag, now: datetime) -> str:
    """``raised 18 h ago``."""
    return f"raised {say_ago(now - flag.raised_at)} ago"


def proposal_block(
    proposal: Proposal,
    deal: DealView | None,
    raise_: Callable[[], None],
    leave: Callable[[], None],
    open_: Callable[[], None],
) -> QWidget:
    """A flag the data speak for, with its arithmetic."""
    flag = Button("Flag it", "flag", kind="flag", small=True)
    flag.setAccessibleName(f"Flag: {proposal.statement}")
    flag.clicked.connect(lambda: raise_())
    stay = Button("Leave it", small=True)
    stay.setAccessibleName(f"Leave: {proposal.statement}")
    stay.clicked.connect(lambda: leave())
    look = Button("See deal", kind="link", small=True)
    look.setAccessibleName(f"See the deal of: {proposal.statement}")
    look.clicked.connect(lambda: open_())
    account = deal.deal.account if deal else ""
    severity = SeverityGlyph(proposal.severity)
    return _block(severity, proposal.statement, account, proposal.evidence, (look, stay, flag))


def _block(glyph: QWidget, main: str, second: str, say: str, buttons: tuple[Button, ...]) -> QWidget:
    words = vbox(
        BodyText([Run(main, "", 500)], "ui", max_lines=2), 2, BodyText(second, "small", "text-3", max_lines=2)
    )
    top = hbox(gap=12)
    top.addLayout(words, 1)
    for button in buttons:
        top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    inner = vbox(top)
    if say:
        inner.addSpacing(6)
        inner.addWidget(SayBox(textwrap.shorten(say, MOST_SAID, placeholder="…")))
    row = hbox(margins=(16, 12, 16, 12), gap=10)
    holder = QWidget()
    holder.setLayout(vbox(4, glyph, None))
    row.addWidget(holder)
    row.addLayout(inner, 1)
    made = QFrame()
    made.setLayout(vbox(HLine(), row, None))
    made.setAccessibleName(f"{main}, {second}")
    return made
