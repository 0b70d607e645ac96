"""Lists of notes by pages, as the services give them."""

from __future__ import annotations

from se_desk.domain.deals import Deal
from se_desk.domain.note_lines import LineOrder, NoteCount
from se_desk.services.desk import Desk


def test_pages_of_a_deal_and_of_none(desk: Desk, deal: Deal) -> None:
    made = [desk.notes.start(deal.id, title=title) for title in ("Berth", "Anchor", "Crane")]
    desk.notes.set_private(made[0].id, True)
    loose = desk.notes.start(None, title="Loose")
    desk.notes.trash(desk.notes.start(deal.id).id)
    assert [line.title for line in desk.note_lines.page(deal.id, 0, 2)] == ["Crane", "Anchor"]
    assert [line.title for line in desk.note_lines.page(deal.id, 2, 2)] == ["Berth"]
    by_title = desk.note_lines.page(deal.id, 0, 9, LineOrder.TITLE, descending=False)
    assert [line.title for line in by_title] == ["Anchor", "Berth", "Crane"]
    assert [line.id for line in desk.note_lines.page(None, 0, 9)] == [loose.id]
    assert desk.note_lines.count(deal.id) == NoteCount(3, 1)


def test_a_timeline_holds_only_the_newest_notes_that_are_asked_for(desk: Desk, deal: Deal) -> None:
    for number in range(5):
        desk.notes.start(deal.id, title=f"Note {number}")
    assert [row.title for row in desk.history.of_deal(deal.id, 2) if row.noun == "note"] == [
        "Note 4",
        "Note 3",
    ]
    assert len([row for row in desk.history.of_deal(deal.id) if row.noun == "note"]) == 5
