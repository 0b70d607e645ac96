from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from se_desk.domain.errors import NotAllowed
from se_desk.exchange.notes_out.note_out import NoteOut


def test_a_private_note_cannot_be_made_into_one(note_out: Callable[..., NoteOut]) -> None:
    with pytest.raises(NotAllowed, match="private note"):
        note_out(private=True)


def test_not_even_from_a_shareable_one(note_out: Callable[..., NoteOut]) -> None:
    shareable = note_out()
    with pytest.raises(NotAllowed, match="private note"):
        replace(shareable, note=replace(shareable.note, private=True))


def test_a_note_in_the_trash_stays(note_out: Callable[..., NoteOut]) -> None:
    with pytest.raises(NotAllowed, match="trash"):
        note_out(trashed_at=datetime(2026, 9, 4, tzinfo=UTC))


def test_it_says_what_the_note_is(note_out: Callable[..., NoteOut]) -> None:
    note = note_out()
    assert note.about() == (
        "2026-09-03 16:40+02:00, Call note",
        "Deal: Quay pilot (Kestrel Quay Logistics)",
        "Call: Crane walk-through, 2026-09-03 14:00+02:00",
    )
    assert note.marker == "[sedesk:0198f0a2-0000-7000-8000-00000000000a:r3]"
    assert note.written_on.isoformat() == "2026-09-03"


def test_a_note_of_nothing_says_less(note_out: Callable[..., NoteOut]) -> None:
    note = note_out(deal=None, call=None, title="", body="## First\nwords")
    assert note.about() == ("2026-09-03 16:40+02:00, Call note",)
    assert note.title == "First"
    assert note_out(title="\u202e", body="").title == "Call note"


def test_a_deal_without_an_account(note_out: Callable[..., NoteOut]) -> None:
    deal = note_out().deal
    assert deal is not None
    assert note_out(deal=replace(deal, account=" ")).deal_line == "Quay pilot"
