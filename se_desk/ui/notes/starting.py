"""How a note begins: its kind and template, and whether anything was written in it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.domain.deals import Stage
from se_desk.domain.errors import NotFound
from se_desk.domain.notes import Note, NoteKind

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.wishes import NewNote

_KINDS = {Stage.DISCOVERY: NoteKind.DISCOVERY, Stage.DEMO: NoteKind.DEMO, Stage.POC: NoteKind.POC}


def kind_for(desk: Desk, wish: NewNote) -> NoteKind:
    """The kind that was wished for, else what fits the call or the stage of the deal."""
    if wish.kind:
        return NoteKind(wish.kind)
    if wish.call_id:
        return NoteKind.CALL
    if not wish.deal_id:
        return NoteKind.IDEA
    return _KINDS.get(desk.deals.get(wish.deal_id).stage, NoteKind.TECHNICAL)


def start_note(desk: Desk, wish: NewNote, template_id: str = "") -> Note:
    """A new note with a template, or the first of its kind; of a call it takes the title."""
    kind = desk.note_templates.get(template_id).kind if template_id else kind_for(desk, wish)
    call = desk.calls.get(wish.call_id) if wish.call_id else None
    deal_id = wish.deal_id or (call.deal_id if call else None) or None
    return desk.notes.start(
        deal_id,
        kind=kind,
        title=call.title if call else "",
        body=desk.note_templates.text(kind, deal_id, wish.call_id or None, template_id=template_id),
        call_id=wish.call_id or None,
    )


def is_untouched(desk: Desk, note: Note) -> bool:
    """Whether the note holds nothing but a template, and nothing is attached to it."""
    try:
        title = desk.calls.get(note.call_id).title if note.call_id else ""
        beginnings = desk.note_templates.beginnings(note)
    except NotFound:
        return False
    if note.title not in ("", title) or (note.body and note.body not in beginnings):
        return False
    return not desk.attachments.of_note(note.id)
