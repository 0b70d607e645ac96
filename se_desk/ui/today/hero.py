"""The next call, or the one that goes on: when, what for, and how well it is prepared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from se_desk.domain.calls import context_lead
from se_desk.domain.charters import DEFAULT_RESCUE_PHRASE
from se_desk.domain.moments import MINUTE, say_near_day, say_span, say_time
from se_desk.services.call_views import CallView
from se_desk.services.today import TodayPage
from se_desk.ui.kit.bars import StepBar
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import VLine, clear_layout, hbox, vbox

ENOUGH_HOURS = 24


class NextCall(Card):
    """The hero card of the Today page."""

    huddleAsked = Signal(str)
    cardAsked = Signal(str)
    planAsked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=20)
        self.setAccessibleName("Next call")
        self.setMinimumHeight(228)

    def show_page(self, page: TodayPage) -> None:
        """Paint the call that goes on, else the next one, else that there is none."""
        clear_layout(self.body)
        view = page.current or page.next_call
        if view is None:
            self._show_none()
            return
        left = vbox(
            hbox(PlainLabel(_when(page, view), "display"), _span(page, view), None, gap=12),
            8,
            PlainLabel(view.call.title, "heading", wrap=True),
            2,
            PlainLabel(_where(view), "body", "text-2", wrap=True),
            12,
            _objective(view),
            None,
            16,
            hbox(*self._buttons(view), None),
        )
        facts = vbox(*_facts(view), None, gap=16)
        column = QWidget()
        column.setFixedWidth(276)
        column.setLayout(facts)
        row = hbox(gap=24)
        row.addLayout(left, 1)
        row.addWidget(VLine())
        row.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _buttons(self, view: CallView) -> list[QWidget]:
        held = view.huddle is not None and view.huddle.held_at is not None
        begun = view.huddle is not None
        words = "See the huddle" if held else "Finish the huddle" if begun else "Start the huddle"
        huddle = Button(words, "list-checks", kind="primary")
        huddle.clicked.connect(lambda: self.huddleAsked.emit(view.call.id))
        card = Button("Open call card", "monitor")
        card.clicked.connect(lambda: self.cardAsked.emit(view.call.id))
        return [huddle, card]

    def _show_none(self) -> None:
        plan = Button("Plan a call", "calendar-plus")
        plan.clicked.connect(self.planAsked)
        self.body.addLayout(
            vbox(
                PlainLabel("No call ahead", "display"),
                4,
                PlainLabel("Plan one, or take in your calendar file.", "body", "text-2"),
                16,
                hbox(plan, None),
                None,
            )
        )


def _when(page: TodayPage, view: CallView) -> str:
    if view is page.current:
        left = view.call.ends_at - page.at
        return f"On now, {max(0, -(-left // MINUTE))} min left"
    until = page.minutes_until or 0
    return f"In {say_span(until * MINUTE)}"


def _span(page: TodayPage, view: CallView) -> QWidget:
    call = view.call
    times = f"{say_time(call.starts_at)}–{say_time(call.ends_at)}"
    day = call.starts_at.date()
    text = times if day == page.day else f"{say_near_day(day, page.day)}, {times}"
    return PlainLabel(text, "body", "text-2", tabular=True)


def _where(view: CallView) -> str:
    parts = [view.deal.account, view.deal.title] if view.deal else ["No deal yet"]
    if view.partner:
        parts.append(f"with {view.partner.name}")
    return " · ".join(parts)


def _objective(view: CallView) -> QWidget:
    objective = view.huddle.objective if view.huddle else ""
    if not objective:
        return BodyText([Run("No objective yet. ", "text-3"), Run("The huddle sets it.", "text-3")])
    return BodyText([Run("Objective. ", "text", 600), Run(objective, "text-2")], max_lines=3)


def _facts(view: CallView) -> list[QVBoxLayout | QWidget]:
    return [_huddle_fact(view), _context_fact(view), _third_fact(view)]


def _fact(icon: str, main: str, second: str, between: QWidget | None = None, token: str = "") -> QWidget:
    words = vbox(BodyText([Run(main, "", 500)], "ui", max_lines=2))
    if between is not None:
        words.addSpacing(6)
        words.addWidget(between, 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(6)
    if second:
        words.addWidget(BodyText(second, "small", token or "text-3", max_lines=3))
    made = QWidget()
    row = hbox(gap=12)
    row.addWidget(IconMark(icon), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    made.setLayout(row)
    return made


def _huddle_fact(view: CallView) -> QWidget:
    if view.huddle is None:
        return _fact("list-checks", "No huddle yet", "Fifteen minutes with the AE, before the call")
    done, of = view.ticks_done, len(view.ticks)
    open_ticks = ", ".join(tick.text.rstrip(".").casefold() for tick in view.ticks_open[:2])
    bar = StepBar(done, of, segment=24, words=f"{done} of {of} done")
    return _fact(
        "list-checks", f"Huddle: {done} of {of} done", f"Open: {open_ticks}" if open_ticks else "", bar
    )


def _context_fact(view: CallView) -> QWidget:
    lead, name = context_lead(view.call), view.partner.first_name if view.partner else "the AE"
    if lead is None:
        return _fact("inbox", f"No context from {name} yet", f"Agreed: {ENOUGH_HOURS} h before the call")
    when = "before" if lead.total_seconds() >= 0 else "after the start"
    early = lead.total_seconds() >= ENOUGH_HOURS * 3600
    words = f"Agreed with {name}: at least {ENOUGH_HOURS} h" if early else f"Agreed: {ENOUGH_HOURS} h before"
    return _fact("inbox", f"Context came {say_span(lead)} {when}", words)


def _third_fact(view: CallView) -> QWidget:
    """The ambush where one is possible; else the phrase that brings the talk back up."""
    if view.ambush:
        return _fact(
            "triangle-alert", "This may become another call", f"{view.ambush}.", token="sev-medium-text"
        )
    phrase = (view.huddle.rescue_phrase if view.huddle else "") or DEFAULT_RESCUE_PHRASE
    return _fact("life-buoy", f"“{phrase}”", "Rescue phrase")
