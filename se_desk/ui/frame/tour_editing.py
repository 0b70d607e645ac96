"""The tour's pictures of the note editor at work: finding, revisions, the trash."""

from __future__ import annotations

from se_desk.domain.notes import Note
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.page import NotePage


def _page(stage: Stage) -> NotePage:
    page = stage.page
    if not isinstance(page, NotePage):
        raise TourStopped("No note is in front.")
    return page


def _longest(stage: Stage) -> Note:
    """The longest shareable note of the desk."""
    notes = [note for view in stage.desk.deals.views() for note in stage.desk.notes.of_deal(view.deal.id)]
    return max((note for note in notes if not note.private), key=lambda note: len(note.body))


def _find(stage: Stage) -> None:
    """The bar that finds and replaces, with all places marked."""
    stage.clear()
    stage.go(Place("note", _longest(stage).id))
    writing = _page(stage).writing
    writing.open_find(replacing=True)
    writing.finder.words.setText("the")
    stage.settle()


def _revisions(stage: Stage) -> None:
    """A line was added and taken away again: the text of now beside the one of then."""
    note, page = _longest(stage), _page(stage)
    page.writing.finder.close_bar()
    changed = note.body.replace("\n", "\nOne more thing they said at the door.\n", 1)
    stage.desk.notes.restore(note.id, note.revision)
    stage.desk.notes.write(note.id, changed)
    stage.desk.notes.restore(note.id, note.revision)
    stage.go(Place("note", note.id))
    _page(stage).open_revisions()
    stage.settle()


def _trash(stage: Stage) -> None:
    stage.clear()
    for title, body in (("Wrong window", "Meant for another call."), ("Seating", "Who sat where at lunch.")):
        stage.desk.notes.trash(stage.desk.notes.start(None, title=title, body=body).id)
    stage.wish(wishes.TrashedNotes())


ROWS = (
    Row("note-find", "Words are found in a note, and others put in their place", _find),
    Row("note-revisions", "What a note was before, beside what it is now", _revisions),
    Row("note-trash", "What was thrown away can be had back for thirty days", _trash),
)
