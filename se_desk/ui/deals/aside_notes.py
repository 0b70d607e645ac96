"""Named in notes: what other notes say of the deal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from se_desk.domain.moments import count
from se_desk.ui.deals.aside_section import Section
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button, tip
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.sources import short
from se_desk.ui.kit.wishes import Place

LONGEST = 34  # letters of a title


def notes_sections(shown: Shown, go: Callable[[Place], object]) -> list[Section]:
    """The section as the deal stands; none where no note names it."""
    named = shown.named_in
    if not named.count:
        return []
    section = Section("Named in", count(named.count, "note"))
    for note in named.notes:
        link = Button(
            short(note.shown_title, LONGEST), "lock" if note.private else "file-text", "link", small=True
        )
        link.setAccessibleName(f"Open the note “{note.shown_title}”")
        tip(link, f"{note.kind.label}: {short(note.shown_title, 200)}")
        link.clicked.connect(lambda _on=False, key=note.id: go(Place("note", key)))
        section.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
    if named.count > len(named.notes):
        more = f"and {named.count - len(named.notes)} more"
        section.body.addWidget(PlainLabel(more, "small", "text-3"))
    return [section]
