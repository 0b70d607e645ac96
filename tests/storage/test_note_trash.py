"""What is in the trash, and what leaves it for good."""

from __future__ import annotations

from datetime import timedelta

from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from tests.services.conftest import NOW, clock, desk, heard, set_up_desk

__all__ = ["clock", "desk", "heard", "set_up_desk"]


def titles(desk: Desk) -> list[str]:
    return [note.title for note in desk.note_lines.trashed(0, desk.note_lines.count_trashed())]


def test_thirty_days_and_then_for_good(desk: Desk, clock: MovableClock) -> None:
    old, new, kept = (desk.notes.start(None, title=name, body="words") for name in ("old", "new", "kept"))
    desk.notes.write(old.id, "words before")
    desk.notes.trash(old.id)
    clock.at = NOW + timedelta(days=1)
    desk.notes.trash(new.id)
    assert titles(desk) == ["new", "old"]
    clock.at = NOW + timedelta(days=30)
    assert desk.notes.clear_trash() == 0
    clock.at = NOW + timedelta(days=30, seconds=1)
    assert desk.notes.clear_trash() == 1
    assert titles(desk) == ["new"]
    assert desk.notes.revisions(old.id) == ()
    assert desk.notes.get(kept.id) == kept
    desk.notes.take_back(new.id)
    assert titles(desk) == []
