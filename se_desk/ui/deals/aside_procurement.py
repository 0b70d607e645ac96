"""Procurement: its weeks as a strip, and the sentence with the earliest signature."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from se_desk.domain.timelines import procurement_of
from se_desk.ui.deals.aside_section import Section, add_button, edit_button
from se_desk.ui.deals.procurement_words import sentence_of
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import procurement_week, short
from se_desk.ui.kit.bars import StepBar
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox

MANY_WEEKS = 26


def procurement_section(shown: Shown, edit: Callable[[], object]) -> Section:
    """The section as the deal stands."""
    procurement, today = procurement_of(shown.view.deal), shown.today
    if procurement is None:
        section = Section("Procurement")
        words = "When did their purchasing begin, and how many weeks does it take?"
        section.body.addWidget(BodyText(words, "small", "text-3"))
        section.body.addSpacing(8)
        section.body.addWidget(add_button("Note the procurement", edit), 0, Qt.AlignmentFlag.AlignLeft)
        return section
    week_words = procurement_week(shown.view, today)
    section = Section("Procurement", week_words, edit_button("Change the procurement", edit))
    week, over = procurement.week_on(today), today >= procurement.earliest_signature_on
    done = procurement.weeks if over else max(week - 1, 0)
    gap = 3 if procurement.weeks <= MANY_WEEKS else 1
    strip = StepBar(done, procurement.weeks, float(bool(week) and not over), 16, gap=gap, words=week_words)
    section.body.addWidget(strip)
    section.body.addSpacing(6)
    ends = (procurement.start_on, procurement.earliest_signature_on)
    first, last = (PlainLabel(short(day, today), "small", "text-3") for day in ends)
    section.body.addLayout(hbox(first, None, last))
    section.body.addSpacing(8)
    section.body.addWidget(BodyText(sentence_of(procurement, today), "body", "text-2"))
    if procurement.source:
        section.body.addSpacing(4)
        section.body.addWidget(BodyText(f"Source: {procurement.source}", "small", "text-3", max_lines=2))
    return section
