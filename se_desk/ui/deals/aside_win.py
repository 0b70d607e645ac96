"""Technical win: four steps, each with its day; separate from the stage of the sale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from se_desk.domain.deals import Deal, StepState, technical_win
from se_desk.ui.deals.aside_section import Section, edit_button
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import short
from se_desk.ui.kit.bars import StepBar
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import vbox


def win_section(shown: Shown, edit: Callable[[], object]) -> Section:
    """The section as the deal stands."""
    deal, today = shown.view.deal, shown.today
    section = Section("Technical win", poc_words(deal, today), edit_button("Change the days", edit))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4)
    for place, (name, state, day) in enumerate(technical_win(deal, today)):
        grid.addLayout(_step(name, state, day, poc_share(deal, today), today), 0, place)
        grid.setColumnStretch(place, 1)
    section.body.addSpacing(2)
    section.body.addLayout(grid)
    return section


def poc_share(deal: Deal, today: date) -> float:
    """The part of the POC that is over, 0 to 1; a half where its end is not known."""
    if deal.poc_on is None or deal.poc_until_on is None:
        return 0.5
    length = max((deal.poc_until_on - deal.poc_on).days + 1, 1)
    return min(max(((today - deal.poc_on).days + 1) / length, 0.05), 1.0)


def poc_words(deal: Deal, today: date) -> str:
    """``POC day 9 of 14`` while it runs."""
    if deal.poc_on is None or deal.poc_until_on is None or deal.sign_off_on is not None:
        return ""
    if not deal.poc_on <= today <= deal.poc_until_on:
        return ""
    return f"POC day {(today - deal.poc_on).days + 1} of {(deal.poc_until_on - deal.poc_on).days + 1}"


def _step(name: str, state: StepState, day: date | None, share: float, today: date) -> QVBoxLayout:
    bar = StepBar(int(state is StepState.DONE), 1, done_token="clock-done", words=f"{name}: {state.value}")
    if state is StepState.BEGUN:
        bar.set(0, 1, share, f"{name}: begun")
    when = short(day, today) if day else "no date"
    if state is StepState.BEGUN and day:
        when = f"to {when}" if name == "POC" and day >= today else f"since {when}"
    begun, idle = state is StepState.BEGUN, state is StepState.OPEN
    title = PlainLabel(name, "small", "text-2" if idle else "text", weight=600 if begun else 400)
    return vbox(bar, 6, title, PlainLabel(when, "small", "text-3"))
