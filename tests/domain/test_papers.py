"""Papers: what kinds there are, and how far one is answered."""

from __future__ import annotations

from se_desk.domain.papers import PaperKind, Section, Sheet


def test_kinds() -> None:
    assert [kind.label for kind in PaperKind] == ["Autopsy sheet", "Deal review", "Impact record"]
    assert [kind.of_deal for kind in PaperKind] == [True, True, False]


def test_how_far_it_is_answered() -> None:
    sections = (
        Section("Facts", ("one",)),
        Section("Why", (), "why", "Why?", "Because"),
        Section("How", (), "how", "How?", " "),
    )
    sheet = Sheet(PaperKind.REVIEW, "Deal review", "About", sections)
    assert (sheet.answered, sheet.questions) == (1, 2)
