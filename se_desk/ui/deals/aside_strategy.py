"""The strategy of a deal in a few words, and what was heard of the market on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from se_desk.domain.strategies import Heading, written
from se_desk.ui.deals.aside_section import Section, add_button
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText

MOST = 3  # insights that are shown


def strategy_section(shown: Shown, open_page: Callable[[], object]) -> Section:
    """How much of the page is written, and how its first part begins."""
    parts = written(shown.strategy)
    if not parts:
        section = Section("Strategy")
        section.body.addWidget(BodyText("Six short parts, written with the AE.", "small", "text-3"))
        section.body.addSpacing(8)
        section.body.addWidget(add_button("Write it", open_page), 0, Qt.AlignmentFlag.AlignLeft)
        return section
    section = Section("Strategy", _link("Strategy", f"{len(parts)} of {len(Heading)}", open_page))
    section.body.addWidget(BodyText(parts[0].text, "small", "text-2", max_lines=3))
    return section


def insights_sections(shown: Shown, open_page: Callable[[], object]) -> tuple[Section, ...]:
    """What was heard of the market on this deal; no section where nothing was."""
    if not shown.insights:
        return ()
    section = Section("Field insights", _link("Field insights", str(len(shown.insights)), open_page))
    for insight in shown.insights[:MOST]:
        section.body.addWidget(BodyText(insight.statement, "small", "text-2", max_lines=2))
        section.body.addSpacing(4)
    return (section,)


def _link(what: str, said: str, then: Callable[[], object]) -> Button:
    made = Button(said, kind="link", small=True)
    made.setAccessibleName(f"{what}: {said}, open")
    made.clicked.connect(lambda: then())
    return made
