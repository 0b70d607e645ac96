"""Named in notes: what other notes say of the deal."""

from __future__ import annotations

from collections.abc import Callable

from se_desk.domain.moments import count
from se_desk.ui.deals.aside_section import Section
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.sources import NamedIn
from se_desk.ui.kit.wishes import Place


def notes_sections(shown: Shown, go: Callable[[Place], object]) -> list[Section]:
    """The section as the deal stands; none where no note names it."""
    if not shown.named_in.count:
        return []
    section, named = Section("Named in", count(shown.named_in.count, "note")), NamedIn()
    named.show_notes(shown.named_in, titled=False)
    named.requestPlace.connect(go)
    section.body.addWidget(named)
    return [section]
