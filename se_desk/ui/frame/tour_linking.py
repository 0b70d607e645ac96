"""The tour's pictures of links, templates and the inbox."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from se_desk.domain.notes import NoteKind
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.sources import PASSAGE
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.inbox_page import InboxPage
from se_desk.ui.notes.page import NotePage


def _completion(stage: Stage) -> None:
    """Somebody is named while a note of a call is written."""
    stage.clear()
    deal = next(v.deal for v in stage.desk.deals.views(active=True) if stage.desk.people.of_deal(v.deal.id))
    body = (
        "## What they said\n\n- The report can be boring, and should be\n\n## Next\n\n- [ ] Photographs from "
    )
    note = stage.desk.notes.start(deal.id, kind=NoteKind.CALL, title="Before the readout", body=body)
    stage.go(Place("note", note.id))
    page = _page(stage)
    editor = page.writing.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, none, "@"))
    stage.until(lambda: page.completing.is_open, "the people who can be named")


def _passage(stage: Stage) -> None:
    """A step leads back to the words it was taken from."""
    stage.clear()
    for view in stage.desk.deals.views(active=True):
        for step in stage.desk.steps.of_deal(view.deal.id):
            for source in stage.desk.note_links.sources("step", step.id):
                stage.go(Place("note", source.id, PASSAGE + source.passage_id))
                return
    raise TourStopped("No step of the sample was taken from a note.")


def _page(stage: Stage) -> NotePage:
    page = stage.page
    if not isinstance(page, NotePage):
        raise TourStopped("No note is in front.")
    return page


def _templates(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.NoteTemplates("poc"))


def _from_template(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.TemplateNote())


def _inbox(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("inbox"))


def _file(stage: Stage) -> None:
    page = stage.page
    if not isinstance(page, InboxPage):
        raise TourStopped("The inbox is not in front.")
    page.file()
    stage.settle()


ROWS = (
    Row("note-completion", "A person is named by a letter or two", _completion),
    Row("note-passage", "A step leads back to the words it was taken from", _passage),
    Row("note-templates", "What notes begin with, one's own beside what came along", _templates),
    Row("note-from-template", "A note begins with a template one chooses", _from_template),
    Row("inbox", "Notes that wait for their deal", _inbox),
    Row("inbox-file", "Three keys put one where it belongs", _file),
)
