"""What a verb announces."""

from __future__ import annotations

from se_desk.domain.announcements import Change, Noun


def test_a_change_names_a_noun_and_nothing_more_unless_said() -> None:
    change = Change(Noun.NOTE, "n")
    assert (change.deal_id, change.author) == (None, None)


def test_changes_are_equal_by_what_they_say() -> None:
    author = object()
    assert Change(Noun.NOTE, "n", "d", author) == Change(Noun.NOTE, "n", "d", author)
    assert Change(Noun.NOTE, "n") != Change(Noun.CALL, "n")
    assert len({noun.value for noun in Noun}) == len(Noun)
