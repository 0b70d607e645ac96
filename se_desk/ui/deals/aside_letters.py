"""MEDDPICC in eight letters: which have evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from se_desk.domain.qualification import Letter
from se_desk.ui.deals.aside_section import Section
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import LetterBadge


def letters_section(shown: Shown, open_tab: Callable[[], object]) -> Section:
    """The section as the deal stands; its count leads to the evidence."""
    count = Button(f"{shown.evidenced} of {len(Letter)}", kind="link", small=True)
    count.setAccessibleName(f"MEDDPICC: {shown.evidenced} of {len(Letter)} with evidence, open")
    count.setToolTip("Open the evidence")
    count.clicked.connect(lambda: open_tab())
    section = Section("MEDDPICC", count)
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    for place, element in enumerate(shown.elements):
        on = bool(element.evidence)
        badge = LetterBadge(element.letter.label[0], on, element.letter.label)
        words = PlainLabel(element.letter.label, "small", "text" if on else "text-3")
        words.setToolTip(element.evidence or "No evidence yet")
        grid.addLayout(hbox(badge, words, None), place % 4, place // 4)
        grid.setRowMinimumHeight(place % 4, 24)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    section.body.addLayout(grid)
    return section
