"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.wishes import NewNote, Place, QuickNote, TrashedNotes, Wish
from se_desk.ui.notes.quick_note import QuickNoteDialog
from se_desk.ui.notes.starting import start_note
from se_desk.ui.notes.trash_dialog import TrashDialog

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def new_note(wish: Wish, _parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Make a note with its template and go to it."""
    if isinstance(wish, NewNote):
        go(Place("note", start_note(desk, wish).id))


def quick_note(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Open the dialog of a quick note, once."""
    if isinstance(wish, QuickNote):
        known = [each for each in parent.window().findChildren(QuickNoteDialog) if each.isVisible()]
        if known:
            known[0].text.setFocus()
        else:
            QuickNoteDialog(parent, desk, go, wish.deal_id).open()


def trashed_notes(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Show what is in the trash."""
    if isinstance(wish, TrashedNotes):
        dialog = TrashDialog(parent, desk)
        dialog.takenBack.connect(lambda note_id: go(Place("note", note_id)))
        dialog.open()


GRANTS: dict[type[Wish], Callable[..., Any]] = {
    NewNote: new_note,
    QuickNote: quick_note,
    TrashedNotes: trashed_notes,
}
