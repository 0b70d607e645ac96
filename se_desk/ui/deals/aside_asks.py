"""Asks, those without an answer first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.asks import Answer
from se_desk.ui.deals.aside_section import Section, add_button
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import Chip

MOST = 5


def asks_section(shown: Shown, open_tab: Callable[[], object], add: Callable[[], object]) -> Section:
    """The section as the deal stands; its count leads to all of them."""
    if not shown.asks:
        section = Section("Asks")
        section.body.addWidget(BodyText("Nothing was asked of the product yet.", "small", "text-3"))
        section.body.addSpacing(8)
        section.body.addWidget(add_button("Add an ask", add), 0, Qt.AlignmentFlag.AlignLeft)
        return section
    said = f"{shown.unanswered} open of {len(shown.asks)}" if shown.unanswered else str(len(shown.asks))
    count = Button(said, kind="link", small=True)
    count.setAccessibleName(f"Asks: {said}, open")
    count.clicked.connect(lambda: open_tab())
    section = Section("Asks", count)
    ordered = sorted(shown.asks, key=lambda ask: ask.answer is not Answer.NONE)
    for ask in ordered[:MOST]:
        line = QWidget()
        row = hbox()
        row.addWidget(PlainLabel(ask.statement, "body", elide=True), 1)
        row.addWidget(Chip(ask.answer.label, ask.answer.tone))
        line.setLayout(row)
        line.setFixedHeight(28)
        section.body.addWidget(line)
    return section
