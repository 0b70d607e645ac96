"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from se_desk.domain.notes import Note
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import (
    ImportNotes,
    NewNote,
    NoteTemplates,
    Place,
    QuickNote,
    TemplateNote,
    TrashedNotes,
    Wish,
)
from se_desk.ui.notes.import_dialog import ImportNotesDialog
from se_desk.ui.notes.quick_note import QuickNoteDialog
from se_desk.ui.notes.quick_window import QuickNoteWindow
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
    """Open the dialog of a quick note, or its window, once."""
    if not isinstance(wish, QuickNote):
        return
    known = [each for each in parent.window().findChildren(QuickNoteDialog) if each.isVisible()]
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, QuickNoteWindow)]
    shown = [each for each in windows if each.isVisible()]
    if shown:
        shown[0].come_forward()
    elif known:
        if wish.apart:
            parent.window().activateWindow()
        known[0].text.setFocus()
    elif wish.apart:
        _window(parent, desk, go)
    else:
        QuickNoteDialog(parent, desk, go, wish.deal_id).open()


def _window(parent: QWidget, desk: Desk, go: Go) -> None:
    def say(note: Note) -> None:
        toast(parent, "Quick note filed", "Open", lambda: go(Place("note", note.id)), icon="square-pen")

    window = QuickNoteWindow(desk)
    window.filed.connect(say)
    window.come_forward()


def trashed_notes(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Show what is in the trash."""
    if isinstance(wish, TrashedNotes):
        dialog = TrashDialog(parent, desk)
        dialog.takenBack.connect(lambda note_id: go(Place("note", note_id)))
        dialog.open()


def templates(wish: Wish, parent: QWidget, desk: Desk, bus: Bus, _go: Go) -> None:
    """Open the dialog of the templates."""
    from se_desk.ui.notes.templates_dialog import TemplatesDialog

    if isinstance(wish, NoteTemplates):
        TemplatesDialog(parent, desk, bus, wish.kind).open()


def template_note(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Choose a template, and begin a note with it."""
    from se_desk.ui.notes.template_choice import TemplateChoice

    if isinstance(wish, TemplateNote):
        dialog = TemplateChoice(parent, desk, "Begin the note")
        dialog.chosen.connect(lambda key: go(Place("note", start_note(desk, NewNote(wish.deal_id), key).id)))
        dialog.open()


def import_notes(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Notes of another program; the deal they went to is shown when they are in."""
    if isinstance(wish, ImportNotes):
        dialog = ImportNotesDialog(parent, desk, wish.path, wish.deal_id)

        def show() -> None:
            if dialog.table.deal.value:
                go(Place("deal", dialog.table.deal.value, "notes"))

        dialog.confirmed.connect(show)
        dialog.open()


GRANTS: dict[type[Wish], Callable[..., Any]] = {
    NewNote: new_note,
    QuickNote: quick_note,
    NoteTemplates: templates,
    TemplateNote: template_note,
    TrashedNotes: trashed_notes,
    ImportNotes: import_notes,
}
